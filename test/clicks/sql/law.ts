import fc from 'fast-check';
import { expect } from 'vitest';
import {
  type BotOptions,
  ClickAggregator,
  type ClickEvent,
  type ClickQuery,
  type Dimension,
  type RequestSignal,
} from '../../../src/clicks/index.js';
import { type ClickTable, clickTable, type Run, type Statement } from '../../../src/clicks/sql/index.js';
import type { Engine } from './engines.js';

const START = Date.UTC(2026, 9, 24, 22);

/** Quotes, NUL, halves of surrogate pairs, look-alikes, and 8,000 characters. */
const CONTACTS = [
  'c-1',
  'C-1',
  'c-1 ',
  "o'hara",
  '"; DROP TABLE clicks; --',
  'nul\0',
  '\ud800',
  '\udc00',
  '日本',
  '\\u0000',
  'x'.repeat(8_000),
];
const SIGNALS: readonly RequestSignal[] = [
  'method',
  'head',
  'user-agent',
  'prerender',
  'many-contacts',
  'second-source',
];
const TAGS = [{ product: 'book' }, { product: 'pen', size: 'xl' }, { ':': ',', 'a,"b': '\0' }];
const EVENT_TAGS = [{ device: 'phone' }, { device: "o'tablet", city: '\ud800' }];

/** Few ids, links and moments, so that clicks meet in every way that signals look for. */
const event: fc.Arbitrary<ClickEvent> = fc.record(
  {
    linkId: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', "ü'", '~honeypot') },
      { weight: 1, arbitrary: fc.constantFrom('\udc00', '\ud800', 'A', 'a ', 'y'.repeat(8_000)) },
    ),
    at: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }).map((step) => START + step * 90) },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 80 }).map((step) => START + step * 7_500) },
      { weight: 1, arbitrary: fc.integer({ min: -3, max: 60 }).map((step) => START + step * 1_800_000) },
    ),
    part: fc.constantFrom('html', 'text', 'amp'),
    url: fc.constantFrom('https://a.example/', 'https://b.example/?x=\u{1f600}', 'https://b.example/?x=\uffee', ''),
    campaignId: fc.constantFrom('spring', "'; --", 'Spring'),
    messageId: fc.constantFrom('m-1', 'm-1', '"m\0'),
    variant: fc.constantFrom('A', 'B'),
    contactId: fc.oneof(fc.constantFrom('c-1', 'c-1', 'c-2'), fc.constantFrom(...CONTACTS)),
    sentAt: fc.constantFrom(START - 120_500, START - 3_000, START + 2_000),
    linkCount: fc.constantFrom(1, 4, 4, 5),
    expired: fc.constantFrom(false, false, true),
    test: fc.constantFrom(false, false, false, true),
    honeypot: fc.constantFrom(false, false, false, false, true),
    signals: fc.oneof(fc.constant([]), fc.subarray([...SIGNALS], { maxLength: 2 })),
    tags: fc.constantFrom(...TAGS),
    eventTags: fc.constantFrom(...EVENT_TAGS),
  },
  { requiredKeys: ['linkId', 'at'] },
);

/** Clicks on one message by few people, as scanners make them: all links of both parts, at some pace. */
const scan: fc.Arbitrary<readonly ClickEvent[]> = fc
  .record({
    contactId: fc.constantFrom('c-1', 'c-2'),
    start: fc.integer({ min: 0, max: 40 }),
    pace: fc.constantFrom(0, 40, 120, 300, 900, 8_000, 20_000, 200_000),
    heads: fc.boolean(),
  })
  .map(({ contactId, start, pace, heads }) =>
    ['a', 'b', 'c', 'd'].flatMap((linkId, i) => {
      const at = START + start * 5_000 + i * pace;
      const click = { linkId, contactId, linkCount: 4, url: 'https://a.example/' };
      return heads
        ? [
            { ...click, at, signals: ['head' as const] },
            { ...click, at: at + 30 },
          ]
        : [{ ...click, at }];
    }),
  );

/** Streams in which the same id always means the same event. */
export const streams: fc.Arbitrary<readonly ClickEvent[]> = fc
  .tuple(fc.array(event, { maxLength: 40 }), fc.array(scan, { maxLength: 3 }))
  .chain(([clicks, scans]) => {
    const events = [...clicks, ...scans.flat()].map((each, i) => ({ ...each, eventId: `e-${i}'\0` }));
    return fc
      .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.shuffledSubarray(events))
      .map(([first, again]) => [...first, ...again]);
  });

