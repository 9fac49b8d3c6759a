import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('memory-child.mjs', import.meta.url));

/** Peak memory in MB of a process of its own that renders for so many contacts, or only passes the message on. */
function peakOf(contacts, html, how = 'render') {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CHILD, String(contacts), how], { input: html });
  if (status !== 0) throw new Error(String(stderr));
  return Number(stdout);
}

/** What a million contacts take more than a thousand. */
export function memoryRows(message, { quick }) {
  const contacts = quick ? 100_000 : 1_000_000;
  const few = peakOf(1_000, message.html);
  const many = peakOf(contacts, message.html);
  const idle = peakOf(contacts, message.html, 'idle') - peakOf(1_000, message.html, 'idle');
  return [
    {
      what: `peak memory of rendering for ${contacts.toLocaleString('en')} contacts, above that for 1,000 (${few.toFixed(0)} MB; a loop that renders nothing grows by ${idle.toFixed(0)} MB)`,
      value: many - few,
      unit: 'MB',
    },
  ];
}
