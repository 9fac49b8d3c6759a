import { describe, expect, test } from 'vitest';
import { createPayloadCipher } from '../../src/encryption.js';
import {
  createKeyring,
  decodeClick,
  type RewriteOptions,
  rewriteText,
  type SignLinkOptions,
  signLink,
} from '../../src/index.js';
import { keys, SECRET, trackingUrl } from './setup.js';

const sentAt = new Date('2026-11-24T08:00:00Z');
const base = { trackingUrl, sentAt } as const;
const LONG = 's3cret'.repeat(1_400);
const sale = 'https://shop.example/sale?a=1&b=%20#top';

const click = async (url: string, options: Partial<SignLinkOptions> = {}, ring = keys) =>
  decodeClick(await signLink(url, { ...base, ...options }, ring), { keys: ring });

test('a click on it is read as any other', async () => {
  const options = { contactId: 17, campaignId: 'november', messageId: 'sms', variant: 'B', expiresInSeconds: 60 };
  const url = await signLink(sale, { ...base, ...options }, keys);
  expect(url.startsWith(`${trackingUrl}/`)).toBe(true);
  expect(await decodeClick(url, { keys, now: () => new Date(sentAt.getTime() + 59_000) })).toEqual({
    url: sale,
    linkId: expect.stringMatching(/^[0-9a-z]{5,7}$/),
    part: 'text',
    campaignId: 'november',
    messageId: 'sms',
    variant: 'B',
    contactId: '17',
    sentAt,
    linkCount: 1,
    expired: false,
    test: false,
    kid: 'k1',
  });
  expect((await decodeClick(url, { keys, now: () => new Date(sentAt.getTime() + 61_000) })).expired).toBe(true);
});

test('a URL object is its address, and white space around one is dropped', async () => {
  expect((await click(new URL('https://Shop.example/a b') as never)).url).toBe('https://shop.example/a%20b');
  expect(await signLink(` ${sale}\n`, base, keys)).toBe(await signLink(sale, base, keys));
});

test('the time of sending is that of the call where nobody gives one', async () => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const { sentAt: when } = await click(sale, { sentAt: undefined });
  expect(when?.getTime()).toBeGreaterThanOrEqual(before);
  expect(when?.getTime()).toBeLessThanOrEqual(Date.now());
});

describe('is the link that rewriteText makes of the same address', () => {
  const ORDERS: readonly {
    readonly url: string;
    readonly options: Partial<SignLinkOptions> & Partial<RewriteOptions>;
  }[] = [
    { url: sale, options: { contactId: 'c-17', campaignId: 'x' } },
    { url: 'https://xn--mnchen-3ya.de/', options: { consent: 'anonymous' } },
    { url: sale, options: { contactId: 'c-17', consent: 'pseudonymous' } },
    { url: sale, options: { contactId: 'c-17', consent: 'none', utm: { source: 'sms' } } },
    { url: 'https://shop.example/?c={{id}}', options: { values: { id: 'a&b' } } },
    { url: 'https://shop.example/?c={{id|default:"none"}}', options: { values: {} } },
    { url: 'https://shop.example/?c={{id}}', options: { values: { id: 'a&b' }, consent: 'none' } },
    { url: '{{site_url}}', options: { values: { site_url: 'https://shop.example/?a' } } },
    { url: 'https://shop.example/?c=@@id@@', options: { values: { id: 1 }, mergeTags: [{ open: '@@', close: '@@' }] } },
    { url: sale, options: { utm: { source: 'sms', content: '{link}', params: { ref: 'x y' }, mode: 'override' } } },
    { url: sale, options: { utm: { source: 'sms', only: ['other.example'] } } },
    { url: sale, options: { utm: { source: 'sms', except: ['shop.example'] } } },
    { url: sale, options: { linkId: ({ host }) => `to ${host}` } },
    { url: sale, options: { linkId: 'address', destination: 'embedded' } },
  ];

  test.each(ORDERS)('$url, $options', async ({ url, options }) => {
    const { text, links } = await rewriteText(url, { ...base, clickTracking: true, keys, ...options });
    expect(links.map(({ range }) => range)).toEqual([[0, url.length]]);
    expect(text).not.toBe(url);
    expect(await signLink(url, { ...base, ...options } as SignLinkOptions, keys)).toBe(text);
  });
});

