import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { EventIds } from '../../../src/clicks/store/event-ids.js';

const AT = Date.UTC(2026, 10, 24, 10);
const DAY = 86_400_000;

describe('EventIds', () => {
  test('remembers for ever without a window', () => {
    const ids = new EventIds(undefined);
    expect([ids.note('a', AT), ids.note('a', AT + 1e12), ids.note('b', -AT)]).toEqual(['new', 'duplicate', 'new']);
  });

  test('remembers for at least the window and less than twice that', () => {
    const ids = new EventIds(DAY);
    for (let hour = 0; hour < 240; hour++) {
      const at = AT + hour * 3_600_000;
      expect(ids.note(`e-${hour}`, at)).toBe('new');
      // The same event comes again with the time it had.
      if (hour >= 24) expect(ids.note(`e-${hour - 24}`, at - DAY)).toBe('duplicate');
      if (hour >= 48) expect(ids.note(`e-${hour - 48}`, at - 2 * DAY)).toBe('old');
    }
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1'])('a window of %s is refused', (within) => {
    expect(() => new ClickAggregator({ dedupeWindowMs: within as number })).toThrow(/^dedupeWindowMs: must be/);
  });
});

describe('a window of an aggregator', () => {
  const event = (i: number) => ({ linkId: 'a', contactId: `c-${i}`, eventId: `e-${i}`, at: AT + i * 3_600_000 });

  test('counts a replay within it once, and one from before it again', () => {
    const counts = new ClickAggregator({ dedupeWindowMs: DAY });
    for (let i = 0; i < 100; i++) counts.add(event(i));
    expect(counts.add(event(99)).status).toBe('duplicate');
    expect(counts.add(event(76)).status).toBe('duplicate');
    expect(counts.add(event(0)).status).toBe('counted');
    expect(counts.totals()).toMatchObject({ clicks: 101, uniqueContacts: 100, duplicates: 2 });
  });

  test('forgotten ids are in no snapshot; the others come back', () => {
    const counts = new ClickAggregator({ dedupeWindowMs: DAY });
    for (let i = 0; i < 100; i++) counts.add(event(i));
    for (const again of [ClickAggregator.fromBytes(counts.toBytes()), ClickAggregator.restore(counts.snapshot())]) {
      expect(again.snapshot()).toEqual(counts.snapshot());
      expect([99, 76, 0].map((i) => again.add(event(i)).status)).toEqual(['duplicate', 'duplicate', 'counted']);
    }
    const ids = counts.snapshot().clicks.map((click) => click[5]);
    expect(ids.slice(0, 40).every((id) => id === undefined)).toBe(true);
    expect(ids.slice(-24)).toEqual(Array.from({ length: 24 }, (_, i) => `e-${76 + i}`));
  });

  test('merged, clicks that both hold within it count once', () => {
    const [a, b] = [0, 1].map(() => new ClickAggregator({ dedupeWindowMs: DAY })) as [ClickAggregator, ClickAggregator];
    for (let i = 0; i < 30; i++) a.add(event(i));
    for (let i = 10; i < 37; i++) b.add(event(i));
    expect(a.merge(b).totals()).toMatchObject({ clicks: 37, duplicates: 20 });
  });
});
