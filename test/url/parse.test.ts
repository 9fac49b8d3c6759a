import { describe, expect, test } from 'vitest';
import { isSafeDestination } from '../../src/url/destination.js';
import { hrefOf, parseUrl } from '../../src/url/parse.js';

describe('hosts in ASCII with a label that encodes no name', () => {
  test.each([
    ['https://xn--a.example/', 'https://xn--a.example/'],
    ['https://XN--A.Example', 'https://xn--a.example/'],
    ['http://xn--.example:80/a b?c#d', 'http://xn--.example/a%20b?c#d'],
    [
      'https://xn--b-123milhas-xbazskd3dq-uc.a.run.app:8443/p?xn--=1',
      'https://xn--b-123milhas-xbazskd3dq-uc.a.run.app:8443/p?xn--=1',
    ],
    ['https://user:pass@xn--zzzz.example/xn--zzzz.example', 'https://user:pass@xn--zzzz.example/xn--zzzz.example'],
    ['https://xn00a.example@xn--a.example/', 'https://xn00a.example@xn--a.example/'],
  ])('%j is the URL %j', (text, href) => {
    const url = parseUrl(text) as URL;
    const [, origin = '', host = '', hostname = ''] = /^(https?:\/\/)(?:[^/@]*@)?(([^/:]+)(?::\d+)?)/.exec(href) ?? [];
    expect({ href: url.href, text: `${url}`, json: JSON.stringify(url) }).toEqual({
      href,
      text: href,
      json: JSON.stringify(href),
    });
    expect([url.origin, url.host, url.hostname]).toEqual([origin + host, host, hostname]);
    expect(hrefOf(text)).toBe(href);
    expect(url).toBeInstanceOf(URL);
  });

  test.each([
    'https://xn--a b.example/',
    'https://xn--a.example:port/',
    'https://xn--a.1.2.3.4.5/',
    'xn--a.example',
    'https://xn--a<.example/',
  ])('%j is no URL', (text) => {
    expect(parseUrl(text)).toBeUndefined();
    expect(() => hrefOf(text)).toThrow(TypeError);
  });

  test('a redirect goes there', () => {
    expect(isSafeDestination('https://xn--a.example/path')).toBe(true);
    expect(isSafeDestination('https://xn--a.example:8443/path')).toBe(true);
    expect(isSafeDestination('https://bank.example@xn--a.example/')).toBe(false);
    expect(isSafeDestination(`https://xn--a.example/${'a'.repeat(8_000)}`)).toBe(false);
  });
});
