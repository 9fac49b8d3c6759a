import { expect, test } from 'vitest';
import { addressKey } from '../../src/url/address-key.js';

const SAME: readonly (readonly [string, string])[] = [
  ['https://shop.example', 'HTTPS://Shop.Example:443/'],
  ['http://shop.example:80/a', 'http://shop.example/a'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  [' https://shop.example/a\n', 'https://shop.example/a'],
  ['https://shop.example/%7ea?q=%c3%bc', 'https://shop.example/~a?q=%C3%BC'],
  ['https://shop.example/ü', 'https://shop.example/%C3%BC'],
  ['https://shop.example/a/../b', 'https://shop.example/b'],
  ['https://shop.example/?c={{id}}', 'https://SHOP.example?c={{id}}'],
  ['{{url}}', ' {{url}} '],
];
const APART: readonly (readonly [string, string])[] = [
  ['https://shop.example/a', 'https://shop.example/A'],
  ['https://shop.example/a', 'https://shop.example/a/'],
  ['https://shop.example/a', 'http://shop.example/a'],
  ['https://shop.example/?a=1', 'https://shop.example/?a=2'],
  ['https://shop.example/#a', 'https://shop.example/#b'],
  ['https://shop.example/a%2Fb', 'https://shop.example/a/b'],
  ['https://shop.example:8443/', 'https://shop.example/'],
];

test.each(SAME)('%j and %j are one address', (a, b) => expect(addressKey(a)).toBe(addressKey(b)));
test.each(APART)('%j and %j are two addresses', (a, b) => expect(addressKey(a)).not.toBe(addressKey(b)));
