import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { discoverHtml } from '../../../src/message/html/discover.js';
import { findLinksByTree } from './oracle.js';

const FOLDER = fileURLToPath(new URL('../../../../shared/corpus/html5lib/tree-construction/', import.meta.url));

/** The documents of a file of tree-construction cases: what stands between `#data` and `#errors`. */
function readDocuments(file: string): string[] {
  const cases = readFileSync(`${FOLDER}${file}`, 'utf8').split(/^#data\n/m);
  return cases.slice(1).map((each) => each.slice(0, each.search(/^#errors$/m)).replace(/\n$/, ''));
}

/** Our links as the oracle has them. */
const ours = (source: string, elements: boolean) =>
  discoverHtml(source, { part: 'html', syntaxes: [], elements }).occurrences.map(
    ({ carrier, href, range, condition, attributes }) => ({
      carrier,
      href,
      attribute: attributes.find(({ range: [start, end] }) => start <= range[0] && range[1] <= end)?.range,
      ...(condition === undefined ? {} : { condition }),
    }),
  );

/** A case as it is, and with links put where they make the parser work: in place of its elements, on all of them, behind and in front. */
const variantsOf = (source: string): string[] => [
  source,
  source.replace(/<(?:a|b|i|p|div|nobr|button|font)(?=[\s>])/gi, '<a href="https://a.example/?b=1&amp;c" '),
  source.replace(/<([a-z][^\s/>]*)/gi, '<$1 href=https://b.example/ action="https://c.example/"'),
  `${source}<a href="https://a.example/after">after</a>`,
  `<a href='https://a.example/before'>before${source}`,
];

test('links are those of parse5’s whole tree in every tree-construction case of html5lib', () => {
  const seen = { documents: 0, links: 0, withLinks: 0, lookalikes: 0 };
  const carriers = new Set<string>();
  for (const file of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.dat.txt')) continue;
    for (const document of readDocuments(file)) {
      for (const source of variantsOf(document)) {
        const expected = findLinksByTree(source);
        for (const elements of [false, true])
          expect({ file, source, links: ours(source, elements) }).toEqual({ file, source, links: expected });
        seen.documents++;
        seen.links += expected.length;
        if (expected.length > 0) seen.withLinks++;
        else if (source.includes('href=')) seen.lookalikes++;
        for (const { carrier } of expected) carriers.add(carrier);
      }
    }
  }
  // Not in vain: many documents, many links, many that only look like links, and several carriers.
  expect(seen.documents).toBeGreaterThan(8_000);
  expect(seen.withLinks).toBeGreaterThan(3_500);
  expect(seen.links).toBeGreaterThan(seen.withLinks);
  expect(seen.lookalikes).toBeGreaterThan(100);
  expect([...carriers].sort()).toEqual(['a', 'area', 'form', 'svg']);
});
