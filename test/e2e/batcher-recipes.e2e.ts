import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ClickAggregator } from '../../src/clicks/index.js';
import { type Batcher, type ClickRecord, createBatcher, createClickHandler } from '../../src/redirect/index.js';
import { startPostgres } from '../clicks/sql/postgres-server.js';
import { EXAMPLES } from '../examples/examples.cases.js';
import { output, root } from '../examples/run-example.js';
import { keyrings, LINK, makeToken, RECIPIENT, TRACKING_URL } from '../token/sample.js';
import { importUntyped } from './import-untyped.js';
import { startRedis } from './redis-server.js';

const COUNTER = fileURLToPath(new URL('counter.mjs', import.meta.url));
const CONTACTS = 30;

type Write = (records: readonly ClickRecord[]) => Promise<unknown>;
interface RedisClient {
  on(event: 'error', listener: () => void): void;
  connect(): Promise<unknown>;
  close(): Promise<void>;
  xLen(stream: string): Promise<number>;
}
interface RedisRecipe {
  readonly streamWriter: (redis: RedisClient) => Write;
  readonly createGroup: (redis: RedisClient) => Promise<void>;
  readonly openStore: (
    path: string,
  ) => Promise<{ totals: () => Promise<ReturnType<ClickAggregator['totals']>>; close: () => void }>;
}
interface Pool {
  query(text: string): Promise<{ readonly rows: { readonly count: number }[] }>;
  end(): Promise<void>;
}
interface PostgresRecipe {
  readonly openTable: (url: string) => Promise<Pool>;
  readonly tableWriter: (pool: Pool) => Write;
  readonly countAll: (pool: Pool) => Promise<ClickAggregator>;
}

/** Every contact clicks so many times, through the redirect, into a batcher. */
async function clickAll(batcher: Batcher, times: number): Promise<void> {
  const redirect = createClickHandler({
    trackingUrl: TRACKING_URL,
    keys: keyrings.HS256,
    onClick: (click, info) => batcher.add({ ...click, ...info }),
  });
  for (let contact = 0; contact < CONTACTS; contact++) {
    // One contact's id is what neither text nor jsonb of Postgres can hold.
    const contactId = contact === 0 ? 'c\u0000\ud800' : `c-${contact}`;
    const token = await makeToken(keyrings.HS256, LINK, { ...RECIPIENT, contactId });
    for (let i = 0; i < times; i++) {
      const { status } = await redirect(new Request(`${TRACKING_URL}/${token}`));
      expect(status).toBe(302);
    }
  }
}

/** A writer that remembers what went wrong, and whose every fifth answer is lost once the records are stored. */
function withLostAnswers(write: Write): { write: Write; failures: string[] } {
  const failures: string[] = [];
  let writes = 0;
  return {
    failures,
    async write(records) {
      try {
        await write(records);
        if (++writes % 5 === 2) throw new Error('the answer was lost');
      } catch (error) {
        failures.push((error as Error).message);
        throw error;
      }
    },
  };
}

/** Flushes until nothing is held, however often a write fails. */
async function drain(batcher: Batcher): Promise<void> {
  while (batcher.held > 0) await batcher.flush().catch(() => wait(20));
  await batcher.close();
}

/** Clicks through a batcher while answers are lost and the store's server crashes. Resolves with how many clicks there were. */
async function clickThroughCrash(
  write: Write,
  server: { crash(): Promise<unknown>; start(): Promise<unknown> },
): Promise<number> {
  const times = 5;
  const dropped: number[] = [];
  const writer = withLostAnswers(write);
  const batcher = createBatcher({
    write: writer.write,
    size: 20,
    withinMs: 5,
    onDrop: (lost) => dropped.push(lost),
  });
  await clickAll(batcher, times);
  await server.crash();
  await clickAll(batcher, times);
  await expect(batcher.flush()).rejects.toThrow();
  await server.start();
  await drain(batcher);
  expect(dropped).toEqual([]);
  expect(writer.failures).toContain('the answer was lost');
  expect(writer.failures.filter((message) => message !== 'the answer was lost')).not.toEqual([]);
  return 2 * times * CONTACTS;
}

/** Runs a counter; says what signal or code it ended with. */
async function count(url: string, ...args: readonly string[]): Promise<NodeJS.Signals | number | null> {
  const child = spawn(process.execPath, [COUNTER, ...args], {
    stdio: 'inherit',
    env: { ...process.env, REDIS_URL: url },
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal ?? code;
}

test('batcher-redis-streams.mjs runs, and every click counts once, whoever dies', async () => {
  const server = await startRedis();
  const folder = mkdtempSync(`${tmpdir()}/clickstamp-counters-`);
  try {
    const said = await output(['examples/batcher-redis-streams.mjs'], 55_000, { REDIS_URL: server.url });
    expect(said.trimEnd().split('\n')).toEqual(EXAMPLES['batcher-redis-streams.mjs']);

    const recipe = await importUntyped<RedisRecipe>(`${root}examples/batcher-redis-streams.mjs`);
    const { createClient } = await importUntyped<{ createClient: (options: object) => RedisClient }>('redis');
    // Commands that come while the server is away fail at once, and the batcher keeps the clicks.
    const redis = createClient({ url: server.url, disableOfflineQueue: true });
    redis.on('error', () => {});
    await redis.connect();
    await recipe.createGroup(redis);

    const clicks = await clickThroughCrash(recipe.streamWriter(redis), server);
    expect(await redis.xLen('clicks'), 'some are in the stream twice').toBeGreaterThan(clicks);

    // Counters are killed between reading and storing, and between storing and acknowledging; the last one finishes.
    const file = `${folder}/clicks.db`;
    for (const [when, after] of [
      ['before', '1'],
      ['after', '1'],
      ['after', '120'],
      ['before', '150'],
    ] as const)
      expect(await count(server.url, file, when, after)).toBe('SIGKILL');
    expect(await count(server.url, file)).toBe(0);
    expect(await redis.xLen('clicks')).toBe(0);
    const store = await recipe.openStore(file);
    const { human, bot, uniqueContacts } = await store.totals();
    store.close();
    expect([human.clicks + bot.clicks, uniqueContacts]).toEqual([clicks, CONTACTS]);
    await redis.close();
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('batcher-postgres.mjs runs, and every click counts once, though the server crashes', async () => {
  const server = await startPostgres();
  try {
    const url = `postgres://clicks@127.0.0.1:${server.port}/postgres`;
    const said = await output(['examples/batcher-postgres.mjs'], 55_000, { POSTGRES_URL: url });
    expect(said.trimEnd().split('\n')).toEqual(EXAMPLES['batcher-postgres.mjs']);

    const recipe = await importUntyped<PostgresRecipe>(`${root}examples/batcher-postgres.mjs`);
    const pool = await recipe.openTable(url);
    await pool.query('truncate raw_clicks');
    const clicks = await clickThroughCrash(recipe.tableWriter(pool), server);
    const { rows } = await pool.query('select count(*)::int from raw_clicks');
    expect(rows[0]?.count).toBe(clicks);
    const { human, bot, uniqueContacts } = (await recipe.countAll(pool)).totals();
    expect([human.clicks + bot.clicks, uniqueContacts]).toEqual([clicks, CONTACTS]);
    await pool.end();
  } finally {
    await server.close();
  }
});
