import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent, type PairChange } from '../../../src/clicks/index.js';
import { runs } from '../../runs.js';

const AT = Date.UTC(2026, 10, 24, 10);
const click = (
  linkId: string,
  contactId: string | undefined,
  minutes = 0,
  more: Partial<ClickEvent> = {},
): ClickEvent => ({
  linkId,
  contactId,
  at: AT + minutes * 60_000,
  url: `https://a.example/${linkId}`,
  ...more,
});
const nameOf = ({ contactId, campaignId, messageId, variant, part, linkId }: Omit<PairChange, 'clicks'>): string =>
  JSON.stringify([contactId, campaignId, messageId, variant, part, linkId]);

describe('changesSince', () => {
  test('gives absolute counts of those who clicked since, and what their links are', () => {
    const counts = new ClickAggregator();
    counts.add(click('a', 'c-1', 0, { campaignId: 'autumn', variant: 'B', tags: { product: 'book' } }));
    counts.add(click('a', 'c-2', 1, { campaignId: 'autumn', variant: 'B', tags: { product: 'book' } }));
    const first = counts.changesSince();
    expect([first.changes.length, first.links.length, first.more]).toEqual([2, 1, false]);
    counts.add(click('a', 'c-1', 5, { campaignId: 'autumn', variant: 'B', tags: { product: 'book' }, method: 'HEAD' }));
    const next = counts.changesSince(first.cursor);
    expect(next.changes).toEqual([
      {
        contactId: 'c-1',
        campaignId: 'autumn',
        variant: 'B',
        part: 'html',
        linkId: 'a',
        clicks: 2,
        human: 1,
        suspect: 0,
        bot: 1,
        firstClickAt: new Date(AT),
        lastClickAt: new Date(AT + 300_000),
        reasons: ['head'],
      },
    ]);
    expect(next.links).toEqual([
      {
        campaignId: 'autumn',
        variant: 'B',
        part: 'html',
        linkId: 'a',
        url: 'https://a.example/a',
        tags: { product: 'book' },
      },
    ]);
    expect(counts.changesSince(next.cursor)).toEqual({ cursor: next.cursor, more: false, changes: [], links: [] });
  });

  test('clicks of nobody are one pair without a contact', () => {
    const counts = new ClickAggregator();
    counts.add(click('a', undefined));
    counts.add(click('a', undefined, 1));
    expect(counts.changesSince().changes).toMatchObject([{ linkId: 'a', clicks: 2 }]);
    expect(counts.changesSince().changes[0]).not.toHaveProperty('contactId');
  });

  test('test clicks, expired ones and duplicates change no pair', () => {
    const counts = new ClickAggregator();
    counts.add(click('a', 'c-1', 0, { eventId: 'e-1' }));
    const { cursor } = counts.changesSince();
    counts.add(click('a', 'c-2', 0, { test: true }));
    counts.add(click('a', 'c-3', 0, { expired: true }));
    counts.add(click('a', 'c-1', 0, { eventId: 'e-1' }));
    expect(counts.changesSince(cursor).changes).toEqual([]);
  });

  test('a later click that makes a burst gives the earlier ones again', () => {
    const counts = new ClickAggregator();
    counts.add(click('a', 'c-1'));
    counts.add(click('b', 'c-2'));
    const { cursor } = counts.changesSince();
    counts.add({ ...click('b', 'c-1'), part: 'text', at: AT + 50 });
    expect(
      counts
        .changesSince(cursor)
        .changes.map(({ contactId, linkId, bot }) => [contactId, linkId, bot])
        .sort(),
    ).toEqual([
      ['c-1', 'a', 1],
      ['c-1', 'b', 1],
    ]);
  });

  test('pages written one after another are the whole, whatever comes in between', () => {
    const event = fc.record({
      linkId: fc.constantFrom('a', 'b', 'c', 'd'),
      contactId: fc.constantFrom('c-1', 'c-2', 'c-3', 'c-4', undefined),
      minutes: fc.nat(4),
      messageId: fc.constantFrom('m-1', 'm-2'),
    });
    let pages = 0;
    let bots = 0;
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 8, maxLength: 40, size: 'max' }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (events, limit, every) => {
          const counts = new ClickAggregator({ bots: { weights: { 'every-link-slowly': 1 } } });
          const kept = new Map<string, PairChange>();
          let cursor: string | undefined;
          let more = false;
          const flush = (): void => {
            const page = counts.changesSince(cursor, { limit });
            for (const change of page.changes) kept.set(nameOf(change), change);
            ({ cursor, more } = page);
            pages++;
          };
          events.forEach(({ linkId, contactId, minutes, messageId }, i) => {
            counts.add(click(linkId, contactId, minutes, { messageId, linkCount: 4 }));
            if (i % every === 0) flush();
          });
          do flush();
          while (more);
          expect(kept).toEqual(new Map(counts.changesSince().changes.map((change) => [nameOf(change), change])));
          bots += counts.totals().bot.clicks;
        },
      ),
      { numRuns: runs(60) },
    );
    expect(pages).toBeGreaterThan(300);
    expect(bots).toBeGreaterThan(100);
  });

  test.each(['x', '', '-1', '1.5', '3', '1-3', '2-1', 7, null])('the cursor %j is from elsewhere', (cursor) => {
    const counts = new ClickAggregator();
    counts.add(click('a', 'c-1'));
    counts.add(click('a', 'c-1'));
    expect(() => counts.changesSince(cursor as string)).toThrow(TypeError);
    expect(() => counts.changesSince(cursor as string)).toThrow(/^cursor: must/);
  });

  test.each([0, -1, Number.NaN, '5'])('a limit of %j is refused', (limit) => {
    expect(() => new ClickAggregator().changesSince(undefined, { limit: limit as number })).toThrow(/^limit: must/);
  });

  test('after a contact is renamed, what is written by it is what there is', () => {
    const contact = fc.constantFrom('c-1', 'c-2', 'c-3');
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.constant('add'), fc.constantFrom('a', 'b', 'c'), contact, fc.nat(90)) },
      { weight: 1, arbitrary: fc.tuple(fc.constant('rename'), contact, contact, fc.constant(0)) },
      { weight: 2, arbitrary: fc.constant(['read', '', '', 0] as const) },
      { weight: 1, arbitrary: fc.constant(['restore', '', '', 0] as const) },
    );
    let renamed = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (steps, limit) => {
        let counts = new ClickAggregator();
        let cursor: string | undefined;
        const written = new Map<string, PairChange>();
        const read = (): void => {
          for (let more = true; more; ) {
            const next = counts.changesSince(cursor, { limit });
            for (const change of next.changes) written.set(nameOf(change), change);
            ({ cursor, more } = next);
          }
        };
        for (const [what, first, second, minutes] of steps) {
          if (what === 'add') counts.add(click(first, second, minutes, { part: minutes % 2 === 0 ? 'html' : 'text' }));
          else if (what === 'restore') counts = ClickAggregator.restore(counts.snapshot());
          else if (what === 'read') read();
          else if (first !== second) {
            counts.renameContact(first, second);
            for (const [name, { contactId }] of written) if (contactId === first) written.delete(name);
            renamed++;
          }
        }
        read();
        const all = counts.changesSince().changes;
        expect(new Map([...written].sort())).toEqual(new Map(all.map((each) => [nameOf(each), each] as const).sort()));
      }),
      { numRuns: runs(300) },
    );
    expect(renamed).toBeGreaterThan(100);
  });
});
