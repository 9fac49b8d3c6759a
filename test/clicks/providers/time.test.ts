import { expect, test } from 'vitest';
import { isoTime, unixTime } from '../../../src/clicks/providers/time.js';

const TIME = Date.UTC(2026, 10, 2, 9, 30);

test.each([
  ['2026-11-02T09:30:00Z', TIME],
  ['2026-11-02T09:30:00.9Z', TIME + 900],
  ['2026-11-02T09:30:00.1234567Z', TIME + 123],
  ['2026-11-02T09:30:00.123456789012Z', TIME + 123],
  ['2026-11-02T10:30:00+01:00', TIME],
  ['2026-11-02t10:30:00.000+0100', TIME],
  [' 2026-11-02T09:30:00Z ', TIME],
  ['2026-11-02 09:30:00.674981+00', TIME + 674],
  ['2026-11-02 04:00:00-0530', TIME],
  ['2026-11-02 10:30:00 +01', TIME],
  ['2026-11-02 09:30:00Z', TIME],
])('%s', (text, time) => {
  expect(isoTime(text)).toBe(time);
});

test.each([
  '2026-11-02T09:30:00',
  '2026-11-02 09:30:00',
  '2026-13-02T09:30:00Z',
  '2026-02-30T09:30:00Z',
  '2026-11-31 09:30:00+01',
  '1969-01-01T00:00:00Z',
  'now',
  '',
  7,
  null,
  undefined,
  [],
])('%j is no time', (value) => {
  expect(isoTime(value)).toBeUndefined();
});

test.each([
  [1_793_611_800, TIME],
  [1_793_611_800.123, TIME + 123],
  ['1793611800', TIME],
  ['1793611800.5', TIME + 500],
  [1_793_611_800_123, TIME + 123],
])('%j since 1970', (value, time) => {
  expect(unixTime(value)).toBe(time);
});

test.each([
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
  '',
  '1e9',
  '0x10',
  'soon',
  null,
  undefined,
  {},
  [1_793_611_800],
])('%j is no time since 1970', (value) => {
  expect(unixTime(value)).toBeUndefined();
});
