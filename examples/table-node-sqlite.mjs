// Clicks into SQLite as Node has it built in (`node:sqlite`, from Node 22.13 on).
import { DatabaseSync } from 'node:sqlite';
import { clickTable } from 'clickstamp/sql';
import { printLinks, records, runAll } from './shared/records.mjs';

const db = new DatabaseSync(':memory:');
const run = (text, values) => db.prepare(text).all(...values);
const clicks = clickTable({ dialect: 'sqlite', name: 'clicks' });
await clicks.create().read(run);
await runAll(clicks.insert([...records, ...records]), run);
await runAll(clicks.settle({ now: new Date('2026-11-26T02:00:00Z') }), run);
await printLinks(clicks, run);
db.close();
