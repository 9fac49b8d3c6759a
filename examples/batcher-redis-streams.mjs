// Clicks through Redis Streams: redirects add them, and a group of counters stores and acknowledges them. REDIS_URL names the server.
import { createBatcher, createClickHandler } from 'clickstamp/redirect';
import { clickTable } from 'clickstamp/sql';
import Database from 'libsql'; // better-sqlite3 has the same calls
import { createClient } from 'redis';
import { keys, trackedUrl, trackingUrl } from './shared/try-it.mjs';

const STREAM = 'clicks';
const GROUP = 'counters';

/** What `createBatcher` writes with: a batch is added whole or not at all. If the answer is lost, it is added once more. */
export const streamWriter = (redis) => (records) => {
  const added = redis.multi();
  for (const record of records) added.xAdd(STREAM, '*', { record: JSON.stringify(record) });
  return added.exec();
};

export async function createGroup(redis) {
  await redis.xGroupCreate(STREAM, GROUP, '0', { MKSTREAM: true }).catch((error) => {
    if (!error.message.startsWith('BUSYGROUP')) throw error;
  });
}

/**
 * Stores up to 100 clicks, and returns how many: those that another counter took `idleMs` ago and never acknowledged, or
 * else new ones, for which it waits a second. A counter that dies in between leaves its clicks to the next one.
 */
export async function countSome(redis, counter, store, idleMs = 60_000) {
  const left = await redis.xAutoClaim(STREAM, GROUP, counter, idleMs, '0', { COUNT: 100 });
  let entries = left.messages.filter((entry) => entry !== null);
  if (entries.length === 0) {
    const read = await redis.xReadGroup(GROUP, counter, { key: STREAM, id: '>' }, { COUNT: 100, BLOCK: 1_000 });
    entries = read?.[0].messages ?? [];
  }
  if (entries.length === 0) return 0;
  await store(entries.map(({ message }) => JSON.parse(message.record)));
  const ids = entries.map(({ id }) => id);
  await redis.multi().xAck(STREAM, GROUP, ids).xDel(STREAM, ids).exec(); // without xDel if other groups read them, too
  return entries.length;
}

/** A table in a file, where an event id counts once. */
export async function openStore(path) {
  const db = new Database(path);
  const run = (text, values) => {
    const statement = db.prepare(text);
    if (statement.reader) return statement.all(...values);
    statement.run(...values);
    return [];
  };
  const clicks = clickTable({ dialect: 'sqlite', name: 'clicks' });
  await clicks.create().read(run);
  const store = db.transaction((records) => {
    for (const { text, values } of clicks.insert(records)) run(text, values);
  });
  return { store, totals: () => clicks.totals().read(run), close: () => db.close() };
}

if (process.argv[1] === import.meta.filename) {
  const redis = createClient({ url: process.env.REDIS_URL });
  redis.on('error', () => {}); // it connects again by itself; log it
  await redis.connect();
  await createGroup(redis);

  // In the redirect.
  const batcher = createBatcher({ write: streamWriter(redis) });
  const onClick = (click, info) => batcher.add({ ...click, ...info });
  const redirect = createClickHandler({ trackingUrl, keys, onClick });
  for (let i = 0; i < 3; i++) console.log((await redirect(new Request(await trackedUrl()))).status);
  await batcher.close();

  // In the counters, `for (;;) await countSome(…)`. The first one dies when it has stored its clicks.
  const { store, totals, close } = await openStore(':memory:');
  const dies = async (records) => {
    await store(records);
    throw new Error('counter 1 died');
  };
  await countSome(redis, 'counter 1', dies).catch((error) => console.log(error.message));
  console.log('counter 2 took', await countSome(redis, 'counter 2', store, 0));
  const { human, bot } = await totals();
  console.log('counted', human.clicks + bot.clicks, 'left', await redis.xLen(STREAM));
  close();
  await redis.close();
}
