import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { ENGINES, type Engine } from './engines.js';
import { compareViews, fill, NOW, queries, rules, runAll, streams, VIEWS } from './law.js';
import { openPostgres } from './postgres-server.js';

/** Planning a statement takes ClickHouse most of a second where the machine is busy. */
const RUNS = { SQLite: 60, PGlite: 30, Postgres: 30, DuckDB: 30, ClickHouse: 8 } as const;

describe.each([...ENGINES, openPostgres].map((open) => [open.name.slice(4), open] as const))('%s', (_, open) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
    const created = clickTable({ dialect: engine.dialect, name: 'clicks' }).create();
    await created.read(engine.run);
    await created.read(engine.run);
  });
  afterAll(() => engine?.close());

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
      { numRuns: RUNS[engine.name as keyof typeof RUNS], seed: 161 },
    );
    expect(bots).toBeGreaterThan(30);
  });
});
