import { describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent, type Dimension } from '../../../src/clicks/index.js';

const AT = Date.UTC(2026, 10, 24, 10);
const HOUR = 3_600_000;

/** Two campaigns, two variants, two parts, tags, a URL in three places, people and a bot. */
function sample(): ClickAggregator {
  const counts = new ClickAggregator();
  const add = (linkId: string, contactId: string | undefined, hour: number, more: Partial<ClickEvent> = {}): void => {
    counts.add({ linkId, contactId, at: AT + hour * HOUR, url: 'https://a.example/', campaignId: 'autumn', ...more });
  };
  add('a', 'c-1', 0, { variant: 'A', tags: { product: 'book' } });
  add('a', 'c-2', 1, { variant: 'B', tags: { product: 'pen' } });
  add('b', 'c-1', 2, { variant: 'A' });
  add('b', 'c-1', 3, { variant: 'A', method: 'HEAD' });
  add('a', 'c-3', 4, { part: 'text', campaignId: 'winter' });
  add('c', undefined, 5, { url: 'https://b.example/', variant: 'B' });
  add('a', 'c-4', 6, { variant: 'A', test: true });
  add('a', 'c-5', 7, { variant: 'A', expired: true });
  return counts;
}

describe('a view', () => {
  const counts = sample();

  test('totals', () => {
    expect(counts.totals()).toEqual({
      clicks: 6,
      uniqueContacts: 3,
      uniqueLinks: 4,
      human: { clicks: 5, uniqueContacts: 3, suspect: 0 },
      bot: { clicks: 1, uniqueContacts: 1 },
      test: 1,
      expired: 1,
      duplicates: 0,
      reasons: { head: 1 },
    });
  });

  test.each<[name: string, query: Parameters<ClickAggregator['where']>[0], clicks: number]>([
    ['campaign', { campaignId: 'autumn' }, 5],
    ['variant', { variant: 'A' }, 3],
    ['part', { part: 'text' }, 1],
    ['link', { linkId: 'a' }, 3],
    ['link and part', { linkId: 'a', part: 'html' }, 2],
    ['a tag', { tags: { product: 'book' } }, 1],
    ['a tag that nobody has', { tags: { toString: 'book' } }, 0],
    ['from a time on', { from: new Date(AT + 2 * HOUR) }, 4],
    ['up to a time', { to: new Date(AT + 2 * HOUR) }, 2],
    ['from and to', { from: new Date(AT + HOUR), to: new Date(AT + HOUR + 1) }, 1],
    ['nothing', {}, 6],
    ['undefined members', { campaignId: undefined, from: undefined }, 6],
    ['a message that is not there', { messageId: 'x' }, 0],
  ])('where: %s', (_, query, clicks) => {
    const view = counts.where(query);
    expect(view.totals().clicks).toBe(clicks);
    expect(view.links().reduce((sum, each) => sum + each.clicks, 0)).toBe(clicks);
    expect(view.urls().reduce((sum, each) => sum + each.clicks, 0)).toBe(clicks);
    expect(view.timeline().reduce((sum, each) => sum + each.clicks, 0)).toBe(clicks);
    expect(counts.timeline(query)).toEqual(view.timeline());
  });

  test('conditions of conditions hold together', () => {
    const view = counts
      .where({ variant: 'A' })
      .where({ from: new Date(AT + HOUR) })
      .where({ to: new Date(AT + 3 * HOUR) });
    expect(view.totals()).toMatchObject({ clicks: 1, uniqueContacts: 1 });
    expect(counts.where({ variant: 'A' }).where({ variant: 'B' }).links()).toEqual([]);
  });

  test.each<[Dimension, [string | undefined, number][]]>([
    [
      'campaignId',
      [
        ['autumn', 5],
        ['winter', 1],
      ],
    ],
    [
      'variant',
      [
        ['A', 3],
        ['B', 2],
        [undefined, 1],
      ],
    ],
    [
      'part',
      [
        ['html', 5],
        ['text', 1],
      ],
    ],
    [
      'url',
      [
        ['https://a.example/', 5],
        ['https://b.example/', 1],
      ],
    ],
    [
      'tag:product',
      [
        ['book', 1],
        ['pen', 1],
        [undefined, 4],
      ],
    ],
    ['messageId', [[undefined, 6]]],
  ])('groupBy %s', (dimension, groups) => {
    expect(counts.groupBy(dimension).map(({ value, view }) => [value, view.totals().clicks])).toEqual(groups);
  });

  test('groups of groups', () => {
    const [autumn] = counts.groupBy('campaignId');
    expect(autumn?.view.groupBy('variant').map(({ value, view }) => [value, view.totals().clicks])).toEqual([
      ['A', 3],
      ['B', 2],
    ]);
  });

  test('the same link in two parts is two; its URL is one', () => {
    expect(counts.links().map(({ part, linkId, clicks }) => [part, linkId, clicks])).toEqual([
      ['html', 'a', 2],
      ['html', 'b', 2],
      ['html', 'c', 1],
      ['text', 'a', 1],
    ]);
    expect(
      counts.urls().map(({ url, instances, clicks, uniqueContacts }) => [url, instances, clicks, uniqueContacts]),
    ).toEqual([
      ['https://a.example/', 3, 5, 3],
      ['https://b.example/', 1, 1, 0],
    ]);
    expect(counts.link('a')).toMatchObject({ part: 'html', clicks: 2 });
    expect(counts.link('a', 'text')).toMatchObject({ part: 'text', clicks: 1 });
    expect(counts.link('nobody')).toBeUndefined();
  });

  test('who clicked a link, and what somebody clicked', () => {
    expect(counts.contactsOf('a').map(({ contactId, clicks }) => [contactId, clicks])).toEqual([
      ['c-1', 1],
      ['c-2', 1],
      ['c-3', 1],
    ]);
    expect(counts.contactsOf('a', 'text').map(({ contactId }) => contactId)).toEqual(['c-3']);
    expect(counts.linksOf('c-1')).toEqual([
      {
        linkId: 'b',
        part: 'html',
        url: 'https://a.example/',
        clicks: 2,
        human: 1,
        suspect: 0,
        bot: 1,
        firstClickAt: new Date(AT + 2 * HOUR),
        lastClickAt: new Date(AT + 3 * HOUR),
        reasons: ['head'],
      },
      {
        linkId: 'a',
        part: 'html',
        url: 'https://a.example/',
        clicks: 1,
        human: 1,
        suspect: 0,
        bot: 0,
        firstClickAt: new Date(AT),
        lastClickAt: new Date(AT),
      },
    ]);
    expect(counts.linksOf('nobody')).toEqual([]);
    expect(counts.contact('nobody')).toBeUndefined();
    expect(counts.contact('c-1')).toMatchObject({ clicks: 3, uniqueLinks: 2, human: 2, bot: 1 });
    expect(counts.contacts().map(({ contactId }) => contactId)).toEqual(['c-1', 'c-2', 'c-3']);
    // Their clicks were a test and an expired one.
    expect([counts.contact('c-4'), counts.contact('c-5')]).toEqual([undefined, undefined]);
  });

  test('a view sees what comes later', () => {
    const own = sample();
    const view = own.where({ campaignId: 'winter' });
    expect(view.totals().clicks).toBe(1);
    own.add({ linkId: 'x', campaignId: 'winter', at: AT });
    expect(view.totals().clicks).toBe(2);
  });

  test('nothing is counted of nothing', () => {
    const empty = new ClickAggregator();
    expect(empty.totals()).toMatchObject({ clicks: 0, uniqueContacts: 0, uniqueLinks: 0 });
    expect([empty.links(), empty.urls(), empty.contacts(), empty.timeline(), empty.groupBy('variant')]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(empty.changesSince()).toEqual({ cursor: 'changes_0_0_0_0_0', more: false, changes: [], links: [] });
  });

  test.each<[what: string, read: () => unknown, message: RegExp]>([
    ['an unknown member', () => counts.where({ campaign: 'x' } as never), /query: unknown option "campaign"/],
    ['a member of the wrong type', () => counts.where({ part: 1 } as never), /^query.part: must be a string/],
    ['a time that is none', () => counts.where({ from: new Date(Number.NaN) }), /^query.from: must be a valid Date/],
    ['tags that are none', () => counts.where({ tags: null as never }), /^query.tags: must be/],
    ['an unknown dimension', () => counts.groupBy('campaign' as never), /did you mean "campaignId"/],
    ['no dimension', () => counts.groupBy(undefined as never), /^dimension: must be one of/],
    [
      'an unknown member of a timeline',
      () => counts.timeline({ buckets: 'day' } as never),
      /^timeline query: .*did you mean "bucket"/,
    ],
  ])('%s is refused', (_, read, message) => {
    expect(read).toThrow(TypeError);
    expect(read).toThrow(message);
  });
});
