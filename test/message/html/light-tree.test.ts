import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discoverHtml } from '../../../src/message/html/discover.js';
import { chooseSyntaxes } from '../../../src/message/merge-tags/choose.js';
import { runs } from '../../runs.js';

const syntaxes = chooseSyntaxes();

/** Discovery by the light tree, which keeps parents only, and by the whole document that an app's own rule is shown. */
function bothWays(source: string) {
  const light = discoverHtml(source, { part: 'html', syntaxes });
  const { occurrences, ...rest } = discoverHtml(source, { part: 'html', syntaxes, elements: true });
  return { light, full: { ...rest, occurrences: occurrences.map(({ element: _, ...occurrence }) => occurrence) } };
}

// What the tree builder moves about: links left open, tables, formatting elements, templates, framesets, foreign content.
const PIECES = [
  '<a href="https://shop.example/{{name}}">',
  "<a href='/x' title=t>",
  '</a>',
  '<img alt=picture src=y>',
  '<b>',
  '</b>',
  '<table>',
  '<tr><td>',
  '</td>',
  '</table>',
  '<p>',
  '<div>',
  '</div>',
  '<select><option>',
  '</select>',
  '<template>',
  '</template>',
  '<svg><a xlink:href="z">',
  '</svg>',
  '<math><mi>',
  '<noscript><a href=n>',
  '<button>',
  '<form action=f>',
  '<area href=r>',
  '<base href=b>',
  '<frameset>',
  '</body>',
  '<!--[if mso]><v:rect href="v">text</v:rect><![endif]-->',
  '<nobr>',
  '<h1>',
  '</h1>',
  'some words',
  ' ',
  '{{#if a < b}}',
];

test('the light tree finds what the whole document has', () => {
  let links = 0;
  let labels = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 20, size: 'max' }), (pieces) => {
      const { light, full } = bothWays(pieces.join(''));
      expect(light).toEqual(full);
      links += full.occurrences.length;
      labels += full.occurrences.filter((occurrence) => occurrence.label !== '').length;
    }),
    { numRuns: runs(600) },
  );
  expect(Math.min(links, labels)).toBeGreaterThan(200);
});

test('and in a whole newsletter', () => {
  const { light, full } = bothWays(
    readFileSync(new URL('../../../fixtures/emails/newsletter.html', import.meta.url), 'utf8'),
  );
  expect(light).toEqual(full);
  expect(full.occurrences.length).toBeGreaterThan(30);
});