test('an id and tags are those of an element', async () => {
  const { linkId, tags } = await click(sale, {
    linkId: 'button\n',
    tags: { ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`tag${i}`, 'v'.repeat(99)])) },
  });
  expect(linkId).toBe('button ');
  expect(Object.keys(tags ?? {})).toHaveLength(10);
  expect(tags?.['tag0']).toBe('v'.repeat(64));
  expect((await click(sale, { linkId: '~honeypot' })).linkId).toBe('~honeypot-2');
  expect((await click(sale, { utm: { content: '{link}' }, linkId: 'cta' })).url).toContain('utm_content=cta');
  expect(await click(sale, { tags: { area: 'footer' } })).toMatchObject({ tags: { area: 'footer' } });
  const unnamed = await click(sale);
  const failing = () => {
    throw new Error('no');
  };
  for (const id of [() => undefined, failing]) expect((await click(sale, { linkId: id })).linkId).toBe(unnamed.linkId);
});

test('plain without consent, merge tags with a fallback included', async () => {
  const plain = (url: string, options: Partial<SignLinkOptions> = {}) =>
    signLink(url, { ...base, consent: 'none', ...options }, keys);
  expect(await plain(sale, { contactId: 'c-17' })).toBe(sale);
  expect(await plain('https://shop.example/?c={{id|default:"x y"}}')).toBe('https://shop.example/?c=x%20y');
});

test('signed by whatever the keyring signs with, and encrypted where it has a cipher', async () => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const es = createKeyring([{ kid: 'e', key: privateKey, publicKey }]);
  expect((await click(sale, { contactId: 'c' }, es)).contactId).toBe('c');
  const cipher = createPayloadCipher([{ kid: 'x', key: new TextEncoder().encode(SECRET) }]);
  const secret = createKeyring([{ kid: 'k1', key: SECRET }], { cipher });
  const url = await signLink(sale, base, secret);
  expect(url.slice(trackingUrl.length + 1).split('.')).toHaveLength(5);
  expect((await decodeClick(url, { keys: secret })).url).toBe(sale);
});

