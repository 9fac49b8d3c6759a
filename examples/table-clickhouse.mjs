// Clicks into ClickHouse by `@clickhouse/client`. CLICKHOUSE_URL names the server.
import { createClient } from '@clickhouse/client';
import { clickTable } from 'clickstamp/sql';
import { printLinks, records, runAll } from './shared/records.mjs';

const client = createClient({ url: process.env.CLICKHOUSE_URL });

/** Values are bound by name: `p1`, `p2` and so on. */
const run = async (text, values) => {
  const query_params = Object.fromEntries(values.map((value, i) => [`p${i + 1}`, value]));
  if (/^(?:SELECT|WITH)\b/.test(text))
    return (await client.query({ query: text, query_params, format: 'JSONEachRow' })).json();
  await client.command({ query: text, query_params });
  return [];
};
const clicks = clickTable({ dialect: 'clickhouse', name: 'clicks' });
await clicks.create().read(run);
await runAll(clicks.insert([...records, ...records]), run);
await runAll(clicks.settle({ now: new Date('2026-11-26T02:00:00Z') }), run);
await printLinks(clicks, run);
await client.close();
