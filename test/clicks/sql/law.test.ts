import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { type Engine, openSqlite } from './engines.js';
import { compareViews, fill, NOW, queries, rules, runAll, streams, VIEWS } from './law.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openSqlite();
  await clickTable({ dialect: 'sqlite', name: 'clicks' }).create().read(engine.run);
});
afterAll(() => engine.close());

test('every reading method says what the aggregator says: fresh, half settled, settled', async () => {
  let bots = 0;
  await fc.assert(
    fc.asyncProperty(
      streams,
      rules,
      queries,
      fc.subarray([...VIEWS], { minLength: 3, maxLength: 3 }),
      async (events, bot, query, views) => {
        const both = await fill(engine, events, bot);
        bots += both.counts.totals().bot.clicks;
        await compareViews(engine, both, query, views);
        await runAll(both.table.settle({ now: NOW.early, lateMs: 0 }), engine.run);
        await compareViews(engine, both, query, views);
        await runAll(both.table.settle({ now: NOW.late }), engine.run);
        await compareViews(engine, both, query, views);
      },
    ),
    { numRuns: 60, seed: 16 },
  );
  expect(bots).toBeGreaterThan(300);
});
