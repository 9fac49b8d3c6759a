import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditLinks, createKeyring, decodeClick, rewriteLinks } from '../../src/index.js';
import { isSafeDestination, MAX_DESTINATION_LENGTH } from '../../src/url/destination.js';
import { runs } from '../runs.js';

const filled = (start: string, length: number, character = 'a') => start + character.repeat(length - start.length);

const CASES: readonly (readonly [why: string, url: string, safe: boolean])[] = [
  ['http', 'http://shop.example/', true],
  ['https', 'https://shop.example', true],
  ['upper case', 'HTTPS://SHOP.EXAMPLE/Sale', true],
  ['query behind the host', 'https://shop.example?x=1', true],
  ['fragment behind the host', 'https://shop.example#top', true],
  ['port', 'https://shop.example:8443/', true],
  ['IPv6', 'https://[2001:db8::1]/', true],
  ['other letters', 'https://b\u00fccher.example/gr\u00fcn', true],
  ['at sign in the path', 'https://social.example/@user', true],
  ['at sign in the query', 'https://shop.example?mail=a@b', true],
  ['backslash for a slash, at sign behind it', 'https://shop.example\\@evil.example/', true],
  ['the longest', filled('https://shop.example/', MAX_DESTINATION_LENGTH), true],
  ['the longest once escaped in a URL', `${filled('https://shop.example/', MAX_DESTINATION_LENGTH - 9)}\u20ac`, true],
  ['the longest once escaped in JSON', `${filled('https://shop.example/', MAX_DESTINATION_LENGTH - 2)}\\`, true],
  ['nothing', '', false],
  ['javascript', 'javascript:alert(1)', false],
  ['data', 'data:text/html,x', false],
  ['ftp', 'ftp://shop.example/', false],
  ['a scheme that starts alike', 'httpsx://shop.example/', false],
  ['relative', '/sale', false],
  ['without a scheme', '//shop.example/', false],
  ['one slash', 'https:/shop.example/', false],
  ['three slashes', 'https:///shop.example/', false],
  ['backslashes', 'https:\\\\shop.example/', false],
  ['space in front', ' https://shop.example/', false],
  ['no host', 'https://', false],
  ['query for a host', 'https://?x=1', false],
  ['space in the host', 'https://shop example/', false],
  ['port that is none', 'https://shop.example:99999/', false],
  ['user', 'https://user@shop.example/', false],
  ['user and password', 'https://user:secret@shop.example/', false],
  ['empty user', 'https://@shop.example/', false],
  ['user that looks like a host', 'https://bank.example@evil.example/', false],
  ['user, and a query without a path', 'https://user@shop.example?x', false],
  ['escaped at sign', 'https://user%40shop.example/', false],
  ['wide at sign', 'https://user\uff20shop.example/', false],
  ['line break', 'https://shop.example/\r\nset-cookie: a=b', false],
  ['line feed', 'https://shop.example/\n', false],
  ['tab', 'https://shop.example/a\tb', false],
  ['NUL', 'https://shop.example/\u0000', false],
  ['delete', 'https://shop.example/\u007f', false],
  ['one too long', filled('https://shop.example/', MAX_DESTINATION_LENGTH + 1), false],
  ['one too long once escaped in a URL', `${filled('https://shop.example/', MAX_DESTINATION_LENGTH - 8)}\u20ac`, false],
  ['one too long once escaped in JSON', `${filled('https://shop.example/', MAX_DESTINATION_LENGTH - 1)}\\`, false],
  ['too long once escaped in a URL', filled('https://shop.example/', 1_000, '\u20ac'), false],
  ['too long once escaped in JSON', filled('https://shop.example/', 5_000, '\\'), false],
];

describe('destinations', () => {
  test.each(CASES)('%s', (_, url, safe) => {
    expect(isSafeDestination(url)).toBe(safe);
  });

  test('a safe one serialises to a header value that holds no second line, no user and no other host', () => {
    let safe = 0;
    const pieces = fc.array(
      fc.constantFrom(
        'https://',
        'http://',
        'a.example',
        '@',
        '\\',
        '/',
        '?',
        '#',
        ':',
        '\r\n',
        ' ',
        '%0d%0a',
        '\u00e9',
        '\ud800',
        '.',
        '[',
        '::1',
        ']',
      ),
      { maxLength: 9 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const url = `https://${parts.join('')}`;
        if (!isSafeDestination(url)) return;
        safe++;
        const parsed = new URL(url);
        expect(parsed.href).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
        expect([parsed.username, parsed.password]).toEqual(['', '']);
        expect(() => new Headers({ location: parsed.href })).not.toThrow();
      }),
      { numRuns: runs(5_000) },
    );
    expect(safe).toBeGreaterThan(200);
  });
});

describe('what the redirect would refuse is never signed', () => {
  const options = { trackingUrl: 'https://click.brand.example/c', clickTracking: true } as const;
  const long = filled('https://shop.example/', MAX_DESTINATION_LENGTH);

  test('not even by a rule of the app, or for a link of the system', () => {
    const html = '<a href="https://user@shop.example/">x</a><a href="https://user@shop.example/unsubscribe">y</a>';
    const { links } = auditLinks(html, { ...options, classify: () => ({ verdict: 'track' }) });
    expect(links.map(({ verdict }) => verdict)).toEqual(['leave', 'leave']);
    expect(links[0]?.reason).toBe('not-redirectable');
  });

  test('nor for a value that a merge tag brings', async () => {
    const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
    const html = '<a href="https://shop.example/{{page}}">x</a>';
    const { tracked, links } = await rewriteLinks(html, { ...options, keys, values: { page: 'a'.repeat(8_000) } });
    expect([tracked, links[0]?.reason]).toEqual([0, 'not-redirectable']);
  });

  test('the longest that is signed fits the request line of 8 KB that web servers accept', async () => {
    const keys = createKeyring([{ kid: '2026-11', key: '0123456789abcdef0123456789abcdef' }]);
    const recipient = {
      contactId: '0b6c2c4e-6f0a-4f6b-9a39-1c0de24f2c11',
      campaignId: 'november',
      messageId: 'welcome',
    };
    for (const url of [long, long.replace(/x/g, 'é').slice(0, long.length / 2)]) {
      const { html, tracked } = await rewriteLinks(`<a href="${url}">x</a>`, { ...options, keys, ...recipient });
      expect(tracked).toBe(1);
      const path = new URL(/href="([^"]+)/.exec(html)?.[1] ?? '').pathname;
      expect(`GET ${path} HTTP/1.1\r\n`.length).toBeLessThanOrEqual(8_192);
    }
  });

  test('UTM parameters that would make it too long stay away', async () => {
    const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
    const { html, tracked } = await rewriteLinks(`<a href="${long}">x</a>`, {
      ...options,
      keys,
      utm: { source: 'news', medium: 'email', campaign: 'c' },
    });
    expect(tracked).toBe(1);
    expect((await decodeClick(html.split('"')[1] as string, { keys })).url).toBe(long);
  });
});
