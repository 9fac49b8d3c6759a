import { createOffsets } from '../../clicks/query/buckets.js';
import type { Formats } from '../../print/format.js';
import type { Report } from '../model/rows.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A month is as long as months are on average: bars only need to know which of them stand together. */
const SIZES = { hour: 60 * MINUTE, day: DAY, week: 7 * DAY, month: 2_629_746_000 } as const;

/** How long a stretch of a timeline is, in milliseconds. */
export function sizeOf(bucket: Report['bucket']): number {
  return typeof bucket === 'number' ? bucket : SIZES[bucket];
}

/** Time cut into equal stretches, from left to right. */
export interface TimeAxis {
  /** Where it begins, in milliseconds. */
  readonly from: number;
  /** How many stretches there are. */
  readonly stretches: number;
  /** How long each is, in milliseconds. */
  readonly size: number;
}

/** A name below the axis. */
export interface Tick {
  /** In stretches from the left; those of days and longer stand below the middle of their bar. */
  readonly at: number;
  readonly label: string;
  /** The day, where it is another than the last tick's. */
  readonly day?: string;
}

/** The most names below an axis. */
const MOST_TICKS = 8;
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440] as const;
const STRETCHES = [1, 2, 3, 4, 7, 14, 28, 56, 112] as const;

/**
 * Even names for a time axis: whole minutes, hours or days of the reader's clock, at most eight. Where the stretches fit no
 * clock, every so many of them.
 */
export function ticksOf(axis: TimeAxis, timeZone: string, formats: Formats): Tick[] {
  if (axis.size >= 0.9 * DAY) return dayTicks(axis, formats);
  const clock = createClock(timeZone);
  const span = (axis.stretches * axis.size) / MINUTE;
  const step = MINUTES.find((minutes) => minutes * MINUTE >= axis.size && span / minutes <= MOST_TICKS) ?? 1440;
  const days = step === 1440 ? Math.ceil(span / 1440 / MOST_TICKS) : 1;
  const places: number[] = [];
  for (let place = 0; place < axis.stretches; place++) {
    const { day, minute } = clock(axis.from + place * axis.size);
    if (minute % step === 0 && day % days === 0) places.push(place);
  }
  const even = places.length < 2 ? everySoMany(axis.stretches) : places;
  let lastDay: string | undefined;
  return even.map((at) => {
    const date = new Date(axis.from + at * axis.size);
    const day = formats.shortDay(date);
    const isNew = day !== lastDay;
    lastDay = day;
    if (step === 1440 && places.length >= 2) return { at, label: day };
    return { at, label: formats.time(date), ...(isNew ? { day } : {}) };
  });
}

/** Days are 23 or 25 hours long where clocks change, and months are not even, so names are those of the middle. */
function dayTicks(axis: TimeAxis, { shortDay, month }: Formats): Tick[] {
  const monthly = axis.size > 20 * DAY;
  return everySoMany(axis.stretches).map((place) => {
    const date = new Date(axis.from + place * axis.size + (monthly ? 10 * DAY : DAY / 2));
    return { at: place + 0.5, label: monthly ? month(date) : shortDay(date) };
  });
}

function everySoMany(stretches: number): number[] {
  const step = STRETCHES.find((each) => stretches / each <= MOST_TICKS) ?? Math.ceil(stretches / MOST_TICKS);
  return Array.from({ length: Math.ceil(stretches / step) }, (_, at) => at * step);
}

/** Reads the clock on the wall of a time zone: the day's number and the minute of the day, seconds as a fraction. */
function createClock(timeZone: string): (time: number) => { day: number; minute: number } {
  const offsetAt = createOffsets(timeZone);
  return (time) => {
    const local = time + offsetAt(time);
    const day = Math.floor(local / DAY);
    return { day, minute: (local - day * DAY) / MINUTE };
  };
}