/** Rules of all kinds. */
export const rules: fc.Arbitrary<BotOptions> = fc.record(
  {
    afterSendingMs: fc.constantFrom(0, 2_000, 60_000),
    honeypotWindowMs: fc.constantFrom(0, 500, 30_000),
    everyLinkWindowMs: fc.constantFrom(0, 1_000, 45_000, 900_000),
    weights: fc.record(
      {
        burst: fc.constantFrom(0, 0.4, 1),
        'quick-succession': fc.constantFrom(0, 0.7, 1),
        'every-link-slowly': fc.constantFrom(0, 1 / 3, 1),
        'get-after-head': fc.constantFrom(0.1, 1),
        'both-parts': fc.constantFrom(0, 0.5),
        'soon-after-sending': fc.constantFrom(0, 0.3),
        method: fc.constantFrom(0, 1),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

/** Of one message, whose settled contacts are added up. */
const ONE_MESSAGE: ClickQuery = { campaignId: 'spring', messageId: 'm-1', variant: 'A' };

/** Filters of all kinds. */
const anyQuery: fc.Arbitrary<ClickQuery> = fc.record(
  {
    campaignId: fc.constantFrom('spring', "'; --", 'nobody'),
    messageId: fc.constantFrom('m-1', '"m\0'),
    variant: fc.constantFrom('A'),
    part: fc.constantFrom('html', 'text'),
    linkId: fc.constantFrom('a', "ü'"),
    tags: fc.constantFrom({ product: 'book' }, { product: 'pen', size: 'xl' }, { ':': ',' }, {}),
    eventTags: fc.constantFrom({ device: 'phone' }, { city: '\ud800' }, {}),
    from: fc.constantFrom(new Date(START + 900)),
    to: fc.constantFrom(new Date(START + 300_000)),
  },
  { requiredKeys: [] },
);

export const queries: fc.Arbitrary<ClickQuery> = fc.oneof(
  { weight: 4, arbitrary: anyQuery },
  { weight: 1, arbitrary: fc.constant(ONE_MESSAGE) },
);

/** What can be read of counts and of a table alike. */
interface View {
  readonly name: string;
  readonly memory: (counts: ClickAggregator, query: ClickQuery) => unknown;
  readonly table: (table: ClickTable, query: ClickQuery, run: Run) => Promise<unknown>;
}

const DIMENSIONS: readonly Dimension[] = [
  'campaignId',
  'messageId',
  'variant',
  'part',
  'url',
  'tag:product',
  'tag::',
  'event-tag:device',
];

/** Three of the contacts each: reading one takes several statements. */
const SOME_CONTACTS: readonly (readonly string[])[] = [0, 3, 6, 9].map((from) => CONTACTS.slice(from, from + 3));

const list = (name: 'links' | 'urls' | 'contacts'): View => ({
  name,
  memory: (counts, query) => counts.where(query)[name](),
  table: (table, query, run) => table.where(query)[name]().read(run),
});

/** Every reading method. */
const VIEWS: readonly View[] = [
  {
    name: 'totals',
    memory: (counts, query) => ({ ...counts.where(query).totals(), duplicates: 0 }),
    table: (table, query, run) => table.where(query).totals().read(run),
  },
  {
    name: 'overview',
    memory: (counts, query) => ({
      totals: { ...counts.where(query).totals(), duplicates: 0 },
      links: counts.where(query).links(),
    }),
    table: (table, query, run) => table.where(query).overview().read(run),
  },
  list('links'),
  list('urls'),
  list('contacts'),
  {
    name: 'link',
    memory: (counts, query) => [counts.where(query).link('a'), counts.where(query).link('b', 'text')],
    table: async (table, query, run) => [
      await table.where(query).link('a').read(run),
      await table.where(query).link('b', 'text').read(run),
    ],
  },
  {
    name: 'contactsOf',
    memory: (counts, query) => [counts.where(query).contactsOf('a'), counts.where(query).contactsOf("ü'", 'html')],
    table: async (table, query, run) => [
      await table.where(query).contactsOf('a').read(run),
      await table.where(query).contactsOf("ü'", 'html').read(run),
    ],
  },
  ...SOME_CONTACTS.map(
    (contacts, number): View => ({
      name: `contact and linksOf, ${number}`,
      memory: (counts, query) =>
        contacts.map((id) => [counts.where(query).contact(id), counts.where(query).linksOf(id)]),
      table: async (table, query, run) => {
        const found: unknown[] = [];
        for (const id of contacts)
          found.push([await table.where(query).contact(id).read(run), await table.where(query).linksOf(id).read(run)]);
        return found;
      },
    }),
  ),
  ...(
    [
      { bucket: 'hour', timeZone: 'UTC' },
      { bucket: 'day', timeZone: 'Europe/Rome' },
      { bucket: 'hour', timeZone: 'Australia/Lord_Howe' },
      { bucket: 5_400_000, timeZone: 'America/Havana' },
    ] as const
  ).map(
    (cut): View => ({
      name: `timeline by ${cut.bucket} in ${cut.timeZone}`,
      memory: (counts, query) => counts.timeline({ ...query, ...cut }),
      table: (table, query, run) => table.timeline({ ...query, ...cut }).read(run),
    }),
  ),
  ...DIMENSIONS.map(
    (dimension): View => ({
      name: `groupBy ${dimension}`,
      memory: (counts, query) =>
        counts
          .where(query)
          .groupBy(dimension)
          .map(({ value, view }) => [value, view.links()]),
      table: async (table, query, run) => {
        const groups: unknown[] = [];
        for (const { value, view } of await table.where(query).groupBy(dimension).read(run))
          groups.push([value, await view.links().read(run)]);
        return groups;
      },
    }),
  ),
];

/** Runs statements one after another. */
export async function runAll(statements: readonly Statement[], run: Run): Promise<void> {
  for (const { text, values } of statements) await run(text, values);
}

/** Empties the tables of an engine. */
export async function clear({ dialect, run }: Engine, name = 'clicks'): Promise<void> {
  for (const suffix of ['', '_links', '_facts'])
    await run(dialect === 'clickhouse' ? `TRUNCATE TABLE ${name}${suffix}` : `DELETE FROM ${name}${suffix}`, []);
}

/** A table of an engine and an aggregator with the same clicks in them. */
export interface Both {
  readonly table: ClickTable;
  readonly counts: ClickAggregator;
}

/** Makes an aggregator, and a table that has no clicks yet. */
export async function open(engine: Engine, events: readonly ClickEvent[], bots: BotOptions): Promise<Both> {
  const counts = new ClickAggregator({ bots });
  for (const each of events) counts.add(each);
  await clear(engine);
  return { table: clickTable({ dialect: engine.dialect, name: 'clicks', bots }), counts };
}

export const AT: { readonly early: Date; readonly late: Date } = {
  /** When only some of the clicks have settled, and when all have. */
  early: new Date(START + 1_200_000),
  late: new Date(START + 40 * 86_400_000),
};

/** Some of the reading methods say the same. */
async function compare(
  { run }: Engine,
  { table, counts }: Both,
  query: ClickQuery,
  views: readonly View[],
): Promise<void> {
  for (const { name, memory, table: read } of views)
    expect([name, await read(table, query, run)]).toEqual([name, memory(counts, query)]);
}

/** How often a law is tried, and with which random values. */
export interface Trials {
  readonly numRuns: number;
  /** Absent for new ones in every run. */
  readonly seed?: number;
}

/**
 * The law: on the same records every reading method gives the same rows as the aggregator. Fresh; with half of the clicks
 * come after others had settled; all settled; and by other rules than those they settled by. Resolves with the bots' clicks
 * that it met, so that a test can see that it was about something.
 */
export async function checkLaw(engine: Engine, trials: Trials): Promise<number> {
  let bots = 0;
  await fc.assert(
    fc.asyncProperty(
      streams,
      fc.tuple(rules, rules),
      queries,
      fc.subarray([...VIEWS], { minLength: 3, maxLength: 3 }),
      fc.boolean(),
      async (events, [own, others], query, views, isLate) => {
        const both = await open(engine, events, own);
        bots += both.counts.totals().bot.clicks;
        const half = events.length >> 1;
        await runAll(both.table.insert(events.slice(0, half)), engine.run);
        // Clicks that come when their contact's others have settled.
        if (isLate) await runAll(both.table.settle({ now: AT.late }), engine.run);
        await runAll(both.table.insert(events.slice(half)), engine.run);
        await compare(engine, both, query, views);
        await runAll(both.table.settle({ now: AT.early, lateMs: 0 }), engine.run);
        await compare(engine, both, query, views);
        await runAll(both.table.settle({ now: AT.late }), engine.run);
        await compare(engine, both, query, views);
        const counts = new ClickAggregator({ bots: others });
        for (const each of events) counts.add(each);
        const table = clickTable({ dialect: engine.dialect, name: 'clicks', bots: others });
        await compare(engine, { table, counts }, query, views.slice(0, 1));
      },
    ),
    trials,
  );
  return bots;
}

/** The law after contacts were forgotten and renamed, and clicks pruned. Resolves with the contacts without a name. */
export async function checkErasure(engine: Engine, trials: Trials): Promise<number> {
  let nameless = 0;
  await fc.assert(
    fc.asyncProperty(
      streams,
      fc.subarray([...VIEWS], { minLength: 2, maxLength: 2 }),
      fc.constantFrom(AT.early, AT.late),
      async (events, views, now) => {
        const both = await open(engine, events, {});
        const { counts, table } = both;
        const { run } = engine;
        await runAll(table.insert(events), run);
        await runAll(table.settle({ now, lateMs: 0 }), run);
        counts.renameContact('C-1', 'c-1');
        await runAll(table.renameContact('C-1', 'c-1'), run);
        await compare(engine, both, {}, views);
        counts.forget('c-2');
        await runAll(table.forget('c-2'), run);
        counts.renameContact('nul\0', 'c-2');
        await runAll(table.renameContact('nul\0', 'c-2'), run);
        await compare(engine, both, {}, views);
        await compare(engine, both, ONE_MESSAGE, views.slice(0, 1));
        nameless += counts.totals().uniqueContacts - counts.contacts().length;
        counts.prune({ before: AT.early });
        await runAll(table.prune({ before: AT.early }), run);
        await compare(engine, both, {}, views);
        await runAll(table.settle({ now: AT.late }), run);
        await compare(engine, both, ONE_MESSAGE, views);
      },
    ),
    trials,
  );
  return nameless;
}
