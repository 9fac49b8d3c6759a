import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IsoTimes } from '../../../src/clicks/store/iso-times.js';

describe('IsoTimes', () => {
  test('reads what toISOString writes as Date.parse does, days in any order', () => {
    const time = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    const near = fc.integer({ min: 0, max: 5 * 86_400_000 }).map((by) => new Date(Date.UTC(2026, 1, 26) + by));
    const times = new IsoTimes();
    fc.assert(
      fc.property(fc.oneof(time, near), (date) => {
        expect(times.read(date.toISOString())).toBe(date.getTime());
      }),
      { numRuns: 1_000 },
    );
  });

  const others = [
    '2026-11-24T10:00:00Z',
    '2026-11-24 10:00:00.000Z',
    '2026-11-24T10:00:00.000z',
    '2026-11-24T10:00:00.000+',
    '2026-11-24T24:00:00.000Z',
    '2026-11-24T10:60:00.000Z',
    '2026-11-24T10:00:60.000Z',
    '2026-11-24T10:00:0x.000Z',
    '2026-11-24T10:00:00.00xZ',
    '2026-11-24T10:00:00.0x0Z',
    '2026-11-24T 1:00:00.000Z',
    '2026-13-24T10:00:00.000Z',
    '2026-11-2xT10:00:00.000Z',
    '----------T10:00:00.000Z',
    '',
  ];
  test.each(others)('leaves %j to others', (text) => {
    const times = new IsoTimes();
    times.read('2026-11-24T10:00:00.000Z');
    expect(times.read(text)).toBeUndefined();
  });
});
