import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { auditLinks } from '../../../src/message/audit.js';
import { compileHtml, compileText } from '../../../src/message/compile.js';
import { compileMessage } from '../../../src/message/compile-message.js';
import {
  createReport,
  type Report,
  type ReportedMessage,
  readReport,
  toCsv,
  toHtml,
  toMarkdown,
  toText,
} from '../../../src/report/index.js';

const TRACKING = { trackingUrl: 'https://click.brand.example/c' };
const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 24, 10, minutes));

function messageOf(
  source: string,
  more: Partial<ReportedMessage> & { readonly clickTracking?: boolean } = {},
): ReportedMessage {
  const { clickTracking = true, ...rest } = more;
  return { part: 'html', source, links: auditLinks(source, { ...TRACKING, clickTracking }).links, ...rest };
}

function outputsOf(report: Report): string {
  const csv = (['links', 'contacts', 'pairs'] as const).map((table) => toCsv(report, table));
  return [JSON.stringify(report), toText(report), toMarkdown(report), toHtml(report), ...csv].join('\n');
}

describe("a link's address is the template's", () => {
  const source = '<a data-link-id="acct" href="https://shop.example/acct?login={{magic}}">Account</a>';
  const counts = new ClickAggregator();
  for (const contactId of ['c1', 'c2'])
    counts.add({ linkId: 'acct', url: `https://shop.example/acct?login=secret-of-${contactId}`, contactId, at: at(1) });

  test('with the message: merge tags as written', () => {
    const report = createReport(counts, { message: messageOf(source) });
    expect(report.links[0]?.url).toBe('https://shop.example/acct?login={{magic}}');
    expect(outputsOf(report)).not.toContain('secret-of');
  });

  test('without: the query is cut, and it says that it differs', () => {
    const report = createReport(counts);
    expect(report.links[0]).toMatchObject({ url: 'https://shop.example/acct', hasMultipleUrls: true });
    expect(outputsOf(report)).not.toContain('secret-of');
    expect(toText(report)).toContain('differs between contacts');
  });
});

describe('links that nobody has clicked are listed', () => {
  const source = `<a href="https://shop.example/a">A</a><a href="https://shop.example/{{id}}">B</a>
    <a href="{{offer_url}}">C</a><a href="mailto:a@shop.example">D</a>`;
  test.each([true, false])('with clickTracking: %s', (clickTracking) => {
    const report = createReport(new ClickAggregator(), { message: messageOf(source, { clickTracking }) });
    expect(report.links.map(({ label }) => label).sort()).toEqual(['A', 'B', 'C']);
  });
});

describe('what compileMessage returned is reported as its parts are', () => {
  const html = '<a data-link-id="shop" href="https://shop.example/a">Shop</a> <a href="https://shop.example/b">B</a>';
  const text = 'Shop: https://shop.example/a and https://shop.example/c';
  const options = { ...TRACKING, clickTracking: true };
  const whole = compileMessage({ html, text }, options);
  const parts = [compileHtml(html, options), compileText(text, options)];

  test('each link with its part, and a click map for each part', () => {
    const report = createReport(new ClickAggregator(), { message: whole });
    expect(report.links.map(({ part, url }) => `${part} ${url}`)).toEqual([
      'html https://shop.example/a',
      'html https://shop.example/b',
      'text https://shop.example/a',
      'text https://shop.example/c',
    ]);
    const byParts = createReport(new ClickAggregator(), { message: parts });
    expect(report.messages.map(({ part, source }) => [part, source])).toEqual(
      byParts.messages.map(({ part, source }) => [part, source]),
    );
    // In one message the HTML's name holds for the text, so only the parts' sources and places are compared.
    expect(report.messages.map(({ links }) => links.map(({ url, index }) => [url, index]))).toEqual(
      byParts.messages.map(({ links }) => links.map(({ url, index }) => [url, index])),
    );
  });

  test('as a variant', () => {
    const message = ['A', 'B'].map((variant) => ({ ...whole, variant }));
    const { messages } = createReport(new ClickAggregator(), { message });
    expect(messages.map(({ variant, part }) => `${variant} ${part}`)).toEqual(['A html', 'A text', 'B html', 'B text']);
  });

  test('anything else is refused', () => {
    for (const message of [{ links: [] }, { source: null, links: [] }, { source: { html }, links: undefined }, 7])
      expect(() => createReport(new ClickAggregator(), { message: message as never })).toThrow(
        'message: must be what compileMessage, compileHtml or compileText returned',
      );
  });
});

test('a short id is no hash, so it is the label of a link without text', () => {
  const message = messageOf('<a data-link-id="order" href="https://shop.example/"><img src="x"></a>');
  expect(createReport(new ClickAggregator(), { message }).links[0]?.label).toBe('order');
});

