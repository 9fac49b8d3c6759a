import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { auditLinks } from '../../../src/message/audit.js';
import { createReport } from '../../../src/report/model/report.js';
import type { Report } from '../../../src/report/model/rows.js';
import { toHtml } from '../../../src/report/page/page.js';
import { newsletter, simulateSend } from '../simulated-send.js';
import { openBrowser, type Page } from './chromium.js';
import { hostileReport } from './hostile.js';

const WIDTHS = [390, 768, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'clickstamp-page-'));
/** Pictures of the pages, for whoever wants to look at them. */
const shots = process.env['CLICKSTAMP_SHOTS'];

function bigReport(): Report {
  return createReport(simulateSend(400), {
    title: 'Field Notes: November',
    message: newsletter(),
    delivered: { A: 198, B: 197 },
    uniqueOpens: 250,
    maxContacts: 40,
    timeZone: 'Europe/Rome',
  });
}

function manyLinks(): Report {
  const counts = new ClickAggregator();
  const at = Date.UTC(2026, 0, 1);
  for (let n = 0; n < 4_000; n++)
    counts.add({
      linkId: `link-${n % 200}-${'a very long name of a link '.repeat(n % 7)}`,
      url: `https://shop.example/${'path/'.repeat(n % 200)}?${'q'.repeat(n % 900)}`,
      contactId: `contact-${n % 700}`,
      at: at + n * 7_200_000,
    });
  return createReport(counts, { maxContacts: 10 });
}

/** Three variants of the newsletter, each with a label of its own. */
function variants(): Report {
  const [html] = newsletter();
  const labels = ['twelve early bulbs', '12 bulbs for early spring', 'bulbs that beat the frost'];
  const message = ['A', 'B', 'C'].map((variant, at) => {
    const source = (html?.source ?? '').replaceAll('twelve early bulbs', labels[at] as string);
    return { part: 'html' as const, variant, source, links: auditLinks(source).links };
  });
  const counts = new ClickAggregator();
  message.forEach(({ variant, links }, at) => {
    const tracked = links.filter(({ verdict }) => verdict === 'track');
    for (let n = 0; n < 200 + at * 30; n++) {
      const link = tracked[(n * n) % tracked.length];
      const sentAt = Date.UTC(2026, 10, 24, 8);
      counts.add({
        linkId: link?.id ?? '',
        url: link?.href ?? '',
        variant,
        contactId: `${variant}-${n}`,
        sentAt,
        at: sentAt + 600_000 + n * 400_000,
      });
    }
  });
  return createReport(counts, { message, delivered: { A: 1_000, B: 1_000, C: 1_000 } });
}

/** 300 links in two scripts and directions, and 5,000 contacts with names. */
function manyContacts(): Report {
  const names = ['Посадите луковицы до первых заморозков', 'פקעות צבעונים מוקדמות לגינה הקטנה'];
  const rows = Array.from(
    { length: 300 },
    (_, at) => `<p dir="auto"><a href="https://shop.example/${at}">${names[at % 2]} ${at}</a></p>`,
  );
  const source = `<html dir="rtl"><body style="background:#111;color:#eee">${rows.join('\n')}</body></html>`;
  const { links } = auditLinks(source, { part: 'html' });
  const counts = new ClickAggregator();
  for (let n = 0; n < 12_000; n++)
    counts.add({
      linkId: links[(n * 7) % 300]?.id ?? '',
      url: 'https://shop.example/',
      contactId: `c-${n % 5_200}`,
      at: Date.UTC(2026, 10, 24) + n * 30_000,
    });
  return createReport(counts, {
    message: { part: 'html', source, links },
    locale: 'he',
    maxContacts: 5_000,
    contactLabel: (id) => `דנה כהן ${id}`,
  });
}

function onlyBots(): Report {
  const counts = new ClickAggregator();
  for (let n = 0; n < 40; n++)
    counts.add({
      linkId: `link-${n % 8}`,
      url: 'https://shop.example/',
      contactId: `c-${n % 5}`,
      method: 'HEAD',
      at: Date.UTC(2026, 10, 24, 10) + n * 1_000,
    });
  return createReport(counts, { message: newsletter() });
}

const PAGES: Readonly<Record<string, () => Report>> = {
  'a real send': bigReport,
  variants,
  'many contacts': manyContacts,
  'only bots': onlyBots,
  hostile: hostileReport,
  empty: () => createReport(new ClickAggregator(), { message: newsletter() }),
  nothing: () => createReport(new ClickAggregator()),
  'one link': () => {
    const counts = new ClickAggregator();
    counts.add({ linkId: 'a', contactId: 'c-1', url: 'https://shop.example/', at: Date.UTC(2026, 10, 24, 10) });
    return createReport(counts);
  },
  'many links': manyLinks,
};

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  readonly url: string;
  /** Console messages, errors, dialogs, and requests for anything but the page itself. */
  readonly noise: string[];
}

