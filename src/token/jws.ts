import { CompactEncrypt, CompactSign, type CryptoKey, compactDecrypt, compactVerify, importJWK, type JWK } from 'jose';
import type { Algorithm } from './signer.js';

export type { CryptoKey, JWK };

/** A key as jose takes it. */
export type KeyMaterial = Uint8Array | CryptoKey | JWK;

async function imported(key: KeyMaterial, algorithm: string): Promise<Uint8Array | CryptoKey> {
  return key instanceof Uint8Array || !isJwk(key) ? key : importJWK(key, algorithm);
}

function isJwk(key: CryptoKey | JWK): key is JWK {
  return 'kty' in key;
}

/** Signs a payload as a JWS in compact serialisation (RFC 7515 §7.1), header members in the order alg, kid, typ. */
export async function signJws(
  payload: Uint8Array,
  alg: Algorithm,
  kid: string,
  typ: string,
  key: KeyMaterial,
): Promise<string> {
  return new CompactSign(payload).setProtectedHeader({ alg, kid, typ }).sign(await imported(key, alg));
}

/** Says whether a compact JWS is signed by the key, with the one algorithm that is pinned to it. */
export async function verifyJws(token: string, alg: Algorithm, key: KeyMaterial): Promise<boolean> {
  const verifier = await imported(key, alg);
  try {
    await compactVerify(token, verifier, { algorithms: [alg] });
    return true;
  } catch {
    return false;
  }
}

/** Encrypts a token (JWE compact serialisation, RFC 7516 §7.1; `dir` and A256GCM, RFC 7518 §4.5 and §5.3). */
export async function encryptJwe(token: string, kid: string, typ: string, key: Uint8Array): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(token))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, typ, cty: 'JOSE' })
    .encrypt(key);
}

/** Decrypts a token; undefined for a wrong key or an altered token. */
export async function decryptJwe(token: string, key: Uint8Array): Promise<string | undefined> {
  try {
    const { plaintext } = await compactDecrypt(token, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return new TextDecoder().decode(plaintext);
  } catch {
    return undefined;
  }
}
