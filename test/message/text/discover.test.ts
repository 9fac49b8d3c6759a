import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditLinks, createKeyring, decodeClick, rewriteText } from '../../../src/index.js';
import { MERGE_TAG_SYNTAXES } from '../../../src/message/merge-tags/syntaxes.js';
import { discoverText } from '../../../src/message/text/discover.js';
import { runs } from '../../runs.js';
import { TEXT_CASES } from './discover.cases.js';

const syntaxes = MERGE_TAG_SYNTAXES.filter((syntax) => syntax.ambiguous !== true);
const found = (text: string): string[] =>
  discoverText(text, { syntaxes }).occurrences.map((occurrence) => occurrence.href);

/** A range of the text without the line breaks in it, as an address between delimiters may have them. */
const unbroken = (text: string): string => text.replace(/[ \t]*(?:\r\n|\n|\r)(?:>[> \t]*[ \t])?[ \t]*/g, '');

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const options = { trackingUrl: 'https://click.brand.example/c', clickTracking: true, keys };

describe('addresses in a text', () => {
  test.each(TEXT_CASES)('%j', (text, ...addresses) => {
    expect(found(text)).toEqual(addresses);
  });

  test.each(TEXT_CASES)('%j, in the middle of a text', (text, ...addresses) => {
    expect(found(`Hello,\n\n${text}\n\nBye.`)).toEqual(addresses);
  });

  test('ranges are those of the addresses', () => {
    for (const [text] of TEXT_CASES)
      for (const { href, range } of discoverText(text, { syntaxes }).occurrences)
        expect(unbroken(text.slice(...range))).toBe(href);
  });

  test('SparkPost\u2019s opt-out is read, and stays unless foreign attributes are stripped', async () => {
    const text =
      'https://shop.example/a[[data-msys-clicktrack="0"]] https://shop.example/b[[ data-msys-clicktrack = 1 ]]';
    expect(auditLinks(text, { part: 'text' }).links.map((link) => link.reason)).toEqual(['opt-out', 'web']);
    const kept = await rewriteText(text, options);
    expect(kept.text).toContain('https://shop.example/a[[data-msys-clicktrack="0"]] ');
    const stripped = await rewriteText(text, { ...options, stripVendorAttributes: true });
    expect(stripped.text).toMatch(/^https:\/\/shop\.example\/a https:\/\/click\.brand\.example/);
  });

  test.each([
    [`[[data-msys-clicktrack='0']]`, 'opt-out'],
    ['[[DATA-MSYS-CLICKTRACK="0"]]', 'opt-out'],
    ['[[data-msys-unsubscribe="1"]]', 'unsubscribe-link'],
    [`[[ Data-Msys-Unsubscribe='1' ]]`, 'unsubscribe-link'],
    ['[[data-msys-unsubscribe="0"]]', 'web'],
    ['[[data-msys-linkname="the sale"]]', 'web'],
  ])('SparkPost\u2019s attribute %s is read as in HTML', (attribute, reason) => {
    const { links } = auditLinks(`See https://shop.example/a?b=1${attribute}.`, { part: 'text' });
    expect(links.map((link) => [link.href, link.reason])).toEqual([['https://shop.example/a?b=1', reason]]);
    if (attribute.includes('linkname')) expect(links[0]?.id).toBe('the sale');
  });

  test('one URL that is the start of another is never mixed up with it', async () => {
    const text = 'https://shop.example/a https://shop.example/ab https://shop.example/ https://shop.example/a';
    const { text: output, links } = await rewriteText(text, options);
    const clicks = await Promise.all(output.split(' ').map((url) => decodeClick(url, { keys })));
    expect(clicks.map((click) => click.url)).toEqual(text.split(' '));
    expect(new Set(links.map((link) => link.id)).size).toBe(4);
  });

  test('a tracked text rewritten again stays as it is', async () => {
    for (const [text] of TEXT_CASES) {
      const once = await rewriteText(text, options);
      expect((await rewriteText(once.text, options)).text).toBe(once.text);
    }
  });

  test('one that was broken over lines is signed in one piece', async () => {
    const text = 'Shop <https://shop.example/a-\n  b?c=\n d>, bye';
    const { text: output, tracked } = await rewriteText(text, options);
    expect(tracked).toBe(1);
    const [, url = ''] = /^Shop <(\S+)>, bye$/.exec(output) ?? [];
    expect((await decodeClick(url, { keys })).url).toBe('https://shop.example/a-b?c=d');
    expect((await rewriteText(text, { ...options, consent: 'none' })).text).toBe(text);
  });

  test('one in round brackets stays, and its author is told', async () => {
    const text = 'Shop (https://shop.example/a-\nb?c=d).';
    const { text: output, links, findings } = await rewriteText(text, options);
    expect(output).toBe(text);
    expect(links).toMatchObject([
      { kind: 'malformed', reason: 'url-wrapped', suggestion: 'https://shop.example/a-b?c=d' },
    ]);
    expect(findings.map((finding) => finding.code)).toEqual(['url-wrapped']);
  });

  test('a character reference is told of with what was meant', () => {
    const { findings } = auditLinks('https://shop.example/?a=1&amp;b=2', { part: 'text' });
    expect(findings).toMatchObject([{ code: 'url-entity', suggestion: 'https://shop.example/?a=1&b=2' }]);
  });

  test('a text that is still in quoted-printable is told of once, and what it broke is left', () => {
    const text =
      'Shop https://shop.example/?a=3D1&b=3D2\nor https://shop.example/very-long-=\npath, and Gr=C3=BC=C3=9Fe';
    const { links, findings } = auditLinks(text, { part: 'text' });
    expect(links.map((link) => link.reason)).toEqual(['quoted-printable', 'quoted-printable']);
    expect(findings.map((finding) => finding.code)).toEqual(['quoted-printable']);
    const quoted = auditLinks('<a href=3D"https://shop.example/very-long-=\npath">', { part: 'text' }).links;
    expect(quoted.map((link) => link.reason)).toEqual(['quoted-printable']);
    expect(auditLinks('https://shop.example/?film=3D\nsoon', { part: 'text' }).findings).toEqual([]);
    expect(auditLinks('https://shop.example/?id=\nsoon', { part: 'text' }).findings).toEqual([]);
  });

  test('what is mistyped is told of', () => {
    const { links, findings } = auditLinks('Go to htp://shop.example/a now', { part: 'text' });
    expect(links).toMatchObject([{ kind: 'malformed', suggestion: 'http://shop.example/a', line: 1, column: 7 }]);
    expect(findings).toMatchObject([
      { code: 'scheme-typo', frame: '1 | Go to htp://shop.example/a now\n  |       ^^^^^^^^^^^^^^^^^^^^' },
    ]);
  });
});

describe('laws', () => {
  const piece = fc.constantFrom(
    'https://shop.example',
    'http://shop.example/',
    'https://',
    'http://a',
    'shop.example',
    '/',
    'a',
    '.',
    ',',
    ')',
    '(',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '"',
    "'",
    ' ',
    '\n',
    '\r\n',
    '\u3002',
    '\u6771',
    '\u2014',
    '{{x}}',
    '{{',
    '*|X|*',
    '[[data-msys-clicktrack="0"]]',
    '?',
    '#',
    '&',
    '_',
    '\u200b',
    '\ud800',
  );

  test('whatever the text: ranges are exact, in order, apart; none holds a line break; all is found again', () => {
    let count = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const { href, range } of discoverText(text, { syntaxes }).occurrences) {
          count++;
          expect(unbroken(text.slice(...range))).toBe(href);
          expect(range[0]).toBeGreaterThanOrEqual(end);
          expect(href).not.toMatch(/[\r\n<>"]/);
          end = range[1];
          expect(found(`<${href}>`)[0]).toBe(href);
        }
      }),
      { numRuns: runs(2_000) },
    );
    expect(count).toBeGreaterThan(500);
  });
});
