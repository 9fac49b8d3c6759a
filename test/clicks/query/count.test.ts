import { expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent } from '../../../src/clicks/index.js';

const AT = Date.UTC(2026, 10, 24, 10);

/** Counts as one would by hand. */
function byHand(
  events: readonly ClickEvent[],
): Map<string, { clicks: number; contacts: number; humans: number; bots: number }> {
  const sets = new Map<string, { clicks: number; contacts: Set<string>; humans: Set<string>; bots: Set<string> }>();
  for (const { linkId, contactId, method } of events)
    for (const key of ['', linkId]) {
      const set = sets.get(key) ?? { clicks: 0, contacts: new Set(), humans: new Set(), bots: new Set() };
      sets.set(key, set);
      set.clicks++;
      if (contactId === undefined) continue;
      set.contacts.add(contactId);
      set[method === 'POST' ? 'bots' : 'humans'].add(contactId);
    }
  return new Map(
    [...sets].map(([key, { clicks, contacts, humans, bots }]) => [
      key,
      { clicks, contacts: contacts.size, humans: humans.size, bots: bots.size },
    ]),
  );
}

// The first are counted in the order in which they came, the last contact by contact: bits for each contact and link would
// take more than the clicks do.
test.each([
  { links: 3, contacts: 20 },
  { links: 15, contacts: 20 },
  { links: 16, contacts: 20 },
  { links: 40, contacts: 50 },
  { links: 400, contacts: 300 },
])('$links links and $contacts contacts', ({ links, contacts }) => {
  const events = Array.from({ length: 1_000 }, (_, i): ClickEvent => {
    const contact = (i * 7_919) % contacts;
    return {
      linkId: `l-${(i * 31 + Math.floor(i / 7)) % links}`,
      at: AT + i * 3_600_000,
      ...(i % 11 === 0 ? {} : { contactId: `c-${contact}` }),
      ...((contact + i) % 3 === 0 ? { method: 'POST' } : {}),
    };
  });
  const counts = new ClickAggregator();
  for (const event of events) counts.add(event);
  const expected = byHand(events);
  const whole = counts.totals();
  expect(whole.uniqueLinks).toBe(expected.size - 1);
  const found = new Map(
    [{ linkId: '', ...whole }, ...counts.links()].map(({ linkId, clicks, uniqueContacts, human, bot }) => [
      linkId,
      { clicks, contacts: uniqueContacts, humans: human.uniqueContacts, bots: bot.uniqueContacts },
    ]),
  );
  expect(found).toEqual(expected);
});

test('what was counted is counted anew when more has come', () => {
  const counts = new ClickAggregator();
  counts.add({ linkId: 'a', at: AT });
  expect(counts.totals().clicks).toBe(1);
  counts.add({ linkId: 'b', at: AT });
  expect([counts.totals().clicks, counts.links().length]).toEqual([2, 2]);
  expect(counts.where({ linkId: 'b' }).totals().clicks).toBe(1);
  counts.prune({ before: new Date(AT + 1) });
  expect([counts.totals().clicks, counts.links().length]).toEqual([0, 0]);
});

test('links are described by those of their places that are read', () => {
  const counts = new ClickAggregator();
  const add = (variant: string, url: string, tags?: Record<string, string>): void => {
    counts.add({ linkId: 'a', at: AT, variant, url, tags });
  };
  add('A', 'https://b.example/', { n: '2' });
  add('B', 'https://c.example/', { n: '1' });
  add('B', 'https://a.example/');
  add('C', '');
  const described = (variant?: string): unknown[] =>
    (variant === undefined ? counts : counts.where({ variant }))
      .links()
      .map(({ url, hasMultipleUrls, tags }) => [url, hasMultipleUrls, tags]);
  expect(described()).toEqual([['https://a.example/', true, { n: '1' }]]);
  expect(described('A')).toEqual([['https://b.example/', undefined, { n: '2' }]]);
  expect(described('B')).toEqual([['https://a.example/', true, { n: '1' }]]);
  expect(described('C')).toEqual([['', undefined, undefined]]);
});