describe('a mistake rejects with TypeError', () => {
  /** An option, a wrong value, and the start of the message. */
  const MISTAKES: readonly (readonly [option: string, value: unknown, message: string])[] = [
    ['trackingUrl', undefined, 'trackingUrl: is required'],
    ['trackingUrl', 'http://click.brand.example', 'trackingUrl: must be an https URL'],
    ['campaignId', 7, 'campaignId: must be a string, not a number'],
    ['messageId', '', 'messageId: must not be empty'],
    ['variant', [], 'variant: must be a string, not an array'],
    ['sentAt', new Date(Number.NaN), 'sentAt: must be a valid Date'],
    ['expiresInSeconds', 0, 'expiresInSeconds: must be a number from 1'],
    ['utm', { sorce: 'x' }, 'utm: unknown option "sorce", did you mean "source"?'],
    ['mergeTags', ['mustach'], 'mergeTags[0]: must be one of'],
    ['linkId', '', 'linkId: must not be empty'],
    ['linkId', 7, 'linkId: must be a string or a function, not a number'],
    ['linkId', 'label', 'linkId: must be an id, "address" or a function: one link has no label'],
    ['linkId', 'position', 'linkId: must be an id, "address" or a function: one link has no label'],
    ['tags', 'a:b', 'tags: must be an object of strings, not a string'],
    ['tags', { a: 1 }, 'tags: must be an object of strings'],
    ['destination', 'manifest', 'destination: must be "embedded": one link has no manifest'],
    ['contactId', '', 'contactId: must be a string that is not empty'],
    ['values', [], 'values: must be an object'],
    ['values', { id: '{{other}}' }, 'values: must not hold merge tags'],
    ['consent', 'nobody', 'consent: must be one of'],
    ['campaingId', 'x', 'signLink options: unknown option "campaingId", did you mean "campaignId"?'],
    ['clickTracking', true, 'signLink options: unknown option "clickTracking"; it is for messages'],
    ['keys', keys, 'signLink options: unknown option "keys"; it is the third argument of signLink'],
  ];

  test.each(MISTAKES)('%s: %j', async (option, value, message) => {
    const call = signLink('https://shop.example/?c={{id}}', { ...base, values: { id: 'x' }, [option]: value }, keys);
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(message);
  });

  test('for what is no URL, no options and no keyring', async () => {
    for (const url of [undefined, 7, {}])
      await expect(signLink(url as never, base, keys)).rejects.toThrow('url: must be a string or URL');
    await expect(signLink(sale, undefined as never, keys)).rejects.toThrow('signLink options: must be an object');
    await expect(signLink(sale, base, undefined as never)).rejects.toThrow('keys: must be a keyring');
    await expect(signLink(sale, { trackingUrl, consent: 'anonymous', expiresInSeconds: 9 }, keys)).rejects.toThrow(
      'expiresInSeconds: needs sentAt',
    );
  });

  /** Each holds a secret, which no message may show. */
  const UNTRACKABLE: readonly (readonly [url: string, code: string])[] = [
    ['', 'anchor'],
    ['#s3cret', 'anchor'],
    ['/s3cret', 'relative'],
    ['mailto:s3cret@shop.example', 'mailto'],
    ['tel:s3cret', 'scheme'],
    ['javascript:s3cret', 'unsafe'],
    ['htp://s3cret.example', 'scheme-typo'],
    ['www.s3cret.example', 'scheme-missing'],
    ['https://s3cret@shop.example/', 'not-redirectable'],
    [`https://shop.example/?${LONG}`, 'not-redirectable'],
    [`${trackingUrl}/s3cret`, 'own'],
    ['https://shop.example/unsubscribe?s3cret', 'unsubscribe-link'],
    ['https://shop.example/?s3cret={{id}}', 'merge-tag-unresolved'],
    ['https://shop.example/?s3cret={{id', 'merge-tag-half'],
    ['{{s3cret}}', 'placeholder'],
    ['{{unsubscribe_url}}', 'unsubscribe-link'],
  ];

  test.each(UNTRACKABLE)('for an address that cannot be tracked: %.40s', async (url, code) => {
    for (const consent of ['identified', 'none'] as const) {
      const error: unknown = await signLink(url, { ...base, consent }, keys).catch((each: unknown) => each);
      expect(error).toBeInstanceOf(TypeError);
      expect(String(error)).toMatch(`TypeError: url: cannot be tracked (${code}): `);
      expect(String(error)).not.toContain('s3cret');
    }
  });

  test('for a value that makes the address one that cannot be tracked', async () => {
    const call = signLink('{{site}}', { ...base, values: { site: 'javascript:s3cret' } }, keys);
    await expect(call).rejects.toThrow(/^url: cannot be tracked \(unsafe\): (?!.*s3cret)/);
  });

  test('for ids that make a longer token than the redirect accepts', async () => {
    const call = signLink(sale, { ...base, campaignId: 'x'.repeat(16_384) }, keys);
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow('url: would make a token longer than the redirect accepts');
  });
});

test('what a signing service throws is what the call rejects with', async () => {
  const away = new Error('the service is away');
  const service = { sign: () => Promise.reject(away), verify: async () => false };
  const ring = createKeyring([{ kid: 's', alg: 'ES256', key: service }]);
  await expect(signLink(sale, base, ring)).rejects.toBe(away);
});
