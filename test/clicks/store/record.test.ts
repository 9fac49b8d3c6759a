import { describe, expect, test } from 'vitest';
import { ClickAggregator, readRecord } from '../../../src/clicks/index.js';

const RECORD = {
  version: 1,
  eventId: 'e-1',
  at: '2026-11-24T10:00:00Z',
  url: 'https://shop.example/sale',
  linkId: 'sale',
  part: 'html',
  expired: false,
  test: false,
  signals: [],
};

describe('times', () => {
  const GOOD: readonly (readonly [time: unknown, milliseconds: number])[] = [
    ['2024-02-29T10:00:00.000Z', Date.UTC(2024, 1, 29, 10)],
    ['2024-02-29 10:00:00+01', Date.UTC(2024, 1, 29, 9)],
    ['2026-11-24T10:00+0130', Date.UTC(2026, 10, 24, 8, 30)],
    ['2026-11-24T24:00:00Z', Date.UTC(2026, 10, 25)],
    ['0000-01-01T00:00:00Z', Date.parse('0000-01-01T00:00:00Z')],
    [0, 0],
    [new Date(5), 5],
  ];
  test.each(GOOD)('%j', (at, milliseconds) => {
    const counts = new ClickAggregator();
    counts.add(readRecord({ ...RECORD, at }));
    expect(Number(counts.settledSince(undefined, NOW).clicks[0]?.at)).toBe(milliseconds);
  });
  const NOW = { now: new Date(Date.UTC(2030, 0)) };

  test.each([
    '2026-02-29T10:00:00.000Z',
    '2026-02-29T10:00:00Z',
    '2026-02-30T10:00:00+01:00',
    '2026-04-31 00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-11-24T10:00:00',
    '2026-11-24',
    '20261124T100000Z',
    '1732442400000',
    '',
    Number.NaN,
    3e15,
    new Date(Number.NaN),
    true,
    {},
  ])('%j is none', (at) => {
    const wants = 'must be a Date, milliseconds, or ISO 8601 with a time zone';
    expect(() => readRecord({ ...RECORD, at })).toThrow(`record.at: ${wants}`);
    expect(() => new ClickAggregator().add({ ...RECORD, at } as never)).toThrow(`event.at: ${wants}`);
  });
});

test('what it does not know, or what is null, is left out', () => {
  expect(readRecord({ ...RECORD, contactId: null, tags: null, later: 1, headers: {} })).toEqual(RECORD);
});
