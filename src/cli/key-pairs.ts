import { generateKeyPairSync, type JsonWebKeyInput, randomBytes } from 'node:crypto';
import { generateKey } from '../token/generate-key.js';

type Jwk = JsonWebKeyInput['key'];

/** A key as `createKeyring` takes it and as JSON holds it. */
export interface StoredKey {
  readonly kid: string;
  readonly alg?: string;
  readonly key: string | Jwk;
}

/** How each algorithm's first key is made. */
const MAKERS = {
  HS256: (): StoredKey => generateKey() as StoredKey,
  ES256: (): StoredKey => pair('ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(JWK)),
  EdDSA: (): StoredKey => pair('EdDSA', generateKeyPairSync('ed25519').privateKey.export(JWK)),
} as const;

const JWK = { format: 'jwk' } as const;

export const ALGORITHMS: readonly string[] = Object.keys(MAKERS);

/** Makes a key that signs: a secret, or a private JWK. */
export function makeKey(alg: string): StoredKey {
  return MAKERS[alg as keyof typeof MAKERS]();
}

/** Makes a key that encrypts: 32 bytes in base64url. */
export function makeEncryptionKey(): StoredKey {
  return { kid: generateKey().kid, key: randomBytes(32).toString('base64url') };
}

/** The algorithm of a key, as far as it can be told; a key of text is a secret. */
export function algorithmOf({ alg, key }: StoredKey): string {
  if (alg !== undefined) return alg;
  if (typeof key === 'string') return 'HS256';
  return { EC: 'ES256', OKP: 'EdDSA' }[String(key.kty)] ?? 'HS256';
}

function pair(alg: string, key: Jwk): StoredKey {
  return { kid: generateKey().kid, alg, key };
}

/** Gives the public halves of keys as a JWK Set (RFC 7517 §5); undefined where one of them has none. */
export function publicKeys(keys: readonly StoredKey[]): { keys: Jwk[] } | undefined {
  const halves = keys.map(({ kid, key }) => (typeof key === 'string' ? undefined : publicHalf(kid, key)));
  return halves.every((half) => half !== undefined) ? { keys: halves } : undefined;
}

function publicHalf(kid: string, { kty, crv, x, y }: Jwk): Jwk | undefined {
  if (kty === 'EC') return { kid, kty, crv, x, y, use: 'sig' } as Jwk;
  return kty === 'OKP' ? ({ kid, kty, crv, x, use: 'sig' } as Jwk) : undefined;
}
