import { describe, expect, test } from 'vitest';
import { CARRIERS } from '../../../src/message/html/carriers.js';
import { discoverHtml } from '../../../src/message/html/discover.js';
import { chooseSyntaxes } from '../../../src/message/merge-tags/choose.js';
import { CARRIER_CASES } from './carriers.cases.js';

const syntaxes = chooseSyntaxes();

describe('what a reader can click', () => {
  test.each(CARRIER_CASES)('$row: $html', ({ html, links, amp }) => {
    for (const elements of [false, true]) {
      const { occurrences } = discoverHtml(html, { part: amp === true ? 'amp' : 'html', syntaxes, elements });
      expect(occurrences.map((occurrence) => [occurrence.carrier, occurrence.href])).toEqual(links);
    }
  });

  test.each(CARRIER_CASES)('hidden from all but Outlook, $row: $html', ({ html, links, amp }) => {
    // A comment ends where another does, and foreign markup does not go on over one.
    const source = `<p><!--[if mso]>${html.replaceAll('--', '')}<![endif]--></p>`;
    const { occurrences } = discoverHtml(source, { part: amp === true ? 'amp' : 'html', syntaxes });
    expect(occurrences.map((occurrence) => [occurrence.carrier, occurrence.href])).toEqual(links);
  });

  test('every row has a case of its own', () => {
    const rows = CARRIERS.map((row) => `${row.namespace} ${row.tag}`);
    const covered = new Set(CARRIER_CASES.filter(({ links }) => links.length > 0).map(({ row }) => row));
    expect(rows.filter((row) => !covered.has(row))).toEqual([]);
    expect(CARRIER_CASES.map(({ row }) => row).filter((row) => !rows.includes(row))).toEqual([]);
  });
});
