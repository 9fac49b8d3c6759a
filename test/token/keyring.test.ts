import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createKeyring, type KeyringOptions, openKeyring, type SigningKey } from '../../src/token/keyring.js';
import {
  ec,
  ecJwk,
  ecPublicJwk,
  ed,
  edJwk,
  edPublicJwk,
  encode,
  header,
  makeToken,
  OTHER_SECRET,
  outcomeOf,
  PAYLOAD,
  publicKeys,
  SECRET,
  signAny,
  signEc,
} from './sample.js';

const { subtle } = crypto;
const hmacParams = { name: 'HMAC', hash: 'SHA-256' };
const ecParams = { name: 'ECDSA', namedCurve: 'P-256' };

async function cryptoKeys() {
  const hmac = await subtle.importKey('raw', Buffer.from(SECRET), hmacParams, false, ['sign', 'verify']);
  const short = await subtle.importKey('raw', Buffer.from('too short'), hmacParams, false, ['sign', 'verify']);
  const sha512 = await subtle.importKey(
    'raw',
    Buffer.from(SECRET.repeat(2)),
    { name: 'HMAC', hash: 'SHA-512' },
    false,
    ['sign', 'verify'],
  );
  const [ecPrivate, ecPublic, edPrivate, edPublic] = await Promise.all([
    subtle.importKey('jwk', ecJwk, ecParams, false, ['sign']),
    subtle.importKey('jwk', ecPublicJwk, ecParams, false, ['verify']),
    subtle.importKey('jwk', edJwk, { name: 'Ed25519' }, false, ['sign']),
    subtle.importKey('jwk', edPublicJwk, { name: 'Ed25519' }, false, ['verify']),
  ]);
  return { hmac, short, sha512, ecPrivate, ecPublic, edPrivate, edPublic };
}
const crypted = await cryptoKeys();

const SIGNING: readonly (readonly [string, Omit<SigningKey, 'kid'>, string])[] = [
  ['a secret as text', { key: SECRET }, 'HS256'],
  ['a secret as bytes', { key: Buffer.from(SECRET), alg: 'HS256' }, 'HS256'],
  ['an oct JWK', { key: { kty: 'oct', k: encode(SECRET) } }, 'HS256'],
  ['an EC JWK', { key: ecJwk }, 'ES256'],
  ['an OKP JWK', { key: edJwk, alg: 'EdDSA' }, 'EdDSA'],
  [
    'an OKP JWK with the newer name',
    { key: { ...edJwk, alg: 'Ed25519', use: 'sig', key_ops: ['sign', 'verify'] } },
    'EdDSA',
  ],
  ['an HMAC CryptoKey', { key: crypted.hmac }, 'HS256'],
  ['an ECDSA CryptoKey and its public JWK', { key: crypted.ecPrivate, publicKey: ecPublicJwk }, 'ES256'],
  ['an ECDSA CryptoKey and its public one', { key: crypted.ecPrivate, publicKey: crypted.ecPublic }, 'ES256'],
  ['an Ed25519 CryptoKey and its public one', { key: crypted.edPrivate, publicKey: crypted.edPublic }, 'EdDSA'],
];

test.each(SIGNING)('%s signs and verifies', async (_, key, alg) => {
  const keys = createKeyring([{ kid: 'k1', ...key }]);
  expect(openKeyring(keys).signing?.alg).toBe(alg);
  const token = await makeToken(keys);
  expect(JSON.parse(Buffer.from(token.split('.')[0] as string, 'base64url').toString())).toEqual({
    alg,
    kid: 'k1',
    typ: '2',
  });
  expect(await outcomeOf(token, keys)).toBe('accepted');
  expect(await outcomeOf(token.slice(0, -4) + (token.endsWith('AAAA') ? 'BBBA' : 'AAAA'), keys)).toBe(
    'token-signature',
  );
});

const VERIFYING: readonly (readonly [string, Omit<SigningKey, 'kid'>])[] = [
  ['a public JWK', { key: ecPublicJwk }],
  ['a public CryptoKey', { key: crypted.ecPublic }],
  ['a private JWK that may only verify', { key: { ...ecJwk, key_ops: ['verify'] } }],
];

test.each(VERIFYING)('%s verifies and cannot sign', async (_, key) => {
  const keys = createKeyring([{ kid: 'es', ...key }]);
  expect(keys.signingKid).toBeUndefined();
  await expect(makeToken(keys)).rejects.toThrow('keys: the first key can only verify, so nothing can be signed');
  expect(await outcomeOf(signEc(header({ alg: 'ES256', kid: 'es' }), PAYLOAD), keys)).toBe('accepted');
});

