import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeFor } from '../../../src/message/plan/write-value.js';
import { readValue } from '../html/oracle.js';

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
