import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';
import { streamCsv, toCsv } from '../../src/report/csv.js';
import { CSV_TABLES } from '../../src/report/model/csv-tables.js';
import { createReport } from '../../src/report/model/report.js';
import type { Report } from '../../src/report/model/rows.js';
import { runs } from '../runs.js';

/** A reader of RFC 4180 of its own: rows of fields, quotes taken off. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let quoted = false;
  for (let at = 0; at < csv.length; at++) {
    const character = csv[at] as string;
    if (quoted) {
      if (character !== '"') field += character;
      else if (csv[at + 1] === '"') field += csv[at++];
      else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === ',' || csv.startsWith('\r\n', at)) {
      rows.at(-1)?.push(field);
      field = '';
      if (character === ',') continue;
      at++;
      rows.push([]);
    } else field += character;
  }
  expect([quoted, field, rows.pop()]).toEqual([false, '', []]);
  return rows;
}

function reportOf(linkId: string, url: string, contactId: string): Report {
  const counts = new ClickAggregator();
  const at = new Date('2026-11-24T10:00:00Z');
  counts.add({ linkId, url, contactId, at });
  counts.add({ linkId, url, contactId, at: new Date('2026-11-24T12:00:00Z'), method: 'HEAD' });
  return createReport(counts);
}

test('each table has its heading and its rows, lines end in CRLF', () => {
  const report = reportOf('sale', 'https://shop.example/', 'c-1');
  expect(toCsv(report)).toBe(
    'part,link_id,label,url,clicks,unique_contacts,human_clicks,human_contacts,bot_clicks,bot_contacts,first_click_at,last_click_at,first_human_click_at,last_human_click_at,suspect_clicks,share,reasons,url_differs\r\n' +
      'html,sale,sale,https://shop.example/,2,1,1,1,1,1,2026-11-24T10:00:00.000Z,2026-11-24T12:00:00.000Z,2026-11-24T10:00:00.000Z,2026-11-24T10:00:00.000Z,0,1,head,\r\n',
  );
  expect(parseCsv(toCsv(report, 'contacts'))[1]).toEqual([
    ...['c-1', '2', '1', '1', '1', '2026-11-24T10:00:00.000Z', '2026-11-24T12:00:00.000Z'],
    ...['head', '', '0'],
  ]);
  expect(parseCsv(toCsv(report, 'pairs'))[1]?.slice(0, 7)).toEqual(['html', 'sale', 'c-1', '2', '1', '1', 'head']);
  expect(parseCsv(toCsv(report, 'timeline'))).toEqual([
    ['start', 'clicks', 'unique_contacts', 'human_clicks', 'bot_clicks', 'suspect_clicks'],
    ['2026-11-24T10:00:00.000Z', '1', '1', '1', '0', '0'],
    ['2026-11-24T12:00:00.000Z', '1', '1', '0', '1', '0'],
  ]);
});

test('suspect clicks stand in every table of counts', () => {
  const counts = new ClickAggregator();
  for (const hour of [10, 11])
    counts.add({
      linkId: 'sale',
      url: 'https://shop.example/',
      contactId: 'c-1',
      variant: 'A',
      at: Date.UTC(2026, 10, 24, hour),
      ...(hour === 10 ? { signals: ['second-source'] } : {}),
    });
  const report = createReport(counts);
  for (const table of ['links', 'contacts', 'pairs', 'timeline', 'variants', 'variant-links'] as const) {
    const [head = [], row = []] = parseCsv(toCsv(report, table));
    expect([table, row[head.indexOf('suspect_clicks')]]).toEqual([table, '1']);
  }
});

test('a link that nobody clicked has no times', () => {
  const message = { part: 'html' as const, source: '', links: [] };
  const quiet = { ...reportOf('a', 'u', 'c'), messages: [message] };
  const csv = toCsv({ ...quiet, links: quiet.links.map(({ firstClickAt: _, lastClickAt: __, ...link }) => link) });
  expect(csv).toContain(',1,1,,,2026');
});

describe('what a spreadsheet would take for a formula gets an apostrophe', () => {
  const CASES: readonly [text: string, field: string][] = [
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['\n=1', '"\'\n=1"'],
    [' =1', "' =1"],
    ['\0=1', "'\0=1"],
    ['\u200b=1', "'\u200b=1"],
    ['\u202e=1', "'\u202e=1"],
    ['\u00ad\ufe0f+1', "'\u00ad\ufe0f+1"],
    ['\u115f@1', "'\u115f@1"],
    ['\u2212 1', "'\u2212 1"],
    ['\ufe66 1', "'\ufe66 1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("https://evil.example","x")', '"\'=HYPERLINK(""https://evil.example"",""x"")"'],
    ['a=1', 'a=1'],
    ['1-1', '1-1'],
    ["'=1", "'=1"],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    ['', ''],
  ];
  for (const [text, field] of CASES)
    test(JSON.stringify(text), () => {
      const csv = toCsv(reportOf('x', text, 'c'));
      expect(csv.slice(csv.indexOf('html,x,x,') + 9)).toMatch(new RegExp(`^${literally(field)},2,1,`));
    });
});

test('numbers stay numbers, negative ones too', () => {
  const { links, ...report } = reportOf('x', 'u', 'c');
  const negative = { ...report, links: links.map((link) => ({ ...link, clicks: -5 })) };
  expect(parseCsv(toCsv(negative))[1]?.[4]).toBe('-5');
});

test('whatever the ids are, the rows read back, and no field starts a formula', () => {
  let dangerous = 0;
  const id = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', 'a', ' ', 'é'),
    minLength: 1,
  });
  fc.assert(
    fc.property(id, id, id, (linkId, url, contactId) => {
      const report = reportOf(linkId, url, contactId);
      for (const table of ['links', 'pairs', 'contacts'] as const) {
        const [head, row, ...more] = parseCsv(toCsv(report, table));
        expect([row?.length, more]).toEqual([head?.length, []]);
        expect((row ?? []).filter((field) => /^\s*[=+\-@]/.test(field))).toEqual([]);
        for (const [name, value] of [
          ['link_id', linkId],
          ['url', url],
          ['contact_id', contactId],
        ] as const) {
          const at = head?.indexOf(name) ?? -1;
          if (at >= 0) expect([value, `'${value}`]).toContain(row?.[at]);
        }
      }
      if (/^\s*[=+\-@]/.test(url)) dangerous++;
    }),
    { numRuns: runs(100) },
  );
  expect(dangerous).toBeGreaterThan(15);
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('exports are complete, however few contacts the report lists', () => {
  const counts = new ClickAggregator();
  const at = Date.UTC(2026, 10, 24, 10);
  for (let n = 0; n < 3_000; n++)
    counts.add({
      linkId: `link-${n % 7}`,
      url: `https://shop.example/${n % 7}`,
      contactId: `c-${n % 1_000}`,
      variant: n % 2 === 0 ? 'A' : 'B',
      at: at + n * 3_600_000,
    });
  const report = createReport(counts, {
    maxContacts: 5,
    contactLabel: (id) => (id === 'c-7' ? 'Ada' : undefined),
    delivered: { A: 2_000, B: 2_000 },
  });
  const lines = (csv: string): number => csv.split('\r\n').length - 2;

  test('every contact, every pair, with label and address', () => {
    expect([report.listed, report.total, report.contacts.length]).toEqual([5, 1_000, 5]);
    expect(lines(toCsv(report, 'contacts'))).toBe(1_000);
    expect(lines(toCsv(report, 'pairs'))).toBe(3_000);
    expect(toCsv(report, 'contacts')).toContain(',Ada,0\r\n');
    expect(toCsv(report, 'pairs')).toMatch(/,link-0,https:\/\/shop\.example\/0,Ada,0\r\n/);
  });

  test('every table has a heading and as many cells in each row', () => {
    for (const table of CSV_TABLES) {
      const [head, ...rows] = parseCsv(toCsv(report, table));
      expect([table, rows.length > 0 || table === 'reasons']).toEqual([table, true]);
      for (const row of rows) expect(row).toHaveLength(head?.length ?? 0);
    }
  });

  test('as a stream it is the same text', async () => {
    for (const table of CSV_TABLES) {
      let csv = '';
      for await (const piece of streamCsv(report, table, { bom: true })) csv += piece;
      expect(csv).toBe(`\ufeff${toCsv(report, table)}`);
    }
  });

  test('a report that went through JSON says that rows are missing', () => {
    const copy = JSON.parse(JSON.stringify(report)) as Report;
    expect(() => toCsv(copy, 'contacts')).toThrow(/lists 5 of 1000 contacts/);
    expect(() => toCsv(report, 'nonsense' as never)).toThrow(TypeError);
    expect(() => toCsv(report, 'links', { bim: true } as never)).toThrow(/did you mean "bom"/);
  });
});
