import { describe, expect, test } from 'vitest';
import { auditLinks } from '../../../src/index.js';

const attribute = (url: string): string => url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

describe('no ordinary URL is taken for a tag', () => {
  test.each([
    '?left={%22q%22:[1]}',
    '#{%22a%22:1}',
    '?f={%20a%20}',
    '?f=x%}',
    '?q=a<%b',
    // GraphQL, and the ions of a chemical formula.
    '?query={me{name}}',
    '?query={user(id:1){name,posts{id}}}',
    '?smiles=[Na+].[Cl-]',
    '?q=%DE%da%AB',
    '?q=“a”',
    '?q=a%%b',
    '?t=a*|*b',
    'wiki/[[Main]]',
    '?q=[[-1.5,2],[3,4]]&j={"a":1}',
    '?t=20%summer%sale',
    '?filters[email]=x',
    '?q={{a:1},{b:2}}',
    '?q={$gt:5}',
    '?q=%25%25sale%25%25',
    '?q=%23%23sale%23%23',
    '?q=%25sale%25',
    '?q=%5B%5BMain%5D%5D',
    '?filter={status:active}',
    '?regex=[a-z]',
    '?sourcedoc={ABC0E0E0-4F89-11D3-9A0C-0305E82C3301}&action=default',
    '?sourcedoc=%7Babc0e0e0-4f89-11d3-9a0c-0305e82c3301%7D',
    '?q={!lucene}title:x',
    '?x=$%7B(;%7D',
  ])('%s', (rest) => {
    const href = `https://shop.example/${rest}`;
    for (const mergeTags of [undefined, ['single-bracket' as const]]) {
      const options = mergeTags === undefined ? {} : { mergeTags };
      const inHtml = auditLinks(`<a href="${attribute(href)}">x</a>`, options).links[0];
      expect(inHtml).toMatchObject({ kind: 'web', verdict: 'track', url: href });
    }
  });

  test.each(['?query={me{name}}', '?query={user(id:1){name,posts{id}}}', '?smiles=[Na+].[Cl-]', '?q=[[ab],[cd]]'])(
    'nothing is said of %s',
    (rest) => {
      expect(auditLinks(`<a href="https://shop.example/${rest}">x</a>`).findings).toEqual([]);
    },
  );
});
