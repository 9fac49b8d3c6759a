// Inserts the records of a stretch in batches, as a consumer of a queue would: what was acknowledged is noted in a file, and a
// writer that is started again goes on from there. Run by exactly-once.engines.ts: port, file, first record, end.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { clickTable } from 'clickstamp/sql';
import { recordOf } from './writer-records.mjs';

const { Client } = createRequire(import.meta.url)('pg');
const [port, file, first, end] = process.argv.slice(2);
const table = clickTable({ dialect: 'postgres', name: 'clicks' });
const BATCH = 2_000;

let next = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number(first);
while (next < Number(end)) {
  const client = new Client({ host: '127.0.0.1', port: Number(port), user: 'clicks', database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    while (next < Number(end)) {
      const records = Array.from({ length: Math.min(BATCH, Number(end) - next) }, (_, i) => recordOf(next + i));
      for (const { text, values } of table.insert(records)) await client.query(text, values);
      next += records.length;
      writeFileSync(file, `${next}`);
    }
    await client.end();
  } catch {
    // The server is away, or one behind it: the batch is sent again when it is back.
    void client.end().catch(() => {});
    await wait(200);
  }
}
