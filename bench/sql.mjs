// Counting by SQL: loading, settling and reading, settled and fresh, beside the engine's own counts by link. Run by
// `npm run bench:sql` after `npm install --prefix test/engines`. Arguments: engines with commas between, and a number of clicks in
// place of the marks'. Rows of the marks' sizes are kept in RESULTS-SQL.md, engine by engine. Ends with 1 where a mark is missed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
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

/** Of ten million clicks the package loads one in so many; the engine copies them, under other contacts and events. */
const COPIES = 10;

const SAME = 'message_key, link_key, place_key, at_ms, sent_s, part_no, link_count, flags, signals';

/** The statement that makes the copies. */
function copying({ key, numbers }) {
  const other = (column) => `CAST(c.${column} AS VARCHAR) || '-' || CAST(k.n AS VARCHAR)`;
  return `INSERT INTO bench_clicks (event_key, contact_key, ${SAME}, contact, event)
SELECT ${key(other('event_key'))}, ${key(other('contact_key'))}, ${SAME}, ${other('contact')}, ${other('event')} FROM bench_clicks AS c CROSS JOIN ${numbers} AS k`;
}

/** Seconds of this process's CPU, in which three of the engines run. */
function ownClock() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * Seconds of a server's CPU: of the process that serves us, and of its parent's children that have ended, which helped it. By the
 * clock on the wall where the server is on another machine, or none of Linux.
 */
function serverClock(pid) {
  const fieldsOf = (id) =>
    readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number);
  if (!existsSync(`/proc/${pid}/stat`)) return () => performance.now() / 1_000;
  const parent = fieldsOf(pid)[1];
  return () => {
    const [own, all] = [fieldsOf(pid), fieldsOf(parent)];
    return (own[11] + own[12] + all[13] + all[14]) / 100;
  };
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
    await client.query('SET jit = off');
    const { pid } = (await client.query('SELECT pg_backend_pid() AS pid')).rows[0];
    return {
      clock: serverClock(pid),
      run: async (text, values) => (await client.query(text, [...values])).rows,
      close: () => client.end(),
      after: () => client.query('VACUUM FULL ANALYZE bench_clicks'),
    };
  },
  async duckdb() {
    const instance = await engines('@duckdb/node-api').DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    return {
      run: async (text, values) => (await connection.runAndReadAll(text, [...values])).getRowObjectsJS(),
      close: () => connection.closeSync(),
      copies: { key: (text) => `md5(${text})::UUID`, numbers: `(SELECT range AS n FROM range(1, ${COPIES}))` },
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
      copies: {
        key: (text) => `reinterpretAsUUID(MD5(${text}))`,
        numbers: `(SELECT number AS n FROM numbers(1, ${COPIES - 1}))`,
      },
      after: () => session.queryAsync('OPTIMIZE TABLE bench_clicks FINAL'),
    };
  },
};

const MARKS = {
  sqlite: { count: 1e6, fresh: 12, settled: 2 },
  postgres: { count: 1e6, fresh: 12, settled: 2 },
  duckdb: { count: 1e7, fresh: 6, settled: 2 },
  clickhouse: { count: 1e7, fresh: 6, settled: 2 },
};

