import {
  CompactEncrypt,
  CompactSign,
  compactDecrypt,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import { describe, expect, test } from 'vitest';
import { audienceOf } from '../../src/token/audience.js';
import { decodeClick } from '../../src/token/decode-click.js';
import { createKeyring } from '../../src/token/keyring.js';
import {
  CONSTANTS,
  ENCRYPTION_KEY,
  ec,
  ecJwk,
  ecPublicJwk,
  edJwk,
  edPublicJwk,
  encode,
  header,
  keyrings,
  LINK,
  makeToken,
  outcomeOf,
  PAYLOAD,
  SECRET,
  signEc,
  TRACKING_URL,
} from './sample.js';

const bytes = new TextEncoder();
const KEYS = {
  HS256: { kid: 'hs', sign: bytes.encode(SECRET), verify: bytes.encode(SECRET) },
  ES256: { kid: 'es', sign: ecJwk, verify: ecPublicJwk },
  EdDSA: { kid: 'ed', sign: edJwk, verify: edPublicJwk },
} as const;

describe.each(['HS256', 'ES256', 'EdDSA'] as const)('jose by %s', (alg) => {
  const { kid, sign, verify } = KEYS[alg];

  test('reads what is made here', async () => {
    const { payload, protectedHeader } = await compactVerify(
      await makeToken(keyrings[alg]),
      await importJWKor(verify, alg),
      { algorithms: [alg] },
    );
    expect(protectedHeader).toEqual({ alg, kid, typ: '2' });
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual([
      4,
      LINK.url?.replace('https://', ''),
      `hero${audienceOf(TRACKING_URL)}rBUQAAQ`,
      'c-17',
      'nov',
      'm1',
      'b',
    ]);
  });

  test('makes what is read here, in whatever order its header is', async () => {
    const token = await new CompactSign(bytes.encode(PAYLOAD))
      .setProtectedHeader({ typ: '2', kid, alg })
      .sign(await importJWKor(sign, alg));
    expect(await decodeClick(token, { keys: keyrings.HS256 })).toMatchObject({
      url: 'https://shop.example/',
      linkId: 'hero',
      kid,
    });
  });
});

async function importJWKor(key: Uint8Array | object, alg: string) {
  return key instanceof Uint8Array ? key : importJWK(key, alg);
}

describe('jose encrypts', () => {
  test('what is read here, and reads what is encrypted here', async () => {
    const token = await makeToken(keyrings.HS256);
    const jwe = await new CompactEncrypt(bytes.encode(token))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'e1', typ: '2e' })
      .encrypt(ENCRYPTION_KEY);
    expect(await outcomeOf(jwe)).toBe('accepted');
    const ours = await makeToken(keyrings.HS256, LINK, {}, { ...CONSTANTS, encryptPayload: true });
    const { plaintext, protectedHeader } = await compactDecrypt(ours, ENCRYPTION_KEY);
    expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM', kid: 'e1', typ: '2e', cty: 'JOSE' });
    expect(await outcomeOf(Buffer.from(plaintext).toString())).toBe('accepted');
  });

  test('in other ways, and is not read', async () => {
    const token = await makeToken(keyrings.HS256);
    const direct = { alg: 'dir', enc: 'A256GCM', kid: 'e1', typ: '2e' };
    const zipped = await new CompactEncrypt(bytes.encode(token))
      .setProtectedHeader({ ...direct, zip: 'DEF' })
      .encrypt(ENCRYPTION_KEY)
      .catch(() => undefined);
    if (zipped !== undefined) expect(await outcomeOf(zipped)).toBe('token-malformed');
    const wrapped = await new CompactEncrypt(bytes.encode(token))
      .setProtectedHeader({ ...direct, alg: 'A256KW' })
      .encrypt(ENCRYPTION_KEY);
    expect(await outcomeOf(wrapped)).toBe('token-algorithm');
    const other = await new CompactEncrypt(bytes.encode(token)).setProtectedHeader(direct).encrypt(new Uint8Array(32));
    expect(await outcomeOf(other)).toBe('token-decryption');
  });
});

/** The order of P-256's base point (SEC 2, 2.4.2). */
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const number = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

describe('facts about ES256 that have fooled libraries', () => {
  const head = header({ alg: 'ES256', kid: 'es' });
  const input = `${encode(head)}.${encode(PAYLOAD)}`;
  const [zero, one, last, order] = [0n, 1n, N - 1n, N].map(number) as [Buffer, Buffer, Buffer, Buffer];

  test.each(
    [zero, one, last, order].flatMap((r, i) =>
      [zero, one, last, order].map((s, j) => [`R ${i}, S ${j}`, Buffer.concat([r, s])] as const),
    ),
  )('no numbers at the edges are a signature: %s', async (_, signature) => {
    expect(await outcomeOf(`${input}.${encode(signature)}`)).toBe('token-signature');
  });

  test('neither is a longer or shifted one', async () => {
    const good = Buffer.from(signEc(head, PAYLOAD).split('.')[2] as string, 'base64url');
    const [r, s] = [good.subarray(0, 32), good.subarray(32)];
    const beyond = (each: Buffer) => number((BigInt(`0x${each.toString('hex')}`) + N) % (1n << 256n));
    const pad = Buffer.alloc(1);
    for (const parts of [[pad, r, pad, s], [s, r], [beyond(r), s], [r, beyond(s)], [r]])
      expect(await outcomeOf(`${input}.${encode(Buffer.concat(parts))}`)).toBe('token-signature');
    expect(await outcomeOf(`${input}.${encode(good)}`)).toBe('accepted');
  });

  test('its second spelling is a signature, as everywhere: docs/tokens.md says what follows', async () => {
    const good = Buffer.from(signEc(head, PAYLOAD).split('.')[2] as string, 'base64url');
    const twin = Buffer.concat([good.subarray(0, 32), number(N - BigInt(`0x${good.subarray(32).toString('hex')}`))]);
    expect(await outcomeOf(`${input}.${encode(twin)}`)).toBe('accepted');
  });

  test("a key of the attacker's own curve point is no key of the keyring", async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const forged = await new CompactSign(bytes.encode(PAYLOAD))
      .setProtectedHeader({ alg: 'ES256', kid: 'es', typ: '2', jwk })
      .sign(privateKey);
    expect(await outcomeOf(forged)).toBe('token-malformed');
    const keys = createKeyring([{ kid: 'es', key: ec.publicKey.export({ format: 'jwk' }) }]);
    expect(await outcomeOf(forged, keys)).toBe('token-malformed');
  });
});
