// Clicks into SQLite: counts that have changed since the last time replace the old ones, and the report is SQL.
import { createReport } from 'clickstamp/report';
import Database from 'libsql';
import { click, counts } from './shared/clicks.mjs';

const db = new Database(':memory:');
db.exec(`create table clicks (campaign text, part text, link text, contact text, human int, bot int, last_at text,
  primary key (campaign, part, link, contact))`);
const write = db.prepare(`insert into clicks values (?, ?, ?, ?, ?, ?, ?)
  on conflict do update set human = excluded.human, bot = excluded.bot, last_at = excluded.last_at`);

let cursor;
const save = db.transaction(() => {
  const { changes, cursor: next } = counts.changesSince(cursor);
  for (const { campaignId, part, linkId, contactId, human, bot, lastClickAt } of changes)
    write.run([campaignId ?? '', part, linkId, contactId ?? '', human, bot, lastClickAt.toISOString()]);
  cursor = next;
  console.log(`wrote ${changes.length}`);
});

click('c-1', 'sale', 30);
click('c-2', 'sale', 45);
save();
click('c-1', 'sale', 90);
click('c-1', 'new', 95);
click('c-3', 'sale', 50, { method: 'HEAD' });
save();
save();

const rows = db
  .prepare(`select link, sum(human) as human, sum(bot) as bot, sum(human > 0) as people
    from clicks group by link order by human desc`)
  .all();
console.table(rows);
const same = createReport(counts).links.map(({ linkId, human, bot }) => ({
  link: linkId,
  human: human.clicks,
  bot: bot.clicks,
  people: human.uniqueContacts,
}));
console.log('the report says the same:', JSON.stringify(same) === JSON.stringify(rows.map((row) => ({ ...row }))));
db.close();
