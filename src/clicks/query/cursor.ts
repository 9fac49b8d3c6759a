import { usageError } from '../../checks/options.js';
import type { ClickLog } from '../store/click-log.js';

/** How far a caller has read a log. */
export interface Cursor {
  /** How many rows there were, those that have been pruned since included. */
  readonly seen: number;
  /** The first row that was not given yet; the same as `seen` where all were. */
  readonly from: number;
  /** Clicks before this time had settled. Milliseconds. */
  readonly horizon: number;
  /** How many contacts had been renamed. */
  readonly renames: number;
}

/** Which method a cursor belongs to. */
export type CursorKind = 'changes' | 'settled';

const START: Cursor = { seen: 0, from: 0, horizon: Number.NEGATIVE_INFINITY, renames: 0 };

/** Writes a cursor: it holds the log's running hash, so that no other log takes it. */
export function writeCursor(log: ClickLog, kind: CursorKind, { seen, from, horizon, renames }: Cursor): string {
  return [kind, seen, from, horizon === Number.NEGATIVE_INFINITY ? '' : horizon, renames, log.hashAt(seen)].join('_');
}

/** Reads a cursor. Throws `TypeError` if it is not from this log, or from this method. */
export function readCursor(log: ClickLog, kind: CursorKind, cursor: string | undefined): Cursor {
  if (cursor === undefined) return START;
  const match =
    typeof cursor === 'string'
      ? /^([a-z]+)_(\d{1,10})_(\d{1,10})_(-?\d{0,16})_(\d{1,10})_(\d{0,10})$/.exec(cursor)
      : null;
  const [seen, from, renames] = [match?.[2], match?.[3], match?.[5]].map(Number) as [number, number, number];
  const horizon = match?.[4] === '' ? Number.NEGATIVE_INFINITY : Number(match?.[4]);
  if (
    match?.[1] !== kind ||
    seen > log.end ||
    from > seen ||
    renames > log.renames.length ||
    // Where the last row that was seen has been pruned, nothing is left to compare.
    (log.hashAt(seen) !== '' && match[6] !== log.hashAt(seen))
  )
    throw usageError(
      'cursor',
      `must come from ${kind}Since of this aggregator, or of one restored from a snapshot of the same moment or later`,
    );
  return { seen, from, horizon, renames };
}

/** By row that has changed hands since so many renamings, the contact whose it was. */
export function contactsBefore(log: ClickLog, renames: number): Map<number, number> {
  const contacts = new Map<number, number>();
  for (const { from, rows } of log.renames.slice(renames))
    for (const sequence of rows) {
      const row = log.rowOf(sequence);
      // The first renaming since is the one that tells; a row that was pruned is nobody's.
      if (row < log.size && log.sequenceOf(row) === sequence && !contacts.has(row)) contacts.set(row, from);
    }
  return contacts;
}
