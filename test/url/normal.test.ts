import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSafeDestination, MAX_DESTINATION_LENGTH } from '../../src/url/destination.js';
import { isNormal } from '../../src/url/normal.js';
import { hrefOf } from '../../src/url/parse.js';

test.each([
  'https://shop.example/',
  'https://www.shop.example/sale/50-off.html?utm_source=news&a=%20b&c[=(x)]!$+,;:@~_*#part-2'.replaceAll(/[[\]]/g, ''),
  'http://a.b.example/a//b/%41/file.tar.gz?next=https://other.example/x',
  `https://${'a'.repeat(64)}.a--b.${'c'.repeat(64)}/`,
])('is known to be normal: %s', (url) => {
  expect(isNormal(url)).toBe(true);
  expect(new URL(url).href).toBe(url);
});

test.each([
  ['no path', 'https://shop.example'],
  ['a query at once', 'https://shop.example?a'],
  ['a port', 'https://shop.example:8443/'],
  ['a user name', 'https://bank.example@evil.example/'],
  ['upper case', 'https://Shop.example/'],
  ['a dot segment', 'https://shop.example/a/../b'],
  ['an encoded dot segment', 'https://shop.example/a/%2E%2e/b'],
  ['a backslash', 'https://shop.example/a\\b'],
  ['a space', 'https://shop.example/a b'],
  ['a line break at the end', 'https://shop.example/a\n'],
  ['an apostrophe', "https://shop.example/?it's"],
  ['a letter beyond ASCII', 'https://shop.example/größe'],
  ['an encoded host', 'https://xn--grn-hoa.example/'],
  ['a number for a host', 'https://192.0.2.1/'],
  ['another scheme', 'ftp://shop.example/'],
])('is left to the parser: %s', (_, url) => {
  expect(isNormal(url)).toBe(false);
});

test('gives what the parser gives, and knows most addresses without it', () => {
  let known = 0;
  const piece = fc.oneof(
    fc.constantFrom(
      '/',
      '.',
      '..',
      '%2e',
      '%2E%2E',
      '?',
      '#',
      '&',
      '=',
      '\\',
      "'",
      '"',
      ' ',
      '%',
      '|',
      '^',
      '{',
      ';',
      '@',
      ':',
    ),
    fc.string({ unit: 'binary-ascii', maxLength: 3 }),
    fc.stringMatching(/^[a-z0-9-]{1,6}$/),
  );
  const host = fc.constantFrom('shop.example', 'a-b.c.example', 'xn--grn-hoa.example', '-a.example', '1.2.3.4', 'a.b');
  fc.assert(
    fc.property(
      fc.constantFrom('https://', 'http://'),
      host,
      fc.array(piece, { maxLength: 8 }),
      (scheme, name, pieces) => {
        const url = `${scheme}${name}${['', ...pieces].join(pieces.length % 2 === 0 ? '/' : '')}`;
        if (isNormal(url)) known++;
        let href: string | undefined;
        try {
          ({ href } = new URL(url));
        } catch {}
        if (href === undefined) expect(isNormal(url)).toBe(false);
        else expect(hrefOf(url)).toBe(href);
      },
    ),
    { numRuns: 4_000, seed: 1 },
  );
  expect(known).toBeGreaterThan(100);
});

test('a normal destination is safe up to the length of all others', () => {
  const start = 'https://shop.example/';
  expect(isSafeDestination(start.padEnd(MAX_DESTINATION_LENGTH, 'x'))).toBe(true);
  expect(isSafeDestination(start.padEnd(MAX_DESTINATION_LENGTH + 1, 'x'))).toBe(false);
});
