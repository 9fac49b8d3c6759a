import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditLinks, ClickAggregator } from 'clickstamp';
import { createReport, toHtml } from 'clickstamp/report';

const SENT_AT = Date.UTC(2026, 10, 24, 8);

/** A report of so many contacts with one to four clicks each, on a message of so many links. */
function bigReport(contacts, links) {
  const rows = Array.from(
    { length: links },
    (_, at) =>
      `<p><a href="https://shop.example/bulbs/${at}?utm_source=mail">Plant before the first frost ${at}</a></p>`,
  );
  const source = `<body>${rows.join('\n')}</body>`;
  const message = { part: 'html', source, links: auditLinks(source, { part: 'html' }).links };
  const counts = new ClickAggregator();
  for (let contact = 0; contact < contacts; contact++)
    for (let click = 0; click <= contact % 4; click++) {
      const { id, href } = message.links[(contact * 7 + click * 13) % links];
      const at = SENT_AT + 600_000 + ((contact * 7_919) % 200_000_000) + click * 3_600_000;
      counts.add({ linkId: id, url: href, contactId: `contact-${contact}@mail.example`, sentAt: SENT_AT, at });
    }
  return createReport(counts, { message, delivered: 2 * contacts, maxContacts: 5_000 });
}

/** The page of a big report: its size, its elements, and how long Chromium takes to open it, where there is one. */
export async function reportPageRows({ quick }) {
  const contacts = quick ? 10_000 : 100_000;
  const html = toHtml(bigReport(contacts, 300));
  const what = `the report's page, ${contacts.toLocaleString('en')} contacts, 300 links`;
  const rows = [{ what, value: Buffer.byteLength(html), unit: 'bytes', atMost: 2_000_000 }];
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return rows;
  const { chromium } = await import('playwright-core');
  const folder = mkdtempSync(join(tmpdir(), 'clickstamp-bench-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const times = [];
  let elements = 0;
  for (let round = 0; round < 5; round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`file://${file}`);
    times.push(await page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd'));
    elements = await page.evaluate('document.getElementsByTagName("*").length');
    await page.close();
  }
  await browser.close();
  rmSync(folder, { recursive: true });
  rows.push({ what: `${what}: elements`, value: elements, atMost: 40_000 });
  // The least of five: a machine that does other things as well opens it later.
  rows.push({ what: `${what}: until it has opened in Chromium`, value: Math.min(...times), unit: 'ms', atMost: 1_000 });
  return rows;
}