const pem = ec.publicKey.export({ format: 'pem', type: 'spki' }) as string;
const spki = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
/** A certificate begins with three sequences and a version (RFC 5280 §4.1). */
const certificate = Buffer.concat([
  Buffer.from([0x30, 0x82, 0x01, 0x08, 0x30, 0x82, 0x01, 0x04, 0xa0, 0x03, 0x02, 0x01, 0x02]),
  Buffer.alloc(255),
]);
const OTHER_KEYS: readonly (readonly [name: string, key: string | Uint8Array])[] = [
  ['PEM behind a byte order mark', `\ufeff${pem}`],
  ['PEM below bag attributes', `Bag Attributes\n    friendlyName: k\n${pem}`],
  ['PEM in UTF-16', Buffer.from(pem, 'utf16le')],
  ['PEM in UTF-16, behind a byte order mark', Buffer.from(`\ufeff${pem}`, 'utf16le')],
  ['PEM of a URL', encodeURIComponent(pem)],
  ['PEM of a form', new URLSearchParams({ pem }).toString()],
  ['PEM in quotes', JSON.stringify(pem)],
  ['PEM in base64, as variables of an environment hold it', Buffer.from(pem).toString('base64')],
  ['PEM in hexadecimal', Buffer.from(pem).toString('hex')],
  ['an SSH key in base64', Buffer.from(`ssh-ed25519 ${'A'.repeat(68)} me@host`).toString('base64url')],
  ['DER in hexadecimal', spki(ec.publicKey).toString('hex')],
  ['DER in hexadecimal, its last digit missing', spki(ec.publicKey).toString('hex').slice(0, -1)],
  [
    'DER in hexadecimal with colons',
    spki(ed.publicKey)
      .toString('hex')
      .replace(/..(?=.)/g, '$&:'),
  ],
  ['DER in base64url', spki(ec.publicKey).toString('base64url')],
  ['DER in base64, in lines', spki(rsa).toString('base64').replace(/.{64}/g, '$&\n')],
  ['an RSA key in DER', spki(rsa)],
  ['an RSA key in base64', spki(rsa).toString('base64')],
  ['an RSA key as PKCS #1', rsa.export({ format: 'der', type: 'pkcs1' })],
  ['a P-384 key in DER', spki(p384)],
  ['a P-384 key in base64', spki(p384).toString('base64')],
  ['a private key in DER', ec.privateKey.export({ format: 'der', type: 'pkcs8' })],
  ['a private key as SEC 1', ec.privateKey.export({ format: 'der', type: 'sec1' })],
  ['a certificate', certificate],
  ['a certificate in base64', certificate.toString('base64')],
  ['SSH2', `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "x"\n${'A'.repeat(60)}\n---- END SSH2 PUBLIC KEY ----`],
  ['an RSA key of OpenSSH', `ssh-rsa ${'A'.repeat(300)} me@host`],
  ['an SSH key without its type', Buffer.from(`\0\0\0\x0bssh-ed25519\0\0\0 ${'x'.repeat(32)}`).toString('base64')],
  ['a list of JWKs', JSON.stringify([ecPublicJwk])],
  ['a JWK Set', JSON.stringify({ keys: [edPublicJwk] }, undefined, 2)],
  ['a JWK in base64', Buffer.from(JSON.stringify(ecPublicJwk)).toString('base64')],
];

