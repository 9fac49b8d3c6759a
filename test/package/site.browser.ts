import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Page } from '../report/page/chromium.js';
import { ROOT } from '../structure/read-imports.js';

// The docs site with the playground, built and opened in a real browser.
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const requests: string[] = [];
let server: Server;
let origin: string;
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  if (process.env['SITE_BUILT'] === undefined)
    await promisify(execFile)('npm', ['run', '--silent', 'docs'], { cwd: ROOT });
  server = createServer(async ({ url = '/' }, response) => {
    const file = normalize(join(ROOT, 'api', decodeURIComponent(url.split(/[?#]/)[0] as string)));
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

const q = (id: string): string => `document.getElementById(${JSON.stringify(id)})`;
const text = (page: Page, id: string): Promise<string> => page.evaluate<string>(`${q(id)}.textContent`);
/** Types into a field as a person would leave it. */
const fill = (page: Page, id: string, value: string): Promise<unknown> =>
  page.evaluate(
    `(async () => { const field = ${q(id)}; field.value = ${JSON.stringify(value)}; field.dispatchEvent(new Event('input')); await new Promise((done) => setTimeout(done, 300)); })()`,
  );

async function openPlayground(): Promise<Page> {
  const page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => requests.push(`error: ${error}`));
  await page.goto(`${origin}/playground.html`);
  await page.evaluate(
    'new Promise((done) => { const wait = () => document.documentElement.dataset.ready ? done() : setTimeout(wait, 20); wait(); })',
  );
  return page;
}

test('the playground shows links, findings, both sources, and reads its own URLs', async () => {
  const page = await openPlayground();
  expect(await text(page, 'status')).toMatch(/^5 links, 2 tracked/);
  expect(await text(page, 'findings')).toContain('scheme-typo');
  expect(await text(page, 'links')).toContain('http://shop.example/news');
  const marks = await page.evaluate<string[]>(
    `[...${q('after')}.querySelectorAll('mark')].map((mark) => mark.textContent)`,
  );
  expect(marks).toHaveLength(2);
  await fill(page, 'url', marks[0] as string);
  expect(JSON.parse(await text(page, 'click'))).toMatchObject({ url: 'https://shop.example/sale?size=m&color=blue' });
  await fill(page, 'url', 'https://click.brand.example/c/broken');
  expect(await text(page, 'click')).toMatch(/^token-/);
});

test('options change what it says, mistakes are named, and a message is never markup there', async () => {
  const page = await openPlayground();
  await fill(page, 'never', 'shop.example');
  expect(await text(page, 'status')).toMatch(/^5 links, 0 tracked/);
  await fill(page, 'never', '');
  await fill(page, 'values', '{');
  expect(await page.evaluate(`${q('status')}.className`)).toBe('error');
  await fill(page, 'values', '');
  await fill(
    page,
    'source',
    '<img src=x onerror="document.title=1"><a href="https://a.example/">x</a><script>document.title=2</script>',
  );
  expect(await page.evaluate('document.title')).toBe('clickstamp playground');
  expect(await page.evaluate('document.images.length')).toBe(0);
});

test('nothing leaves the page, and it fits a phone', async () => {
  const page = await openPlayground();
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await expect(page.evaluate("fetch('/elsewhere').then(() => 'sent', () => 'refused')")).resolves.toBe('refused');
  for (let press = 0; press < 4; press++) await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.id')).not.toBe('');
  expect(
    requests.filter((url) => !/\/playground\.(?:html|js|css)$/.test(url) && !url.endsWith('/favicon.ico')),
  ).toEqual([]);
});

test('every link of the site leads to a file of it', async () => {
  const { readdirSync, readFileSync, existsSync } = await import('node:fs');
  const folder = join(ROOT, 'api');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  const dead = pages.flatMap((page) =>
    [...readFileSync(join(folder, page), 'utf8').matchAll(/\s(?:href|src)="([^"#?]+)[^"]*"/g)]
      .map(([, target]) => target as string)
      .filter((target) => !/^[a-z]+:/i.test(target))
      .filter((target) => !existsSync(join(folder, page, '..', decodeURIComponent(target))))
      .map((target) => `${page}: ${target}`),
  );
  expect(pages.length).toBeGreaterThan(50);
  expect(dead).toEqual([]);
});
