import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditLinks } from '../../../src/index.js';
import { DIALECTS } from '../../../src/message/classify/dialects.js';
import { cleanId, MAX_ID_LENGTH, readHints } from '../../../src/message/classify/hints.js';
import { discoverHtml } from '../../../src/message/html/discover.js';
import type { LinkOccurrence } from '../../../src/message/html/occurrence.js';
import { DIALECT_CASES } from './dialects.cases.js';

const siteOf = (markup: string): LinkOccurrence => {
  const [occurrence] = discoverHtml(`<a ${markup} href="https://shop.example/">x</a>`, {
    part: 'html',
    syntaxes: [],
  }).occurrences;
  if (occurrence === undefined) throw new Error('no site');
  return occurrence;
};

describe('attributes of the mail services', () => {
  test.each(DIALECT_CASES)('$markup', ({ markup, optOut = false, id, tags, kind, appLink = false, appLinkPath }) => {
    const hints = readHints(siteOf(markup).attributes);
    expect(hints).toMatchObject({ optOut, appLink });
    expect([hints.id, hints.tags, hints.kind, hints.appLinkPath]).toEqual([id, tags, kind, appLinkPath]);
  });

  test.each(DIALECT_CASES.filter((each) => each.not !== undefined))('not $not', ({ not = '' }) => {
    const { optOut, id, tags, kind, appLink } = readHints(siteOf(not).attributes);
    expect([optOut, id, tags, kind, appLink]).toEqual([false, undefined, undefined, undefined, false]);
  });

  test('every row has a case and every case a row', () => {
    expect(DIALECT_CASES.map((each) => each.attribute).sort()).toEqual(DIALECTS.map((row) => row.attribute).sort());
  });

  test('every row has a line in docs/dialects.md', () => {
    const page = readFileSync(new URL('../../../docs/dialects.md', import.meta.url), 'utf8');
    const missing = DIALECTS.filter(
      ({ service, attribute }) =>
        !page.split('\n').some((line) => line.startsWith(`| ${service} |`) && line.includes(`\`${attribute}`)),
    );
    expect(missing).toEqual([]);
  });

  test('an opt-out leaves the link wherever it stands among the attributes', () => {
    const html =
      '<a href="https://shop.example/" class=x clicktracking=off>a</a><a CLICKTRACKING=OFF href=https://shop.example/>b</a>';
    expect(auditLinks(html).links.map((link) => link.reason)).toEqual(['opt-out', 'opt-out']);
  });

  test('names and tags end up in the link', () => {
    const [link] = auditLinks(
      '<a href="https://shop.example/" data-link-id="hero" ses:tags="a:1" data-cio-tag="nav">x</a>',
    ).links;
    expect(link).toMatchObject({ id: 'hero', tags: { a: '1', group: 'nav' } });
  });

  test('tags are bounded, and none can name a prototype', () => {
    const many = Array.from({ length: 50 }, (_, i) => `k${i}:v`).join(';');
    expect(Object.keys(readHints(siteOf(`data-link-tags="${many}"`).attributes).tags ?? {})).toHaveLength(10);
    expect(readHints(siteOf('data-link-tags="__proto__:x"').attributes).tags).toBeUndefined();
    expect(readHints(siteOf('data-link-tags="a:1" ses:tags="a:2"').attributes).tags).toEqual({ a: '1' });
  });

  test('an id is cut to its limit and loses what JSON or terminals would choke on', () => {
    expect(cleanId('x'.repeat(200))).toHaveLength(MAX_ID_LENGTH);
    expect(cleanId('a\u0000\n\u0007b')).toBe('a b');
    expect(cleanId('a\ud800b')).toBe('a\ufffdb');
  });
});
