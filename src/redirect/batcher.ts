import { checkKeys, checkType, checkWhole, usageError } from '../checks/options.js';
import type { ClickRecord } from '../clicks/store/record.js';

/** How records are collected and written. Unknown keys throw `TypeError` with a did-you-mean. */
export interface BatcherOptions<Item extends object = ClickRecord> {
  /**
   * Stores the records, oldest first, in one call at a time. When it returns, or its promise is fulfilled, they count
   * as stored. If it throws or rejects, the same records come again after a pause. So the store must accept a record
   * twice and count it once.
   */
  readonly write: (records: readonly Item[]) => unknown;
  /** The most records of one write, from 1 to 100,000. @default 100, or `keep` if that is less */
  readonly size?: number | undefined;
  /** How long a record waits for others to be written with, in milliseconds, from 0 to 3,600,000. @default 1000 */
  readonly withinMs?: number | undefined;
  /**
   * The most records in memory, those that are being written included: from `size` to 10,000,000. One more, and the oldest that
   * is not being written is dropped. @default 10,000, or `size` if that is more
   */
  readonly keep?: number | undefined;
  /** Told how many records were dropped since it was last told. What it throws is ignored. @default nobody is told */
  readonly onDrop?: ((count: number) => unknown) | undefined;
}

/** Holds records between the redirect and a store. */
export interface Batcher<Item extends object = ClickRecord> {
  /**
   * Takes a record and returns at once; it is written later. After `close` it counts as dropped. Throws `TypeError` for
   * anything but an object.
   */
  add(record: Item): void;
  /**
   * Writes what was added so far, without waiting for more or for the end of a pause. Rejects with the error of `write` where
   * that fails; the records are kept and come again.
   */
  flush(): Promise<void>;
  /**
   * Writes all that is left and takes nothing more: for a clean stop, once the server has closed. A write that fails is tried
   * five times, with pauses of a second and a half in all. After that the rest is dropped, `onDrop` is told, and the promise
   * rejects with the error of `write`. A write that never settles is waited for: give it a time limit of its own.
   */
  close(): Promise<void>;
  /** How many records are in memory: those that wait and those that are being written. */
  readonly held: number;
}

const KNOWN = ['write', 'size', 'withinMs', 'keep', 'onDrop'] as const satisfies readonly (keyof BatcherOptions)[];

/** The pause after a first failure, in milliseconds; each further failure doubles it. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** How often `close` tries to write. */
const LAST_ATTEMPTS = 5;

/** What came of one write. */
type Outcome = { readonly failed: false } | { readonly failed: true; readonly error: unknown };

/**
 * Collects click records and writes them many at a time, for stores to which a write for each click is too much. Adding never
 * waits, writes that fail are tried again after growing pauses, and memory is bounded. Records that were added and not yet
 * written are lost if the process is killed: at most `keep`. Throws `TypeError` for a wrong option.
 *
 * @param options - `write` is required
 * @returns the batcher: `add` records, and `close` it at the end
 * @throws TypeError for a wrong option
 * @example
 * ```ts
 * import { createBatcher } from 'clickstamp/redirect';
 *
 * const stored: object[] = [];
 * const batcher = createBatcher({ write: (records) => stored.push(...records) });
 * batcher.add({ version: 1, eventId: 'e1', at: new Date(), url: 'https://shop.example/', linkId: 'sale', part: 'html', expired: false, test: false, signals: [] });
 * await batcher.close();
 * stored.length; // => 1
 * ```
 */
