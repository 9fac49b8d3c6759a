import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { auditLinks } from '../../../src/message/audit.js';
import { createReport } from '../../../src/report/model/report.js';
import type { Report, ReportedMessage } from '../../../src/report/model/rows.js';
import { toHtml } from '../../../src/report/page/page.js';
import { isLong } from '../../runs.js';

const LABELS = ['Посадите луковицы до первых заморозков', 'פקעות צבעונים מוקדמות לגינה הקטנה'];

/** A message of so many links, in letters that take two bytes. */
function message(links: number): ReportedMessage {
  const rows = Array.from(
    { length: links },
    (_, at) => `<p><a href="https://shop.example/bulbs/${at}?utm_source=mail">${LABELS[at % 2]} ${at}</a></p>`,
  );
  const source = `<body dir="rtl">${rows.join('\n')}</body>`;
  return { part: 'html', source, links: auditLinks(source).links };
}

function bigReport(contacts: number, links: number, clicksEach: number, idOf: (contact: number) => string): Report {
  const sent = message(links);
  const counts = new ClickAggregator();
  const sentAt = Date.UTC(2026, 10, 24, 8);
  for (let contact = 0; contact < contacts; contact++) {
    const clicks = contact % 50 === 0 ? clicksEach * 4 : clicksEach;
    for (let click = 0; click < clicks; click++) {
      const link = sent.links[(contact * 7 + click * 13) % links];
      counts.add({
        linkId: link?.id ?? '',
        url: link?.href ?? '',
        contactId: idOf(contact),
        sentAt,
        at: sentAt + 600_000 + ((contact * 7_919) % 200_000_000) + click * 3_600_000,
      });
    }
  }
  return createReport(counts, { message: sent, delivered: contacts * 2, maxContacts: 6_000 });
}

const dataOf = (html: string): { contacts: [label: string, ...rest: unknown[], clicked: number[] | 0][] } =>
  JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '');

// The page lists 5,000 at most, whether 20,000 clicked or more: counting 100,000 is for the long run.
const CONTACTS = isLong ? 100_000 : 20_000;

describe(`${CONTACTS} contacts and 300 links`, () => {
  const report = bigReport(CONTACTS, 300, 1, (contact) => `contact-${contact}@mail.example`);
  const html = toHtml(report);

  test('are a page of less than 2 MB and 40,000 elements', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(2_000_000);
    // A tag in the message of a click map is no element of the page until its frame is drawn, but is counted here.
    expect(html.match(/<[a-z]/g)?.length ?? 0).toBeLessThan(40_000);
  });

  test('list 5,000 contacts with what they clicked, and say of how many', () => {
    expect(report.listed).toBe(6_000);
    expect(html).toContain(`Listed: 5,000 of ${CONTACTS.toLocaleString('en')}.`);
    const { contacts } = dataOf(html);
    const listed = report.contacts.slice(0, 5_000);
    expect(contacts.map(([label]) => label)).toEqual(listed.map(({ label }) => label));
    const clicked = contacts.map((contact) => (contact.at(-1) as readonly number[]).length);
    expect(clicked).toEqual(listed.map(({ links }) => 5 * links.length));
  });
});

test('what does not fit is left to the CSV: first what the last contacts clicked, then the last contacts', () => {
  const busy = toHtml(bigReport(1_200, 100, 40, (contact) => `c-${contact}`));
  expect(Buffer.byteLength(busy)).toBeLessThan(2_000_000);
  const clicked = dataOf(busy).contacts.map((contact) => contact.at(-1) !== 0);
  expect(clicked).toHaveLength(1_200);
  expect(clicked.indexOf(false)).toBeGreaterThan(100);
  const long = toHtml(bigReport(3_200, 20, 1, (contact) => `${'י'.repeat(300)}${contact}`));
  expect(Buffer.byteLength(long)).toBeLessThan(2_000_000);
  const { contacts } = dataOf(long);
  expect(contacts.length).toBeGreaterThan(1_000);
  expect(contacts.length).toBeLessThan(3_200);
  expect(long).toContain(`Listed: ${contacts.length.toLocaleString('en')} of 3,200.`);
});

test('the data block ends where it should, whatever ids are', () => {
  const counts = new ClickAggregator();
  const ids = ['</script><script>ran=1</script>', '<!--<script>', ']]>', '\u2028', '\\u003c', '"', '\ud800'];
  for (const contactId of ids) counts.add({ linkId: 'a', url: 'b', contactId, at: Date.UTC(2026, 10, 24) });
  const labels = dataOf(toHtml(createReport(counts))).contacts.map(([label]) => label);
  expect(labels.sort()).toEqual(ids.map((id) => id.replace('\u2028', '')).sort());
});
