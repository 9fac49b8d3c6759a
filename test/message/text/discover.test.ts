import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditLinks, createKeyring, decodeClick, rewriteText } from '../../../src/index.js';
import { MERGE_TAG_SYNTAXES } from '../../../src/message/merge-tags/syntaxes.js';
import { discoverText } from '../../../src/message/text/discover.js';
import { TEXT_CASES } from './discover.cases.js';

const syntaxes = MERGE_TAG_SYNTAXES.filter((syntax) => syntax.ambiguous !== true);
const found = (text: string): string[] =>
  discoverText(text, { syntaxes }).occurrences.map((occurrence) => occurrence.href);

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
        expect(text.slice(...range)).toBe(href);
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
          expect(text.slice(...range)).toBe(href);
          expect(range[0]).toBeGreaterThanOrEqual(end);
          expect(href).not.toMatch(/[\r\n<>"]/);
          end = range[1];
          expect(found(href)[0]).toBe(href);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(count).toBeGreaterThan(500);
  });
});
