import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeBytes, isCanonical } from '../../src/token/base64url.js';
import { decryptJwe } from '../../src/token/jws.js';
import { createKeyring, type Keyring, openKeyring } from '../../src/token/keyring.js';
import { ALGORITHMS } from '../../src/token/web-crypto.js';
import { outcomeOf } from './sample.js';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly result: 'valid' | 'invalid';
  readonly jws?: unknown;
  readonly jwe?: unknown;
}
type Jwk = Record<string, unknown>;
interface Group {
  readonly comment: string;
  readonly private?: Jwk;
  readonly public?: Jwk;
  readonly tests: readonly Vector[];
}

const folder = new URL('../../../shared/corpus/jose/', import.meta.url);
const read = (name: string): readonly Group[] =>
  (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { testGroups: Group[] }).testGroups;

beforeAll(() => expect(existsSync(folder), '../shared/corpus/jose is there').toBe(true));

/** A keyring of the group's key or set; undefined where createKeyring refuses it. */
function keyringOf({ private: secret, public: open }: Group): Keyring | undefined {
  const given = open ?? secret ?? {};
  const keys = ('keys' in given ? given['keys'] : [given]) as Jwk[];
  try {
    return createKeyring({ keys: keys.map((key) => ({ kid: 'unnamed', ...key })) } as never);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return undefined;
  }
}

/** What decodeClick does with a token once its header is ours: spelling, length, and the key's own algorithm. */
async function verifies(keys: Keyring, jws: unknown): Promise<boolean> {
  if (typeof jws !== 'string') return false;
  const [header = '', payload = '', signature = '', ...more] = jws.split('.');
  if (more.length > 0 || ![header, payload, signature].every(isCanonical)) return false;
  const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as Jwk;
  const entry = openKeyring(keys).byKid.get(typeof kid === 'string' ? kid : 'unnamed');
  if (entry === undefined || alg !== entry.alg) return false;
  const input = `${header}.${payload}`;
  const bytes = decodeBytes(signature);
  if (entry.hmac !== undefined) return entry.hmac.verify(input, signature);
  return bytes.length === ALGORITHMS[entry.alg].bytes && entry.verify(Buffer.from(input), bytes);
}

/** Marked valid by those who drop foreign characters before decoding, which RFC 7515 §5.2 forbids; jose refuses them, too. */
const TOO_LENIENT = ['InvalidCharacterInsertedInHeader', 'InvalidCharacterInsertedInPayload'];

describe.each(['json_web_signature_test', 'json_web_key_test'])('%s', (file) => {
  const counts = { read: 0, refused: 0, vendor: 0, lenient: 0 };

  test.each(
    read(file).flatMap((group) =>
      group.tests.map((vector) => ({ group, vector, name: `${group.comment} ${vector.tcId} ${vector.comment}` })),
    ),
  )('$name', async ({ group, vector }) => {
    const keys = keyringOf(group);
    const token = typeof vector.jws === 'string' ? vector.jws : JSON.stringify(vector.jws);
    // None is a click, whatever its signature: refused with a code, or as a mistake where its key is no point of the curve.
    if (keys !== undefined)
      await expect(
        outcomeOf(token, keys).catch((error: unknown) => error instanceof TypeError && 'a wrong key'),
      ).resolves.not.toBe('accepted');
    const good = keys !== undefined && (await verifies(keys, vector.jws).catch(() => false));
    // Two are byte for byte a valid one of their group: the padding that they are named for is not in the file.
    const twin = group.tests.some(({ result, jws }) => result === 'valid' && jws === vector.jws);
    if (vector.result === 'invalid') {
      expect(good).toBe(twin);
      if (!twin) counts.refused++;
    } else if (TOO_LENIENT.includes(vector.comment)) {
      expect(good).toBe(false);
      counts.lenient++;
    } else if (isOurs(group)) {
      expect(good).toBe(true);
      counts.read++;
    } else {
      expect(keys).toBeUndefined();
      counts.vendor++;
    }
  });

  test('was not vacuous', () => {
    expect(counts.read).toBeGreaterThanOrEqual(file === 'json_web_key_test' ? 2 : 9);
    expect(counts.refused).toBeGreaterThanOrEqual(file === 'json_web_key_test' ? 18 : 350);
    expect(counts.lenient).toBe(file === 'json_web_key_test' ? 0 : 2);
  });
});

function isOurs({ private: secret, public: open }: Group): boolean {
  const given = open ?? secret ?? {};
  const keys = ('keys' in given ? given['keys'] : [given]) as Jwk[];
  return keys.every(
    ({ alg, crv, kty }) => alg === 'HS256' || alg === 'ES256' || crv === 'Ed25519' || (kty === 'EC' && crv === 'P-256'),
  );
}

describe('json_web_encryption_test', () => {
  let refused = 0;

  test.each(
    read('json_web_encryption_test').flatMap((group) =>
      group.tests.map((vector) => ({ group, vector, name: `${group.comment} ${vector.tcId} ${vector.comment}` })),
    ),
  )('$name', async ({ group, vector }) => {
    const key = Buffer.from(String(group.private?.['k'] ?? ''), 'base64url');
    const token = typeof vector.jwe === 'string' ? vector.jwe : JSON.stringify(vector.jwe);
    const text = key.length === 32 ? await decryptJwe(token, key) : undefined;
    expect(await outcomeOf(token)).not.toBe('accepted');
    // None of the valid ones is by `dir` and A256GCM: jose-facts.test.ts has those.
    refused++;
    expect(text).toBeUndefined();
  });

  test('was not vacuous', () => {
    expect(refused).toBeGreaterThan(100);
  });
});
