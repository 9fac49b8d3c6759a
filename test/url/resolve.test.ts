import { expect, test } from 'vitest';
import { resolveReference } from '../../src/url/resolve.js';

const CASES: readonly (readonly [base: string, reference: string, resolved: string | undefined])[] = [
  ['https://shop.example', '/sale', 'https://shop.example/sale'],
  ['https://shop.example/mail/', 'a b?c=%20#d', 'https://shop.example/mail/a b?c=%20#d'],
  ['https://shop.example/mail', 'a', 'https://shop.example/a'],
  ['https://shop.example/mail/x?y', '?a=1', 'https://shop.example/mail/x?a=1'],
  ['http://shop.example/', '//cdn.example/x', 'http://cdn.example/x'],
  ['https://shop.example/a/b/', '../c', 'https://shop.example/a/c'],
  ['https://shop.example/a/b/', './c?d=../e', 'https://shop.example/a/b/c?d=../e'],
  ['https://shop.example/a/', '%2e%2e/c', 'https://shop.example/c'],
  ['https://shop.example:8443/', ' /x ', 'https://shop.example:8443/x'],
  ['https://shop.example/', '\\x', 'https://shop.example/x'],
  ['https://shop.example/', '', undefined],
  ['no base', '/x', undefined],
];

test.each(CASES)('at %s, %j is %j', (base, reference, resolved) => {
  expect(resolveReference(base, reference)).toBe(resolved);
  // The URL parser agrees on where that is.
  if (resolved !== undefined) expect(new URL(resolved).href).toBe(new URL(reference, base).href);
});
