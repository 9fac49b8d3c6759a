import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../clicks/sql/postgres-server.js';

/** Debian's Redis on a free port of the loopback, with a folder of its own. What it has acknowledged survives a crash. */
export interface RedisServer {
  readonly url: string;
  /** Ends it without a word to its clients. */
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.on('data', (said) => {
      socket.destroy();
      // While it reads its log it answers `-LOADING`.
      resolve(said.toString().startsWith('+PONG'));
    });
    socket.on('error', () => resolve(false));
  });
}

/** Starts a server. Rejects with its log if it does not answer within a minute. */
export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(`${tmpdir()}/clickstamp-redis-`);
  const port = await freePort();
  let running: ChildProcess | undefined;
  let log = '';

  const start = async (): Promise<void> => {
    const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes', appendfsync: 'always' };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    running = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    running.on('error', (error) => {
      log += error.message;
    });
    for (const output of [running.stdout, running.stderr])
      output?.on('data', (piece: Buffer) => {
        log += piece.toString();
      });
    for (let tries = 0; tries < 300; tries++) {
      if (await answers(port)) return;
      await wait(200);
    }
    throw new Error(`Redis did not start:\n${log}`);
  };

  const crash = async (): Promise<void> => {
    const ending = running;
    running = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill('SIGKILL');
    await ended;
  };

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    crash,
    start,
    close: async () => {
      await crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
