import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseUrl } from '../../src/url/parse.js';
import { plainHost } from '../../src/url/plain-host.js';
import { runs } from '../runs.js';

const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,12}[a-z0-9])?$/);
const odd = fc.constantFrom('xn--a', 'xn--mnchen-3ya', '0x1', '127', '-a', 'a-', 'A', 'é', '', 'a_b', '%61', 'a b');
const behind = fc.oneof(
  fc.constantFrom('', '/', '?', '#', ':80', ':', '@b.example', '\\x', '\n', ' ', '/%zz', '?a=%'),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `/${text}`),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const urls = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('https://', 'http://') },
      fc.constantFrom('HTTPS://', 'https:/', 'ftp://'),
    ),
    fc
      .array(fc.oneof({ weight: 9, arbitrary: label }, odd), { minLength: 1, maxLength: 4 })
      .map((labels) => [...labels, 'example']),
    behind,
  )
  .map(([scheme, labels, rest]) => `${scheme}${labels.join('.')}${rest}`);

test('a plain host is what the URL parser makes of it', () => {
  let plain = 0;
  fc.assert(
    fc.property(urls, (url) => {
      const host = plainHost(url);
      if (host === undefined) return;
      plain++;
      expect(parseUrl(url)?.hostname).toBe(host);
    }),
    { numRuns: runs(5_000) },
  );
  expect(plain).toBeGreaterThan(500);
});

test('addresses as they stand in mail are plain', () => {
  for (const url of ['https://shop.example', 'http://www.shop.example/a?b=c#d', 'https://a-1.b.example?é'])
    expect(plainHost(url), url).toBe(new URL(url).hostname);
});
