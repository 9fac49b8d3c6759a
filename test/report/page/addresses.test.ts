import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortAddress } from '../../../src/report/page/addresses.js';
import { runs } from '../../runs.js';

describe('an address as people read it', () => {
  const CASES: readonly [address: string, shown: string][] = [
    ['https://shop.example/', 'shop.example'],
    ['http://www.shop.example/a?b=1#c', 'shop.example/a?b=1#c'],
    ['https://www.example', 'www.example'],
    ['https://shop.example/%D0%BE%D1%81%D0%B5%D0%BD%D1%8C?q=%20', 'shop.example/осень?q=%20'],
    // Invisible and half characters stay as they are written.
    ['https://shop.example/%E2%80%AE/%D0', 'shop.example/%E2%80%AE/%D0'],
    ['https://xn--e1afmkfd.xn--p1ai:8443/x', 'пример.рф:8443/x'],
    ['https://shop.xn--9dbhu1as.example/', 'shop.קניות.example'],
    ['https://xn--fsqu00a.xn--0zwm56d/', '例子.测试'],
    ['https://xn--mnchen-3ya.example/', 'münchen.example'],
    // Letters that only look Latin, scripts that are mixed, and labels that encode nothing.
    ['https://xn--80ak6aa92e.com/', 'xn--80ak6aa92e.com'],
    ['https://xn--pypal-4ve.com/', 'xn--pypal-4ve.com'],
    ['https://xn--abc-.example/', 'xn--abc-.example'],
    ['https://xn--99999999999.example/', 'xn--99999999999.example'],
    ['https://a--xn--p1ai.example/', 'a--xn--p1ai.example'],
    ['https://shop.example/xn--p1ai', 'shop.example/xn--p1ai'],
    ['{{shop}}/x', '{{shop}}/x'],
  ];
  for (const [address, shown] of CASES) test(address, () => expect(shortAddress(address)).toBe(shown));
});

test('a host of one script reads as the platform decodes it', () => {
  let decoded = 0;
  // Without those that look Latin: a name of them alone stays as it is written.
  const letters = fc.constantFrom(...'бвгджзийклмнптфцшщ'.split(''));
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 20 }), (label) => {
      const ascii = domainToASCII(`${label.join('')}.example`);
      expect(shortAddress(`https://${ascii}/`)).toBe(domainToUnicode(ascii));
      decoded++;
    }),
    { numRuns: runs(300) },
  );
  expect(decoded).toBeGreaterThan(200);
});

test('nothing in place of a host throws or takes long', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'xn-az09.:/') }), (host) => {
      expect(typeof shortAddress(`https://xn--${host}`)).toBe('string');
    }),
    { numRuns: runs(500) },
  );
});
