// Counting by SQL: loading, settling and reading, settled and fresh, beside the engine's own counts by link. Run by
// `npm run bench:sql` after `npm install --prefix test/engines`; a number of clicks as argument takes the place of the marks'.
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { clickTable } from 'clickstamp/sql';

const engines = createRequire(new URL('../test/engines/package.json', import.meta.url));
const own = createRequire(import.meta.url);
const LINKS = 20;
const START = Date.UTC(2026, 10, 24, 10);
const BATCH = 5_000;

/** One campaign: people click one to three links within days, every twelfth contact is a scanner that follows ten at once. */
function* clicks(count) {
  let made = 0;
  for (let contact = 0; made < count; contact++) {
    const isScanner = contact % 12 === 0;
    const own = isScanner ? 10 : 1 + (contact % 3);
    for (let i = 0; i < own && made < count; i++, made++)
      yield {
        eventId: `e-${made}`,
        at: START + ((contact * 7_919) % 259_200) * 1_000 + i * (isScanner ? 150 : 47_000),
        linkId: `link-${(contact + i * 3) % LINKS}`,
        url: `https://shop.example/products/${(contact + i * 3) % LINKS}`,
        part: 'html',
        campaignId: 'spring',
        contactId: `contact-${contact}`,
        linkCount: LINKS,
        sentAt: START - 600_000,
        signals: [],
      };
  }
}

const OPEN = {
  async sqlite() {
    const db = new (own('libsql'))(':memory:');
    return {
      run: (text, values) => {
        const statement = db.prepare(text);
        if (statement.reader) return statement.all(...values);
        statement.run(...values);
        return [];
      },
      close: () => db.close(),
    };
  },
  async postgres() {
    const { Client } = own('pg');
    const client = new Client({ connectionString: process.env.POSTGRES_URL });
    await client.connect();
    await client.query('DROP TABLE IF EXISTS bench_clicks, bench_clicks_links, bench_clicks_facts');
    return {
      run: async (text, values) => (await client.query(text, [...values])).rows,
      close: () => client.end(),
      after: () => client.query('VACUUM ANALYZE bench_clicks'),
    };
  },
  async duckdb() {
    const instance = await engines('@duckdb/node-api').DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    return {
      run: async (text, values) => (await connection.runAndReadAll(text, [...values])).getRowObjectsJS(),
      close: () => connection.closeSync(),
    };
  },
  async clickhouse() {
    const session = new (engines('chdb').Session)();
    return {
      run: async (text) => {
        const result = await session.queryAsync(text, { format: 'JSONEachRow' });
        return result
          .text()
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
      },
      close: () => session.close(),
      after: () => session.queryAsync('OPTIMIZE TABLE bench_clicks FINAL'),
    };
  },
};

/** Seconds of this process's CPU, in which three of the engines run; for a server, of the clock. */
async function seconds(work) {
  if (isServer) {
    const from = performance.now();
    await work();
    return (performance.now() - from) / 1_000;
  }
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

let isServer = false;

async function measure(dialect, count) {
  isServer = dialect === 'postgres';
  const { run, close, after } = await OPEN[dialect]();
  const table = clickTable({ dialect, name: 'bench_clicks' });
  await table.create().read(run);
  const load = await seconds(async () => {
    let batch = [];
    const write = async () => {
      for (const { text, values } of table.insert(batch)) await run(text, values);
      batch = [];
    };
    for (const click of clicks(count))
      if (batch.push(click) === (dialect === 'clickhouse' ? 100_000 : BATCH)) await write();
    if (batch.length > 0) await write();
    await after?.();
  });
  const final = dialect === 'clickhouse' ? ' FINAL' : '';
  const bare = () =>
    run(
      `SELECT link_key, COUNT(*) AS n, COUNT(DISTINCT contact_key) AS contacts FROM bench_clicks${final} GROUP BY link_key`,
      [],
    );
  const read = async () => {
    await table.links().read(run);
    await table.totals().read(run);
  };
  await bare();
  const plain = Math.min(await seconds(bare), await seconds(bare));
  const fresh = await seconds(read);
  const settle = await seconds(async () => {
    for (const { text, values } of table.settle({ now: new Date(START + 1e10) })) await run(text, values);
    await after?.();
  });
  const bareAfter = Math.min(await seconds(bare), await seconds(bare));
  const settled = Math.min(await seconds(read), await seconds(read));
  const both = await table.totals().read(run);
  console.log(
    `${dialect.padEnd(10)} ${count} clicks: load ${load.toFixed(1)} s, bare ${plain.toFixed(2)} s, fresh ${fresh.toFixed(2)} s (${(fresh / plain).toFixed(1)} x), settle ${settle.toFixed(1)} s, bare ${bareAfter.toFixed(2)} s, settled ${settled.toFixed(2)} s (${(settled / bareAfter).toFixed(1)} x); ${both.bot.clicks} bots'`,
  );
  await close();
}

const only = process.argv[2]?.split(',');
const MARKS = { sqlite: 1e6, postgres: 1e6, duckdb: 1e7, clickhouse: 1e7 };
for (const [dialect, count] of Object.entries(MARKS)) {
  if (only !== undefined && only[0] !== '' && !only.includes(dialect)) continue;
  if (dialect === 'postgres' && process.env.POSTGRES_URL === undefined) {
    console.log('postgres   left out: POSTGRES_URL names no server');
    continue;
  }
  await measure(dialect, Number(process.argv[3] ?? count));
}