test('secrets are not taken for keys of another kind', () => {
  // Every first byte, many seconds, and all the ways in which secrets are written.
  for (let first = 0; first < 256; first++) {
    const bytes = createHash('sha256').update(String(first)).digest();
    bytes[0] = first;
    for (const key of [bytes, bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')])
      expect(createKeyring([{ kid: 'k', key }]).kids).toEqual(['k']);
  }
  // One sequence with a number that is neither a version nor a modulus.
  const near = Buffer.concat([Buffer.from([0x30, 0x1e, 0x02, 0x05, 0x09]), Buffer.alloc(27, 7)]);
  expect(createKeyring([{ kid: 'k', key: near }]).kids).toEqual(['k']);
});

const REFUSED: readonly (readonly [string, unknown, RegExp])[] = [
  ['255 bits', { key: SECRET.slice(1) }, /^keys\[0\]\.key: must have at least 32 bytes, not 31$/],
  ['an oct JWK too short', { key: { kty: 'oct', k: 'AAAA' } }, /^keys\[0\]\.key\.k: must have at least 32 bytes/],
  [
    'an oct JWK that is no base64url',
    { key: { kty: 'oct', k: `${encode(SECRET)}=` } },
    /^keys\[0\]\.key\.k: must be base64url/,
  ],
  ['an oct JWK of one letter', { key: { kty: 'oct', k: 'A' } }, /^keys\[0\]\.key\.k: must be base64url/],
  ['an HMAC CryptoKey too short', { key: crypted.short }, /^keys\[0\]\.key: is a CryptoKey of a kind/],
  ['an HMAC CryptoKey of another hash', { key: crypted.sha512 }, /^keys\[0\]\.key: is a CryptoKey of a kind/],
  ['a public key in PEM for a secret', { key: pem }, /^keys\[0\]\.key: is a key or certificate in PEM/],
  ['a public key in PEM, indented', { key: `\n  ${pem}` }, /^keys\[0\]\.key: is a key or certificate in PEM/],
  ['a public key in PEM as bytes', { key: Buffer.from(pem) }, /^keys\[0\]\.key: is a key or certificate in PEM/],
  [
    'a public key in DER',
    { key: ec.publicKey.export({ format: 'der', type: 'spki' }) },
    /^keys\[0\]\.key: is a key or certificate in PEM/,
  ],
  [
    'an Ed25519 public key in DER',
    { key: ed.publicKey.export({ format: 'der', type: 'spki' }) },
    /^keys\[0\]\.key: is a key or certificate in PEM/,
  ],
  [
    'a public key in DER as base64',
    { key: ec.publicKey.export({ format: 'der', type: 'spki' }).toString('base64') },
    /^keys\[0\]\.key: is a key or certificate in PEM/,
  ],
  [
    'an Ed25519 one in DER as base64',
    { key: ed.publicKey.export({ format: 'der', type: 'spki' }).toString('base64') },
    /^keys\[0\]\.key: is a key or certificate in PEM/,
  ],
  ['an SSH key', { key: `ssh-ed25519 ${'A'.repeat(60)}` }, /^keys\[0\]\.key: is a key or certificate in PEM/],
  [
    'an SSH key of P-256',
    { key: `ecdsa-sha2-nistp256 ${'A'.repeat(60)}` },
    /^keys\[0\]\.key: is a key or certificate in PEM/,
  ],
  ['a JWK as text', { key: JSON.stringify(ecPublicJwk) }, /^keys\[0\]\.key: is a key or certificate in PEM/],
  ...OTHER_KEYS.map(([name, key]): (typeof REFUSED)[number] => [
    name,
    { key },
    /^keys\[0\]\.key: is a key or certificate in PEM/,
  ]),
  ['ES256 for a secret', { key: SECRET, alg: 'ES256' }, /^keys\[0\]\.alg: must be HS256 for this key, not a string/],
  ['HS256 for an EC key', { key: ecPublicJwk, alg: 'HS256' }, /^keys\[0\]\.alg: must be ES256 for this key/],
  ['EdDSA for an EC CryptoKey', { key: crypted.ecPublic, alg: 'EdDSA' }, /^keys\[0\]\.alg: must be ES256 for this key/],
  ['another algorithm', { key: SECRET, alg: 'HS512' }, /^keys\[0\]\.alg: must be HS256, ES256 or EdDSA, not a string/],
  ['none', { key: SECRET, alg: 'none' }, /^keys\[0\]\.alg: must be/],
  ['RSA', { key: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }, /^keys\[0\]\.key: is a JWK of a kind/],
  ['P-384', { key: { ...ecPublicJwk, crv: 'P-384' } }, /^keys\[0\]\.key: is a JWK of a kind/],
  ['X25519', { key: { ...edPublicJwk, crv: 'X25519' } }, /^keys\[0\]\.key: is a JWK of a kind/],
  ['a JWK that says ES384', { key: { ...ecPublicJwk, alg: 'ES384' } }, /^keys\[0\]\.key\.alg: must be ES256/],
  ['a JWK for encryption', { key: { ...ecPublicJwk, use: 'enc' } }, /^keys\[0\]\.key\.use: must be "sig"/],
  [
    'a JWK for other operations',
    { key: { ...ecPublicJwk, key_ops: ['deriveKey'] } },
    /^keys\[0\]\.key\.key_ops: must include/,
  ],
  ['an EC JWK without y', { key: { ...ecPublicJwk, y: undefined } }, /^keys\[0\]\.key\.y: must be 32 bytes/],
  ['an EC JWK with a short x', { key: { ...ecPublicJwk, x: 'AAAA' } }, /^keys\[0\]\.key\.x: must be 32 bytes/],
  [
    'an OKP JWK with a long d',
    { key: { ...edJwk, d: encode(new Uint8Array(33)) } },
    /^keys\[0\]\.key\.d: must be 32 bytes/,
  ],
  ['a private CryptoKey alone', { key: crypted.ecPrivate }, /^keys\[0\]\.publicKey: is required/],
  [
    'a private CryptoKey for a public one',
    { key: crypted.ecPrivate, publicKey: crypted.ecPrivate },
    /publicKey: is required/,
  ],
  [
    'the public key of another kind',
    { key: crypted.ecPrivate, publicKey: edPublicJwk },
    /^keys\[0\]\.publicKey: must be a JWK or CryptoKey for ES256/,
  ],
  [
    'a public key as text',
    { key: crypted.ecPrivate, publicKey: pem },
    /^keys\[0\]\.publicKey: must be a JWK or CryptoKey/,
  ],
  ['a service without an algorithm', { key: { sign() {}, verify() {} } }, /^keys\[0\]\.alg: is required/],
  [
    'a service of other things',
    { key: { sign: 1, verify: 2 }, alg: 'ES256' },
    /^keys\[0\]\.key: must have sign and verify as functions/,
  ],
  ['a number', { key: 5 }, /^keys\[0\]\.key: must be a secret/],
  ['nothing', {}, /^keys\[0\]\.key: must be a secret/],
  ['null', { key: null }, /^keys\[0\]\.key: must be a secret/],
  ['a list', { key: [SECRET] }, /^keys\[0\]\.key: must be a secret/],
  ['no key id', { kid: undefined, key: SECRET }, /^keys\[0\]\.kid: must be 1 to 64/],
  ['a key id that needs escaping', { kid: 'a"b', key: SECRET }, /^keys\[0\]\.kid: must be 1 to 64/],
  ['a key id with a line break', { kid: 'ab\n', key: SECRET }, /^keys\[0\]\.kid: must be 1 to 64/],
  ['a key id too long', { kid: 'a'.repeat(65), key: SECRET }, /^keys\[0\]\.kid: must be 1 to 64/],
  ['a date that is none', { key: SECRET, notAfter: new Date('x') }, /^keys\[0\]\.notAfter: must be a valid Date/],
  ['a date as text', { key: SECRET, notBefore: '2026-01-01' }, /^keys\[0\]\.notBefore: must be a valid Date/],
  [
    'a typo',
    { key: SECRET, notbefore: new Date() },
    /^keys\[0\]: unknown option "notbefore", did you mean "notBefore"\?/,
  ],
];

describe('refused', () => {
  test.each(REFUSED)('%s', (_, key, message) => {
    const make = () => createKeyring([{ kid: 'k1', ...(key as Partial<SigningKey>) } as SigningKey]);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
    // Whatever else it says, it shows no key.
    try {
      make();
    } catch (error) {
      for (const secret of [
        SECRET,
        SECRET.slice(1),
        encode(SECRET),
        ecJwk.d,
        edJwk.d,
        ecPublicJwk.x,
        pem.slice(30, 60),
      ])
        expect(String(error)).not.toContain(secret);
    }
  });

  test('no keys, the same key id twice, options that are none', () => {
    expect(() => createKeyring([])).toThrow('keys: must have at least one key');
    expect(() => createKeyring(SECRET as unknown as SigningKey[])).toThrow(
      'keys: must be an array of keys or a JWK Set, parsed from JSON',
    );
    expect(() =>
      createKeyring([
        { kid: 'a', key: SECRET },
        { kid: 'a', key: OTHER_SECRET },
      ]),
    ).toThrow('keys[1].kid: is used twice');
    const withOptions = (options: unknown) => () =>
      createKeyring([{ kid: 'a', key: SECRET }], options as KeyringOptions);
    expect(withOptions({ pseudonymKey: 'short' })).toThrow('pseudonymKey: must have at least 32 bytes, not 5');
    expect(withOptions({ cipher: {} })).toThrow('cipher: must be made by createPayloadCipher');
    expect(withOptions({ cipher: null })).toThrow('cipher: must be made by createPayloadCipher');
    expect(withOptions({ cypher: 1 })).toThrow('did you mean "cipher"?');
  });

  test('a point that is not on the curve, when it is first used', async () => {
    const keys = createKeyring([{ kid: 'es', key: { ...ecPublicJwk, x: ecPublicJwk.y as string } }]);
    await expect(outcomeOf(signEc(header({ alg: 'ES256', kid: 'es' }), PAYLOAD), keys)).rejects.toThrow(
      new TypeError('keys[0].key: is not a valid public key for ES256'),
    );
  });
});

describe('JWK Sets', () => {
  const jwk = (kid: string, more: object = {}) => ({ ...ecPublicJwk, kid, ...more });

  test('of public keys read and do not sign', async () => {
    expect(publicKeys.signingKid).toBeUndefined();
    expect(await outcomeOf(signEc(header({ alg: 'ES256', kid: 'es' }), PAYLOAD), publicKeys)).toBe('accepted');
  });

  test('pass over keys for other purposes, and are refused where none is left', () => {
    const vendor = [{ kty: 'RSA', kid: 'r' }, jwk('enc', { use: 'enc' }), jwk('p384', { crv: 'P-384' }), null];
    const keys = createKeyring({ keys: [...vendor, jwk('a'), jwk('b')] } as never);
    expect(keys.kids).toEqual(['a', 'b']);
    expect(() => createKeyring({ keys: vendor } as never)).toThrow('keys: must have at least one key');
  });

  test('that mix secrets and public keys are refused: what is published holds no secret', () => {
    expect(() => createKeyring({ keys: [jwk('a'), { kty: 'oct', k: encode(SECRET), kid: 'b' }] })).toThrow(
      'keys: must not mix secrets',
    );
  });

  test('may use UUIDs and thumbprints for key ids', () => {
    for (const kid of ['018c0ae5-4d9b-471b-bfd6-eef314bc7037', 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'])
      expect(createKeyring({ keys: [jwk(kid)] }).kids).toContain(kid);
  });
});

describe('over time', () => {
  test('the first key signs and all verify, so a new one is put in front', async () => {
    const before = createKeyring([{ kid: 'old', key: OTHER_SECRET }]);
    const after = createKeyring([
      { kid: 'new', key: SECRET },
      { kid: 'old', key: OTHER_SECRET },
    ]);
    const retired = createKeyring([{ kid: 'new', key: SECRET }]);
    const [first, second] = [await makeToken(before), await makeToken(after)];
    expect(await outcomeOf(first, after)).toBe('accepted');
    expect(await outcomeOf(second, retired)).toBe('accepted');
    expect(await outcomeOf(first, retired)).toBe('token-key-unknown');
    expect(await outcomeOf(second, before)).toBe('token-key-unknown');
  });

  test('notBefore and notAfter are kept to the millisecond, with two minutes for clocks that differ, once the signature is right', async () => {
    const [from, to] = [1_000_000, 2_000_000];
    const keys = createKeyring([{ kid: 'hs', key: SECRET, notBefore: new Date(from), notAfter: new Date(to) }]);
    const token = await makeToken(keys);
    const at = (time: number) => outcomeOf(token, keys, { now: () => new Date(time) });
    const leeway = 120_000;
    expect([
      await at(from - leeway - 1),
      await at(from - leeway),
      await at(to + leeway),
      await at(to + leeway + 1),
    ]).toEqual(['token-key-inactive', 'accepted', 'accepted', 'token-key-inactive']);
    expect(await outcomeOf(signAny(header(), PAYLOAD, OTHER_SECRET), keys)).toBe('token-signature');
  });

  test('a clock without a time is a mistake, not a time at which every key is good', async () => {
    const keys = createKeyring([{ kid: 'hs', key: SECRET, notAfter: new Date(0) }]);
    const decoded = outcomeOf(await makeToken(keys), keys, { now: () => new Date(Number.NaN) });
    await expect(decoded).rejects.toThrow(new TypeError('now: must return a valid Date'));
  });
});

test('printing a keyring shows no key', () => {
  const keys = createKeyring(
    [
      { kid: 'a', key: SECRET },
      { kid: 'b', key: ecJwk },
      { kid: 'c', key: edJwk },
    ],
    { pseudonymKey: OTHER_SECRET },
  );
  const inspectValue = `${inspect(keys, { depth: 20, showHidden: true, showProxy: true, getters: true })}${JSON.stringify(keys)}`;
  for (const secret of [SECRET, OTHER_SECRET, ecJwk.d, edJwk.d]) expect(inspectValue).not.toContain(secret);
});
