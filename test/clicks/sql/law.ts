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

/** Few ids, links and moments, so that clicks meet in every way that signals look for. */
const event: fc.Arbitrary<ClickEvent> = fc.record(
  {
    linkId: fc.constantFrom('a', 'b', 'c', 'd', "ü'", '~honeypot'),
    at: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }).map((step) => START + step * 90) },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 80 }).map((step) => START + step * 7_500) },
      { weight: 1, arbitrary: fc.integer({ min: -3, max: 60 }).map((step) => START + step * 1_800_000) },
    ),
    part: fc.constantFrom('html', 'text', 'amp'),
    url: fc.constantFrom('https://a.example/', 'https://b.example/?x=\u{1f600}', 'https://b.example/?x=\uffee', ''),
    campaignId: fc.constantFrom('spring', "'; --", 'Spring'),
    messageId: fc.constantFrom('m-1'),
    variant: fc.constantFrom('A', 'B'),
    contactId: fc.oneof(fc.constantFrom('c-1', 'c-1', 'c-2'), fc.constantFrom(...CONTACTS)),
    sentAt: fc.constantFrom(START - 120_500, START - 3_000, START + 2_000),
    linkCount: fc.constantFrom(1, 4, 4, 5),
    expired: fc.constantFrom(false, false, true),
    test: fc.constantFrom(false, false, false, true),
    honeypot: fc.constantFrom(false, false, false, false, true),
    signals: fc.oneof(fc.constant([]), fc.subarray([...SIGNALS], { maxLength: 2 })),
    tags: fc.constantFrom(...TAGS),
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

/** Filters of all kinds. */
export const queries: fc.Arbitrary<ClickQuery> = fc.record(
  {
    campaignId: fc.constantFrom('spring', "'; --", 'nobody'),
    messageId: fc.constantFrom('m-1'),
    variant: fc.constantFrom('A'),
    part: fc.constantFrom('html', 'text'),
    linkId: fc.constantFrom('a', "ü'"),
    tags: fc.constantFrom({ product: 'book' }, { product: 'pen', size: 'xl' }, { ':': ',' }, {}),
    from: fc.constantFrom(new Date(START + 900)),
    to: fc.constantFrom(new Date(START + 300_000)),
  },
  { requiredKeys: [] },
);

/** What can be read of counts and of a table alike. */
interface View {
  readonly name: string;
  readonly memory: (counts: ClickAggregator, query: ClickQuery) => unknown;
  readonly table: (table: ClickTable, query: ClickQuery, run: Run) => Promise<unknown>;
}

const DIMENSIONS: readonly Dimension[] = ['campaignId', 'messageId', 'variant', 'part', 'url', 'tag:product', 'tag::'];

const list = (name: 'links' | 'urls' | 'contacts'): View => ({
  name,
  memory: (counts, query) => counts.where(query)[name](),
  table: (table, query, run) => table.where(query)[name]().read(run),
});

/** Every reading method. */
export const VIEWS: readonly View[] = [
  {
    name: 'totals',
    memory: (counts, query) => ({ ...counts.where(query).totals(), duplicates: 0 }),
    table: (table, query, run) => table.where(query).totals().read(run),
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
  {
    name: 'contact and linksOf',
    memory: (counts, query) => CONTACTS.map((id) => [counts.where(query).contact(id), counts.where(query).linksOf(id)]),
    table: async (table, query, run) => {
      const found: unknown[] = [];
      for (const id of CONTACTS)
        found.push([await table.where(query).contact(id).read(run), await table.where(query).linksOf(id).read(run)]);
      return found;
    },
  },
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

/** A table of an engine and an aggregator with the same clicks in them, which came in two batches. */
export async function fill(
  engine: Engine,
  events: readonly ClickEvent[],
  bots: BotOptions,
): Promise<{ table: ClickTable; counts: ClickAggregator }> {
  const table = clickTable({ dialect: engine.dialect, name: 'clicks', bots });
  const counts = new ClickAggregator({ bots });
  for (const each of events) counts.add(each);
  await clear(engine);
  const half = events.length >> 1;
  await runAll(table.insert(events.slice(0, half)), engine.run);
  await runAll(table.insert(events.slice(half)), engine.run);
  return { table, counts };
}

/** When everything has settled, and when only some of it has. */
export const NOW = { late: new Date(START + 40 * 86_400_000), early: new Date(START + 1_200_000) } as const;

/** The law: some of the reading methods say the same. */
export async function compareViews(
  { run }: Engine,
  { table, counts }: { table: ClickTable; counts: ClickAggregator },
  query: ClickQuery,
  views: readonly View[],
): Promise<void> {
  for (const { name, memory, table: read } of views)
    expect([name, await read(table, query, run)]).toEqual([name, memory(counts, query)]);
}
