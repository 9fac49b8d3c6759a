import { expect, test } from 'vitest';
import { labelShowsOtherUrl } from '../../../src/message/plan/label-check.js';

const cases: readonly [label: string, url: string, other: boolean][] = [
  ['https://bank.example', 'https://evil.example/', true],
  ['https://shop.example/a', 'https://shop.example/b', true],
  ['www.bank.example', 'https://evil.example/', true],
  ['bank.example/login', 'https://evil.example/login', true],
  ['https://shop.example.evil', 'https://shop.example/', true],
  ['https://shop.example', 'https://shop.example/', false],
  ['HTTPS://WWW.SHOP.EXAMPLE/', 'http://shop.example', false],
  ['shop.example/sale', 'https://shop.example/sale?utm_source=x', false],
  ['https://shop.example/sale…', 'https://shop.example/sale/2026', false],
  ['www.shop.example', 'https://shop.example:8443/x', false],
  ['Node.js', 'https://nodejs.example/', false],
  ['Booking.com', 'https://hotel.example/', false],
  ['Visit https://bank.example', 'https://evil.example/', false],
  ['', 'https://evil.example/', false],
];

test.each(cases)('%j on %s: %s', (label, url, other) => {
  expect(labelShowsOtherUrl(label, url)).toBe(other);
});
