import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { startPostgres } from './postgres-server.js';

const RECORDS = 500_000;
const WRITERS = 4;
/** Each writer has its quarter, and half of its neighbour's. */
const SHARE = RECORDS / WRITERS;
const WRITER = fileURLToPath(new URL('writer.mjs', import.meta.url));

test('four writers, killed again and again, and a server that crashes: every record counts once', async () => {
  const { recordOf } = (await import('./writer-records.mjs' as string)) as {
    recordOf: (number: number) => Parameters<ClickAggregator['add']>[0];
  };
  const folder = mkdtempSync(`${tmpdir()}/clickstamp-writers-`);
  const server = await startPostgres();
  let kills = 0;
  try {
    const table = clickTable({ dialect: 'postgres', name: 'clicks' });
    const first = await server.connect();
    await table.create().read(first.run);
    await first.close();

    let crashed = false;
    const write = async (writer: number): Promise<void> => {
      const stretch = [writer * SHARE, Math.min(RECORDS, (writer + 1.5) * SHARE)].map(String);
      for (let life = 0; ; life++) {
        const child: ChildProcess = spawn(
          process.execPath,
          [WRITER, `${server.port}`, `${folder}/${writer}`, ...stretch],
          {
            stdio: 'inherit',
          },
        );
        const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
        // A few lives end early, at moments that depend on nothing but the writer and its life.
        if (life < 5) void wait(1_000 + ((writer * 7 + life * 13) % 10) * 150).then(() => child.kill('SIGKILL'));
        const code = await ended;
        if (code === 0) return;
        if (code !== null) throw new Error(`the writer ended with ${code}`);
        kills++;
        if (!crashed && kills === 3) {
          crashed = true;
          await server.crash();
          await server.start();
        }
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));

    const counts = new ClickAggregator();
    for (let number = 0; number < RECORDS; number++) counts.add(recordOf(number));
    const { run, close } = await server.connect();
    expect(await table.totals().read(run)).toEqual({ ...counts.totals(), duplicates: 0 });
    expect(await table.links().read(run)).toEqual(counts.links());
    expect(counts.totals().bot.clicks).toBeGreaterThan(1_000);
    await close();
    expect(kills).toBeGreaterThan(2);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
