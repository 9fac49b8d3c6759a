import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseSyntaxes } from '../../../src/message/merge-tags/choose.js';
import { hasHalfTag } from '../../../src/message/merge-tags/half-tag.js';
import { MAX_TAG_LENGTH, scanMergeTags } from '../../../src/message/merge-tags/scan.js';
import { MERGE_TAG_SYNTAXES } from '../../../src/message/merge-tags/syntaxes.js';
import { runs } from '../../runs.js';

const scan = (text: string) => scanMergeTags(text, chooseSyntaxes());
const texts = (text: string) => scan(text).map((tag) => tag.text);

describe('finding tags', () => {
  const CASES: readonly [text: string, tags: readonly string[]][] = [
    ['', []],
    ['no tags', []],
    [
      '{{a}}{%b%}*|C|*%%d%%%e%<%f%>${g}[[h]]##i##',
      ['{{a}}', '{%b%}', '*|C|*', '%%d%%', '%e%', '<%f%>', '${g}', '[[h]]', '##i##'],
    ],
    ['outermost first: {{ ${x} }}', ['{{ ${x} }}']],
    ['{{${x}}}', ['{{${x}}}']],
    ['{{{a}}}', ['{{{a}}}']],
    ['{{a}}}', ['{{a}}}']],
    ['?a=[[[b]]]&c=[[d]]', ['[[[b]]]', '[[d]]']],
    ['{{ opened {{ twice }}', ['{{ twice }}']],
    ['never closed {{ a', []],
    ['closed only a }}', []],
    ['{{a}}{{', ['{{a}}']],
    ['100% and 20% off %x%', ['%x%']],
    ['https://a.example/%7B%7Bx%7D%7D%20', ['%7B%7Bx%7D%7D']],
    ['ŉ%7b%7bx%7d%7d', ['%7b%7bx%7d%7d']],
    [`{{${' '.repeat(MAX_TAG_LENGTH)}a}}`, []],
    [`{{${' '.repeat(MAX_TAG_LENGTH - 10)}a}}`, [`{{${' '.repeat(MAX_TAG_LENGTH - 10)}a}}`]],
  ];
  test.each(CASES)('%j', (text, tags) => {
    expect(texts(text)).toEqual(tags);
  });

  test('tags stand in order, do not overlap, and are what is written there', () => {
    const pieces = MERGE_TAG_SYNTAXES.flatMap(({ open, close }) => [open, close, `${open}x${close}`]);
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom('a', ' ', '"', '%', '{', '}', 'ß'))),
        (parts) => {
          const text = parts.join('');
          let at = 0;
          for (const tag of scanMergeTags(text, MERGE_TAG_SYNTAXES)) {
            expect(tag.start).toBeGreaterThanOrEqual(at);
            expect(text.slice(tag.start, tag.end)).toBe(tag.text);
            at = tag.end;
            found++;
          }
        },
      ),
      { numRuns: runs(1_000) },
    );
    expect(found).toBeGreaterThan(300);
  });
});

describe('half a tag', () => {
  const CASES: readonly [text: string, half: boolean][] = [
    ['https://a.example/', false],
    ['{{whole}}', false],
    ['{{half}', true],
    ['half}}', true],
    ['{{a}}/{{b}', true],
    ['*|HALF', true],
    ['<%= half', true],
    ['${half', true],
    ['{% half', true],
    ['a|*', false],
    ['NAME|*', true],
    ['https://a.example/?left={%22q%22:[1]}', false],
    ['https://a.example/#{%22a%22:{%22b%22:1}}', false],
    ['?f={%20a%20}', false],
    ['?f=x%}', false],
    ['?q=a<%b', false],
    ['?q=a%%b', false],
    ['?t=a*|*b', false],
    ['?q=[[-1.5,2],[3,4]]', false],
    ['?q={%22s%22:%22}%22,%22a%22:{%22b%22:true}}', false],
    ['?q=%7B%7Bhalf', false],
    ['https://a.example/%%half', false],
    ['https://a.example/[[half/x', false],
    ['%7B%7Bhalf', true],
    ['[[half/x', true],
    ['?q=NAME|*|', false],
    ['?q={% if a', true],
    ['?q=*|EMAIL&x=1', true],
    ['{single}', false],
    ['100%%', false],
  ];
  test.each(CASES)('%j: %s', (text, half) => {
    expect(hasHalfTag(text, scan(text))).toBe(half);
  });
});
