import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeFor, valueSpan } from '../../../src/message/html/attribute.js';
import { readValue } from './oracle.js';

/** An attribute as written, its value, and the quote it stands in. */
const SPANS: readonly [attribute: string, value: string, quote: string][] = [
  ['href="x"', 'x', '"'],
  ["href='x'", 'x', "'"],
  ['href=x', 'x', ''],
  ['href = "x"', 'x', '"'],
  ['href\n=\r\n\t\f "x"', 'x', '"'],
  ['HREF=""', '', '"'],
  ["href=''", '', "'"],
  ['href', '', ''],
  ['=href="x"', 'x', '"'],
  ['==x', 'x', ''],
  ['href="a=b\'c"', "a=b'c", '"'],
  ["href='a=\"b'", 'a="b', "'"],
  ['href=a"b\'c', 'a"b\'c', ''],
  ['xlink:href="#x"', '#x', '"'],
  ['href=" spaced "', ' spaced ', '"'],
  ['href="new\r\nline"', 'new\r\nline', '"'],
];

describe('where a value stands', () => {
  test.each(SPANS)('%j holds %j in %j', (attribute, value, quote) => {
    const source = `<a ${attribute} title="=">`;
    const span = valueSpan(source, 3, 3 + attribute.length);
    expect({ value: source.slice(span.start, span.end), quote: span.quote }).toEqual({ value, quote });
  });
});

describe('what is written', () => {
  const escaped: readonly [quote: '"' | "'" | '', value: string, written: string][] = [
    ['"', 'a"b\'c&d<e', "a&quot;b'c&amp;d<e"],
    ["'", 'a"b\'c&d<e', 'a"b&#39;c&amp;d<e'],
    ['', 'a"b\'c&d<e', 'a&#34;b&#39;c&amp;d&#60;e'],
    ['', 'a b\tc\nd>e=f`g', 'a&#32;b&#9;c&#10;d&#62;e&#61;f&#96;g'],
  ];
  test.each(escaped)('in %j, %j is %j', (quote, value, written) => {
    expect(escapeFor(quote, value)).toBe(written);
  });

  test('reads back as it was, whatever the quotes', () => {
    const pieces = fc.constantFrom(
      '"',
      "'",
      '&',
      '&amp;',
      '<',
      '>',
      '=',
      '`',
      ' ',
      '\t',
      '\n',
      '\f',
      'x',
      'é',
      '😀',
      '#',
    );
    let quoted = 0;
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1 }), fc.constantFrom<'"' | "'" | ''>('"', "'", ''), (parts, quote) => {
        const value = parts.join('');
        if (/["'&]/.test(value)) quoted++;
        expect(readValue(escapeFor(quote, value), quote)).toBe(value);
      }),
    );
    expect(quoted).toBeGreaterThan(50);
  });
});
