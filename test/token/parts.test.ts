import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBytes, encodeBytes, isCanonical } from '../../src/token/base64url.js';
import { lastSegment } from '../../src/token/find-token.js';
import { generateKey } from '../../src/token/generate-key.js';
import { hasUniqueMembers } from '../../src/token/json.js';
import { createKeyring } from '../../src/token/keyring.js';
import { createPayloadCipher, type EncryptionKey } from '../../src/token/payload-cipher.js';
import { createPseudonymiser } from '../../src/token/pseudonym.js';
import { createSharedTokens } from '../../src/token/token-cache.js';
import { checkTrackingUrl, createOwnTest } from '../../src/token/tracked-url.js';
import { runs } from '../runs.js';
import { ENCRYPTION_KEY, makeToken, OTHER_SECRET, outcomeOf } from './sample.js';

describe('base64url', () => {
  test('is canonical exactly where encoding what it stands for gives it back', () => {
    let canonical = 0;
    const nearly = fc
      .array(fc.constantFrom(...'AQgwBRhxEIMUYcko048-_+/= \u00e9'), { maxLength: 9 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(nearly, (text) => {
        const back = Buffer.from(text, 'base64url').toString('base64url');
        if (isCanonical(text)) canonical++;
        expect(isCanonical(text)).toBe(text !== '' && back === text);
      }),
      { numRuns: runs(5_000) },
    );
    expect(canonical).toBeGreaterThan(300);
  });

  test('goes there and back as in Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const encoded = encodeBytes(bytes);
        expect(encoded).toBe(Buffer.from(bytes).toString('base64url'));
        expect(isCanonical(encoded)).toBe(true);
        expect(decodeBytes(encoded)).toEqual(bytes);
      }),
    );
  });
});

test('members named twice are found, whatever colons and quotes there are in strings', () => {
  const flat = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()), { noNullPrototype: true });
  fc.assert(
    fc.property(flat, fc.string(), (object, name) => {
      const json = JSON.stringify(object);
      expect(hasUniqueMembers(json, Object.keys(object).length)).toBe(true);
      const twice = `${json.slice(0, -1)}${json === '{}' ? '' : ','}${JSON.stringify(name)}:1,${JSON.stringify(name)}:2}`;
      expect(hasUniqueMembers(twice, Object.keys(JSON.parse(twice)).length)).toBe(false);
    }),
  );
});

describe('generateKey', () => {
  test('gives what createKeyring takes: 32 random bytes and an id with the date', async () => {
    const key = generateKey(() => new Date('2026-11-24T23:00:00Z'));
    expect(key).toEqual({
      kid: expect.stringMatching(/^2026-11-24-[A-Za-z0-9]{4}$/),
      alg: 'HS256',
      key: expect.stringMatching(/^[\w-]{43}$/),
    });
    const keys = createKeyring([key]);
    expect(await outcomeOf(await makeToken(keys), keys)).toBe('accepted');
  });

  test('never gives the same twice', () => {
    const made = Array.from({ length: 1_000 }, () => generateKey());
    expect(new Set(made.map(({ key }) => key)).size).toBe(1_000);
    // Every place of the text uses many letters: none is stuck.
    for (let at = 0; at < 43; at++) expect(new Set(made.map(({ key }) => key[at])).size).toBeGreaterThan(40);
  });
});

describe('pseudonyms', () => {
  test('are the HMAC-SHA-256 of purpose and id, in 22 characters', () => {
    const name = createPseudonymiser(OTHER_SECRET);
    const expected = createHmac('sha256', OTHER_SECRET)
      .update('clickstamp contact\nc-17')
      .digest('base64url')
      .slice(0, 22);
    expect(name('c-17')).toBe(expected);
    expect(createPseudonymiser(Buffer.from(OTHER_SECRET))('c-17')).toBe(expected);
    expect(createPseudonymiser('another secret of thirty-two bytes')('c-17')).not.toBe(expected);
  });
});

