import { expect, test } from 'vitest';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { openSqlite } from './engines.js';
import { plansOf } from './plans.js';

test('SQLite finds one campaign among a thousand, and a contact, by indexes', async () => {
  const engine = await openSqlite();
  await clickTable({ dialect: 'sqlite', name: 'clicks' }).create().read(engine.run);
  const plans = await plansOf(engine, 4_000, (text) => `EXPLAIN QUERY PLAN ${text}`, 'ANALYZE');
  await engine.close();
  expect(plans.length).toBeGreaterThan(100);
  // Its tables are named by these aliases, or by themselves.
  expect(plans.filter((plan) => /\bSCAN (?:e|k|l|clicks|clicks_links)\b/.test(plan))).toEqual([]);
});
