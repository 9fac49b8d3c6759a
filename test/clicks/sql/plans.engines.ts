import { expect, test } from 'vitest';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { openClickhouse, openDuckdb } from './engines.js';
import { plansOf } from './plans.js';
import { openPostgres } from './postgres-server.js';

test('Postgres finds one campaign among a thousand, and a contact, by indexes', async () => {
  const engine = await openPostgres();
  await clickTable({ dialect: 'postgres', name: 'clicks' }).create().read(engine.run);
  const plans = await plansOf(engine, 20_000, (text) => `EXPLAIN ${text}`, 'ANALYZE');
  await engine.close();
  expect(plans.length).toBeGreaterThan(100);
  expect(plans.filter((plan) => /Seq Scan on clicks\b/.test(plan))).toEqual([]);
});

test('ClickHouse finds one campaign among a thousand by the order of its rows, and a contact by an index', async () => {
  const engine = await openClickhouse();
  await clickTable({ dialect: 'clickhouse', name: 'clicks' }).create().read(engine.run);
  const lines = await plansOf(engine, 25_000, (text) => `EXPLAIN indexes = 1 ${text}`, 'OPTIMIZE TABLE clicks FINAL');
  await engine.close();
  const readings = lines
    .join('\n')
    .split('ReadFromMergeTree (default.')
    .filter((text) => text.startsWith('clicks)'));
  expect(readings.length).toBeGreaterThan(50);
  // Of four granules, one has the campaign, or two where it lies across their border.
  const granules = (reading: string): number => Number(/Granules: (\d+)/.exec(reading)?.[1]);
  expect(readings.filter((reading) => !/Name: by_contact/.test(reading) && !(granules(reading) <= 2))).toEqual([]);
  expect(readings.filter((reading) => /Name: by_contact/.test(reading)).length).toBeGreaterThan(5);
});

/** As DuckDB tells it in JSON. */
interface PlanNode {
  readonly name: string;
  readonly children: readonly PlanNode[];
  readonly extra_info: { readonly Table?: string; readonly Filters?: unknown };
}

/** A part of a plan that has the rows of one campaign or contact alone. */
const isNarrow = ({ extra_info, children }: PlanNode): boolean =>
  /\b(?:campaign|contact_key)=/.test(JSON.stringify(extra_info.Filters ?? '')) || children.some(isNarrow);

/** The scans of clicks that nothing narrows: neither a filter of their own, nor a join with what one campaign or contact has. */
function openScans(node: PlanNode, narrowed = false): readonly PlanNode[] {
  if (/^memory\.main\.clicks$/.test(node.extra_info.Table ?? '')) return narrowed || isNarrow(node) ? [] : [node];
  const isJoin = node.name.includes('JOIN');
  return node.children.flatMap((child) =>
    openScans(child, narrowed || (isJoin && node.children.some((other) => other !== child && isNarrow(other)))),
  );
}

test('DuckDB, which has no index for it, joins the clicks with one campaign among a thousand before anything else', async () => {
  const engine = await openDuckdb();
  const table = clickTable({ dialect: 'duckdb', name: 'clicks' });
  await table.create().read(engine.run);
  const explain = (text: string): string => `EXPLAIN (FORMAT json) ${text}`;
  const read = (plan: string): readonly PlanNode[] => JSON.parse(plan.slice(plan.indexOf('[')));
  const plans = await plansOf(engine, 4_000, explain, undefined);
  let ofAll: readonly PlanNode[] = [];
  await table.totals().read(async (text, values) => {
    const [plan] = await engine.run(explain(text), values);
    ofAll = [...ofAll, ...read(Object.values(plan ?? {}).join(' ')).flatMap((node) => openScans(node))];
    return engine.run(text, values);
  });
  await engine.close();
  expect(plans.length).toBeGreaterThan(20);
  expect(plans.flatMap(read).flatMap((node) => openScans(node))).toEqual([]);
  // What reads the whole table is told from it.
  expect(ofAll.length).toBeGreaterThan(0);
});