describe('the payload cipher', () => {
  const keyA = { kid: 'a', key: ENCRYPTION_KEY };
  const keyB = { kid: 'b', key: new Uint8Array(32).fill(9) };

  test('encrypts with the first key and decrypts with all', async () => {
    const [before, after] = [createPayloadCipher([keyA]), createPayloadCipher([keyB, keyA])];
    const token = await before.encrypt('x.y.z');
    expect(await after.decrypt(token, 'a')).toBe('x.y.z');
    expect(await after.decrypt(token, 'b')).toBeUndefined();
    expect(await after.decrypt(token, 'toString')).toBeUndefined();
    expect(JSON.parse(Buffer.from((await after.encrypt('x')).split('.')[0] as string, 'base64url').toString())).toEqual(
      { alg: 'dir', enc: 'A256GCM', kid: 'b', typ: '2e', cty: 'JOSE' },
    );
  });

  test('gives the same bytes for the same token, and another initialisation vector for every other', async () => {
    const cipher = createPayloadCipher([keyA]);
    const tokens = await Promise.all(Array.from({ length: 500 }, (_, at) => cipher.encrypt(`token ${at}`)));
    expect(new Set(tokens.map((token) => token.split('.')[2])).size).toBe(500);
    expect(await createPayloadCipher([keyA]).encrypt('token 7')).toBe(tokens[7]);
    expect((await createPayloadCipher([{ ...keyB, kid: 'a' }]).encrypt('token 7')).split('.')[2]).not.toBe(
      tokens[7]?.split('.')[2],
    );
  });

  test('keeps its own copy of the key', async () => {
    const mine = new Uint8Array(ENCRYPTION_KEY);
    const cipher = createPayloadCipher([{ kid: 'a', key: mine }]);
    mine.fill(0);
    expect(await createPayloadCipher([keyA]).decrypt(await cipher.encrypt('x'), 'a')).toBe('x');
  });

  test.each<[unknown, RegExp]>([
    [[], /^encryption keys: must be an array with at least one key/],
    [ENCRYPTION_KEY, /^encryption keys: must be an array/],
    [[{ kid: 'a', key: new Uint8Array(16) }], /^encryption keys\[0\]\.key: must be a Uint8Array of 32 bytes/],
    [[{ kid: 'a', key: 'a'.repeat(32) }], /^encryption keys\[0\]\.key: must be/],
    [[{ kid: '', key: ENCRYPTION_KEY }], /^encryption keys\[0\]\.kid: must be 1 to 64/],
    [[keyA, keyA], /^encryption keys\[1\]\.kid: is used twice/],
    [[{ ...keyA, alg: 'dir' }], /unknown option "alg"/],
    [[null], /^encryption keys\[0\]: must be an object/],
  ])('refuses %j', (keys, message) => {
    expect(() => createPayloadCipher(keys as EncryptionKey[])).toThrow(message);
    expect(() => createPayloadCipher(keys as EncryptionKey[])).toThrow(TypeError);
  });
});

test('shared tokens are made once, forgotten oldest first, and tried again after a failure', async () => {
  const shared = createSharedTokens();
  let made = 0;
  const make = async () => String(made++);
  for (let at = 0; at < 4_097; at++) await shared(`claims ${at}`, make);
  expect(await shared('claims 4096', make)).toBe('4096');
  expect(await shared('claims 0', make)).toBe('4097');
  await expect(shared('failing', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await shared('failing', make)).toBe('4098');
});

describe('tracking URLs', () => {
  test.each<[unknown, string | undefined]>([
    ['https://click.brand.example/c', 'https://click.brand.example/c'],
    ['https://click.brand.example/c//', 'https://click.brand.example/c'],
    ['HTTPS://Click.Brand.Example:443', 'https://click.brand.example'],
    ['http://localhost:3000/c', 'http://localhost:3000/c'],
    ['http://app.localhost/c', 'http://app.localhost/c'],
    ['http://127.0.0.1/c', 'http://127.0.0.1/c'],
    ['http://[::1]:8080/c', 'http://[::1]:8080/c'],
    ['http://click.brand.example/c', undefined],
    ['http://127.evil.example/c', undefined],
    ['http://localhost.evil.example/c', undefined],
    ['https://click.brand.example/c?x', undefined],
    ['https://click.brand.example/c#x', undefined],
    ['https://user@click.brand.example/c', undefined],
    ['//click.brand.example/c', undefined],
    ['javascript:alert(1)', undefined],
    ['', undefined],
    [undefined, undefined],
    [new URL('https://click.brand.example/c'), undefined],
  ])('%s', (given, checked) => {
    if (checked === undefined) expect(() => checkTrackingUrl(given)).toThrow(/^trackingUrl: must be an https URL/);
    else expect(checkTrackingUrl(given)).toBe(checked);
  });

  test('its message names a type only where that is what is wrong', () => {
    expect(() => checkTrackingUrl('click.brand.example/c')).toThrow(/such as https:\/\/click\.brand\.example\/c$/);
    expect(() => checkTrackingUrl(7)).toThrow(/, not a number$/);
  });

  test.each<[string, boolean]>([
    ['https://own.example/c/x', true],
    ['HTTPS://OWN.example:443/c/x?y', true],
    ['https://own.example/c', true],
    ['https://own.example/cc/x', false],
    ['https://own.example/c/../d', false],
    // What its server sends to https, or serves alike.
    ['http://own.example/c/x', true],
    ['http://own.example:80/c/x', true],
    ['https://own.example./c/x', true],
    ['http://own.example:8080/c/x', false],
    ['ftp://own.example/c/x', false],
    ['https://own.example:8443/c/x', false],
    ['https://own.example.evil/c/x', false],
    ['https://own.example@evil.example/c/x', false],
    ['https://evil.example/?https://own.example/c/x', false],
    ['own.example/c/x', false],
  ])('own or not: %s', (url, own) => {
    expect(createOwnTest('https://own.example/c')(url)).toBe(own);
  });

  test.each([
    ['a.b.c', 'a.b.c'],
    ['https://x.example/c/a.b.c', 'a.b.c'],
    ['https://x.example/c/app/a.b.c/', 'a.b.c'],
    ['https://x.example/c/a.b.c//?x=/y#/z', 'a.b.c'],
    ['/c/a.b.c#x', 'a.b.c'],
    ['https://x.example/?a.b.c', 'x.example'],
    ['', ''],
    ['///', ''],
    ['?x', ''],
  ])('the token of %s is %s', (url, token) => {
    expect(lastSegment(url).token).toBe(token);
  });
});
