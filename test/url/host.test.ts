import { describe, expect, test } from 'vitest';
import { inspectHost, isPublicSuffix } from '../../src/url/host.js';
import { HOST_CASES } from './host.cases.js';

describe('what a host name says', () => {
  test.each(HOST_CASES.map(([host, domain, ...flags]) => ({ host, domain, flags })))(
    '$host: domain $domain',
    ({ host, domain, flags }) => {
      expect(inspectHost(host)).toEqual({ host, ...(domain === undefined ? {} : { domain }), flags });
    },
  );

  test('suffixes are known by the list, and by what is reserved for examples', () => {
    for (const suffix of ['com', 'co.uk', 'ck', 'bd', 'com.bd', '\u0440\u0444', 'example', 'test', 'xn--55qx5d.cn'])
      expect(isPublicSuffix(suffix)).toBe(true);
    for (const suffix of ['html', 'con', 'local', '', 'shop.com', 'shop.co.uk', 'www.ck', 'a.example'])
      expect(isPublicSuffix(suffix)).toBe(false);
  });
});
