// Adds clicks until it is killed. Arguments: a folder, and the most records in memory.
import { appendFileSync, writeSync } from 'node:fs';
import { createBatcher } from '../../dist/redirect/index.js';

const [folder, keep] = process.argv.slice(2);
let writes = 0;
const batcher = createBatcher({
  size: 20,
  withinMs: 5,
  keep: Number(keep),
  async write(records) {
    appendFileSync(`${folder}/clicks.jsonl`, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    await new Promise((resolve) => setTimeout(resolve, 2));
    // Stored, but the answer is lost: the same records come again.
    if (++writes % 7 === 3) throw new Error('connection reset');
    appendFileSync(`${folder}/acknowledged`, records.map(({ eventId }) => `${eventId}\n`).join(''));
  },
  onDrop: (count) => appendFileSync(`${folder}/dropped`, `${count}\n`),
});

let number = 0;
setInterval(() => {
  for (let i = 0; i < 3; i++) {
    const eventId = `e${number++}`;
    const link = { url: 'https://shop.example/sale', linkId: 'sale', part: 'html', expired: false, test: false };
    batcher.add({ version: 1, eventId, at: new Date(), ...link, contactId: `c-${number}`, signals: [] });
    writeSync(1, `${eventId}\n`);
  }
}, 2);
