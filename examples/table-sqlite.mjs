// Clicks into SQLite: redirect, batcher, table; at night, labels are settled and days added up; the report comes from the table.

import { createServer } from 'node:http';
import { createBatcher, createClickHandler, toNodeListener } from 'clickstamp/redirect';
import { readReport, toText } from 'clickstamp/report';
import { clickTable } from 'clickstamp/sql';
import Database from 'libsql'; // better-sqlite3 has the same calls
import { records, runAll } from './shared/records.mjs';
import { clickAt, keys, trackingUrl } from './shared/try-it.mjs';

const db = new Database(':memory:');
const run = (text, values) => {
  const statement = db.prepare(text);
  if (statement.reader) return statement.all(...values);
  statement.run(...values);
  return [];
};
const clicks = clickTable({ dialect: 'sqlite', name: 'clicks' });
await clicks.create().read(run);

// A batch that fails comes again, and an event id counts once.
const batcher = createBatcher({ write: (batch) => runAll(clicks.insert(batch), run), withinMs: 1_000 });
const onClick = (click, info) => batcher.add({ ...click, ...info });
const server = createServer(toNodeListener(createClickHandler({ trackingUrl, keys, onClick })));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
await clickAt(`http://127.0.0.1:${server.address().port}`);
await new Promise((resolve) => server.close(resolve));
for (const record of records) batcher.add(record);
await batcher.close();

// Every night: labels that can no longer change, and yesterday's people and bots by day.
db.exec('create table days (start text primary key, people int, bots int)');
async function nightly(now) {
  await runAll(clicks.settle({ now }), run);
  for (const { start, human, bot } of await clicks.timeline({ bucket: 'day', to: now }).read(run))
    run('insert or replace into days values (?, ?, ?)', [start.toISOString(), human.clicks, bot.clicks]);
}
await nightly(new Date('2026-11-26T02:00:00Z'));
console.log(JSON.stringify(db.prepare('select * from days order by start limit 1').all()));

const report = await readReport(clicks.where({ campaignId: 'november' }), run, { title: 'November', delivered: 10 });
console.log(report.links.map(({ linkId, human, bot }) => `${linkId} ${human.clicks} ${bot.clicks}`).join(', '));
console.log(toText(report).split('\n')[0]);
db.close();
