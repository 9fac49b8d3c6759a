import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent } from '../../../src/clicks/index.js';
import { clickTable, type Run } from '../../../src/clicks/sql/index.js';
import type { Engine } from './engines.js';
import { checkLaw, clear, runAll } from './law.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';

const WRITERS = 4;
const RECORDS = 40_000;
const table = clickTable({ dialect: 'postgres', name: 'clicks' });
const servers: PostgresServer[] = [];
let engine: Engine;

/** Makes the first server's table of three partitions, by a hash of the contact: one of its own, the others on other servers. */
async function shard(run: Run, others: readonly PostgresServer[]): Promise<void> {
  await clickTable({ dialect: 'postgres', name: 'clicks_0' }).create().read(run);
  for (const text of [
    'CREATE TABLE clicks (LIKE clicks_0 INCLUDING DEFAULTS) PARTITION BY HASH (contact_key)',
    'ALTER TABLE clicks ATTACH PARTITION clicks_0 FOR VALUES WITH (MODULUS 3, REMAINDER 0)',
    'CREATE EXTENSION postgres_fdw',
    ...others.flatMap(({ port }, i) => [
      `CREATE SERVER shard_${i + 1} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '${port}', dbname 'postgres', use_remote_estimate 'true', batch_size '1000')`,
      `CREATE USER MAPPING FOR clicks SERVER shard_${i + 1} OPTIONS (user 'clicks')`,
      `CREATE FOREIGN TABLE clicks_${i + 1} PARTITION OF clicks FOR VALUES WITH (MODULUS 3, REMAINDER ${i + 1}) SERVER shard_${i + 1} OPTIONS (table_name 'clicks')`,
    ]),
    'SET enable_partitionwise_aggregate = on',
  ])
    await run(text, []);
  await table.create().read(run);
}

beforeAll(async () => {
  for (let i = 0; i < 3; i++) servers.push(await startPostgres());
  const [first, ...others] = servers as [PostgresServer, ...PostgresServer[]];
  for (const each of others) {
    const { run, close } = await each.connect();
    await table.create().read(run);
    await close();
  }
  const { run, close } = await first.connect();
  await shard(run, others);
  engine = { name: 'Postgres', dialect: 'postgres', run, close };
});
afterAll(async () => {
  await engine?.close();
  for (const each of servers) await each.close();
});

test('three servers say what the aggregator says', async () => {
  expect(await checkLaw(engine, { numRuns: 12, seed: 162 })).toBeGreaterThan(30);
});

test('a server dies and comes back while four writers insert: every record counts once', async () => {
  const { recordOf } = (await import('./writer-records.mjs' as string)) as { recordOf: (number: number) => ClickEvent };
  await clear(engine);
  const folder = mkdtempSync(`${tmpdir()}/clickstamp-shards-`);
  const [first, second] = servers as [PostgresServer, PostgresServer];
  const share = RECORDS / WRITERS;
  const writers = Array.from({ length: WRITERS }, (_, writer) => {
    const stretch = [writer * share, Math.min(RECORDS, (writer + 1.5) * share)].map(String);
    const path = fileURLToPath(new URL('writer.mjs', import.meta.url));
    const child = spawn(process.execPath, [path, `${first.port}`, `${folder}/${writer}`, ...stretch], {
      stdio: 'inherit',
    });
    return new Promise<number | null>((resolve) => child.once('exit', resolve));
  });
  try {
    const { run, close } = await first.connect();
    // Some, but not all, are in when the server dies.
    for (let stored = 0; stored < 4_000; await wait(20))
      stored = Number(((await run('SELECT COUNT(*) AS n FROM clicks_0', [])) as { n: string }[])[0]?.n);
    await close();
    await second.crash();
    await wait(1_000);
    await second.start();
    expect(await Promise.all(writers)).toEqual(writers.map(() => 0));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const counts = new ClickAggregator();
  for (let number = 0; number < RECORDS; number++) counts.add(recordOf(number));
  const again = await first.connect();
  await again.run('SET enable_partitionwise_aggregate = on', []);
  expect(await table.totals().read(again.run)).toEqual({ ...counts.totals(), duplicates: 0 });
  await runAll(table.settle({ now: new Date('2027-01-01') }), again.run);
  expect(await table.links().read(again.run)).toEqual(counts.links());

  // The planner knows what is where, or it fetches all rows and groups them itself.
  for (const server of servers.slice(1)) {
    const { run, close } = await server.connect();
    await run('ANALYZE clicks', []);
    await close();
  }
  await again.run('ANALYZE clicks', []);
  const plans: string[] = [];
  await table.links().read(async (text, values) => {
    if (text.startsWith('WITH'))
      for (const row of await again.run(`EXPLAIN ${text}`, values))
        plans.push((row as { 'QUERY PLAN': string })['QUERY PLAN']);
    return again.run(text, values);
  });
  await again.close();
  // Each of the others groups its own clicks, and sends the groups.
  expect(
    plans.filter((line) => /Relations: Aggregate on \(clicks_[12] /.test(line)),
    plans.join('\n'),
  ).toHaveLength(2);
});
