import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditLinks } from '../../../src/index.js';

const attribute = (url: string): string => url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Text as people search for and name things: words, brackets, percent signs, pipes. */
const text = fc
  .array(
    fc.constantFrom(
      'a',
      'Sale',
      'NAME',
      '-2.5',
      '%',
      '|',
      '*',
      '[',
      ']',
      '{',
      '}',
      '$',
      '#',
      '<',
      '>',
      ' ',
      ',',
      '"',
      "'",
      'ü',
    ),
    {
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join(''))
  // Two braces, and a word between two of a language's delimiters, are what tags are made of.
  .filter((written) => !/\{\{|\}\}|%%|##|\$\{|\{\$|\[\[|\{%|<%|\*\|[A-Z]|(?:^|[^\w])%[a-z]+%/i.test(written));
const json = fc
  .jsonValue({ maxDepth: 3, noUnicodeString: true })
  .filter((value) => !/\{\{|%|##|\$/.test(JSON.stringify(value)));

const bySearchParams = fc
  .array(
    fc.tuple(
      fc.constantFrom('q', 'x[]', 'filter[a]', 'id'),
      fc.oneof(
        text,
        json.map((value) => JSON.stringify(value)),
      ),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((pairs) => `https://shop.example/find?${new URLSearchParams(pairs)}`);
const byUrl = fc
  .tuple(text, json, text)
  .map(
    ([path, query, hash]) =>
      new URL(
        `/${path.replace(/[?#]/g, '')}?q=${JSON.stringify(query).replaceAll('#', '')}#${hash}`,
        'https://shop.example/',
      ).href,
  );
const byEncoding = fc
  .tuple(text, json)
  .map(([name, value]) => `https://shop.example/${encodeURIComponent(name)}?q=${encodeURI(JSON.stringify(value))}`);

test('no URL that programs write is called a tag, malformed or unresolved', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(bySearchParams, byUrl, byEncoding), (url) => {
      fc.pre(!/undefined|unsub/i.test(url));
      for (const character of url) seen.add(character);
      const { links, findings } = auditLinks(`<a href="${attribute(url)}">x</a>`);
      expect(links).toMatchObject([{ kind: 'web', verdict: 'track', url }]);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    }),
    { numRuns: 400, seed: 20_261_126 },
  );
  for (const character of '{}[]%|*,:') expect(seen).toContain(character);
});
