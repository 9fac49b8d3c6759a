import type { CryptoKey, JWK } from './jws.js';
import type { Algorithm } from './signer.js';

/** Says whether a signature over the data is right. */
export type Verify = (data: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;

/** All there is to know about an algorithm (RFC 7518 §3, RFC 8037 §3.1). */
export interface AlgorithmFacts {
  /** As the Web Crypto API wants it, for importing and verifying alike. */
  readonly params: { readonly name: string; readonly hash?: string; readonly namedCurve?: string };
  /** How long a signature is. */
  readonly bytes: number;
  /** Signing the same twice gives different bytes. */
  readonly random: boolean;
}

export const ALGORITHMS: Readonly<Record<Algorithm, AlgorithmFacts>> = {
  HS256: { params: { name: 'HMAC', hash: 'SHA-256' }, bytes: 32, random: false },
  ES256: { params: { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' }, bytes: 64, random: true },
  EdDSA: { params: { name: 'Ed25519' }, bytes: 64, random: false },
};

/**
 * Makes the verification of a key by the runtime's own Web Crypto API, which the redirect side needs no library for. The
 * key is imported when it is first used; `invalid` is thrown where it cannot be, such as a point that is not on the curve.
 */
export function createVerify(alg: Algorithm, material: Uint8Array | JWK | CryptoKey, invalid: () => Error): Verify {
  const { params } = ALGORITHMS[alg];
  let imported: Promise<CryptoKey> | undefined;
  return async (data, signature) => {
    imported ??= importKey(params, material).catch(() => {
      throw invalid();
    });
    return crypto.subtle.verify(params, await imported, signature, data);
  };
}

async function importKey(params: { name: string }, material: Uint8Array | JWK | CryptoKey): Promise<CryptoKey> {
  if (material instanceof Uint8Array) return crypto.subtle.importKey('raw', material, params, false, ['verify']);
  if ('kty' in material) return crypto.subtle.importKey('jwk', material, params, false, ['verify']);
  return material as CryptoKey;
}
