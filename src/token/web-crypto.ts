import { encodeText } from '#runtime';
import { encodeBytes } from './base64url.js';
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
    imported ??= importKey(params, material, 'verify').catch(() => {
      throw invalid();
    });
    return crypto.subtle.verify(params, await imported, signature, data);
  };
}

/** Signs a payload as a JWS in compact serialisation (RFC 7515 §7.1), header members in the order alg, kid, typ. */
export type SignToken = (payload: Uint8Array, kid: string, typ: string) => Promise<string>;

/**
 * Makes the signing of a key by Web Crypto, whose signatures have JOSE's form already (RFC 7518 §3.4). The material stays
 * in the closure, so that a keyring never hands it out.
 */
export function createSignToken(alg: Algorithm, material: Uint8Array | JWK | CryptoKey): SignToken {
  const { params } = ALGORITHMS[alg];
  let imported: Promise<CryptoKey> | undefined;
  return async (payload, kid, typ) => {
    imported ??= importKey(params, material, 'sign');
    const input = `${encodeText(JSON.stringify({ alg, kid, typ }))}.${encodeBytes(payload)}`;
    const signature = await crypto.subtle.sign(params, await imported, new TextEncoder().encode(input));
    return `${input}.${encodeBytes(new Uint8Array(signature))}`;
  };
}

async function importKey(
  params: { name: string },
  material: Uint8Array | JWK | CryptoKey,
  usage: 'sign' | 'verify',
): Promise<CryptoKey> {
  if (material instanceof Uint8Array) return crypto.subtle.importKey('raw', material, params, false, [usage]);
  if ('kty' in material) return crypto.subtle.importKey('jwk', material, params, false, [usage]);
  return material as CryptoKey;
}
