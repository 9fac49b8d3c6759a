import fc from 'fast-check';
import { CompactSign } from 'jose';
import { describe, expect, test } from 'vitest';
import { decodeClick } from '../../src/token/decode-click.js';
import { createKeyring } from '../../src/token/keyring.js';
import { createTokenWriter, type RecipientClaims, type TokenConstants } from '../../src/token/writer.js';
import { runs } from '../runs.js';
import {
  CONSTANTS,
  cipher,
  ecJwk,
  edJwk,
  keyrings,
  LINK,
  makeToken,
  OTHER_SECRET,
  SECRET,
  TRACKING_URL,
} from './sample.js';

const encodedLength = (text: string) => Buffer.from(text).toString('base64url').length;

describe('the size of a token by HS256', () => {
  const BUDGET = 140;
  const id = fc.oneof(
    fc.uuid(),
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.integer({ min: 0 }).map(String),
  );
  const inputs = fc.record({
    url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
    linkId: id,
    contactId: fc.option(id, { nil: undefined }),
    campaignId: fc.option(id, { nil: undefined }),
    messageId: fc.option(id, { nil: undefined }),
    variant: fc.option(fc.constantFrom('a', 'b', 'control'), { nil: undefined }),
    part: fc.constantFrom('html' as const, 'amp' as const, 'text' as const),
    test: fc.boolean(),
    appLink: fc.boolean(),
  });

  test(`is at most ${BUDGET} characters over the base64url of its destination and ids`, async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(inputs, async ({ url, linkId, appLink, contactId, part, test: isTest, ...ids }) => {
        const given = Object.fromEntries(Object.entries(ids).filter(([, value]) => value !== undefined));
        const constants: TokenConstants = { trackingUrl: TRACKING_URL, part, test: isTest, ...given };
        const recipient = {
          sentAt: new Date('2026-11-24T08:00:00Z'),
          ...(contactId === undefined ? {} : { contactId }),
        };
        const token = await makeToken(keyrings.HS256, { url, linkId, appLink }, recipient, constants);
        // A quote or backslash in an id takes two bytes in JSON, which is the id's own doing.
        const written = [url, linkId, contactId, ...Object.values(ids)].filter((each) => each !== undefined);
        const over =
          token.length -
          written.reduce((sum, each) => sum + encodedLength(JSON.stringify(each).slice(1, -1)), 0) -
          encodedLength('hs');
        most = Math.max(most, over);
        expect(over).toBeLessThanOrEqual(BUDGET);
      }),
      { numRuns: runs(500) },
    );
    expect(most).toBeGreaterThan(BUDGET - 20);
  });

  test('with every place filled, flags and expiry too, is known to the character', async () => {
    const token = await makeToken(
      createKeyring([{ kid: '2026-11-24-Ab3x', key: SECRET }]),
      { url: 'https://shop.example/', linkId: 'hero', appLink: true },
      { contactId: 'c-17', sentAt: new Date('2026-11-24T08:00:00Z') },
      { part: 'text', campaignId: 'nov', messageId: 'm1', variant: 'b', test: true, expiresInSeconds: 604_800 },
    );
    const ids = ['https://shop.example/', 'hero', 'c-17', 'nov', 'm1', 'b', '2026-11-24-Ab3x'];
    expect(token.length - ids.reduce((sum, each) => sum + encodedLength(each), 0)).toBeLessThanOrEqual(150);
  });
});

