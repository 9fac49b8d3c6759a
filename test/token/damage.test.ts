import { describe, expect, test } from 'vitest';
import { createClickHandler } from '../../src/redirect/handler.js';
import { decodeClick } from '../../src/token/decode-click.js';
import { createKeyring } from '../../src/token/keyring.js';
import { DAMAGES, DEAD } from './damage.cases.js';
import { CONSTANTS, keyrings, LINK, makeToken, outcomeOf, RECIPIENT, SECRET, TRACKING_URL } from './sample.js';

// A contact whose token holds every character of the alphabet's end, and two hyphens, so that what is done to them changes it.
const CONTACT = { ...RECIPIENT, contactId: 'c-17>>>???~~~\u03fe\u03fe\u03fe' };
const TOKENS = {
  HS256: await makeToken(keyrings.HS256, LINK, CONTACT),
  ES256: await makeToken(keyrings.ES256, LINK, CONTACT),
  EdDSA: await makeToken(keyrings.EdDSA, LINK, CONTACT),
  encrypted: await makeToken(keyrings.HS256, LINK, CONTACT, { ...CONSTANTS, encryptPayload: true }),
};

describe.each(Object.entries(TOKENS))('%s', (_, token) => {
  const url = `${TRACKING_URL}/${token}`;

  test.each(DAMAGES)('opens: $name', async ({ damage }) => {
    expect(await decodeClick(damage(url), { keys: keyrings.HS256 })).toMatchObject({
      url: LINK.url,
      contactId: CONTACT.contactId,
    });
  });

  test.each(DAMAGES.filter(({ pasted }) => pasted === undefined))('redirects: $name', async ({ damage }) => {
    const handler = createClickHandler({ trackingUrl: TRACKING_URL, keys: keyrings.HS256, onClick: () => {} });
    const response = await handler(new Request(damage(url)));
    expect([response.status, response.headers.get('location')]).toEqual([302, LINK.url]);
  });

  test.each(DEAD)('stays dead: $name', async ({ damage }) => {
    expect(await outcomeOf(damage(url))).not.toBe('accepted');
    expect(await outcomeOf(`<${damage(url)}>`)).not.toBe('accepted');
  });
});

test.each(DAMAGES)('does something: $name', ({ damage }) => {
  const url = `${TRACKING_URL}/${TOKENS.HS256}`;
  expect(damage(url)).not.toBe(url);
});

test('a damaged URL is bound to what stands before it like any other', async () => {
  const foreign = `https://click.tenant-b.example/c/${TOKENS.HS256}`;
  for (const { name, damage } of DAMAGES) {
    const damaged = damage(foreign);
    if (!damaged.includes('tenant-b') && !damaged.includes('Tenant')) continue;
    expect([name, await outcomeOf(damaged)]).toEqual([name, 'token-audience']);
  }
});

test.each(DAMAGES)('is refused for its key, out of its time, as the whole one is: $name', async ({ damage }) => {
  const ended = createKeyring([{ kid: 'hs', key: SECRET, notAfter: new Date(0) }]);
  expect(await outcomeOf(damage(`${TRACKING_URL}/${TOKENS.HS256}`), ended)).toBe('token-key-inactive');
});

test('nothing between a URL and its token makes it a bare one', async () => {
  const marks = Array.from({ length: 0x5f }, (_, at) => String.fromCharCode(0x20 + at)).filter(
    (each) => !/\w/.test(each),
  );
  for (const mark of [...marks, '\n', '\u00a0', '\u201c'])
    for (const written of [mark, encodeURIComponent(mark), `x${mark}`, `x${mark}y${mark}`, `${mark}/x/`]) {
      const outcome = await outcomeOf(`https://click.tenant-b.example/c/${written}${TOKENS.HS256}`);
      expect([written, outcome]).not.toEqual([written, 'accepted']);
    }
});

