import { readFileSync } from 'node:fs';
import { compileHtml, createKeyring } from './package.mjs';

/**
 * Renders the message on standard input for so many contacts, as a mailer does, and prints the peak resident memory in MB.
 * It looks itself: the peak that the system keeps counts in the process this one was forked from.
 */
const contacts = Number(process.argv[2]);
const source = readFileSync(0, 'utf8');

function* recipients() {
  for (let i = 0; i < contacts; i++) yield { contactId: `c-${i}` };
}

/** The same traffic without the work: what the runtime's garbage collector lets lie about in any such loop. */
async function* copies() {
  for await (const recipient of recipients()) yield { html: `${source}${recipient.contactId}`, recipient };
}

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const part = compileHtml(source, { trackingUrl: 'https://click.brand.example/c', clickTracking: true });
let characters = 0;
let peak = 0;
let rendered = 0;
for await (const { html } of process.argv[3] === 'idle' ? copies() : part.renderAll(recipients(), keys)) {
  characters += html.length;
  if (++rendered % 100 === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
if (characters < contacts * source.length) throw new Error('Something was not rendered.');
console.log(peak / 2 ** 20);
