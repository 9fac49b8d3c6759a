// Clicks into a plain table of Postgres, many at a time, each event id once. POSTGRES_URL names the server.
import { ClickAggregator } from 'clickstamp/clicks';
import { createBatcher, createClickHandler } from 'clickstamp/redirect';
import pg from 'pg';
import { keys, trackedUrl, trackingUrl } from './shared/try-it.mjs';

export async function openTable(url) {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  pool.on('error', () => {}); // a connection broke while nobody used it; log it
  // The record is text: JSON writes down NUL and lone surrogates, which neither Postgres's text nor its jsonb can hold.
  await pool.query(
    'create table if not exists raw_clicks (event_id text primary key, at timestamptz not null, record text not null)',
  );
  return pool;
}

/** What `createBatcher` writes with: one statement for all. A batch that comes again changes nothing. */
export const tableWriter = (pool) => (records) =>
  pool.query(
    `insert into raw_clicks select * from unnest($1::text[], $2::timestamptz[], $3::text[])
     on conflict (event_id) do nothing`,
    [
      records.map(({ eventId }) => eventId),
      records.map(({ at }) => at.toISOString()),
      records.map((record) => JSON.stringify(record)),
    ],
  );

export async function countAll(pool) {
  const counts = new ClickAggregator();
  for (const { record } of (await pool.query('select record from raw_clicks order by at')).rows)
    counts.add(JSON.parse(record));
  return counts;
}

if (process.argv[1] === import.meta.filename) {
  const pool = await openTable(process.env.POSTGRES_URL);
  const insert = tableWriter(pool);
  let answers = 0;
  const batcher = createBatcher({
    // In this example the first answer is lost once the clicks are stored, so they come again.
    async write(records) {
      await insert(records);
      if (++answers === 1) throw new Error('connection reset');
      console.log('stored', records.length);
    },
  });
  const onClick = (click, info) => batcher.add({ ...click, ...info });
  const redirect = createClickHandler({ trackingUrl, keys, onClick });
  for (let i = 0; i < 3; i++) console.log((await redirect(new Request(await trackedUrl()))).status);
  await batcher.close(); // on SIGTERM, once the server has closed

  const counts = await countAll(pool);
  const { human, bot } = counts.totals();
  console.log('counted', human.clicks + bot.clicks, 'after', answers, 'writes');
  await pool.end();
}
