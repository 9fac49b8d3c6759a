import { checkNumber, usageError } from '../../checks/options.js';
import type { TimelineQuery } from './stats.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** All offsets in use change on quarters of an hour. */
const QUARTER = HOUR / 4;

/** 1 January 1970 was a Thursday. */
const MONDAY = 3 * DAY;

/** Where a local time's stretch starts, both as if the local clock were UTC; and how long a stretch is at least. */
const NAMED = {
  hour: { size: HOUR, startOf: (local: number) => Math.floor(local / HOUR) * HOUR },
  day: { size: DAY, startOf: (local: number) => Math.floor(local / DAY) * DAY },
  week: { size: 7 * DAY, startOf: (local: number) => Math.floor((local + MONDAY) / (7 * DAY)) * 7 * DAY - MONDAY },
  month: { size: 28 * DAY, startOf: startOfMonth },
} as const;

function startOfMonth(local: number): number {
  const date = new Date(local);
  // Years below 100 would be taken for those of the 20th century.
  const start = new Date(0);
  start.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth(), 1);
  return start.getTime();
}

/**
 * Gives a function from a time to the start of its bucket, both in milliseconds since 1970. Hours and shorter stretches
 * are real time; days, weeks (from Monday) and months start at local midnight, or when clocks were put forward over it, and are an hour
 * longer or shorter where clocks change.
 * Other stretches longer than a day are counted from 1 January 1970. Throws `TypeError` for a bucket or zone that is none.
 */
export function createBuckets(bucket: TimelineQuery['bucket'] = 'hour', timeZone = 'UTC'): (time: number) => number {
  const named = typeof bucket === 'string' && Object.hasOwn(NAMED, bucket) ? NAMED[bucket] : undefined;
  if (typeof bucket !== 'number' && named === undefined)
    throw usageError('bucket', "must be 'hour', 'day', 'week', 'month' or a number of milliseconds", bucket);
  if (typeof bucket === 'number') checkNumber('bucket', bucket, 1_000);
  const size = named?.size ?? (bucket as number);
  const startOf = named?.startOf ?? ((local: number): number => Math.floor(local / size) * size);
  const offsetAt = createOffsets(timeZone);
  const localStart = (time: number): number => startOf(time + offsetAt(time));
  return (time) => {
    const offset = offsetAt(time);
    const local = localStart(time);
    let start = local - offset;
    if (size <= HOUR) {
      // An hour in which clocks change ends there, and another begins.
      while (offsetAt(start) !== offset) start = nextQuarter(start);
      return start;
    }
    // Clocks were put back: the same local time has been before.
    while (localStart(start - QUARTER) === local) start -= QUARTER;
    // Clocks were put forward, over midnight even: it starts when they were.
    while (localStart(start) !== local) start = nextQuarter(start);
    return start;
  };
}

const nextQuarter = (time: number): number => (Math.floor(time / QUARTER) + 1) * QUARTER;

/**
 * Gives a function from a time to how far the clocks of a zone are from UTC then, both in milliseconds. Throws `TypeError` for a
 * zone that is none.
 */
export function createOffsets(timeZone: string): (time: number) => number {
  if (timeZone === 'UTC') return () => 0;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  } catch {
    throw usageError('timeZone', 'must be an IANA time zone such as Europe/Rome', timeZone);
  }
  const known = new Map<number, number>();
  return (time) => {
    const quarter = Math.floor(time / QUARTER);
    let offset = known.get(quarter);
    if (offset === undefined) {
      offset = offsetOf(format, quarter * QUARTER);
      known.set(quarter, offset);
    }
    return offset;
  };
}

function offsetOf(format: Intl.DateTimeFormat, time: number): number {
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return local.getTime() - time;
}
