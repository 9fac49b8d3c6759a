import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditLinks, rewriteLinks } from '../../../src/index.js';
import { DIALECTS } from '../../../src/message/classify/dialects.js';
import { byAttribute, cleanId, MAX_ID_LENGTH, readHints } from '../../../src/message/classify/hints.js';
import { discoverHtml } from '../../../src/message/html/discover.js';
import type { LinkOccurrence } from '../../../src/message/html/occurrence.js';
import { keys, trackingUrl } from '../setup.js';
import { DIALECT_CASES } from './dialects.cases.js';

const off = { trackingUrl, clickTracking: false };

const siteOf = (markup: string): LinkOccurrence => {
  const [occurrence] = discoverHtml(`<a ${markup} href="https://shop.example/">x</a>`, {
    part: 'html',
    syntaxes: [],
  }).occurrences;
  if (occurrence === undefined) throw new Error('no site');
  return occurrence;
};

describe('attributes of the mail services', () => {
  test.each(DIALECT_CASES)(
    '$markup',
    ({ markup, optOut = false, noUtm = false, id, tags, kind, appLink = false, appLinkPath }) => {
      const hints = readHints(siteOf(markup).attributes);
      expect(hints).toMatchObject({ optOut, noUtm, appLink });
      expect([hints.id, hints.tags, hints.kind, hints.appLinkPath]).toEqual([id, tags, kind, appLinkPath]);
    },
  );

  test.each(DIALECT_CASES.filter((each) => each.not !== undefined))('not $not', ({ not = '' }) => {
    const { optOut, id, tags, kind, appLink } = readHints(siteOf(not).attributes);
    expect([optOut, id, tags, kind, appLink]).toEqual([false, undefined, undefined, undefined, false]);
  });

  test('every row has a case and every case a row', () => {
    expect(new Set(DIALECT_CASES.map((each) => each.attribute))).toEqual(new Set(DIALECTS.map((row) => row.attribute)));
  });

  test('every row has a line in docs/dialects.md', () => {
    const page = readFileSync(new URL('../../../docs/dialects.md', import.meta.url), 'utf8');
    const missing = DIALECTS.filter(
      ({ service, attribute }) =>
        !page.split('\n').some((line) => line.startsWith(`| ${service} |`) && line.includes(`\`${attribute}`)),
    );
    expect(missing).toEqual([]);
  });

  test('an attribute that two services read says what each reads, and is taken out once', () => {
    const twice = byAttribute([
      { service: 'One', attribute: 'data-x', role: 'opt-out', test: { is: 'present' } },
      { service: 'Two', attribute: 'data-x', role: 'id', test: { is: 'present' } },
    ]);
    const hints = readHints(siteOf('data-x="hero"').attributes, twice);
    expect([hints.optOut, hints.id, hints.vendor.length]).toEqual([true, 'hero', 1]);
  });

  test('hyphens in their names are none of a merge tag, whatever syntax is on', () => {
    for (const mergeTags of [['sendgrid-legacy' as const], [{ open: '-', close: '-' }], [{ open: '--', close: '-' }]])
      for (const markup of ['data-clickstamp-track="off"', 'data-pm-no-track', 'data-msys-clicktrack="0"']) {
        const html = `<a ${markup} href="https://shop.example/">x</a>`;
        expect(auditLinks(html, { mergeTags }).links[0]?.reason).toBe('opt-out');
      }
  });

  test('an opt-out leaves the link wherever it stands among the attributes', () => {
    const html =
      '<a href="https://shop.example/" class=x clicktracking=off>a</a><a CLICKTRACKING=OFF href=https://shop.example/>b</a>';
    expect(auditLinks(html).links.map((link) => link.reason)).toEqual(['opt-out', 'opt-out']);
  });

  test('blanks around a value, and its capitals, do not matter', () => {
    for (const value of ['off', ' off', 'OFF\n', '\tOff '])
      expect(readHints(siteOf(`clicktracking="${value}"`).attributes).optOut).toBe(true);
    expect(readHints(siteOf('clicktracking="o ff"').attributes).optOut).toBe(false);
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
    expect(readHints(siteOf('data-link-tags=":x; :y;z"').attributes).tags).toBeUndefined();
    const given = { '': 'x', a: '1' };
    expect(
      auditLinks('<a href="https://shop.example/">x</a>', { classify: () => ({ tags: given }) }).links[0]?.tags,
    ).toEqual({ a: '1' });
  });

  test.each([
    '4711',
    '4c2f9b3e-1d6a-4e0b-9a77-0c3f5a1b2d4e',
    '{4C2F9B3E-1D6A-4E0B-9A77-0C3F5A1B2D4E}',
    'd41d8cd98f00b204e9800998ecf8427e',
    'a1b2c3d4e5f6g7h8',
    '',
  ])('data-link-id="%s" is another editor\u2019s: not used, and not taken out', async (value) => {
    const html = `<a data-link-id="${value}" href="https://shop.example/">x</a>`;
    const { html: output, links } = await rewriteLinks(html, { ...off, keys });
    expect(output).toBe(html);
    expect(links[0]?.id).toBe(auditLinks('<a href="https://shop.example/">x</a>').links[0]?.id);
  });

  test.each(['hero', 'cta', 'header-2026', 'Top banner', 'spring2026', 'b\u00fccher', 'facade', 'a'])(
    'data-link-id="%s" is a name that a person gave',
    (value) => {
      expect(readHints(siteOf(`data-link-id="${value}"`).attributes).id).toBe(value);
    },
  );

  test('ours in full come before ours for short, and both before the others', () => {
    const markup =
      'data-msys-linkname="c" data-link-id="b" data-clickstamp-id="a" data-msys-unsubscribe=1 data-link-kind=web';
    expect(readHints(siteOf(markup).attributes)).toMatchObject({ id: 'a', kind: 'web' });
    expect(readHints(siteOf('data-msys-linkname="c" data-link-id="b"').attributes).id).toBe('b');
  });

  test('however often one of ours stands on a tag, none goes out', async () => {
    const cases = [
      '<a data-link-id=a data-link-id=b href="https://shop.example/">x</a>',
      '<a href="https://shop.example/" data-link-id="a" data-link-id="b > c">x</a>',
      "<a data-track=off href='https://shop.example/' DATA-TRACK = 'off' data-track=\"off\">x</a>",
      '<a data-clickstamp-id="a" title="data-clickstamp-id=z" data-clickstamp-id=b/data-clickstamp-id href="https://shop.example/">x</a>',
    ];
    for (const html of cases) {
      const { html: output } = await rewriteLinks(html, { ...off, keys });
      expect(output.replace(/title="[^"]*"/, '')).not.toMatch(/data-(?:link|track|clickstamp)/i);
      expect(auditLinks(output).links[0]?.href).toBe('https://shop.example/');
    }
    // Another's stays, though its name is there twice.
    const other = '<a data-track="hero" data-track="cta" href="https://shop.example/">x</a>';
    expect((await rewriteLinks(other, { ...off, keys })).html).toBe(other);
  });

  test('an id is cut to its limit and loses what JSON or terminals would choke on', () => {
    expect(cleanId('x'.repeat(200))).toHaveLength(MAX_ID_LENGTH);
    expect(cleanId('a\u0000\n\u0007b')).toBe('a b');
    expect(cleanId('a\ud800b')).toBe('a\ufffdb');
  });
});
