import { checkKeys, mistake } from '../options.js';
import { decryptJwe, encryptJwe } from './jws.js';

/** Encrypts tokens and reads them again. Made by `createPayloadCipher`. */
export interface PayloadCipher {
  encrypt(token: string): Promise<string>;
  /** Undefined for a wrong key or an altered token. */
  decrypt(token: string, kid: string): Promise<string | undefined>;
}

/** The type in the header of an encrypted token. */
export const ENCRYPTED_TYPE = 'cs1+enc';

/** A key that encrypts, 32 bytes for A256GCM. Not the one that signs. */
export interface EncryptionKey {
  readonly kid: string;
  readonly key: Uint8Array;
}

/**
 * Makes the cipher for `createKeyring(keys, { cipher })`: with `encryptPayload: true`, nobody who holds a tracked URL can
 * read destination or contact. The token is signed first, then encrypted (RFC 7519 §11.2), so a redirect service that can
 * decrypt still cannot forge where it holds public keys only. The first key encrypts, all decrypt.
 */
export function createPayloadCipher(keys: readonly EncryptionKey[]): PayloadCipher {
  if (!Array.isArray(keys) || keys.length === 0)
    throw mistake('encryption keys', 'must be an array with at least one key');
  const byKid = new Map(
    keys.map((key: EncryptionKey, at) => [checkedKid(key, `encryption keys[${at}]`), new Uint8Array(key.key)]),
  );
  const [first] = keys as readonly EncryptionKey[];
  const { kid } = first as EncryptionKey;
  return {
    encrypt: (token) => encryptJwe(token, kid, ENCRYPTED_TYPE, byKid.get(kid) as Uint8Array),
    async decrypt(token, wanted) {
      const key = byKid.get(wanted);
      return key === undefined ? undefined : decryptJwe(token, key);
    },
  };
}

function checkedKid(key: EncryptionKey, option: string): string {
  checkKeys(option, key, ['kid', 'key']);
  if (typeof key.kid !== 'string' || !/^[\w.-]{1,32}$/.test(key.kid))
    throw mistake(`${option}.kid`, 'must be 1 to 32 of A-Z a-z 0-9 . _ -', key.kid);
  if (!(key.key instanceof Uint8Array) || key.key.length !== 32)
    throw mistake(`${option}.key`, 'must be a Uint8Array of 32 bytes');
  return key.kid;
}
