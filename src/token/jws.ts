import { CompactEncrypt, type CryptoKey, compactDecrypt, type JWK } from 'jose';

export type { CryptoKey, JWK };

/** How a token is encrypted. */
export interface EncryptionInput {
  readonly kid: string;
  readonly typ: string;
  readonly key: Uint8Array;
  /** 12 bytes, never twice for two different tokens. */
  readonly iv: Uint8Array;
}

/** Encrypts a token (JWE compact serialisation, RFC 7516 §7.1; `dir` and A256GCM, RFC 7518 §4.5 and §5.3). */
export async function encryptJwe(token: string, { kid, typ, key, iv }: EncryptionInput): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(token))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, typ, cty: 'JOSE' })
    .setInitializationVector(iv)
    .encrypt(key);
}

/** Decrypts a token; undefined for a wrong key or an altered token. */
export async function decryptJwe(token: string, key: Uint8Array): Promise<string | undefined> {
  try {
    const { plaintext } = await compactDecrypt(token, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext);
  } catch {
    return undefined;
  }
}