/** What names a place, as browsers, people and damage spell it: `of(host)` stands before the token of another sender. */
const PLACES: readonly (readonly [name: string, of: (host: string) => string])[] = [
  ['a URL', (host) => `https://${host}/c/`],
  ['http', (host) => `http://${host}/c/`],
  ['one slash', (host) => `https:/${host}/c/`],
  ['no slash', (host) => `https:${host}/c/`],
  ['slashes the other way round', (host) => `https:\\\\${host}\\c\\`],
  ['slashes of both ways', (host) => `https:/\\${host}/c/`],
  ['no scheme', (host) => `${host}/c/`],
  ['no scheme, two slashes', (host) => `//${host}/c/`],
  ['no scheme, slashes the other way round', (host) => `${host}\\c\\`],
  ['no scheme, behind a word', (host) => `url=${host}/c/`],
  ['no scheme, behind a colon', (host) => `URL:${host}/c/`],
  ['no scheme, and a quotation mark', (host) => `${host}/c/"`],
  ['no scheme, a user name', (host) => `mailto:me@${host}/c/`],
  ['no scheme, a port', (host) => `${host}:8443/c/`],
  ["no scheme, the host's root", (host) => `${host}./c/`],
  ['another scheme', (host) => `ftp://${host}/c/`],
  ['a broken scheme', (host) => `ttps://${host}/c/`],
  ['a scheme made harmless', (host) => `hxxps://${host}/c/`],
  ['an encoded colon', (host) => `https%3A//${host}/c/`],
  ['encoded dots', (host) => `${host.replaceAll('.', '%2E')}/c/`],
  ['dots of an input method', (host) => `${host.replaceAll('.', '\u3002')}/c/`],
  ['dots in brackets', (host) => `https://${host.replaceAll('.', '[.]')}/c/`],
  ['slashes in brackets', (host) => `hxxps[://]${host.replaceAll('.', '[.]')}/c/`],
  ['no scheme, in a line of a log', (host) => `{"ip":"192.0.2.1","url":"${host}/c/`],
  ['no scheme, behind words of a log', (host) => `ts=2026-11-27T08:00:00.123Z host=x url=${host}/c/`],
  ['no scheme, a space before the last dot', (host) => `${host.replace(/\.(?=[^.]*$)/, ' .')}/c/`],
  ['no scheme, a space in the host', (host) => `${host.slice(0, -3)} ${host.slice(-3)}/c/`],
  ['no scheme, a space behind the host', (host) => `${host} /c/`],
  ['no scheme, two slashes and a backslash', (host) => `//${host.replaceAll('.', '\\.')}/c/`],
  ['no scheme, an invisible character in the host', (host) => `${host.replace(/\.(?=[^.]*$)/, '\u200b.')}/c/`],
  ['a tab in the scheme', (host) => `ht\ttps://${host}/c/`],
  ['a user name', (host) => `https://click.brand.example@${host}/c/`],
  ['a user name in a path, for browsers', (host) => `https://${host}\\@click.brand.example/c/`],
];

test.each(PLACES)('a token of another sender is refused under %s', async (_, of) => {
  const hosts = [
    'click.tenant-b.example',
    'click.tenant-b.example:444',
    'b\u00fccher.example',
    '192.0.2.1',
    '[2001:db8::1]',
    '[fe80::abcd]',
  ];
  for (const host of hosts)
    for (const more of ['', ')', '&a=1']) {
      const outcome = await outcomeOf(of(host) + TOKENS.HS256 + more);
      expect([of(host), more, outcome]).not.toEqual([of(host), more, 'accepted']);
    }
});

/** As logs write the path of a request. */
const LOGGED: readonly string[] = [
  '{"path":"/c/',
  '{"ip":"192.0.2.1","uri": "/c/',
  "{ 'req.url': '/c/",
  '"req.url":/c/',
  'path: /c/',
  'path:/c/',
  'request=/c/',
  'ts=2026-11-27T08:00:00.123Z path=/c/',
  'at=info host=click.tenant-b.example method=GET path="/c/',
  '192.0.2.1 - - [27/Nov/2026:08:00:00 +0000] "GET /c/',
  '192.0.2.1 GET /c/',
  '192.0.2.1,/c/',
  '192.0.2.1|/c/',
  '08:00:00.123 server.js:12 GET /c/',
  'Host: click.tenant-b.example\nGET /c/',
];

test('what names no place leaves a token bare', async () => {
  const said = ['', '/c/', 'token=', 'Bearer ', '"t":"', 'Have you seen this? ', 'and/or: ', 'at 10:30 '];
  for (const before of [...said, ...LOGGED])
    for (const more of ['', ')', '&a=1'])
      expect([before, more, await outcomeOf(before + TOKENS.HS256 + more)]).toEqual([before, more, 'accepted']);
});

test('a path that is written in other letters is the same under every damage', async () => {
  const trackingUrl = 'https://click.brand.example/t%C3%A4glich';
  const token = await makeToken(keyrings.HS256, LINK, CONTACT, { ...CONSTANTS, trackingUrl });
  for (const path of ['t\u00e4glich', 't%C3%A4glich;a=1', 't%25C3%25A4glich', '/t%c3%a4glich/', 't%c3%a4%67lich'])
    expect([path, await outcomeOf(`https://click.brand.example/${path}/${token}`)]).toEqual([path, 'accepted']);
});
