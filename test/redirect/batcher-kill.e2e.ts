import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type ClickRecord, readRecord } from '../../src/clicks/index.js';
import { ClickAggregator } from '../../src/index.js';

const CHILD = fileURLToPath(new URL('batcher-child.mjs', import.meta.url));
const KEEP = 200;

/** Whole lines; a last one that was cut short is none, as in any log. */
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const recordsOf = (text: string): ClickRecord[] => linesOf(text).map((line) => readRecord(JSON.parse(line)));

/** Runs the child until some time after its first acknowledged write, kills it, and says what is left. */
async function runAndKill(afterMs: number) {
  const folder = mkdtempSync(join(tmpdir(), 'clickstamp-kill-'));
  const read = (name: string): string => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  try {
    const child = spawn(process.execPath, [CHILD, folder, String(KEEP)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    let added = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      added += text;
    });
    while (read('acknowledged') === '' && child.exitCode === null) await sleep(5);
    await sleep(afterMs);
    child.kill('SIGKILL');
    await closed;
    return {
      signal: child.signalCode,
      added: linesOf(added),
      acknowledged: linesOf(read('acknowledged')),
      stored: recordsOf(read('clicks.jsonl')),
      dropped: linesOf(read('dropped')).reduce((sum, count) => sum + Number(count), 0),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Where in its work a process is killed differs from run to run; what must hold does not.
test.each([0, 3, 11, 40, 97, 151, 260, 400])('killed %i ms after its first write', async (afterMs) => {
  const { signal, added, acknowledged, stored, dropped } = await runAndKill(afterMs);
  expect(signal).toBe('SIGKILL');
  expect(acknowledged.length).toBeGreaterThan(0);

  // Replayed twice, as a queue that delivers at least once may do.
  const counts = new ClickAggregator();
  for (const record of [...stored, ...stored]) counts.add(record);
  const ids = new Set(stored.map(({ eventId }) => eventId));
  const { human, bot } = counts.totals();
  expect(human.clicks + bot.clicks).toBe(ids.size);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  expect(added.filter((id) => !ids.has(id)).length - dropped).toBeLessThanOrEqual(KEEP);
});
