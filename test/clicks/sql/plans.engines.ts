import { expect, test } from 'vitest';
import { clickTable } from '../../../src/clicks/sql/index.js';
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
