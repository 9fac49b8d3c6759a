import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { weigh } from '../package/bundle.js';
import { createFolder, install, pack, remove } from '../package/packed.js';
import { ROOT } from '../structure/read-imports.js';
import { RUNTIMES, type Runtime } from './runtimes.cases.js';

/** What a runtime made: one message for each algorithm. */
type Made = readonly { readonly html: string; readonly tracked: number; readonly urls: readonly string[] }[];

const HERE = `${ROOT}test/runtimes`;
const folder = createFolder('runtimes');
const app = join(folder, 'app');
const processes: ChildProcess[] = [];
const origins = new Map<string, string>();
const made = new Map<string, Made>();

beforeAll(async () => {
  const missing = RUNTIMES.filter(({ binary }) => !existsSync(`${HERE}/node_modules/${binary}`));
  if (missing.length > 0) throw new Error('Runtimes are missing: npm ci --prefix test/runtimes');
  const { tarball } = await pack(folder);
  await install(app, tarball);
  cpSync(`${HERE}/app`, app, { recursive: true });
  const { code, reaches } = await weigh({ entryPoints: [join(app, 'worker.js')], conditions: ['workerd', 'worker'] });
  expect(reaches.filter((name) => name.startsWith('node:'))).toEqual([]);
  writeFileSync(join(app, 'worker.bundle.js'), code);
  for (const runtime of RUNTIMES) origins.set(runtime.name, `http://127.0.0.1:${await start(runtime)}`);
  for (const { name } of RUNTIMES) made.set(name, (await ask(name, '/make')) as Made);
});

afterAll(() => {
  for (const each of processes) each.kill('SIGKILL');
  remove(folder);
});

/** Starts a runtime; gives the port that it says it listens on. It is killed after five minutes, come what may. */
function start({ name, binary, args }: Runtime): Promise<number> {
  const child = spawn(`${HERE}/node_modules/${binary}`, args, { cwd: app, timeout: 300_000, killSignal: 'SIGKILL' });
  processes.push(child);
  return new Promise((found, failed) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk;
      const port = /"port":(\d+)/.exec(said)?.[1];
      if (port !== undefined) found(Number(port));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', failed);
    child.on('exit', (status) => failed(new Error(`${name} ended with ${status}: ${said}`)));
    setTimeout(() => failed(new Error(`${name} does not listen: ${said}`)), 60_000).unref();
  });
}

async function ask(name: string, job: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${origins.get(name)}${job}`, { ...init, signal: AbortSignal.timeout(60_000) });
  const text = await response.text();
  expect(response.status, `${name}: ${text}`).toBe(200);
  return JSON.parse(text);
}

/** The status of an answer to a request for a host; `fetch` sends that of the URL alone. */
async function askHost(url: string, host: string, forwarded?: string): Promise<number | undefined> {
  const headers = { host, ...(forwarded === undefined ? {} : { 'x-forwarded-host': forwarded }) };
  const [response] = (await once(get(url, { headers, timeout: 30_000 }), 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

const madeBy = (name: string): Made => made.get(name) ?? [];
const allUrls = (): readonly string[] => [...made.values()].flatMap((copies) => copies.flatMap(({ urls }) => urls));

describe.each(RUNTIMES)('$name', ({ name }) => {
  test('renders the same bytes as Node 20, where signatures are not random', () => {
    const [hmac, random, ed25519] = madeBy(name);
    expect([hmac, ed25519]).toEqual([madeBy('Node 20')[0], madeBy('Node 20')[2]]);
    expect(random?.html).not.toBe(madeBy('Node 20')[0]?.html);
    expect(madeBy(name).map(({ tracked, urls }) => [tracked, urls.length])).toEqual([
      [3, 3],
      [3, 3],
      [3, 3],
    ]);
  });

  test('reads what all the others made, and counts it alike', async () => {
    const urls = allUrls();
    expect(urls).toHaveLength(RUNTIMES.length * 9);
    const read = (await ask(name, '/read', { urls })) as {
      clicks: readonly { url: string; contactId: string; kid: string }[];
      totals: object;
    };
    expect(read).toEqual(await ask('Node 20', '/read', { urls }));
    expect(new Set(read.clicks.map(({ url }) => url))).toEqual(
      new Set([
        'https://shop.example/sale?a=1&b=2&who=Zo%C3%AB%20%26%20Co',
        'https://shop.example/\u{1f4e7}',
        'https://shop.example/map',
      ]),
    );
    expect(new Set(read.clicks.map(({ contactId, kid }) => `${contactId} ${kid}`))).toEqual(
      new Set(['c-ü17 hs', 'c-ü17 es', 'c-ü17 ed']),
    );
    expect(read.totals).toMatchObject({ clicks: urls.length, uniqueContacts: 1 });
  });

  test("opens a customer's token under that customer's host alone", async () => {
    const ours = new URL(madeBy('Node 20')[0]?.urls[0] ?? '').pathname;
    const theirs = new URL((await ask('Node 20', '/other')) as string).pathname;
    const statusOf = (host: string, path: string) => askHost(`${origins.get(name)}${path}`, host);
    expect([await statusOf('click.brand.example', ours), await statusOf('other.example', ours)]).toEqual([302, 404]);
    expect([await statusOf('click.brand.example', theirs), await statusOf('other.example', theirs)]).toEqual([
      404, 302,
    ]);
    // What a client says was forwarded tells nobody's host.
    expect(await askHost(`${origins.get(name)}${theirs}`, 'click.brand.example', 'other.example')).toBe(404);
  });

  test('redirects what all the others made, over HTTP', async () => {
    const before = ((await ask(name, '/seen')) as readonly string[]).length;
    const go = (path: string, method = 'GET') =>
      fetch(`${origins.get(name)}${path}`, { method, redirect: 'manual', signal: AbortSignal.timeout(30_000) });
    for (const url of allUrls()) {
      const { status, headers } = await go(`${new URL(url).pathname}?added=1`);
      expect(status).toBe(302);
      expect(headers.get('location')).toMatch(
        /^https:\/\/shop\.example\/(sale\?a=1&b=2&who=Zo%C3%AB%20%26%20Co|%F0%9F%93%A7|map)$/,
      );
      expect(headers.get('cache-control')).toBe('private, no-store');
    }
    const [url = ''] = allUrls();
    const { pathname } = new URL(url);
    expect((await go(pathname, 'HEAD')).status).toBe(302);
    expect((await go(pathname, 'PUT')).status).toBe(405);
    const forged = await go(`${pathname.slice(0, -2)}xx`);
    expect([forged.status, forged.headers.get('location')]).toEqual([404, null]);
    const seen = ((await ask(name, '/seen')) as readonly string[]).slice(before);
    expect(seen.filter((each) => each.startsWith('GET '))).toHaveLength(allUrls().length);
    expect(seen.filter((each) => each.startsWith('HEAD '))).toHaveLength(1);
  });
});
