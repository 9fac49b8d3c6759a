import { describe, expect, test } from 'vitest';
import { createPositions } from '../../../src/message/findings/line-index.js';
import { discoverHtml } from '../../../src/message/html/discover.js';
import { chooseSyntaxes } from '../../../src/message/merge-tags/choose.js';
import { findLinksByTree, readValue } from './oracle.js';

const discover = (source: string, elements = false) =>
  discoverHtml(source, { part: 'html', syntaxes: chooseSyntaxes(), elements });

const BIG = '<p>'.concat('lorem ipsum '.repeat(90_000), '</p>');

/** Documents that tripped up one link tracker or another. */
const DOCUMENTS: readonly [name: string, source: string, links: number][] = [
  ['empty', '', 0],
  ['text only', 'no markup at all', 0],
  ['a tag cut off', '<a href="1">x</a><a href="2', 1],
  ['unclosed links', '<p><a href=1>one<p><a href=2>two<p>three', 2],
  ['an unclosed link that is cloned', '<b><a href=1><p>a<p>b<table><td>c</table><p>d', 1],
  ['misnested', '<a href=1><b><i>x</a>y</b></i><a href=2>z</a>', 2],
  ['a link in a table where none may be', '<table><a href=1>x</a><tr><td><a href=2>y</a></table>', 2],
  ['a frameset takes the body out', '<p></p><a href=1></a><frameset><frame src=x></frameset>', 0],
  ['a frameset too late', '<p></p><a href=1>x</a><frameset><frame src=x></frameset>', 1],
  ['a frameset in place of the body', '<head></head><frameset><noframes><a href=1></noframes></frameset>', 0],
  ['links after the end', '</body></html><a href=1>x</a>', 1],
  ['a second body', '<body><a href=1>x</a><body><a href=2>y</a></body></body>', 2],
  ['NUL', '<a href="\0https://a.example/\0">\0</a>\0<a\0href=2><a href=3>', 2],
  ['lone surrogates', '<a href="\ud800x\udc00">\ud800</a>\udfff<a href=2>', 2],
  ['astral characters before a link', '😀😀<p title="😀">😀<a href="https://a.example/😀">x</a>', 1],
  ['byte-order mark', '\ufeff<a href="1">x</a>', 1],
  ['CR', '<a\rhref="a\rb">x</a>\r<a href=2>', 2],
  ['CRLF', '<a\r\nhref="a\r\nb">x</a>\r\n<a href=2>', 2],
  ['CR CR LF', '<a href="a\r\r\nb">\r\r\n<a\r\r\nhref=2>', 2],
  ['form feed', '<a\fhref=1\f>x</a>', 1],
  ['slashes between attributes', '<a/href="1"/title=x>x</a>', 1],
  ['no space between attributes', '<a title="x"href="1"class=\'y\'>x</a>', 1],
  ['entities', '<a href="?a=1&amp;b=2&#38;c&#x3D;3&region=eu&copy=1&copy;&lt&ampx">x</a>', 1],
  ['entities, unquoted', '<a href=?a=1&amp;b=2&region=eu>x</a>', 1],
  ['an entity cut off', '<a href="&#">x</a><a href="&#x">y</a><a href="&">z</a>', 3],
  ['a value that looks like markup', '<a href="<a href=1>">x</a>', 1],
  ['an attribute that looks like a link', '<a title=\'<a href="1">\' href="2">x</a>', 1],
  ['quotes in an unquoted value', '<a href=a"b\'c>x</a>', 1],
  ['nested comments', '<!-- a <!-- b --><a href=1>x</a> -->', 1],
  ['a comment never closed', '<a href=1>x</a><!-- <a href=2>', 1],
  ['comments that end early', '<!--><a href=1><!---><a href=2><!--x--!><a href=3>', 3],
  ['bogus comments', '<!x <a href=1>><a href=2></ <a href=3>><?php echo "<a href=4>" ?>', 1],
  ['CDATA', '<![CDATA[<a href=1>]]><svg><![CDATA[<a href=2>]]></svg><a href=3>', 1],
  ['svg and back', '<svg><a href=1><desc><a href=2></a></desc></a><p><a href=3></svg>', 3],
  ['mathml text', '<math><mi><a href=1></a></mi><a href=2></a></math>', 1],
  ['select', '<select><option><a href=1>x</a></select><a href=2>', 1],
  ['plaintext', '<a href=1>x</a><plaintext><a href=2>', 1],
  ['noscript in head and body', '<head><noscript><link></noscript></head><noscript><a href=1></noscript>', 1],
  ['templates in templates', '<template><template><a href=1></template><a href=2></template><a href=3>', 1],
  ['a template that is not closed', '<template><a href=1>', 0],
  ['1 MB before the link', `${BIG}<a href="https://a.example/">x</a>`, 1],
  ['1 MB in a value', `<a href="https://a.example/?${'x'.repeat(1_000_000)}">x</a><a href=2>`, 2],
  ['deep', `${'<div>'.repeat(5_000)}<a href=1>x</a>`, 1],
];

