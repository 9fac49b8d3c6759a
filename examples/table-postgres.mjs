// Clicks into Postgres by `pg`, and read by `postgres`. POSTGRES_URL names the server.
import { clickTable } from 'clickstamp/sql';
import pg from 'pg';
import postgres from 'postgres';
import { printLinks, records } from './shared/records.mjs';

const pool = new pg.Pool({ connectionString: process.env.POSTGRES_URL });
const sql = postgres(process.env.POSTGRES_URL, { onnotice: () => {} });
const clicks = clickTable({ dialect: 'postgres', name: 'public.clicks' });
await clicks.create().read(async (text, values) => (await pool.query(text, values)).rows);

/** The statements of one call in one transaction. */
async function together(statements) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const { text, values } of statements) await client.query(text, values);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
await together(clicks.insert([...records, ...records]));
await together(clicks.renameContact('c-2', 'c-9'));
await together(clicks.settle({ now: new Date('2026-11-26T02:00:00Z') }));

await printLinks(clicks, (text, values) => sql.unsafe(text, values));
const people = await clicks.contactsOf('sale').read((text, values) => sql.unsafe(text, values));
console.log(people.map(({ contactId }) => contactId).join(' '));
await Promise.all([pool.end(), sql.end()]);
