import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAddressTags } from '../../../src/message/merge-tags/address.js';
import { chooseSyntaxes } from '../../../src/message/merge-tags/choose.js';
import { scanMergeTags } from '../../../src/message/merge-tags/scan.js';
import { MERGE_TAG_SYNTAXES, type MergeTagSyntax } from '../../../src/message/merge-tags/syntaxes.js';
import { prepareText } from '../../../src/message/merge-tags/text.js';
import { SYNTAX_CASES } from './syntaxes.cases.js';

describe('how each template language writes its tags', () => {
  test.each(SYNTAX_CASES)('$syntax: $text', ({ syntax, text, tags }) => {
    const found = scanMergeTags(text, chooseSyntaxes([syntax])).filter((tag) => tag.syntax.name === syntax);
    expect(found.map(({ name, fallback, raw, control }) => ({ name, fallback, raw, control }))).toEqual(
      tags.map(({ name, fallback, raw = false, control = false }) => ({ name, fallback, raw, control })),
    );
    for (const tag of found) expect(text.slice(tag.start, tag.end)).toBe(tag.text);
  });

  test('every syntax has a case', () => {
    const covered = new Set(SYNTAX_CASES.filter(({ tags }) => tags.length > 0).map(({ syntax }) => syntax));
    expect(MERGE_TAG_SYNTAXES.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  test('every syntax has a line in docs/dialects.md', () => {
    const page = readFileSync(new URL('../../../docs/dialects.md', import.meta.url), 'utf8');
    const names = [...new Set(MERGE_TAG_SYNTAXES.map(({ name }) => name))];
    expect(names.filter((name) => !page.includes(`\n| \`${name}\` |`))).toEqual([]);
  });

  test('by default all but the ambiguous ones', () => {
    const text = SYNTAX_CASES.map((each) => each.text).join(' ');
    const found = new Set(scanMergeTags(text, chooseSyntaxes()).map((tag) => tag.syntax.name));
    expect([...found].sort()).toEqual(
      [...new Set(MERGE_TAG_SYNTAXES.filter(({ ambiguous }) => ambiguous !== true).map(({ name }) => name))].sort(),
    );
  });
});

test.each(MERGE_TAG_SYNTAXES)('a tag of $name between $open and $close is found in an address and in a name', (row) => {
  const texts = SYNTAX_CASES.filter(({ syntax }) => syntax === row.name).map(({ text }) => text);
  const [tag] = texts.flatMap((text) => scanMergeTags(text, [row]));
  const syntaxes = chooseSyntaxes(row.ambiguous === true ? [row.name] : undefined);
  const found = readAddressTags(`https://shop.example/a?id=${tag?.text}&b=1`, syntaxes).tags;
  expect(found.map(({ text }) => text)).toEqual([tag?.text]);
  expect(prepareText(`${tag?.text}`, syntaxes)?.tags.map(({ text }) => text)).toEqual([tag?.text]);
});

/** Pieces that a pattern may go over again and again; a cost of the square of their number does not end in time. */
const LONG = ['', '=', '= ', 'v(', '[', 'data:', 'x:', '#', '{', '|', '"', '-', 'x'].flatMap((before) =>
  [' ', 'x', '-', '"', ':', '| default:', '|', '~', ' x'].map((piece) => [before, piece] as const),
);

test.each(MERGE_TAG_SYNTAXES)('$name reads the inside of a long tag in linear time', ({ read }) => {
  const wrong: string[] = [];
  for (const [before, piece] of LONG)
    for (const after of ['', 'x', '!', '=', ']']) {
      const inside = before + piece.repeat(20_000 / piece.length) + after;
      const parts = read?.(inside);
      if (parts !== undefined && parts.name.length > inside.length) wrong.push(`${before} ${piece} ${after}`);
    }
  expect(wrong).toEqual([]);
});

describe('choosing syntaxes', () => {
  test("by name and of an app's own, longest opener first", () => {
    const own: MergeTagSyntax = { name: 'at', open: '@@@', close: '@@@' };
    const names = chooseSyntaxes(['single-brace', own, 'mustache']).map(({ name }) => name);
    expect(names.indexOf('at')).toBeLessThan(names.indexOf('mustache'));
    expect(names.indexOf('mustache')).toBeLessThan(names.lastIndexOf('single-brace'));
    expect(scanMergeTags('@@@ x @@@', chooseSyntaxes([own])).map(({ name, syntax }) => [name, syntax.name])).toEqual([
      ['x', 'at'],
    ]);
    // What can only be a tag is one whatever the app asks for.
    expect(scanMergeTags('{{x}} {x}', chooseSyntaxes([])).map(({ text }) => text)).toEqual(['{{x}}']);
  });

  const MISTAKES: readonly [given: unknown, message: RegExp][] = [
    ['mustache', /^mergeTags: must be an array/],
    [['moustache'], /mergeTags\[0\]: must be one of .+ \(did you mean "mustache"\?\)/],
    [['mustache', { open: '{{' }], /mergeTags\[1\]: must be a syntax name or an object/],
    [[null], /mergeTags\[0\]/],
    [[{ open: '', close: '}}' }], /mergeTags\[0\]/],
    [[{ open: '{{', close: 'x'.repeat(21) }], /mergeTags\[0\]/],
    [[42], /mergeTags\[0\]/],
    [
      [{ name: 'at', open: '@@', close: '@@', raed: () => undefined }],
      /mergeTags\[0\]: unknown option "raed", did you mean "read"/,
    ],
    [[{ name: 'at', open: '@@', close: '@@', read: 'name' }], /mergeTags\[0\]\.read: must be a function/],
    [[{ name: '', open: '@@', close: '@@' }], /mergeTags\[0\]\.name: must not be empty/],
  ];
  test.each(MISTAKES)('%j is a mistake', (given, message) => {
    expect(() => chooseSyntaxes(given as never)).toThrow(TypeError);
    expect(() => chooseSyntaxes(given as never)).toThrow(message);
  });
});
