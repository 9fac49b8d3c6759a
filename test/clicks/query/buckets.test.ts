import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { createBuckets } from '../../../src/clicks/query/buckets.js';
import { CLOCK_CHANGES } from './buckets.cases.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEP = 10 * 60_000;

/** The calendar of a zone as Intl prints it: what buckets are held against. */
function clockOf(timeZone: string, hour: boolean): (time: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    ...(hour ? { timeStyle: 'short', hourCycle: 'h23' } : {}),
  });
  return (time) => format.format(time).slice(0, hour ? 14 : 10);
}

/** Every ten minutes of five days round a change of clocks. */
function timesFrom(from: string): number[] {
  const start = Date.parse(from) - DAY + 60_000;
  return Array.from({ length: (5 * DAY) / STEP }, (_, step) => start + step * STEP);
}

describe.each(CLOCK_CHANGES)('%s from %s', (zone, from, hours) => {
  test('a day starts with the first moment of its date', () => {
    const startOf = createBuckets('day', zone);
    const dateOf = clockOf(zone, false);
    const wrong = timesFrom(from).filter((time) => {
      const start = startOf(time);
      const isFirst = dateOf(start) === dateOf(time) && dateOf(start - 1) !== dateOf(time);
      return !(start <= time && isFirst && startOf(start) === start);
    });
    expect(wrong).toEqual([]);
  });

  test('a week starts with its Monday, a month with its first day', () => {
    const dateOf = clockOf(zone, false);
    const dayOf = createBuckets('day', zone);
    const [weekOf, monthOf] = [createBuckets('week', zone), createBuckets('month', zone)];
    const monday = (date: string): string => {
      const day = new Date(`${date}T00:00:00Z`);
      return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
    };
    const wrong = timesFrom(from).filter((time) => {
      const [week, month] = [weekOf(time), monthOf(time)];
      const areDays = dateOf(week) === monday(dateOf(time)) && dateOf(month) === `${dateOf(time).slice(0, 8)}01`;
      const areFirst = [week, month].every((start) => start <= time && dayOf(start) === start);
      return !(areDays && areFirst && weekOf(week) === week && monthOf(month) === month);
    });
    expect(wrong).toEqual([]);
  });

  test('days are as long as they are there', () => {
    const startOf = createBuckets('day', zone);
    const starts = [...new Set(timesFrom(from).map(startOf))];
    const first = starts.findIndex((start) => clockOf(zone, false)(start) === from);
    expect(hours.map((_, i) => ((starts[first + i + 1] as number) - (starts[first + i] as number)) / HOUR)).toEqual(
      hours,
    );
  });

  test.each([HOUR, HOUR / 4, 60_000 * 7])('stretches of %i ms do not overlap, whatever clocks do', (size) => {
    const startOf = createBuckets(size, zone);
    const hourOf = clockOf(zone, true);
    let before = Number.NEGATIVE_INFINITY;
    const wrong = timesFrom(from).filter((time) => {
      const start = startOf(time);
      const follows = start >= before && startOf(start) === start;
      before = start;
      return !(start <= time && time - start < size && follows && (size < HOUR || hourOf(start) === hourOf(time)));
    });
    expect(wrong).toEqual([]);
  });

  test('six hours start at local six, twelve and so on', () => {
    const startOf = createBuckets(6 * HOUR, zone);
    const hourOf = clockOf(zone, true);
    const wrong = timesFrom(from).filter((time) => {
      const start = startOf(time);
      const sameDay = hourOf(start).slice(0, 10) === hourOf(time).slice(0, 10);
      return !(start <= time && time - start <= 7 * HOUR && startOf(start) === start && sameDay);
    });
    expect(wrong).toEqual([]);
  });
});

describe('createBuckets', () => {
  test('longer stretches than a day are counted from 1 January 1970', () => {
    const week = createBuckets(7 * DAY, 'Europe/Rome');
    // That was a Thursday.
    expect(new Date(week(Date.parse('2026-11-24T12:00Z'))).toISOString()).toBe('2026-11-18T23:00:00.000Z');
    expect(createBuckets('day')(-1)).toBe(-DAY);
    expect(createBuckets('hour')(0)).toBe(0);
  });

  test('times far off have a day, too', () => {
    const startOf = createBuckets('day', 'America/New_York');
    for (const time of [Date.parse('-000500-03-01T12:00:00Z'), Date.parse('+065000-07-01T12:00:00Z')]) {
      expect(time - startOf(time)).toBeLessThan(DAY);
      expect(startOf(time)).toBeLessThanOrEqual(time);
    }
  });

  test('a month and a week before our era start where the calendar says', () => {
    const text = (time: number): string => new Date(time).toISOString();
    const ides = Date.parse('-000043-03-15T12:00:00Z');
    // Clocks there were 4:56:02 behind.
    expect(text(createBuckets('month', 'America/New_York')(ides))).toBe('-000043-03-01T04:56:02.000Z');
    expect(new Date(createBuckets('week', 'America/New_York')(ides)).getUTCDay()).toBe(1);
  });

  test.each([
    ['fortnight', 'UTC', 'bucket: must be'],
    [999, 'UTC', 'bucket: must be a number from 1000'],
    [Number.NaN, 'UTC', 'bucket: must be a number from 1000'],
    ['day', 'Europe/Atlantis', 'timeZone: must be an IANA time zone'],
  ])('%s in %s is refused', (bucket, zone, message) => {
    expect(() => createBuckets(bucket as 'day', zone)).toThrow(TypeError);
    expect(() => createBuckets(bucket as 'day', zone)).toThrow(message);
  });
});

test('a timeline of a day of 25 hours has 25 of them', () => {
  const counts = new ClickAggregator();
  const start = Date.parse('2026-10-24T22:00Z');
  for (let at = start; at < start + 25 * HOUR; at += HOUR / 2) counts.add({ linkId: 'a', contactId: 'c-1', at });
  const hours = counts.timeline({ timeZone: 'Europe/Rome', bucket: 'hour' });
  expect(hours.map(({ clicks }) => clicks)).toEqual(new Array(25).fill(2));
  const days = counts.timeline({ timeZone: 'Europe/Rome', bucket: 'day' });
  expect(days.map(({ clicks, uniqueContacts }) => [clicks, uniqueContacts])).toEqual([[50, 1]]);
});
