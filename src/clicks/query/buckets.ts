import { checkNumber, usageError } from '../../checks/options.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** All offsets in use change on quarters of an hour. */
const QUARTER = HOUR / 4;

/**
 * Gives a function from a time to the start of its bucket, both in milliseconds since 1970. Hours and shorter stretches
 * are real time; days and longer ones start at local midnight, or when clocks were put forward over it, and are an hour
 * longer or shorter where clocks change.
 * Longer stretches than a day are counted from 1 January 1970. Throws `TypeError` for a bucket or zone that is none.
 */
export function createBuckets(bucket: 'hour' | 'day' | number = 'hour', timeZone = 'UTC'): (time: number) => number {
  if (typeof bucket !== 'number' && bucket !== 'hour' && bucket !== 'day')
    throw usageError('bucket', "must be 'hour', 'day' or a number of milliseconds", bucket);
  const size = bucket === 'hour' ? HOUR : bucket === 'day' ? DAY : bucket;
  checkNumber('bucket', size, 1_000);
  const offsetAt = createOffsets(timeZone);
  const localStart = (time: number): number => Math.floor((time + offsetAt(time)) / size) * size;
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

function createOffsets(timeZone: string): (time: number) => number {
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
