import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from '../../../src/clicks/sql/index.js';
import type { Engine } from './engines.js';

const own = createRequire(import.meta.url);

/** A Postgres server of Debian's on a free port of the loopback, with a folder of its own. */
export interface PostgresServer {
  readonly port: number;
  /** Opens a connection and returns what runs statements on it. */
  readonly connect: () => Promise<{ readonly run: Run; readonly close: () => Promise<void> }>;
  /** Ends it as a crash would, without a word to its clients. */
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Where Debian keeps the programs of the newest version. */
function programs(): string {
  const root = '/usr/lib/postgresql';
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return `${root}/${versions[0]}/bin`;
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts a server. Rejects with its log if it does not answer within a minute. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(`${tmpdir()}/clickstamp-postgres-`);
  // Postgres does not run as root.
  const isRoot = process.getuid?.() === 0;
  const user = isRoot
    ? {
        uid: Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' })),
        gid: Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' })),
      }
    : {};
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const bin = programs();
  const data = `${folder}/data`;
  execFileSync(
    `${bin}/initdb`,
    ['-D', data, '-U', 'clicks', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'],
    {
      ...user,
      cwd: folder,
      stdio: 'pipe',
    },
  );
  const port = await freePort();
  const { Client } = own('pg');
  let process_: ChildProcess | undefined;
  let log = '';

  const connect: PostgresServer['connect'] = async () => {
    const client = new Client({ host: '127.0.0.1', port, user: 'clicks', database: 'postgres' });
    // A connection that breaks is told of by the statement that runs on it.
    client.on('error', () => {});
    await client.connect();
    return {
      run: async (text, values) => (await client.query(text, [...values])).rows,
      close: () => client.end(),
    };
  };

  const start = async (): Promise<void> => {
    log = '';
    process_ = spawn(
      `${bin}/postgres`,
      [
        '-D',
        data,
        '-p',
        `${port}`,
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'jit=off',
        '-c',
        `unix_socket_directories=${folder}`,
      ],
      { ...user, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const output of [process_.stdout, process_.stderr])
      output?.on('data', (piece: Buffer) => {
        log += piece.toString();
      });
    for (let tries = 0; tries < 300; tries++) {
      try {
        const { close } = await connect();
        await close();
        return;
      } catch {
        await wait(200);
      }
    }
    throw new Error(`Postgres did not start:\n${log}`);
  };

  const stop = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    const running = process_;
    process_ = undefined;
    if (running === undefined || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  };

  await start();
  return {
    port,
    connect,
    start,
    crash: () => stop('SIGQUIT'),
    close: async () => {
      await stop('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server as an engine. */
export async function openPostgres(): Promise<Engine> {
  const server = await startPostgres();
  const { run, close } = await server.connect();
  return {
    name: 'Postgres',
    dialect: 'postgres',
    run,
    close: async () => {
      await close();
      await server.close();
    },
  };
}
