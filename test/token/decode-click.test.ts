import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { TokenError } from '../../src/errors.js';
import { type DecodeOptions, decodeClick, type LinkManifest } from '../../src/token/decode-click.js';
import { runs } from '../runs.js';
import {
  CONSTANTS,
  ENCRYPTION_KEY,
  keyrings,
  LINK,
  makeToken,
  OTHER_SECRET,
  outcomeOf,
  publicKeys,
  RECIPIENT,
  SECRET,
} from './sample.js';

const keys = keyrings.HS256;
const token = await makeToken(keys);
const byId = await makeToken(keys, { linkId: 'hero' }, RECIPIENT);
const CLICK = {
  url: 'https://shop.example/sale?x=1',
  linkId: 'hero',
  part: 'html',
  campaignId: 'nov',
  messageId: 'm1',
  variant: 'b',
  contactId: 'c-17',
  sentAt: new Date('2026-11-24T08:00:00Z'),
  expired: false,
  test: false,
  kid: 'hs',
};

describe('a click', () => {
  test.each([
    token,
    `https://click.brand.example/c/${token}`,
    `https://click.brand.example/c/${token}/?utm_source=x&y=https://evil.example/#z`,
    `/c/${token}?a=b`,
  ])('is read from %#', async (given) => {
    expect(await decodeClick(given, { keys })).toEqual(CLICK);
    if (given.startsWith('https:')) expect(await decodeClick(new URL(given), { keys })).toEqual(CLICK);
  });

  test('is frozen: what reads it first cannot change it for the next', async () => {
    const click = await decodeClick(token, { keys });
    expect(Object.isFrozen(click)).toBe(true);
    expect({ ...click, linkId: 'mine' }).toEqual({ ...CLICK, linkId: 'mine' });
  });

  test('says no more than its token does', async () => {
    const least = await makeToken(keys, { linkId: 'a', url: 'https://a.example/' }, {}, { part: 'text' });
    expect(Object.keys(await decodeClick(least, { keys })).sort()).toEqual([
      'expired',
      'kid',
      'linkId',
      'part',
      'test',
      'url',
    ]);
    const all = await makeToken(keys, { ...LINK, tags: { place: 'top' }, appLink: true, honeypot: true }, RECIPIENT, {
      ...CONSTANTS,
      test: true,
    });
    expect(await decodeClick(all, { keys })).toEqual({
      ...CLICK,
      test: true,
      tags: { place: 'top' },
      appLink: true,
      honeypot: true,
    });
  });

  test('expires by the second it was to, and is read all the same', async () => {
    const expiring = await makeToken(keys, LINK, RECIPIENT, { ...CONSTANTS, expiresInSeconds: 60 });
    const at = async (time: string) => (await decodeClick(expiring, { keys, now: () => new Date(time) })).expired;
    expect([await at('2026-11-24T08:00:59.999Z'), await at('2026-11-24T08:01:00Z')]).toEqual([false, true]);
  });
});

describe('a manifest', () => {
  const manifest: LinkManifest = { html: { hero: 'https://shop.example/now' } };

  test('has the destination, at once or later, and is asked for the message', async () => {
    const find = vi.fn(async () => manifest);
    expect((await decodeClick(byId, { keys, manifest })).url).toBe('https://shop.example/now');
    expect((await decodeClick(byId, { keys, manifest: find })).url).toBe('https://shop.example/now');
    expect(find.mock.calls).toEqual([[{ part: 'html', campaignId: 'nov', messageId: 'm1', variant: 'b' }]]);
    expect((await decodeClick(token, { keys, manifest: find })).url).toBe(LINK.url);
    expect(find).toHaveBeenCalledTimes(1);
  });

  test.each<[string, DecodeOptions['manifest'] | null]>([
    ['none', undefined],
    ['null', null],
    ['of another part', { text: { hero: 'https://shop.example/' } }],
    ['without the link', { html: { foot: 'https://shop.example/' } }],
    ['that finds nothing', () => undefined],
    ['with something else', { html: { hero: 5 } } as unknown as LinkManifest],
  ])('%s: no destination', async (_, given) => {
    expect(await outcomeOf(byId, keys, { manifest: given as DecodeOptions['manifest'] })).toBe('token-link-unknown');
  });

  test('is no way round the check of destinations, nor one to what objects inherit', async () => {
    for (const url of ['javascript:alert(1)', 'https://user@evil.example/', 'https://a.example/\n', ''])
      expect(await outcomeOf(byId, keys, { manifest: { html: { hero: url } } })).toBe('token-destination');
    for (const linkId of ['constructor', '__proto__', 'toString'])
      expect(await outcomeOf(await makeToken(keys, { linkId }), keys, { manifest: { html: {} } })).toBe(
        'token-link-unknown',
      );
  });
});

