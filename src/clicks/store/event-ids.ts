import { usageError } from '../../checks/options.js';
import { Interner } from './interner.js';

/** So many events, and a bucket far ahead is no broken clock. */
const CONFIRMING_EVENTS = 3;
/** So many buckets far ahead are remembered. */
const MAX_AHEAD = 8;

/** Remembers which events have been counted: all of them, or those of the last `within` milliseconds. */
export class EventIds {
  readonly within: number | undefined;
  readonly #tables = new Map<number, Interner>();
  #newest = Number.NEGATIVE_INFINITY;
  /** By bucket that lies further ahead than the next, how many events it has. */
  readonly #ahead = new Map<number, number>();

  constructor(within: number | undefined) {
    if (within !== undefined && !(typeof within === 'number' && within > 0 && Number.isFinite(within)))
      throw usageError('dedupeWindowMs', 'must be a number of milliseconds above 0', within);
    this.within = within;
  }

  /** Says whether an event is `new`, a `duplicate`, or `old`: from before the window, where nobody can tell. */
  note(id: string, at: number): 'new' | 'duplicate' | 'old' {
    const table = this.#tableFor(at);
    if (table === undefined) return 'old';
    const before = table.size;
    table.intern(id);
    return table.size > before ? 'new' : 'duplicate';
  }

  /**
   * Walks along the ids in the order in which they were noted: a click that has one asks for the next of its time.
   * Undefined where it has been forgotten.
   */
  walk(): (at: number, wanted: boolean) => string | undefined {
    const counters = new Map<number, number>();
    return (at, wanted) => {
      const bucket = this.#bucketOf(at);
      const next = counters.get(bucket) ?? 0;
      counters.set(bucket, next + 1);
      return wanted ? this.#tables.get(bucket)?.text(next) : undefined;
    };
  }

  #bucketOf(at: number): number {
    return this.within === undefined ? 0 : Math.floor(at / this.within);
  }

  /**
   * One event with a broken clock must not let go of all ids: a bucket that is not the next one starts when its third event
   * comes.
   */
  #isConfirmed(bucket: number): boolean {
    if (this.#newest === Number.NEGATIVE_INFINITY || bucket <= this.#newest + 1) return true;
    const events = (this.#ahead.get(bucket) ?? 0) + 1;
    this.#ahead.set(bucket, events);
    if (events >= CONFIRMING_EVENTS) {
      this.#ahead.clear();
      return true;
    }
    if (this.#ahead.size <= MAX_AHEAD) return false;
    const [first] = this.#ahead.keys();
    this.#ahead.delete(first as number);
    this.#tables.delete(first as number);
    return false;
  }

  /** Two buckets are kept, so an id is remembered for at least `within` and less than twice that. */
  #tableFor(at: number): Interner | undefined {
    const bucket = this.#bucketOf(at);
    if (bucket > this.#newest && this.#isConfirmed(bucket)) {
      this.#newest = bucket;
      for (const old of this.#tables.keys()) if (old < bucket - 1) this.#tables.delete(old);
    }
    if (bucket < this.#newest - 1) return undefined;
    // Far ahead, and on its own so far: remembered, but nothing is let go of for it.
    let table = this.#tables.get(bucket);
    if (table === undefined) {
      table = new Interner();
      this.#tables.set(bucket, table);
    }
    return table;
  }
}
