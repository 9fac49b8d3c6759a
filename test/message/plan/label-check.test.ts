import { expect, test } from 'vitest';
import { isAddressLabel, labelShowsOtherUrl } from '../../../src/message/plan/label-check.js';

const cases: readonly [label: string, url: string, other: boolean][] = [
  ['https://bank.example', 'https://evil.example/', true],
  ['https://shop.example/a', 'https://shop.example/b', false],
  ['https://shop.example/caf\u00e9', 'https://shop.example/caf%C3%A9', false],
  ['https://shop.example:443/a', 'https://shop.example/a', false],
  ['https://blog.shop.example', 'https://click.shop.example/x', false],
  ['www.shop.co.uk', 'https://mail.shop.co.uk/x', false],
  ['www.shop.co.uk', 'https://bank.co.uk/x', true],
  ['https://b\u00fccher.example', 'https://xn--bcher-kva.example/', false],
  ['https://10.0.0.1/', 'https://10.0.0.2/', true],
  ['https://shop.exa\u2026', 'https://www.shop.example/a', false],
  ['https://shop.exa...', 'https://bank.example/a', true],
  ['https://[broken', 'https://shop.example/', false],
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
  ['Node.js/Express', 'https://nodejs.example/', false],
  ['README.md/usage', 'https://git.example/', false],
  ['index.html/about', 'https://shop.example/', false],
  ['ASP.NET/MVC', 'https://shop.example/', false],
  ['co.uk/shop', 'https://shop.example/', false],
  ['bank.co.uk/login', 'https://evil.example/', true],
  ['', 'https://evil.example/', false],
  ['https://{{domain}}/', 'https://shop.example/', false],
  ['www.*|SITE|*.example/x', 'https://shop.example/', false],
];

test.each(cases)('%j on %s: %s', (label, url, other) => {
  expect(labelShowsOtherUrl(label, url)).toBe(other);
});

test('a text is an address or it is words', () => {
  for (const label of ['https://shop.example', 'www.shop.example', 'shop.example/sale'])
    expect(isAddressLabel(label)).toBe(true);
  for (const label of [
    'Shop',
    'Node.js',
    'Node.js/Express',
    'and/or',
    '24/7',
    'e.g./i.e.',
    'Visit https://shop.example',
    'a@shop.example',
    '',
  ])
    expect(isAddressLabel(label)).toBe(false);
});