test.each<[unknown, unknown, RegExp]>([
  [token, undefined, /^decodeClick options: must be an object/],
  [token, { keys: [{ kid: 'hs', key: SECRET }] }, /^keys: must be a keyring made by createKeyring, not an array$/],
  [token, { keys: { byKid: new Map() } }, /^keys: must be a keyring/],
  [token, { keys, manifests: {} }, /did you mean "manifest"/],
  [token, keys, /^decodeClick options: must be an object such as \{ keys \}, not the keyring$/],
  [token, { keys, trackingUrl: [] }, /^trackingUrl: must have at least one URL$/],
  [token, { keys, trackingUrl: 'click.brand.example' }, /^trackingUrl: must be an https URL/],
  [token, { keys, now: 5 }, /^now: must be a function/],
  [5, { keys }, /^tokenOrUrl: must be a string or URL, not a number$/],
  [[token], { keys }, /^tokenOrUrl: must be a string or URL, not an array$/],
])('a mistake of the caller rejects with TypeError: %#', async (given, options, message) => {
  const decoded = decodeClick(given as string, options as DecodeOptions);
  await expect(decoded).rejects.toThrow(TypeError);
  await expect(decoded).rejects.toThrow(message);
});

test('no error says anything of the token, the contact, the destination or a key', async () => {
  const codes = new Set<string>();
  // Letters that no sentence of ours has, so that finding a piece of an id is never chance.
  const letters = fc.string({ unit: fc.constantFrom('ж', 'q', 'x', '7'), minLength: 6, maxLength: 12 });
  const id = fc.tuple(letters, letters).map(([user, host]) => `${user}@${host}.example`);
  await fc.assert(
    fc.asyncProperty(
      id,
      fc.nat(),
      fc.constantFrom('', 'x', '.', '=', 'A'),
      fc.boolean(),
      async (contactId, place, insert, encrypt) => {
        const secretUrl = `https://user@${contactId}/`;
        const url = place % 3 === 0 ? secretUrl : `https://shop.example/?mail=${contactId}`;
        const made = await makeToken(
          keys,
          { linkId: contactId, url },
          { contactId },
          { ...CONSTANTS, encryptPayload: encrypt },
        );
        const at = place % made.length;
        const altered = made.slice(0, at) + insert + made.slice(at + (insert === '' ? 1 : 0));
        for (const [ring, text] of [
          [keys, altered],
          [publicKeys, made],
        ] as const) {
          const error = await decodeClick(text, { keys: ring }).catch((each: unknown) => each);
          if (!(error instanceof TokenError)) continue;
          codes.add(error.code);
          const said = `${error.message} ${JSON.stringify(error)} ${String(error.cause)}`;
          for (const hidden of [
            contactId,
            contactId.slice(0, 5),
            url,
            ...text.split('.').filter((part) => part.length > 6),
            SECRET,
            OTHER_SECRET,
            Buffer.from(ENCRYPTION_KEY).toString('base64url'),
          ])
            expect(said).not.toContain(hidden);
          expect(said).not.toMatch(/\n/);
        }
      },
    ),
    { numRuns: runs(300) },
  );
  expect(codes.size).toBeGreaterThanOrEqual(5);
});
