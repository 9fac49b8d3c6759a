import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';
import { type Column, displayWidth, formatTable, printable, truncate } from '../../src/print/table.js';
import { toMarkdown } from '../../src/report/markdown.js';
import { createReport } from '../../src/report/model/report.js';
import { tableToText, toText } from '../../src/report/text.js';
import { HOSTILE, hostileReport } from './page/hostile.js';

describe('columns of a terminal', () => {
  const CASES: readonly [text: string, width: number][] = [
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['ｗ', 2],
    ['한글', 4],
    ['😀', 2],
    ['a\u200db', 2],
  ];
  for (const [text, width] of CASES) test(JSON.stringify(text), () => expect(displayWidth(text)).toBe(width));

  test('cut text fits, and says that it is cut', () => {
    for (const text of [...HOSTILE.map(printable), '日本語日本語日本語'])
      for (const columns of [1, 2, 5, 10]) {
        const cut = truncate(text, columns);
        expect(displayWidth(cut)).toBeLessThanOrEqual(columns);
        expect(cut === text || cut.endsWith('…')).toBe(true);
      }
  });
});

describe('tables', () => {
  const columns: readonly Column[] = [
    { title: 'Name', shrinkTo: 6, style: (cell) => (cell === 'b' ? 'good' : undefined) },
    { title: 'N', align: 'right' },
    { title: 'Wide', fromWidth: 40 },
  ];
  const rows = [
    ['a rather long name', '1', 'x'],
    ['b', '1,000', ''],
  ];
  test('aligned, and no line ends in spaces', () => {
    expect(formatTable(columns, rows)).toBe(
      'Name                    N  Wide\na rather long name      1  x\nb                   1,000\n',
    );
  });
  test('cut where the terminal is narrow, and columns left out', () => {
    expect(formatTable(columns, rows, { width: 17 })).toBe('Name            N\na rather …      1\nb           1,000\n');
    expect(formatTable(columns, rows, { width: 5 })).toBe('Name        N\na rat…      1\nb       1,000\n');
  });
  test('paint changes no place', () => {
    const painted = formatTable(columns, rows, { paint: (style, text) => `<${style}>${text}</>` });
    expect(painted).toContain('<good>b</>                   1,000\n');
    expect(painted.replace(/<\/?\w*>/g, '')).toBe(formatTable(columns, rows));
  });
  test('a hundred thousand rows and more', () => {
    const many = Array.from({ length: 200_000 }, (_, n) => [String(n), '', '']);
    expect(formatTable(columns, many).length).toBeGreaterThan(1_000_000);
  });
  test('a note, and a table without titles', () => {
    expect(tableToText({ title: 'T', columns: [{ title: '' }], rows: [['a']], note: 'And 2 more.' })).toBe(
      'T\na\nAnd 2 more.\n',
    );
  });
});

test('nothing from outside moves the cursor or ends a line', () => {
  for (const text of [toText(hostileReport()), toText(hostileReport(), { width: 80 }), toMarkdown(hostileReport())])
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
});

test('no label begins a line as a workflow command of a runner', () => {
  const counts = new ClickAggregator();
  for (const linkId of [
    '::error::x',
    ' ::add-mask file=a,line=1::x',
    '\u0000::stop-commands::x',
    '::before',
    'a::b::c',
  ])
    counts.add({ linkId, url: 'https://shop.example/', contactId: linkId, at: new Date('2026-11-24T10:00:00Z') });
  const text = toText(createReport(counts, { title: '::warning::x' }));
  expect(text).not.toMatch(/^\s*::\S[^:]*::/m);
  expect(text).toContain('\n: :error::x');
  expect(text).toMatch(/^::before /m);
  expect(text).toMatch(/^a::b::c /m);
});

test('Markdown: every table line has its columns, and no label is markup', () => {
  const markdown = toMarkdown(hostileReport());
  let columns = 0;
  let lines = 0;
  for (const line of markdown.split('\n')) {
    const cells = line.replace(/\\./g, '').split('|').length;
    if (!line.startsWith('|')) columns = 0;
    else if (columns === 0) columns = cells;
    else {
      expect(cells, line.slice(0, 80)).toBe(columns);
      lines++;
    }
  }
  expect(lines).toBeGreaterThan(50);
  const bare = markdown
    .replace(/\\./g, '')
    .replace(/^#+ /gm, '')
    .replace(/^\|.*\|$/gm, (line) => line.replace(/\|/g, ''));
  expect(bare).not.toMatch(/[<>`*_[\]]/);
});

test('the columns of each table stand in their order', () => {
  const counts = new ClickAggregator();
  for (const variant of ['A', 'B'])
    for (const signals of [[], ['head'] as const])
      counts.add({ linkId: 'a', url: 'b', contactId: 'c', variant, signals, at: Date.UTC(2026, 10, 24) });
  const lines = toMarkdown(createReport(counts)).split('\n');
  expect(lines.filter((_, at) => /^\|(?: ?:?-+:? ?\|)+$/.test(lines[at + 1] ?? ''))).toMatchInlineSnapshot(`
    [
      "|  |  |",
      "| Reason | Clicks | Clicks A | Clicks B | What it means |",
      "| Link | People | Clicks | Share | Bots | Why | Last by people | Address |",
      "| Variant | Delivered | People | Clicks | Click-through rate | Bots |",
      "| Link | Clicks A | Share A | Clicks B | Share B |",
      "| From | People | Clicks | Bots |",
      "| Contact | Links | Clicks | Bots | Last click | Why |",
    ]
  `);
});

test('a table without rows is a sentence', () => {
  const empty = createReport(new ClickAggregator(), { title: 'November' });
  const text = toText(empty);
  expect(text).toContain(
    '\nLinks\nNo link has been clicked yet.\n\nTimeline (UTC)\nThere are no clicks yet. Tests and clicks on expired links do not count.\n\nContacts\nNo clicks by',
  );
  expect(text).not.toContain('Share');
  expect(toMarkdown(empty)).toContain('\n## Links\n\nNo link has been clicked yet.\n\n## Timeline');
  expect(toMarkdown(empty).match(/---/g)).toHaveLength(2);
});
