import { ClickAggregator } from '../../src/clicks/index.js';

declare const gc: () => void;

/** Bytes of buffers that are still in use. What is done with is swept beside the program, so the second round waits for the first. */
function buffered(): number {
  gc();
  gc();
  return process.memoryUsage().arrayBuffers;
}

const [CONTACTS, LINKS] = [20_000, 20];
const AT = Date.UTC(2026, 10, 24, 10);

const before = buffered();
const counts = new ClickAggregator();
for (let i = 0; i < CONTACTS * LINKS; i++)
  counts.add({ linkId: `l-${i % LINKS}`, at: AT + i, contactId: `contact-${Math.floor(i / LINKS)}` });
counts.totals();
const bytes = buffered() - before;
process.stdout.write(JSON.stringify({ bytes: bytes / (CONTACTS * LINKS), clicks: counts.totals().clicks }));