describe('variants', () => {
  const messages = ['A', 'B'].map((variant) =>
    messageOf(`<a data-link-id="cta" href="https://shop.example/">${variant === 'A' ? 'Buy' : 'Order'}</a>`, {
      variant,
    }),
  );
  const counts = new ClickAggregator();
  for (let n = 0; n < 10; n++)
    counts.add({ linkId: n < 6 ? 'cta' : 'x', variant: n % 2 ? 'B' : 'A', contactId: `c-${n}`, at: at(n) });
  counts.add({ linkId: 'cta', variant: 'B', contactId: 'c-99', at: at(70) });
  const report = createReport(counts, { message: messages, delivered: { A: 25, B: 25 } });

  test('each link says what the recipients of each variant did', () => {
    const [cta] = report.links;
    expect(cta?.label).toBe('Buy');
    expect(cta?.variants).toMatchObject([
      { variant: 'A', human: { clicks: 3 }, share: 0.6 },
      { variant: 'B', label: 'Order', human: { clicks: 4 }, share: 4 / 6 },
    ]);
  });

  test('and each has its own click map', () => {
    expect(toHtml(report)).toMatch(/variant A/);
    expect(toHtml(report)).toMatch(/variant B/);
  });

  const SENTENCES: readonly [clicked: number, delivered: number, sentence: RegExp][] = [
    [24, 25, /too few people who did not click/],
    [1, 2_500, /too few people who clicked/],
    [1, 2, /too few messages/],
    [100, 1_000, /^Variants . and . are level\.$/],
  ];
  for (const [clicked, delivered, sentence] of SENTENCES)
    test(`${clicked} of ${delivered} twice`, () => {
      const level = new ClickAggregator();
      for (let n = 0; n < clicked; n++)
        for (const variant of ['A', 'B']) level.add({ linkId: 'x', variant, contactId: `${variant}${n}`, at: at(n) });
      expect(createReport(level, { delivered: { A: delivered, B: delivered } }).significance).toMatch(sentence);
    });
});

describe('a first click by a program', () => {
  const counts = new ClickAggregator();
  counts.add({ linkId: 'a', contactId: 'c-1', at: at(1), userAgent: 'curl/8.0' });
  const report = createReport(counts);

  test('says why, for the whole, the link and the contact', () => {
    const reasons = { 'user-agent': 1 };
    expect(report.overview.reasons).toEqual(reasons);
    expect(report.links[0]?.reasons).toEqual(reasons);
    expect(report.contacts[0]?.reasons).toEqual(reasons);
    for (const text of [toText(report), toMarkdown(report), toHtml(report), toCsv(report, 'reasons')])
      expect(text).toContain('user-agent');
  });

  test('is no first click by people', () => {
    expect(report.links[0]?.firstHumanClickAt).toBeUndefined();
    counts.add({ linkId: 'a', contactId: 'c-2', at: at(9) });
    expect(createReport(counts).links[0]).toMatchObject({ firstClickAt: at(1), firstHumanClickAt: at(9) });
  });
});

describe('for the reader', () => {
  const counts = new ClickAggregator();
  for (let n = 0; n < 1_500; n++) counts.add({ linkId: `l-${n % 3}`, contactId: `c-${n}`, at: at(n) });

  test('numbers and dates by the locale, moments in the time zone', () => {
    const german = toText(createReport(counts, { locale: 'de', timeZone: 'Europe/Berlin', delivered: 60_000 }));
    expect(german).toContain('1.500');
    expect(german).toMatch(/2,5\s%/);
    expect(german).toMatch(/24\. Nov/);
    expect(toText(createReport(counts, { delivered: 6_024 }))).toContain('24.9%');
  });

  test('names instead of ids', () => {
    const report = createReport(counts, { contactLabel: (id) => `Reader ${id}` });
    expect(report.contacts[0]?.label).toMatch(/^Reader c-/);
    for (const text of [toText(report), toMarkdown(report), toHtml(report)]) expect(text).toContain('Reader ');
  });

  test('clicks that nobody has counted are not a snapshot', () => {
    expect(() => createReport([] as never)).toThrow(
      new TypeError('counts: must be a ClickAggregator, a view of one, or a snapshot, not an array'),
    );
  });

  test.each([
    { locale: 'not a locale' },
    { timeZone: 'Mars/Phobos' },
    { contactLabel: 'x' },
    { maxContact: 1 },
    { maxContacts: 1.5 },
    { maxContacts: -1 },
    { maxContacts: Number.POSITIVE_INFINITY },
  ])('a wrong option is named, from a database as well: %o', async (options) => {
    const [name = ''] = Object.keys(options);
    expect(() => createReport(counts, options as never)).toThrow(TypeError);
    expect(() => createReport(counts, options as never)).toThrow(name);
    const table = clickTable({ dialect: 'sqlite', name: 'clicks' });
    const read = readReport(table, () => [], options as never);
    await expect(read).rejects.toThrow(TypeError);
    await expect(read).rejects.toThrow(name);
  });
});