async function measure(dialect, count) {
  const { run, close, after, copies, clock = ownClock } = await OPEN[dialect]();
  const seconds = async (work) => {
    const from = clock();
    await work();
    return clock() - from;
  };
  const least = async (work) => Math.min(await seconds(work), await seconds(work));
  const table = clickTable({ dialect, name: 'bench_clicks' });
  await table.create().read(run);
  const started = performance.now();
  const loaded = copies === undefined ? count : count / COPIES;
  const load = await seconds(async () => {
    let batch = [];
    const write = async () => {
      for (const { text, values } of table.insert(batch)) await run(text, values);
      batch = [];
    };
    for (const click of clicks(loaded))
      if (batch.push(click) === (dialect === 'clickhouse' ? 100_000 : BATCH)) await write();
    if (batch.length > 0) await write();
  });
  if (copies !== undefined) await run(copying(copies), []);
  await after?.();
  const final = dialect === 'clickhouse' ? ' FINAL' : '';
  const bare = () =>
    run(
      `SELECT link_key, COUNT(*) AS n, COUNT(DISTINCT contact_key) AS contacts FROM bench_clicks${final} GROUP BY link_key`,
      [],
    );
  const together = () => table.overview().read(run);
  const apart = async () => {
    await table.links().read(run);
    await table.totals().read(run);
  };
  await bare();
  const before = await least(bare);
  const fresh = { together: await least(together), apart: await seconds(apart) };
  const settle = await seconds(async () => {
    for (const { text, values } of table.settle({ now: new Date(START + 1e10) })) await run(text, values);
    await after?.();
  });
  const afterwards = await least(bare);
  const settled = { together: await least(together), apart: await least(apart) };
  const { totals } = await together();
  await close();
  if (totals.clicks !== count) throw new Error(`${totals.clicks} clicks of ${count} are counted`);
  const minutes = (performance.now() - started) / 60_000;
  return {
    dialect,
    count,
    load: (load / loaded) * 1e6,
    settle,
    before,
    fresh,
    afterwards,
    settled,
    minutes,
    marks: MARKS[dialect],
  };
}

const FILE = new URL('RESULTS-SQL.md', import.meta.url);
const HEAD = `# Results of \`npm run bench:sql\`

Links and totals, divided by the engine's own \`count(*), count(DISTINCT contact_key)\` by link on the same table: by one statement
(\`overview()\`, which marks are held against), and by two (\`links()\` and \`totals()\`). Seconds of CPU, the best of two; loading and settling once, with
the package's own work. Of ten million clicks the package loads one million, and the engine copies them under other contacts. All clicks are of one message with 20 links; a third are scanners' bursts. Where the time goes: PROFILE.md.

| engine, clicks | load | settle | bare | fresh, by one (by two) | mark | | bare | settled, by one (by two) | mark | | run |
| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | --- | --- |
`;

function rowOf({ dialect, count, load, settle, before, fresh, afterwards, settled, minutes, marks }) {
  const seconds = (time) => `${time.toFixed(time < 10 ? 2 : 0)} s`;
  const reading = ({ together, apart }, bare, mark) => [
    `${(together / bare).toFixed(1)} (${(apart / bare).toFixed(1)})`,
    `≤ ${mark}`,
    together / bare <= mark ? 'met' : 'missed',
  ];
  return `| ${[
    `${dialect}, ${count.toLocaleString('en')}`,
    `${load.toFixed(0)} µs a click`,
    seconds(settle),
    seconds(before),
    ...reading(fresh, before, marks.fresh),
    seconds(afterwards),
    ...reading(settled, afterwards, marks.settled),
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, load ${loadavg()[0].toFixed(0)}, ${minutes.toFixed(0)} min`,
  ].join(' | ')} |`;
}

/** Keeps a row in the place of the engine's last one. */
function keep(dialect, row) {
  const rows = existsSync(FILE)
    ? readFileSync(FILE, 'utf8')
        .split('\n')
        .filter((line) => Object.keys(MARKS).some((name) => line.startsWith(`| ${name},`)))
    : [];
  const others = rows.filter((line) => !line.startsWith(`| ${dialect},`));
  const place = (line) => Object.keys(MARKS).findIndex((name) => line.startsWith(`| ${name},`));
  writeFileSync(FILE, `${HEAD}${[...others, row].sort((a, b) => place(a) - place(b)).join('\n')}\n`);
}

const only = process.argv[2]?.split(',');
for (const [dialect, { count }] of Object.entries(MARKS)) {
  if (only !== undefined && only[0] !== '' && !only.includes(dialect)) continue;
  if (dialect === 'postgres' && process.env.POSTGRES_URL === undefined) {
    console.log('postgres left out: POSTGRES_URL names no server');
    continue;
  }
  const wanted = Number(process.argv[3] ?? count);
  const row = rowOf(await measure(dialect, wanted));
  console.log(row);
  if (wanted === count) keep(dialect, row);
  if (row.includes('| missed |')) process.exitCode = 1;
}
