import { afterAll, beforeAll, expect, test } from 'vitest';
import { SIGNALS } from '../../../src/clicks/bots/signals.js';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { isLong, runs } from '../../runs.js';
import { AMONG_CLICKS, checkCrowds } from './crowds.js';
import { type Engine, openSqlite } from './engines.js';
import { checkErasure, checkLaw, type Trials } from './law.js';
import { checkReports } from './report-law.js';
import { checkSignals } from './signal-law.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openSqlite();
  await clickTable({ dialect: 'sqlite', name: 'clicks' }).create().read(engine.run);
});
afterAll(() => engine.close());

const trials = (numRuns: number, seed: number): Trials => ({ numRuns: runs(numRuns), ...(isLong ? {} : { seed }) });

test('every reading method says what the aggregator says, whatever has settled', async () => {
  expect(await checkLaw(engine, trials(15, 16))).toBeGreaterThan(100);
});

test('it says the same after contacts were forgotten and renamed, and clicks pruned', async () => {
  expect(await checkErasure(engine, trials(10, 17))).toBeGreaterThan(5);
});

test('the report of a table is the report of an aggregator, to the letter', async () => {
  expect(await checkReports(engine, trials(8, 21))).toBeGreaterThan(2);
});

test('small groups of clicks have the labels that they have in memory, on both sides of every threshold', async () => {
  expect(await checkCrowds(engine, trials(800, 16))).toEqual(AMONG_CLICKS);
});

test('every case of every signal has the reasons that it has in memory', async () => {
  expect([...(await checkSignals(engine))].sort()).toEqual(SIGNALS.map(({ reason }) => reason).sort());
});
