import { describe, expect, test } from 'vitest';
import { valueSpan } from '../../../src/message/html/attribute.js';

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
