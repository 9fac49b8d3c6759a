import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent, type PairChange } from '../../src/clicks/index.js';
import { runs } from '../runs.js';
import { model } from './model.js';

const START = Date.UTC(2026, 10, 24, 10);
const RUNS = { numRuns: runs(30) };

/** Few ids, links and moments, so that clicks collide in every way. */
const event: fc.Arbitrary<ClickEvent> = fc.record(
  {
    linkId: fc.constantFrom('a', 'b', 'c', 'ü', '~honeypot'),
    at: fc.integer({ min: 0, max: 40 }).map((step) => new Date(START + step * 90)),
    part: fc.constantFrom('html', 'text'),
    url: fc.constantFrom('https://a.example/', 'https://b.example/', 'https://b.example/?x=1'),
    campaignId: fc.constantFrom('spring', 'summer'),
    variant: fc.constantFrom('A', 'B'),
    contactId: fc.constantFrom('c-1', 'c-2', 'c-3', '日本', '\ud800', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'),
    sentAt: fc.constantFrom(new Date(START - 60_000), new Date(START)),
    expired: fc.boolean(),
    test: fc.boolean(),
    honeypot: fc.boolean(),
    linkCount: fc.constantFrom(2, 4, 4, 5),
    signals: fc.subarray(['head', 'prerender', 'many-contacts', 'second-source', 'provider-verdict'] as const),
    eventTags: fc.constantFrom({ device: 'phone' }, { device: 'desktop' }),
    method: fc.constantFrom('GET', 'HEAD', 'POST'),
    userAgent: fc.constantFrom('', 'curl/8.0', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0'),
    tags: fc.constantFrom({ product: 'book' }, { product: 'pen', size: 'xl' }),
  },
  { requiredKeys: ['linkId', 'at'] },
);
/** The same id always means the same event. */
const withIds = fc.array(event, { maxLength: 30 }).chain((events) =>
  fc.array(fc.nat(Math.max(0, events.length - 1)), { maxLength: 40 }).map((picks) =>
    events.length === 0
      ? []
      : [...events.map((_, at) => at), ...picks].map((at) => ({
          ...(events[at] as ClickEvent),
          eventId: `e-${at}`,
        })),
  ),
);

function counted(events: readonly ClickEvent[]): ClickAggregator {
  const counts = new ClickAggregator();
  for (const each of events) counts.add(each);
  return counts;
}

/** Everything that can be read, but for how often something arrived again. */
function rows(counts: ClickAggregator): unknown {
  const { duplicates: _, ...totals } = counts.totals();
  return {
    totals,
    links: counts.links(),
    urls: counts.urls(),
    contacts: counts.contacts(),
    contactsOf: ['a', 'b', 'c'].map((id) => counts.contactsOf(id)),
    linksOf: ['c-1', '日本', '\ud800'].map((id) => counts.linksOf(id)),
    timeline: counts.timeline({ bucket: 1_000 }),
    groups: (['campaignId', 'variant', 'part', 'url', 'tag:product'] as const).map((dimension) =>
      counts.groupBy(dimension).map(({ value, view }) => [value, view.totals().clicks, view.links()]),
    ),
    changes: new Set(
      counts
        .changesSince()
        .changes.map((change) => JSON.stringify(change))
        .sort(),
    ),
  };
}

const rotate = <T>(list: readonly T[], by: number): T[] =>
  [...list.slice(by % (list.length || 1)), ...list.slice(0, by % (list.length || 1))].reverse();

describe('laws of the aggregator', () => {
  test('it counts what a model of a few lines counts', () => {
    let duplicates = 0;
    fc.assert(
      fc.property(withIds, (events) => {
        const counts = counted(events);
        const expected = model(events);
        duplicates += expected.totals.duplicates;
        expect(counts.totals()).toMatchObject(expected.totals);
        expect(
          counts.links().map(({ part, linkId, clicks, uniqueContacts, firstClickAt, lastClickAt }) => ({
            link: `${part} ${linkId}`,
            clicks,
            uniqueContacts,
            first: firstClickAt.getTime(),
            last: lastClickAt.getTime(),
          })),
        ).toEqual(expected.links);
        expect(
          counts.contacts().map(({ contactId, clicks, uniqueLinks }) => ({ contactId, clicks, uniqueLinks })),
        ).toEqual(expected.contacts);
        const { clicks, human, bot } = counts.totals();
        expect(human.clicks + bot.clicks).toBe(clicks);
      }),
      RUNS,
    );
    expect(duplicates).toBeGreaterThan(100);
  });

  test('the order of events is irrelevant', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.nat(40), (events, by) => {
        expect(rows(counted(rotate(events, by)))).toEqual(rows(counted(events)));
      }),
      RUNS,
    );
  });

  test('any split and any tree of merges give the same, overlapping parts included', () => {
    let bots = 0;
    fc.assert(
      fc.property(withIds, fc.nat(30), fc.nat(30), (events, first, second) => {
        const whole = rows(counted(events));
        bots += counted(events).totals().bot.clicks;
        // The middle part overlaps both others.
        const [x, y] = [Math.min(first, second), Math.max(first, second)];
        const parts = (): [ClickAggregator, ClickAggregator, ClickAggregator] => [
          counted(events.slice(0, y)),
          counted(events.slice(x)),
          counted(rotate(events.slice(0, x), 3)),
        ];
        const [a, b, c] = parts();
        expect(rows(a.merge(b).merge(c))).toEqual(whole);
        const [d, e, f] = parts();
        expect(rows(f.merge(d.merge(e)))).toEqual(whole);
        const [g, h, i] = parts();
        expect(rows(i.merge(h).merge(g))).toEqual(whole);
      }),
      RUNS,
    );
    expect(bots).toBeGreaterThan(50);
  });

  test('without ids, disjoint parts merge to the whole, and nothing is the identity', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.nat(40), (events, at) => {
        const whole = rows(counted(events));
        const merged = counted(events.slice(at)).merge(counted(events.slice(0, at)));
        expect(rows(merged)).toEqual(whole);
        expect(rows(counted(events).merge(new ClickAggregator()))).toEqual(whole);
        expect(rows(new ClickAggregator().merge(counted(events)))).toEqual(whole);
      }),
      RUNS,
    );
  });

  test('duplicates add up however they are split', () => {
    fc.assert(
      fc.property(withIds, fc.nat(60), (events, at) => {
        const { duplicates } = model(events).totals;
        const merged = counted(events.slice(0, at)).merge(counted(events.slice(at)));
        expect(merged.totals().duplicates).toBe(duplicates);
      }),
      RUNS,
    );
  });

  test('snapshots of every form give everything back, and go on counting', async () => {
    await fc.assert(
      fc.asyncProperty(
        withIds,
        fc.array(event, { maxLength: 10 }),
        fc.integer({ min: 1, max: 50 }),
        async (events, more, size) => {
          const counts = counted([...events, ...more]);
          const expected = rows(counts);
          const bytes = counts.toBytes();
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
            bytes.slice(at * size, (at + 1) * size),
          );
          const again = [
            ClickAggregator.restore(JSON.parse(JSON.stringify(counts.snapshot()))),
            ClickAggregator.fromBytes(bytes),
            await ClickAggregator.fromStream(pieces),
            await ClickAggregator.fromStream(counts.stream()),
          ];
          for (const each of again) {
            expect(rows(each)).toEqual(expected);
            expect(each.totals().duplicates).toBe(counts.totals().duplicates);
            expect(each.toBytes()).toEqual(bytes);
            for (const replay of events) expect(each.add(replay).status).toBe('duplicate');
          }
        },
      ),
      { numRuns: runs(20) },
    );
  });

  test('changes written one after another are the whole', () => {
    // One message, few places: the first click on a link changes what was said of others.
    const close = event.map(({ campaignId: _, variant: __, part: ___, ...rest }) => rest);
    const keyOf = ({ contactId, campaignId, messageId, variant, part, linkId }: Partial<PairChange>): string =>
      JSON.stringify([contactId, campaignId, messageId, variant, part, linkId]);
    let bots = 0;
    fc.assert(
      fc.property(fc.array(close, { maxLength: 40 }), fc.nat(40), fc.nat(40), (events, first, second) => {
        const bot = { weights: { 'every-link-slowly': 1 } };
        const counts = new ClickAggregator({ bots: bot });
        const pairs = new Map<string, unknown>();
        const links = new Map<string, unknown>();
        let cursor: string | undefined;
        const flush = (): void => {
          const next = counts.changesSince(cursor);
          for (const change of next.changes) pairs.set(keyOf(change), change);
          for (const link of next.links) links.set(keyOf(link), link);
          cursor = next.cursor;
        };
        events.forEach((each, at) => {
          counts.add(each);
          if (at === first || at === second) flush();
        });
        flush();
        const whole = counts.changesSince();
        expect(pairs).toEqual(new Map(whole.changes.map((change) => [keyOf(change), change])));
        expect(links).toEqual(new Map(whole.links.map((link) => [keyOf(link), link])));
        expect(counts.changesSince(cursor).changes).toEqual([]);
        bots += counts.totals().bot.clicks;
      }),
      RUNS,
    );
    expect(bots).toBeGreaterThan(50);
  });

  test('labels are worked out anew under other rules', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.integer({ min: 0, max: 3_000 }),
        (events, everyLinkWindowMs) => {
          const bot = { everyLinkWindowMs, honeypotWindowMs: 500, weights: { 'quick-succession': 1, head: 0 } };
          const direct = new ClickAggregator({ bots: bot });
          for (const each of events) direct.add(each);
          const plain = counted(events);
          const expected = rows(direct);
          expect(rows(ClickAggregator.restore(plain.snapshot(), { bots: bot }))).toEqual(expected);
          expect(rows(ClickAggregator.fromBytes(direct.toBytes()))).toEqual(expected);
          expect(rows(ClickAggregator.fromBytes(direct.toBytes(), {}))).toEqual(rows(plain));
        },
      ),
      RUNS,
    );
  });
});
