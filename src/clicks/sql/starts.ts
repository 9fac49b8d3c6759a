import { createBuckets } from '../query/buckets.js';
import type { TimelineQuery } from '../query/stats.js';
import type { Dialect } from './dialects.js';

const HOUR = 3_600_000;

/**
 * Returns what writes, for a stretch of time, the SQL that works the start of a click's bucket out of `at_ms`. The engines' own
 * time zones are wrong for some places and days, so JavaScript finds where buckets start and writes that down.
 * Throws `TypeError` for a bucket or zone that is none.
 */
export function startSql(
  dialect: Dialect,
  bucket: TimelineQuery['bucket'] = 'hour',
  timeZone = 'UTC',
): (first: number, last: number) => string {
  const startOf = createBuckets(bucket, timeZone);
  const size = bucket === 'hour' ? HOUR : bucket === 'day' ? 24 * HOUR : bucket;
  if (timeZone === 'UTC' && typeof size === 'number') {
    const whole = Math.trunc(size) === size;
    if (whole) return () => `${dialect.floorDivide('at_ms', size)} * ${size}`;
  }
  return (first, last) => {
    const starts: number[] = [];
    for (let start = first; start <= last; start = firstOfNext(startOf, start, last)) starts.push(start);
    return tree(starts.map((from) => [from, startOf(from)]));
  };
}

/** Returns the SQL that works out, of `at_ms`, which of equal stretches a click is in: from 0, as `Math.floor` cuts them. */
export function binSql({
  from,
  to,
  bins,
}: {
  readonly from: number;
  readonly to: number;
  readonly bins: number;
}): string {
  const width = Math.max(1, to - from) / bins;
  const binOf = (at: number): number => Math.min(bins - 1, Math.max(0, Math.floor((at - from) / width)));
  const starts: (readonly [from: number, bin: number])[] = [];
  for (let start = from; start <= to; start = firstOfNext(binOf, start, to)) starts.push([start, binOf(start)]);
  return tree(starts);
}

/** The first moment, up to just behind `last`, whose bucket is another one. Buckets are of one piece. */
function firstOfNext(startOf: (time: number) => number, from: number, last: number): number {
  const bucket = startOf(from);
  let step = 60_000;
  let same = from;
  while (same + step <= last && startOf(same + step) === bucket) {
    same += step;
    step *= 2;
  }
  let other = Math.min(same + step, last + 1);
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (startOf(middle) === bucket) same = middle;
    else other = middle;
  }
  return other;
}

/** A search tree of CASEs: a click is compared with as many starts as the tree is deep. */
function tree(starts: readonly (readonly [from: number, start: number])[]): string {
  if (starts.length <= 1) return `${starts[0]?.[1] ?? 0}`;
  const middle = starts.length >> 1;
  return `CASE WHEN at_ms < ${starts[middle]?.[0]} THEN ${tree(starts.slice(0, middle))} ELSE ${tree(starts.slice(middle))} END`;
}
