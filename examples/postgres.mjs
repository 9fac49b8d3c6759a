// Clicks into Postgres (PGlite here, which is Postgres; any client will do): upserts, and the report as SQL.
import { PGlite } from '@electric-sql/pglite';
import { createReport } from 'clickstamp/report';
import { click, counts } from './shared/clicks.mjs';

const db = await PGlite.create();
await db.exec(`create table clicks (campaign text, part text, link text, contact text, human int, bot int,
  last_at timestamptz, primary key (campaign, part, link, contact))`);

let cursor;
async function save() {
  const { changes, cursor: next } = counts.changesSince(cursor);
  await db.transaction(async (tx) => {
    for (const { campaignId, part, linkId, contactId, human, bot, lastClickAt } of changes)
      await tx.query(
        `insert into clicks values ($1, $2, $3, $4, $5, $6, $7) on conflict (campaign, part, link, contact)
         do update set human = excluded.human, bot = excluded.bot, last_at = excluded.last_at`,
        [campaignId ?? '', part, linkId, contactId ?? '', human, bot, lastClickAt],
      );
  });
  cursor = next;
  console.log(`wrote ${changes.length}`);
}

click('c-1', 'sale', 30);
click('c-2', 'sale', 45);
await save();
click('c-1', 'sale', 90);
click('c-1', 'new', 95);
click('c-3', 'sale', 50, { userAgent: 'ExampleScanner/1.0' });
await save();
await save();

const { rows } = await db.query(`select link, sum(human)::int as human, sum(bot)::int as bot,
  (count(*) filter (where human > 0))::int as people from clicks group by link order by human desc`);
console.table(rows);
const same = createReport(counts).links.map(({ linkId, human, bot }) => ({
  link: linkId,
  human: human.clicks,
  bot: bot.clicks,
  people: human.uniqueContacts,
}));
console.log('the report says the same:', JSON.stringify(same) === JSON.stringify(rows));
await db.close();
