import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';
import { auditLinks } from '../../src/message/audit.js';
import { createReport } from '../../src/report/model/report.js';
import type { Report } from '../../src/report/model/rows.js';
import { toHtml } from '../../src/report/page/page.js';
import { type Browser, openBrowser } from '../report/page/chromium.js';
import { HOSTILE, HOSTILE_MARKUP, HOSTILE_MESSAGE, hostileReport } from '../report/page/hostile.js';

const folder = mkdtempSync(join(tmpdir(), 'clickstamp-safety-'));
/** A server to which every name of the examples leads: it writes down that somebody came, and what they said first. */
const heard: string[] = [];
let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer((socket) => {
    heard.push('a connection');
    socket.on('data', (bytes) => {
      heard.push(
        bytes
          .toString('latin1')
          .replace(/[^ -~]+/g, ' ')
          .slice(0, 200),
      );
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as { port: number }).port;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Seen {
  /** What the server heard. */
  readonly heard: readonly string[];
  /** Names that the browser looked up or asked for: its own log of the network. */
  readonly names: readonly string[];
}

/** Opens pages one after the other, sets off what can be set off, and tells what the network saw. */
async function openAll(pages: readonly string[], scripts: boolean): Promise<Seen> {
  heard.length = 0;
  const log = join(folder, `net-${scripts}-${pages.length}.json`);
  const browser: Browser = await openBrowser([
    // The browser's own errands lead nowhere.
    `--host-resolver-rules=MAP *.example 127.0.0.1:${port}, MAP * ~NOTFOUND`,
    `--log-net-log=${log}`,
    '--net-log-capture-mode=Everything',
    '--disable-component-update',
    '--disable-sync',
    '--disable-domain-reliability',
    '--no-first-run',
  ]);
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  for (const [at, html] of pages.entries()) {
    const file = join(folder, `${at}.html`);
    writeFileSync(file, html);
    const page = await context.newPage();
    for (const hash of ['', '#map-0', '#contact-0', '#link-0']) {
      await page.goto(`file://${file}${hash}`);
      for (const y of [150, 350, 550]) await page.mouse.click(300, y);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
    }
    await page.waitForTimeout(400);
    await page.close();
  }
  await browser.close();
  return { heard: [...heard], names: namesIn(readFileSync(log, 'utf8')) };
}

/** Hosts of the log that are of our examples: of the browser's own errands it has others. */
function namesIn(log: string): string[] {
  return [...new Set(log.match(/[\w.-]*\b(?:evil|shop|click\.brand)\.example/g))];
}

function reportOf(source: string): Report {
  const { links } = auditLinks(source, { part: 'html' });
  const counts = new ClickAggregator();
  for (const [at, link] of links.entries())
    counts.add({
      linkId: link.id,
      url: link.href,
      contactId: HOSTILE[at % HOSTILE.length] as string,
      at: Date.UTC(2026, 10, 24) + at * 60_000,
    });
  return createReport(counts, { message: { part: 'html', source, links }, title: source });
}

/** What would run, or change the page, if nothing had made the message inert. */
const RAW = `<script>top.ran=parent.ran=1</script><img src=x onerror="parent.ran=1"><body onload="parent.ran=1">
<svg onload="parent.ran=1"></svg><iframe srcdoc="<script>top.ran=1</script>"></iframe><form action="javascript:parent.ran=1"><input autofocus onfocus="parent.ran=1"></form>
<a href="javascript:parent.ran=1" target=_parent>x</a><meta http-equiv=refresh content="0;url=javascript:parent.ran=1"><style onload="parent.ran=1"></style>
<p data-cs-key="1&quot;><img src=x onerror=top.ran=1>">x</p><img name=body><img name=documentElement>`;

test('a message that came into the frames as it is would still run nothing and change nothing of the page', async () => {
  const inert = toHtml(reportOf('<p><a href="https://shop.example/">MARK</a></p>'));
  const raw = inert.replace(/srcdoc="[^"]*"/, `srcdoc="${RAW.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`);
  expect(raw).not.toBe(inert);
  const file = join(folder, 'raw.html');
  writeFileSync(file, raw);
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.goto(`file://${file}`);
  // The frame that is measured has come and gone.
  await page.waitForTimeout(1_500);
  expect(await page.evaluate('document.documentElement.classList.contains("scripted")')).toBe(true);
  expect(await page.evaluate('window.ran')).toBeUndefined();
  expect(await page.evaluate("document.querySelectorAll('.probe, img').length")).toBe(0);
  expect(page.url()).toBe(`file://${file}`);
  await browser.close();
});

test('the watch sees what an ordinary page asks for', async () => {
  const { heard: said, names } = await openAll(['<img src="http://loaded.evil.example/x.png">'], false);
  expect(said.join(' ')).toContain('Host: loaded.evil.example');
  expect(names).toEqual(['loaded.evil.example']);
});

test.each([true, false])('no hostile message makes a browser connect to anybody: scripts on is %s', async (scripts) => {
  const reports = [hostileReport(), reportOf(HOSTILE_MESSAGE), ...HOSTILE_MARKUP.map(reportOf)];
  const seen = await openAll(
    reports.map((report) => toHtml(report)),
    scripts,
  );
  expect(seen).toEqual({ heard: [], names: [] });
});