describe('links are where parse5 puts them', () => {
  test.each(DOCUMENTS)('%s', (_, source, count) => {
    const expected = findLinksByTree(source);
    const { occurrences } = discover(source);
    expect(occurrences).toHaveLength(count);
    const seen = occurrences.map(({ carrier, href, condition, attributes, range }) => {
      const attribute = attributes.find(
        ({ range: [start, end] }) => start < Math.max(range[0], 1) && range[1] <= end && end - range[1] <= 1,
      );
      return { carrier, href, attribute: attribute?.range, ...(condition === undefined ? {} : { condition }) };
    });
    expect(seen).toEqual(expected);
  });

  test.each(DOCUMENTS)('%s: each range, cut from the source, reads as the value', (_, source) => {
    for (const { range, quote, href } of discover(source).occurrences)
      expect(readValue(source.slice(...range), quote)).toBe(href);
  });

  test.each(DOCUMENTS)('%s: the same with elements', (_, source) => {
    const light = discover(source);
    const full = discover(source, true);
    expect(full.occurrences.map(({ element: _element, ...occurrence }) => occurrence)).toEqual(light.occurrences);
    expect({ bases: full.bases, bodyEnd: full.bodyEnd }).toEqual({ bases: light.bases, bodyEnd: light.bodyEnd });
    const hidden = (occurrence: { condition?: string }) => occurrence.condition !== undefined;
    expect(
      full.occurrences.every((occurrence) => hidden(occurrence) || occurrence.element?.attribs !== undefined),
    ).toBe(true);
  });
});

describe('what else is found', () => {
  test('every attribute of a link, entities decoded, the first of a name', () => {
    const source = '<a CLASS="a&amp;b" href=\'1\' data-x ses:no-track class=second>x</a>';
    const [occurrence] = discover(source).occurrences;
    expect(occurrence?.attributes.map(({ name, value }) => [name, value])).toEqual([
      ['class', 'a&b'],
      ['href', '1'],
      ['data-x', ''],
      ['ses:no-track', ''],
    ]);
    expect(occurrence?.attributes.map(({ range }) => source.slice(...range))).toEqual([
      'CLASS="a&amp;b"',
      "href='1'",
      'data-x',
      'ses:no-track',
    ]);
  });

  test('base elements', () => {
    const source = '<base href="https://a.example/"><base target=x><template><base href=2></template>';
    expect(discover(source).bases.map((range) => source.slice(...range))).toEqual(['https://a.example/']);
  });

  const ENDS: readonly [source: string, before: string | undefined][] = [
    ['<body><p>x</p></body></html>', '</body></html>'],
    ['<p>x', ''],
    ['', ''],
    ['<p>x</p></BODY>\n', '</BODY>\n'],
    ['<p>x<!-- never closed', undefined],
    ['<p>x<a href="never closed', undefined],
    ['<title>never closed', undefined],
    ['<template>never closed', undefined],
    ['<template></body></template>', ''],
  ];
  test.each(ENDS)('the end of the body of %j', (source, before) => {
    const { bodyEnd } = discover(source);
    expect(bodyEnd === undefined ? undefined : source.slice(bodyEnd)).toBe(before);
  });

  test('AMP: components and bound links are marked', () => {
    const source = '<amp-list href=1></amp-list><a href=2 [href]="x">y</a><a href=3>z</a>';
    const { occurrences } = discoverHtml(source, { part: 'amp', syntaxes: [] });
    expect(occurrences.map((occurrence) => [occurrence.href, occurrence.binding ?? false])).toEqual([
      ['1', true],
      ['2', true],
      ['3', false],
    ]);
  });
});

describe('lines and columns', () => {
  const SOURCES: readonly [source: string, offset: number, line: number, column: number][] = [
    ['', 0, 1, 1],
    ['ab\ncd', 1, 1, 2],
    ['ab\ncd', 3, 2, 1],
    ['ab\r\ncd', 4, 2, 1],
    ['ab\rcd', 3, 2, 1],
    ['a\r\r\nb', 4, 3, 1],
    ['a\n\rb', 3, 3, 1],
    ['😀\n😀x', 5, 2, 3],
    ['a\u2028b\u0085c\fd', 6, 1, 7],
    ['a\n', 2, 2, 1],
  ];
  test.each(SOURCES)('%j at %i is line %i, column %i', (source, offset, line, column) => {
    expect(createPositions(source).at(offset)).toEqual({ line, column });
  });
});