export function createBatcher<Item extends object = ClickRecord>(options: BatcherOptions<Item>): Batcher<Item> {
  const { write, size, withinMs, keep, onDrop } = checkOptions(options);
  /** Being written, or to be written again. */
  let batch: Item[] = [];
  const waiting = new Map<number, Item>();
  /** The number of the oldest record that waits, and of the next one to come. */
  let first = 0;
  let next = 0;
  let writing: Promise<Outcome> | undefined;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  let dropped = 0;
  let closing: Promise<void> | undefined;

  const held = (): number => batch.length + waiting.size;

  function drop(count: number): void {
    if (dropped === 0) queueMicrotask(tellOfDropped);
    dropped += count;
  }

  async function tellOfDropped(): Promise<void> {
    const count = dropped;
    dropped = 0;
    try {
      await onDrop?.(count);
    } catch {
      // Nobody is left to be told.
    }
  }

  function takeOldest(): Item {
    const item = waiting.get(first) as Item;
    waiting.delete(first++);
    return item;
  }

  function dropOldest(): void {
    if (writing === undefined && batch.length > 0) batch.shift();
    else takeOldest();
    drop(1);
  }

  function stopTimer(): void {
    clearTimeout(timer);
    due = Number.POSITIVE_INFINITY;
  }

  /** Sees to it that there is a write within the time, unless one comes sooner. */
  function schedule(ms: number): void {
    const time = performance.now() + ms;
    if (time >= due) return;
    stopTimer();
    due = time;
    timer = setTimeout(writeOnce, ms);
  }

  function scheduleNext(): void {
    if (writing !== undefined || closing !== undefined || held() === 0) return;
    if (failures > 0) schedule(pauseAfter(failures));
    else schedule(held() >= size ? 0 : withinMs);
  }

  async function tryWrite(): Promise<Outcome> {
    while (batch.length < size && waiting.size > 0) batch.push(takeOldest());
    let outcome: Outcome = { failed: false };
    try {
      if (batch.length > 0) await write([...batch]);
      batch = [];
      failures = 0;
    } catch (error) {
      failures++;
      outcome = { failed: true, error };
    }
    writing = undefined;
    scheduleNext();
    return outcome;
  }

  /** Writes one batch, or waits for the one that is being written. */
  function writeOnce(): Promise<Outcome> {
    stopTimer();
    // Assigned before `write` runs: it may add records itself.
    writing ??= Promise.resolve().then(tryWrite);
    return writing;
  }

  async function closeDown(): Promise<void> {
    stopTimer();
    for (let attempts = 0; held() > 0; ) {
      const outcome = await writeOnce();
      if (!outcome.failed) attempts = 0;
      else if (++attempts < LAST_ATTEMPTS) await sleep(pauseAfter(attempts));
      else {
        drop(held());
        batch = [];
        waiting.clear();
        first = next;
        throw outcome.error;
      }
    }
  }

  return {
    add(record) {
      if (record === null || typeof record !== 'object') throw usageError('record', 'must be an object', record);
      if (closing !== undefined) {
        drop(1);
        return;
      }
      waiting.set(next++, record);
      if (held() > keep) dropOldest();
      scheduleNext();
    },
    async flush() {
      const end = next;
      while (batch.length > 0 || first < end) {
        const outcome = await writeOnce();
        if (outcome.failed) throw outcome.error;
      }
    },
    close() {
      closing ??= closeDown();
      return closing;
    },
    get held() {
      return held();
    },
  };
}

type Checked<Item extends object> = Required<Omit<BatcherOptions<Item>, 'onDrop'>> & {
  readonly size: number;
  readonly withinMs: number;
  readonly keep: number;
  readonly onDrop: BatcherOptions<Item>['onDrop'];
};

function checkOptions<Item extends object>(options: BatcherOptions<Item>): Checked<Item> {
  checkKeys('createBatcher options', options, KNOWN);
  const { write, withinMs = 1_000, onDrop } = options;
  if (typeof write !== 'function') throw usageError('write', 'must be a function', write);
  checkType('onDrop', onDrop, 'function');
  checkWhole('size', options.size, 1, 100_000);
  checkWhole('withinMs', withinMs, 0, 3_600_000);
  checkWhole('keep', options.keep, 1, 10_000_000);
  const size = options.size ?? Math.min(100, options.keep ?? 100);
  const keep = options.keep ?? Math.max(10_000, size);
  if (keep < size) throw usageError('keep', 'must be at least `size`');
  return { write, size, withinMs, keep, onDrop };
}

function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