describe('the bytes of a token', () => {
  const link = fc.record({
    linkId: fc.string({ minLength: 1, unit: 'binary' }),
    url: fc.string({ minLength: 1, unit: 'binary' }),
  });

  test.each([
    ['HS256', keyrings.HS256, new TextEncoder().encode(SECRET)],
    ['EdDSA', keyrings.EdDSA, edJwk],
  ] as const)('are those that jose makes of the same claims: %s', async (alg, keys, key) => {
    await fc.assert(
      fc.asyncProperty(link, fc.string({ minLength: 1 }), async (claims, contactId) => {
        const writer = createTokenWriter(keys, CONSTANTS);
        const [prefix, suffix] = [writer.prefix(claims), await writer.suffix({ contactId })];
        const expected = await new CompactSign(new TextEncoder().encode(prefix.json + suffix.json))
          .setProtectedHeader({ alg, kid: keys.signingKid as string, typ: '2' })
          .sign(key);
        expect(await writer.tokenAsync(prefix, suffix)).toBe(expected);
        if (writer.sync) expect(writer.token(prefix, suffix)).toBe(expected);
      }),
      { numRuns: runs(100) },
    );
  });

  test('one tail serves fronts of every length', async () => {
    const writer = createTokenWriter(keyrings.HS256, CONSTANTS);
    const suffix = await writer.suffix({ contactId: 'c-17' });
    for (const linkId of ['a', 'ab', 'abc', 'abcd', '\u20ac', '\u{1f600}', '"', '\\']) {
      const click = await decodeClick(writer.token(writer.prefix({ ...LINK, linkId }), suffix), {
        keys: keyrings.HS256,
      });
      expect(click).toMatchObject({ linkId, contactId: 'c-17' });
    }
    expect(suffix.encoded.size).toBe(3);
  });
});

describe('consent', () => {
  const randomised = createKeyring([{ kid: 'es', key: ecJwk }], { cipher, pseudonymKey: OTHER_SECRET });
  const anonymous = (contactId: string): RecipientClaims => ({ contactId, consent: 'anonymous' });

  test.each([
    ['HS256', keyrings.HS256, {}],
    ['EdDSA', keyrings.EdDSA, {}],
    ['ES256', randomised, {}],
    ['encrypted HS256', keyrings.HS256, { encryptPayload: true }],
    ['encrypted ES256', randomised, { encryptPayload: true }],
  ] as const)('anonymous: all recipients get the same bytes, from whichever writer: %s', async (_, keys, more) => {
    const constants = { ...CONSTANTS, ...more };
    const tokens = await Promise.all(
      ['c-1', 'c-2', 'c-3'].map((id) => makeToken(keys, LINK, anonymous(id), constants)),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(await decodeClick(tokens[0] as string, { keys })).not.toHaveProperty('contactId');
    const other = await makeToken(keys, { ...LINK, linkId: 'other' }, anonymous('c-1'), constants);
    expect((await decodeClick(other, { keys })).linkId).toBe('other');
  });

  test('identified by ES256 is signed anew each time', async () => {
    const tokens = await Promise.all([1, 2].map(() => makeToken(randomised, LINK, { contactId: 'c-1' })));
    expect(new Set(tokens).size).toBe(2);
  });

  test('pseudonymous: the id is nowhere in the token, and the same contact has the same name', async () => {
    const read = async (contactId: string) =>
      (
        await decodeClick(await makeToken(keyrings.HS256, LINK, { contactId, consent: 'pseudonymous' }), {
          keys: keyrings.HS256,
        })
      ).contactId;
    const [first, again, other] = [await read('contact-17'), await read('contact-17'), await read('contact-18')];
    expect(first).toMatch(/^[\w-]{22}$/);
    expect([again, other === first]).toEqual([first, false]);
    await expect(
      makeToken(createKeyring([{ kid: 'a', key: SECRET }]), LINK, { contactId: 'x', consent: 'pseudonymous' }),
    ).rejects.toThrow("consent: 'pseudonymous' needs createKeyring(keys, { pseudonymKey })");
  });
});

test('what the keys cannot do is told of before anything is signed', () => {
  const plain = createKeyring([{ kid: 'a', key: SECRET }]);
  expect(() => createTokenWriter(plain, { ...CONSTANTS, encryptPayload: true })).toThrow(
    'encryptPayload: needs createKeyring(keys, { cipher })',
  );
  const writer = createTokenWriter(keyrings.ES256, CONSTANTS);
  expect(() => writer.token(writer.prefix(LINK), { json: ']', encoded: new Map(), anonymous: false })).toThrow(
    'token: these keys sign asynchronously',
  );
  const expiring = createTokenWriter(plain, { ...CONSTANTS, expiresInSeconds: 60 });
  expect(() => expiring.suffix({ consent: 'anonymous' })).toThrow(
    /^expiresInSeconds: needs sentAt for anonymous recipients/,
  );
});
