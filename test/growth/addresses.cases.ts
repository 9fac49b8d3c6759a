import { MERGE_TAG_SYNTAXES } from '../../src/message/merge-tags/syntaxes.js';

export const SYNTAXES = MERGE_TAG_SYNTAXES.filter((syntax) => syntax.ambiguous !== true);

/** Addresses of a given length that regular expressions stumble over. */
export const ADDRESSES: readonly (readonly [name: string, address: (size: number) => string])[] = [
  ['spaces in the middle', (size) => `https://shop.example/a${' '.repeat(size)}b`],
  ['spaces in the host', (size) => `https://shop${' '.repeat(size)}.example`],
  ['slashes', (size) => `https://shop.example/${'/'.repeat(size)}a`],
  ['colons', (size) => `http${':'.repeat(size)}`],
  ['slashes behind the scheme', (size) => `http:${'/'.repeat(size)}`],
  ['dots in the host', (size) => `https://shop${'.'.repeat(size)}example`],
  ['labels', (size) => `https://${'a.'.repeat(size / 2)}example`],
  ['an at sign again and again', (size) => `https://${'a@'.repeat(size / 2)}b`],
  ['brackets behind a word', (size) => `Visit https://shop.example/${'('.repeat(size)}a`],
  ['apostrophes', (size) => `https://shop.example/a${"'".repeat(size)}`],
  ['schemes', (size) => 'https://'.repeat(size / 8)],
  ['schemes and commas', (size) => 'https://a,'.repeat(size / 10)],
  ['wrapped lines', (size) => '<https://a\n'.repeat(size / 11)],
  ['invisible characters', (size) => '\u200b'.repeat(size)],
  ['joiners', (size) => 'a\u200d'.repeat(size / 2)],
  ['halves of pairs', (size) => `https://shop.example/${'\ud800'.repeat(size)}`],
  ['percent escapes', (size) => `https://shop.example/${'%20'.repeat(size / 3)}`],
  ['braces', (size) => `https://shop.example/${'{'.repeat(size)}`],
  ['a long word', (size) => 'a'.repeat(size)],
  ['a long address without a scheme', (size) => `${'a.'.repeat(size / 2)}b@${'c.'.repeat(size / 2)}`],
];
