import { expect, test } from 'vitest';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { openClickhouse } from './engines.js';
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
