import { expect, test } from 'vitest';
import { displayWidth, formatTable, truncate, truncateMiddle } from '../../src/print/table.js';

const WIDTHS: readonly [name: string, text: string, columns: number][] = [
  ['ASCII', 'Sale', 4],
  ['accents of their own', 'e\u0301te\u0301', 3],
  ['Chinese', '中文', 4],
  ['Chinese beyond the first plane', '𠮷', 2],
  ['Hangul in syllables', '한국', 4],
  ['Hangul in single letters', '\u1112\u1161\u11ab', 2],
  ['full-width Latin', 'ＡＢ', 4],
  ['half-width katakana', 'ｱｲ', 2],
  ['Thai with marks above', 'ที่', 1],
  ['Arabic with vowels', 'مَ', 1],
  ['a zero-width space', 'a\u200bb', 2],
  ['an emoji', '🎉', 2],
  ['an emoji with a colour of skin', '👍🏽', 2],
  ['a family of four', '👨‍👩‍👧‍👦', 2],
  ['a job', '👩🏻‍💻', 2],
  ['a heart that U+FE0F makes an emoji', '❤️', 2],
  ['the same heart as text', '❤', 1],
  ['an emoji that U+FE0E makes text', '⌚︎', 1],
  ['a flag', '🇮🇹', 2],
  ['two flags', '🇮🇹🇩🇪', 4],
  ['the flag of a region', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', 2],
  ['the rainbow flag', '🏳️‍🌈', 2],
  ['a keycap', '1️⃣', 2],
  ['digits', '123', 3],
  ['a sign that may be an emoji', '©™', 2],
];

test.each(WIDTHS)('%s', (_, text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

const CUTS: readonly [text: string, columns: number, cut: string][] = [
  ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3, '👨‍👩‍👧‍👦…'],
  ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 4, '👨‍👩‍👧‍👦👨‍👩‍👧‍👦'],
  ['🇮🇹🇩🇪', 2, '…'],
  ['❤️❤️❤️', 5, '❤️❤️…'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ['中文字', 4, '中…'],
];

test.each(CUTS)('%s in %i columns: nothing is cut through', (text, columns, cut) => {
  expect(truncate(text, columns)).toBe(cut);
});

const MIDDLES: readonly [text: string, columns: number, cut: string][] = [
  ['https://shop.example/season/spring', 34, 'https://shop.example/season/spring'],
  ['https://shop.example/season/spring', 18, 'https…eason/spring'],
  ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 6, '…👨‍👩‍👧‍👦👨‍👩‍👧‍👦'],
  ['中文字中文字', 7, '…中文字'],
  ['abc', 1, '…'],
];

test.each(MIDDLES)('%s in %i columns, cut in its middle', (text, columns, cut) => {
  expect(truncateMiddle(text, columns)).toBe(cut);
  expect(displayWidth(cut)).toBeLessThanOrEqual(columns);
});

test('columns stand one below the other', () => {
  const rows = WIDTHS.map(([, text]) => [text, '|']);
  const lines = formatTable([{ title: 'TEXT' }, { title: '|' }], rows)
    .trimEnd()
    .split('\n');
  expect(new Set(lines.map((line) => displayWidth(line)))).toEqual(new Set([displayWidth(lines[0] as string)]));
});
