// From the aggregator in memory to a table: every click once, piece by piece; from then on, only the table is used.
import { ClickAggregator } from 'clickstamp/clicks';
import { clickTable } from 'clickstamp/sql';
import Database from 'libsql';
import { printLinks, records, runAll } from './shared/records.mjs';

const counts = new ClickAggregator();
for (const record of records) counts.add(record);

const db = new Database(':memory:');
const run = (text, values) => {
  const statement = db.prepare(text);
  if (statement.reader) return statement.all(...values);
  statement.run(...values);
  return [];
};
const clicks = clickTable({ dialect: 'sqlite', name: 'clicks' });
await clicks.create().read(run);

// Far enough ahead, every click has settled. Clicks with an id can be moved twice; those without count twice then.
const { clicks: all } = counts.settledSince(undefined, { now: new Date('2100-01-01') });
for (let from = 0; from < all.length; from += 5_000) await runAll(clicks.insert(all.slice(from, from + 5_000)), run);

await printLinks(clicks, run);
const [before, after] = [counts.totals(), await clicks.totals().read(run)];
console.log('the table says the same:', JSON.stringify(before) === JSON.stringify(after));
db.close();
