import { describe, expect, test } from 'vitest';
import { plainHost } from '../../src/url/plain-host.js';
import { findTypo, fixTld, TLD_TYPOS } from '../../src/url/suggest.js';
import { inspectUrl } from '../../src/url/validate.js';
import { FLAW_CASES, SOUND_CASES } from './suggest.cases.js';

describe('mistyped addresses', () => {
  test.each(FLAW_CASES)('%j: %s, meant was %j', (address, urlError, suggestion) => {
    expect(inspectUrl(address)).toEqual({
      kind: 'malformed',
      urlError,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  });

  test.each(SOUND_CASES)('%j is %s', (address, kind) => {
    expect(inspectUrl(address)).toMatchObject({ kind });
  });

  test('a suggestion is sound itself: nothing is left to mend', () => {
    for (const [, , suggestion] of FLAW_CASES) {
      if (suggestion === undefined) continue;
      const inspection = inspectUrl(suggestion);
      expect(['web', 'mailto', 'scheme']).toContain(inspection.kind);
      expect([suggestion, 'suggestion' in inspection]).toEqual([suggestion, false]);
    }
  });

  test('what is right has no typo', () => {
    for (const address of ['https://shop.example/', 'http://a', 'mailto:a@b', '/x', '#', ''])
      expect(findTypo(address)).toBeUndefined();
  });
});

describe('mistyped top-level domains', () => {
  test.each([...TLD_TYPOS])('.%s was meant to be .%s', (wrong, right) => {
    expect(inspectUrl(`https://Shop.brand.${wrong}/a?b=shop.brand.${wrong}`)).toMatchObject({
      kind: 'web',
      flags: ['tld-unknown'],
      suggestion: `https://shop.brand.${right}/a?b=shop.brand.${wrong}`,
    });
  });

  test('a host that was written otherwise than the parser writes it is left without a suggestion', () => {
    expect(fixTld('https://b\u00fccher.con/', 'xn--bcher-kva.con')).toBeUndefined();
    expect(fixTld('https://shop.example/', 'shop.example')).toBeUndefined();
  });
});

test('no mistyped address has a plain host and nothing but visible ASCII, for which no typo is looked up', () => {
  const plain = FLAW_CASES.filter(
    ([address, urlError]) => plainHost(address) !== undefined && urlError !== 'host-invalid',
  );
  expect(plain.filter(([address]) => !/[^\x21-\x7e]/.test(address))).toEqual([]);
  expect(plain.length).toBeGreaterThan(0);
});
