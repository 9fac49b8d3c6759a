import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClickAggregator, type ClickQuery } from '../../../src/clicks/index.js';
import { type ClickTable, clickTable } from '../../../src/clicks/sql/index.js';
import { type Engine, openSqlite } from './engines.js';
import { runAll } from './law.js';

const START = Date.UTC(2026, 10, 24);
const at = (minutes: number): Date => new Date(START + minutes * 60_000);

/** One click a minute; each member has two values. */
const CLICKS = Array.from({ length: 12 }, (_, i) => ({
  eventId: `e-${i}`,
  at: at(i),
  linkId: i % 2 === 0 ? 'a' : 'b',
  part: i % 3 === 0 ? 'text' : 'html',
  campaignId: i % 4 === 0 ? 'spring' : 'autumn',
  messageId: i % 5 === 0 ? 'm-1' : 'm-2',
  variant: i % 6 === 0 ? 'A' : 'B',
  tags: { product: i % 7 === 0 ? 'book' : 'pen' },
  eventTags: { device: i % 8 === 0 ? 'phone' : 'desk' },
}));

/** Queries, one within the other. */
const QUERIES: readonly (readonly ClickQuery[])[] = [
  [{ linkId: 'a' }],
  [{ part: 'text' }],
  [{ campaignId: 'spring' }],
  [{ messageId: 'm-1' }],
  [{ variant: 'A' }],
  [{ tags: { product: 'book' } }],
  [{ eventTags: { device: 'phone' } }],
  [{ from: at(4) }],
  [{ to: at(4) }],
  [{ from: at(2), to: at(9) }],
  [{ to: at(4) }, { to: at(8) }],
  [{ from: at(8) }, { from: at(4) }],
  [{ linkId: 'a' }, { part: 'text' }],
];

let engine: Engine;
let table: ClickTable;
const counts = new ClickAggregator();
beforeAll(async () => {
  engine = await openSqlite();
  table = clickTable({ dialect: 'sqlite', name: 'clicks' });
  await table.create().read(engine.run);
  await runAll(table.insert(CLICKS), engine.run);
  for (const click of CLICKS) counts.add(click);
});
afterAll(() => engine.close());

test.each(QUERIES.map((queries) => [queries]))('%j lets the same clicks through as in memory', async (queries) => {
  const view = queries.reduce((narrowed: Pick<ClickTable, 'where' | 'links'>, query) => narrowed.where(query), table);
  const wanted = queries.reduce((narrowed, query) => narrowed.where(query), counts.where({}));
  expect(await view.links().read(engine.run)).toEqual(wanted.links());
  const { clicks } = wanted.totals();
  expect(clicks > 0 && clicks < CLICKS.length).toBe(true);
});
