import { describe, expect, test } from 'vitest';
import { createFormats } from '../../../src/print/format.js';
import { bucketFor } from '../../../src/report/model/report.js';
import { sizeOf, ticksOf } from '../../../src/report/page/time-axis.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** To make the formats of a language and a zone takes longer than all that is done with them here. */
const FORMATS = new Map<string, ReturnType<typeof createFormats>>();

/** Labels of an axis that begins at an ISO moment, days in brackets behind them. */
function labels(from: string, size: number, stretches: number, zone = 'UTC', locale = 'en-GB'): string[] {
  const axis = { from: Date.parse(from), size, stretches };
  const formats = FORMATS.get(`${locale} ${zone}`) ?? createFormats(locale, zone);
  FORMATS.set(`${locale} ${zone}`, formats);
  return ticksOf(axis, zone, formats).map(({ label, day }) => (day === undefined ? label : `${label} (${day})`));
}

describe('names below the time axis', () => {
  const CASES: readonly (readonly [what: string, got: string[], wanted: string[]])[] = [
    [
      'minutes after sending',
      labels('2026-11-24T08:00Z', MINUTE, 12),
      ['08:00 (24 Nov)', '08:02', '08:04', '08:06', '08:08', '08:10'],
    ],
    [
      'hours, at whole ones of the clock and not of the first click',
      labels('2026-11-24T09:00Z', HOUR, 40, 'UTC'),
      ['12:00 (24 Nov)', '18:00', '00:00 (25 Nov)', '06:00', '12:00', '18:00', '00:00 (26 Nov)'],
    ],
    [
      'hours of a zone that is half an hour off, which the stretches of UTC never meet',
      labels('2026-11-24T00:30Z', HOUR, 16, 'Asia/Kolkata'),
      ['06:00 (24 Nov)', '08:00', '10:00', '12:00', '14:00', '16:00', '18:00', '20:00'],
    ],
    [
      'the night in which clocks go back has two hours from 1 to 3',
      labels('2026-10-24T22:00Z', HOUR, 8, 'Europe/Rome'),
      ['00:00 (25 Oct)', '01:00', '02:00', '02:00', '03:00', '04:00', '05:00', '06:00'],
    ],
    ['days', labels('2026-11-24T00:00Z', DAY, 5), ['24 Nov', '25 Nov', '26 Nov', '27 Nov', '28 Nov']],
    [
      'days that lost an hour are still those days',
      labels('2026-03-27T23:00Z', DAY, 4, 'Europe/Rome'),
      ['28 Mar', '29 Mar', '30 Mar', '31 Mar'],
    ],
    [
      'five days by the hour are named by their days',
      labels('2026-11-24T05:00Z', HOUR, 110),
      ['25 Nov', '26 Nov', '27 Nov', '28 Nov'],
    ],
    ['months', labels('2026-01-01T00:00Z', 2_629_746_000, 4), ['Jan 2026', 'Feb 2026', 'Mar 2026', 'Apr 2026']],
    [
      'stretches that fit no clock',
      labels('2026-11-24T08:00Z', 7 * MINUTE, 12),
      ['08:00 (24 Nov)', '08:14', '08:28', '08:42', '08:56', '09:10'],
    ],
    ['another language', labels('2026-11-24T00:00Z', DAY, 3, 'UTC', 'de'), ['24. Nov.', '25. Nov.', '26. Nov.']],
  ];
  test.each(CASES)('%s', (_, got, wanted) => {
    expect(got).toEqual(wanted);
  });

  test('there are at most eight, for any length and any stretch', () => {
    for (const size of [1_000, MINUTE, 5 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY])
      for (let stretches = 1; stretches <= 120; stretches++)
        expect(labels('2026-11-24T08:00Z', size, stretches).length, `${stretches} of ${size}`).toBeLessThanOrEqual(8);
  });
});

test('the time from sending to the last click decides how the timeline is cut: 1 to 121 stretches', () => {
  const lengths = [
    MINUTE,
    20 * MINUTE,
    21 * MINUTE,
    3 * HOUR,
    4 * HOUR,
    4 * DAY,
    5 * DAY,
    6 * DAY,
    120 * DAY,
    121 * DAY,
    2_000 * DAY,
  ];
  expect(lengths.map(bucketFor)).toEqual([
    MINUTE,
    MINUTE,
    5 * MINUTE,
    5 * MINUTE,
    'hour',
    'hour',
    'hour',
    'day',
    'day',
    'week',
    'month',
  ]);
  for (const length of lengths) expect(length / sizeOf(bucketFor(length))).toBeLessThanOrEqual(120);
});
