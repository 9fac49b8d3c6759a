import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '../clicks/sql/postgres-server.js';
import { EXAMPLES, WITH_ENGINES } from './examples.cases.js';
import { output, root } from './run-example.js';

const ENGINES = `${root}test/engines`;
const folder = `${ENGINES}/examples`;
const installed = `${ENGINES}/node_modules/clickstamp`;

/** The engines' packages are found from beside them alone, so the examples are copied there, and find the package as installed. */
beforeAll(() => {
  expect(existsSync(`${root}dist/index.js`), 'dist is there: npm run build').toBe(true);
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed);
  cpSync(`${root}package.json`, `${installed}/package.json`);
  symlinkSync(`${root}dist`, `${installed}/dist`, 'dir');
  mkdirSync(folder, { recursive: true });
  cpSync(`${root}examples/shared`, `${folder}/shared`, { recursive: true });
  for (const name of WITH_ENGINES) cpSync(`${root}examples/${name}`, `${folder}/${name}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function check(name: string, environment: Readonly<Record<string, string>> = {}): Promise<void> {
  const said = await output([`${folder}/${name}`], 120_000, environment);
  expect(said.trimEnd().split('\n')).toEqual(EXAMPLES[name]);
}

test('table-postgres.mjs', async () => {
  const server = await startPostgres();
  try {
    await check('table-postgres.mjs', { POSTGRES_URL: `postgres://clicks@127.0.0.1:${server.port}/postgres` });
  } finally {
    await server.close();
  }
});

test('table-prisma.mjs', async () => {
  // What it generates here needs none of Prisma's own programs, but it looks for them: any file will do.
  await promisify(execFile)(
    process.execPath,
    [
      `${ENGINES}/node_modules/prisma/build/index.js`,
      'generate',
      '--no-hints',
      '--schema',
      `${folder}/shared/schema.prisma`,
    ],
    {
      cwd: ENGINES,
      timeout: 300_000,
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
      },
    },
  );
  const server = await startPostgres();
  try {
    await check('table-prisma.mjs', { POSTGRES_URL: `postgres://clicks@127.0.0.1:${server.port}/postgres` });
  } finally {
    await server.close();
  }
});

test('table-duckdb.mjs', () => check('table-duckdb.mjs'));

test('table-node-sqlite.mjs, on Node 22', async () => {
  const { stdout } = await promisify(execFile)('npx', ['--yes', 'node@22', `${folder}/table-node-sqlite.mjs`], {
    cwd: root,
    timeout: 300_000,
  });
  expect(stdout.trimEnd().split('\n')).toEqual(EXAMPLES['table-node-sqlite.mjs']);
});

/** Hands what ClickHouse's client sends to ClickHouse in this process, which has no server of its own. */
async function serveClickhouse(): Promise<Server> {
  const { Session } = createRequire(`${ENGINES}/package.json`)('chdb');
  const session = new Session();
  const server = createServer(async (request, response) => {
    const statement = await text(request);
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    const values = [...searchParams].filter(([name]) => name.startsWith('param_'));
    const named = Object.fromEntries(values.map(([name, value]) => [name.slice('param_'.length), value]));
    try {
      const result = await (values.length === 0
        ? session.queryAsync(statement)
        : session.queryBindAsync(statement, named));
      response.end(result.text());
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.on('close', () => session.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

test('table-clickhouse.mjs, against ClickHouse in this process', async () => {
  const server = await serveClickhouse();
  try {
    const { port } = server.address() as AddressInfo;
    await check('table-clickhouse.mjs', { CLICKHOUSE_URL: `http://127.0.0.1:${port}` });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
