// Counts clicks of a stream until none are left, or until it is killed, before or after it stores those that reach a number.
// Arguments: the file of the store; and, to be killed, `before` or `after`, and the number of clicks.
import { createClient } from 'redis';
import { countSome, openStore } from '../../examples/batcher-redis-streams.mjs';

const [file, when, number] = process.argv.slice(2);
const redis = createClient({ url: process.env.REDIS_URL });
redis.on('error', () => {});
await redis.connect();
const { store, close } = await openStore(file);

let taken = 0;
function dieIf(moment) {
  if (moment === when && taken >= Number(number)) process.kill(process.pid, 'SIGKILL');
}
async function storeOrDie(records) {
  taken += records.length;
  dieIf('before');
  await store(records);
  dieIf('after');
}
while ((await countSome(redis, `counter ${process.pid}`, storeOrDie, 0)) > 0);
close();
await redis.close();
