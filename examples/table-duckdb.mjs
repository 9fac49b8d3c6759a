// Clicks in files: DuckDB reads NDJSON and writes Parquet; later, views over the Parquet files are counted.
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';
import { clickTable } from 'clickstamp/sql';
import { printLinks, records, runAll } from './shared/records.mjs';

const folder = mkdtempSync(`${tmpdir()}/clicks-`);
writeFileSync(`${folder}/clicks.ndjson`, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
const clicks = clickTable({ dialect: 'duckdb', name: 'clicks' });
const TABLES = ['clicks', 'clicks_links', 'clicks_facts'];

async function open() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return async (text, values = []) => (await connection.runAndReadAll(text, [...values])).getRowObjectsJS();
}

let run = await open();
await clicks.create().read(run);
let batch = [];
for await (const line of createInterface({ input: createReadStream(`${folder}/clicks.ndjson`) })) {
  batch.push(JSON.parse(line));
  if (batch.length < 5_000) continue;
  await runAll(clicks.insert(batch), run);
  batch = [];
}
await runAll(clicks.insert(batch), run);
await runAll(clicks.settle({ now: new Date('2026-11-26T02:00:00Z') }), run);
for (const table of TABLES) await run(`COPY ${table} TO '${folder}/${table}.parquet' (FORMAT parquet)`);

// Another day, another process: nothing is loaded.
run = await open();
for (const table of TABLES) await run(`CREATE VIEW ${table} AS SELECT * FROM '${folder}/${table}.parquet'`);
await printLinks(clicks, run);
rmSync(folder, { recursive: true });
