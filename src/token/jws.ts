import { CompactEncrypt, CompactSign, type CryptoKey, compactDecrypt, compactVerify, type JWK } from 'jose';
import type { Algorithm } from './signer.js';

export type { CryptoKey, JWK };

/** A key as jose takes it. */
export type KeyMaterial = Uint8Array | CryptoKey | JWK;

/** Signs a payload as a JWS in compact serialisation (RFC 7515 §7.1), header members in the order alg, kid, typ. */
export async function signJws(
  payload: Uint8Array,
  alg: Algorithm,
  kid: string,
  typ: string,
  key: KeyMaterial,
): Promise<string> {
  return new CompactSign(payload).setProtectedHeader({ alg, kid, typ }).sign(key);
}

/** Says whether a compact JWS is signed by the key, with the one algorithm that is pinned to it. */
export async function verifyJws(token: string, alg: Algorithm, key: KeyMaterial): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [alg] });
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
