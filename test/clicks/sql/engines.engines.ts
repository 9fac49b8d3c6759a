import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SIGNALS } from '../../../src/clicks/bots/signals.js';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { AMONG_CLICKS, checkCrowds } from './crowds.js';
import { ENGINES, type Engine } from './engines.js';
import { checkErasure, checkLaw } from './law.js';
import { checkPages } from './pages.js';
import { openPostgres } from './postgres-server.js';
import { checkReports } from './report-law.js';
import { checkSignals } from './signal-law.js';

/** How often each law is tried. Planning a statement takes ClickHouse most of a second where the machine is busy. */
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

  test('every reading method says what the aggregator says, whatever has settled', async () => {
    const numRuns = RUNS[engine.name as keyof typeof RUNS];
    expect(await checkLaw(engine, { numRuns, seed: 161 })).toBeGreaterThan(30);
  });

  test('it says the same after contacts were forgotten and renamed, and clicks pruned', async () => {
    const numRuns = Math.ceil(RUNS[engine.name as keyof typeof RUNS] / 2);
    expect(await checkErasure(engine, { numRuns, seed: 171 })).toBeGreaterThan(1);
  });

  test('small groups of clicks have the labels that they have in memory', async () => {
    expect(await checkCrowds(engine, { numRuns: 1_500, seed: 18 })).toEqual(AMONG_CLICKS);
  });

  test('every case of every signal has the reasons that it has in memory', async () => {
    expect((await checkSignals(engine)).size).toBe(SIGNALS.length);
  });

  test('pages together are the whole list', async () => {
    expect(await checkPages(engine)).toBeGreaterThan(15);
  });

  test('the report of a table is the report of an aggregator, to the letter', async () => {
    const numRuns = Math.ceil(RUNS[engine.name as keyof typeof RUNS] / 4);
    expect(await checkReports(engine, { numRuns, seed: 19 })).toBeGreaterThan(2);
  });
});