async function open(name: string): Promise<Opened> {
  const page = await browser.newPage();
  const noise: string[] = [];
  const file = join(folder, `${name.replaceAll(' ', '-')}.html`);
  writeFileSync(file, toHtml((PAGES[name] as () => Report)()));
  const url = `file://${file}`;
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error}`));
  page.on('dialog', () => noise.push('a dialog'));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url && !/^(data:|about:)/.test(request.url())) noise.push(request.url());
  });
  await page.goto(url);
  return { page, url, noise };
}

describe.for(Object.keys(PAGES))('%s', (name) => {
  test('nothing runs, nothing is asked of the network, nothing is refused', async () => {
    const { page, noise, url } = await open(name);
    await page.waitForTimeout(300);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    for (const frame of page.frames().slice(1)) expect(['about:srcdoc', 'about:blank']).toContain(frame.url());
    // What a person could set off: every link and control, the frame in the middle.
    await page.evaluate(
      "for (const each of document.querySelectorAll('summary,details,section')) { each.click(); each.open = true }",
    );
    for (const y of [100, 300, 500]) await page.mouse.click(200, y);
    await page.waitForTimeout(100);
    expect(page.url().split('#')[0]).toBe(url);
    expect(noise).toEqual([]);
    await page.close();
  });

  for (const width of WIDTHS)
    test(`fits ${width} pixels, and axe finds no serious problem, in light and dark`, async () => {
      const { page, url } = await open(name);
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        for (const hash of ['', '#link-0']) {
          await page.goto(`${url}${hash}`);
          const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
          expect(wide, hash).toBeLessThanOrEqual(width);
          if (shots !== undefined)
            await page.screenshot({
              path: join(shots, `${name.replaceAll(' ', '-')}-${width}-${colorScheme}${hash.replace('#', '-')}.png`),
            });
          // The same markup two hundred times over would keep axe busy for minutes.
          if (name === 'many links' || name === 'many contacts') continue;
          await page.evaluate(axe);
          const found = await page.evaluate<string[]>(
            `axe.run(document, { iframes: false }).then(({ violations }) => violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary).join(' | ')))`,
          );
          expect(found, `${colorScheme} ${hash}`).toEqual([]);
        }
      }
      await page.close();
    });
});

test('the click map shows the message, its links lead nowhere, and its own style holds', async () => {
  const { page } = await open('a real send');
  const [map] = page.frames().slice(1);
  const said = await map?.evaluate<unknown>(`({
    links: document.querySelectorAll('[href]').length,
    marks: document.querySelectorAll('[data-cs-share]').length,
    badge: getComputedStyle(document.querySelector('[data-cs-share]'), '::after').content,
    button: getComputedStyle(document.querySelector('.button')).backgroundColor,
    heading: document.querySelector('h1').textContent,
    pictures: [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  })`);
  expect(said).toEqual({
    links: 0,
    marks: newsletter()[0]?.links.filter(
      ({ verdict, condition, carrier }) => verdict === 'track' && condition === undefined && carrier !== 'svg',
    ).length,
    badge: expect.stringMatching(/%/),
    button: 'rgb(47, 93, 67)',
    heading: 'Plant before the frost, {{contact.first_name}}',
    pictures: true,
  });
  await page.close();
});

test('from a link to its contacts and back, with the keyboard alone', async () => {
  const { page, url } = await open('a real send');
  const focused = () =>
    page.evaluate<string>(
      'document.activeElement.id || document.activeElement.getAttribute("href") || document.activeElement.tagName',
    );
  const visible = (selector: string) =>
    page.evaluate<boolean>(`document.querySelector(${JSON.stringify(selector)}).checkVisibility()`);
  const tabTo = async (href: string): Promise<void> => {
    for (let presses = 0; presses < 120; presses++) {
      await page.keyboard.press('Tab');
      if ((await focused()) === href) return;
    }
    throw new Error(`Tab never came to ${href}`);
  };
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('#overview');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('overview');
  await tabTo('#link-0');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('link-0');
  expect([await visible('#link-0'), await visible('.whole')]).toEqual([true, false]);
  const contact = await page.evaluate<string>("document.querySelector('#link-0 tbody a').getAttribute('href')");
  await tabTo(contact);
  await page.keyboard.press('Enter');
  expect(await focused()).toBe(contact.slice(1));
  expect([await visible('#link-0'), await visible(contact)]).toEqual([false, true]);
  await page.goBack();
  expect(page.url()).toBe(`${url}#link-0`);
  expect([await visible('#link-0'), await visible(contact)]).toEqual([true, false]);
  await page.evaluate("document.querySelector('#link-0 .crumb a').focus()");
  await page.keyboard.press('Enter');
  expect(page.url()).toBe(`${url}#row-0`);
  expect([await visible('#link-0'), await visible('.whole')]).toEqual([false, true]);
  await page.close();
});

