import { describe, expect, test } from 'vitest';
import { shortAddress } from '../../../src/report/page/addresses.js';

describe('an address as people read it', () => {
  const CASES: readonly [address: string, shown: string][] = [
    ['https://shop.example/', 'shop.example'],
    ['http://www.shop.example/a?b=1#c', 'shop.example/a?b=1#c'],
    ['https://www.example', 'www.example'],
    ['https://shop.example/%D0%BE%D1%81%D0%B5%D0%BD%D1%8C?q=%20', 'shop.example/осень?q=%20'],
    // Invisible and half characters stay as they are written.
    ['https://shop.example/%E2%80%AE/%D0', 'shop.example/%E2%80%AE/%D0'],
    // A host is as its author wrote it.
    ['https://m\u00fcnchen.example/a', 'm\u00fcnchen.example/a'],
    ['https://xn--mnchen-3ya.example/', 'xn--mnchen-3ya.example'],
    ['{{shop}}/x', '{{shop}}/x'],
  ];
  for (const [address, shown] of CASES) test(address, () => expect(shortAddress(address)).toBe(shown));
});
