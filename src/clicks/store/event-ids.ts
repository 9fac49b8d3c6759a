import { usageError } from '../../checks/options.js';
import { Interner } from './interner.js';

/** Remembers which events have been counted: all of them, or those of the last `within` milliseconds. */
export class EventIds {
  readonly within: number | undefined;
  readonly #tables = new Map<number, Interner>();
  #newest = Number.NEGATIVE_INFINITY;

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
  walk(): (at: number) => string | undefined {
    const counters = new Map<number, number>();
    return (at) => {
      const bucket = this.#bucketOf(at);
      const next = counters.get(bucket) ?? 0;
      counters.set(bucket, next + 1);
      return this.#tables.get(bucket)?.text(next);
    };
  }

  #bucketOf(at: number): number {
    return this.within === undefined ? 0 : Math.floor(at / this.within);
  }

  /** Two buckets are kept, so an id is remembered for at least `within` and less than twice that. */
  #tableFor(at: number): Interner | undefined {
    const bucket = this.#bucketOf(at);
    if (bucket > this.#newest) {
      this.#newest = bucket;
      for (const old of this.#tables.keys()) if (old < bucket - 1) this.#tables.delete(old);
    }
    if (bucket < this.#newest - 1) return undefined;
    let table = this.#tables.get(bucket);
    if (table === undefined) {
      table = new Interner();
      this.#tables.set(bucket, table);
    }
    return table;
  }
}