describe('the script', () => {
  const texts = (page: Page, selector: string): Promise<string[]> =>
    page.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})].map(({ textContent }) => textContent)`);
  const rows = '#contacts tbody tr';

  test('searches, sorts and turns over all contacts, and makes the page of each', async () => {
    const { page, url, noise } = await open('many contacts');
    expect(await texts(page, rows)).toHaveLength(50);
    await page.evaluate("document.querySelector('#contacts input').focus()");
    await page.keyboard.type('c-4999');
    expect((await texts(page, `${rows} bdi`)).join()).toBe('דנה כהן c-4999');
    await page.evaluate("document.querySelector('#contacts tbody a').click()");
    await page.waitForTimeout(100);
    expect(await page.evaluate("document.querySelector('.drill.on h2 bdi').textContent")).toBe('דנה כהן c-4999');
    expect(await page.evaluate("document.querySelectorAll('.drill.on tbody tr').length")).toBeGreaterThan(0);
    expect(await page.evaluate("document.querySelector('.whole').checkVisibility()")).toBe(false);
    await page.goto(`${url}#contacts`);
    expect(await page.evaluate("document.querySelector('.whole').checkVisibility()")).toBe(true);
    const sorted = await page.evaluate<string>(`(() => {
      const input = document.querySelector('#contacts input');
      input.value = '';
      input.dispatchEvent(new Event('input'));
      const [head] = document.querySelectorAll('#contacts thead th');
      head.querySelector('button').click();
      head.querySelector('button').click();
      document.querySelectorAll('#contacts .pager button')[1].click();
      return head.getAttribute('aria-sort') + ' ' + document.querySelector('#contacts .status').textContent;
    })()`);
    expect(sorted).toMatch(/^descending 51 to 100 of 5,000$/);
    expect((await texts(page, `${rows} bdi`))[0]).toBe('דנה כהן c-4949');
    expect(noise).toEqual([]);
    await page.close();
  });

  test('prints on A4 what stands below the screen too: whole click maps, tables within the paper', async () => {
    const { page } = await open('a real send');
    await page.waitForTimeout(1_500);
    const [map] = page.frames().slice(1);
    const height = await map?.evaluate<number>('document.documentElement.scrollHeight');
    expect(await page.evaluate("getComputedStyle(document.querySelector('.fit')).getPropertyValue('--h')")).toBe(
      `${height}`,
    );
    await page.setViewportSize({ width: 703, height: 1_000 });
    await page.emulateMedia({ media: 'print' });
    const wide =
      "[...document.querySelectorAll('table')].filter((each) => each.getBoundingClientRect().right > 703).length";
    expect(await page.evaluate(wide)).toBe(0);
    await page.close();
  });

  test('gives click maps the height of their message, and its numbers a way to their rows', async () => {
    const { page, url } = await open('a real send');
    await page.goto(`${url}#map-0`);
    await page.waitForTimeout(1_500);
    const [map] = page.frames().slice(1);
    const height = await map?.evaluate<number>('document.documentElement.scrollHeight');
    expect(await page.evaluate("document.querySelector('.fit').getBoundingClientRect().height")).toBe(height);
    const marks = await map?.evaluate<number>("document.querySelectorAll('[data-cs-key]').length");
    expect(await page.evaluate("document.querySelectorAll('#map-0 .hot').length")).toBe(marks);
    expect(await page.evaluate("document.querySelectorAll('.probe').length")).toBe(0);
    await page.evaluate("document.querySelector('#map-0 .hot').click()");
    expect(page.url()).toMatch(/#row-\d+$/);
    await page.setViewportSize({ width: 390, height: 800 });
    const fit = await page.evaluate<number>("document.querySelector('.fit').getBoundingClientRect().width");
    expect(fit).toBeLessThanOrEqual(390);
    await page.close();
  });

  test('keeps the place that was asked for while tables are cut and maps above get their height', async () => {
    const { page, url } = await open('many contacts');
    for (const hash of ['contacts', 'row-299']) {
      await page.goto('about:blank');
      await page.goto(`${url}#${hash}`);
      await page.waitForTimeout(2_500);
      const top = await page.evaluate<number>(`document.getElementById('${hash}').getBoundingClientRect().top`);
      expect(top, hash).toBeGreaterThanOrEqual(0);
      expect(top, hash).toBeLessThan(720);
    }
    await page.close();
  });

  test('is not needed: everything but search, sorting and pages is there without it', async () => {
    const { url } = await open('a real send');
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${url}#contact-0`);
    expect(await page.evaluate("document.querySelectorAll('button,input').length")).toBe(0);
    expect(await page.evaluate("document.querySelector('#contact-0').checkVisibility()")).toBe(true);
    expect(await page.evaluate("document.querySelector('.whole').checkVisibility()")).toBe(false);
    expect(await page.evaluate("document.querySelectorAll('#contacts tbody tr').length")).toBe(40);
    await context.close();
  });
});
