import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { runs } from '../../runs.js';
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
    { numRuns: runs(25) },
  );
  expect(bots).toBeGreaterThan(150);
});

test('it says the same after contacts were forgotten and renamed, and clicks pruned', async () => {
  let forgotten = 0;
  await fc.assert(
    fc.asyncProperty(
      streams,
      fc.subarray([...VIEWS], { minLength: 2, maxLength: 2 }),
      fc.constantFrom(NOW.early, NOW.late),
      async (events, views, now) => {
        const both = await fill(engine, events, {});
        const { counts, table } = both;
        await runAll(table.settle({ now, lateMs: 0 }), engine.run);
        counts.renameContact('C-1', 'c-1');
        await runAll(table.renameContact('C-1', 'c-1'), engine.run);
        await compareViews(engine, both, {}, views);
        counts.forget('c-2');
        await runAll(table.forget('c-2'), engine.run);
        counts.renameContact('nul\0', 'c-2');
        await runAll(table.renameContact('nul\0', 'c-2'), engine.run);
        await compareViews(engine, both, {}, views);
        forgotten += counts.totals().uniqueContacts - counts.contacts().length;
        counts.prune({ before: NOW.early });
        await runAll(table.prune({ before: NOW.early }), engine.run);
        await compareViews(engine, both, {}, views);
      },
    ),
    { numRuns: runs(15) },
  );
  expect(forgotten).toBeGreaterThan(10);
});
