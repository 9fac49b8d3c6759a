import { checkKeys, usageError } from '../checks/options.js';
import { decryptJwe, encryptJwe } from './jws.js';
import { checkKid } from './key-id.js';
import { ENCRYPTED_TYPE } from './token-type.js';

/** Encrypts tokens and reads them again. Made by `createPayloadCipher`. */
export interface PayloadCipher {
  /** Returns the token encrypted, as a compact JWE. */
  encrypt(token: string): Promise<string>;
  /** Undefined for a wrong key or an altered token. */
  decrypt(token: string, kid: string): Promise<string | undefined>;
}

/** A key that encrypts, 32 bytes for A256GCM. Not the one that signs. */
export interface EncryptionKey {
  /** 1 to 64 of `A-Z a-z 0-9 . _ -`. */
  readonly kid: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/**
 * Makes the cipher for `createKeyring(keys, { cipher })`. With it, nobody who holds a tracked URL can read its
 * destination or contact. The token is signed first and then encrypted (RFC 7519 §11.2). So a redirect service that can
 * decrypt, but has public keys only, still cannot forge a token. The first key encrypts, all decrypt. The same token
 * always encrypts to the same bytes, or anonymous recipients could be told apart by them. Throws `TypeError` for a
 * wrong key.
 *
 * @param keys - the first key encrypts, all of them decrypt
 * @returns the cipher
 * @throws TypeError for a wrong key, never showing it
 * @example
 * ```ts
 * import { createKeyring } from 'clickstamp';
 * import { createPayloadCipher } from 'clickstamp/encryption';
 *
 * const cipher = createPayloadCipher([{ kid: 'e1', key: crypto.getRandomValues(new Uint8Array(32)) }]);
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }], { cipher });
 * keys.kids; // => ['k1']
 * ```
 */
export function createPayloadCipher(keys: readonly EncryptionKey[]): PayloadCipher {
  if (!Array.isArray(keys) || keys.length === 0)
    throw usageError('encryption keys', 'must be an array with at least one key');
  const byKid = new Map<string, Uint8Array>();
  keys.forEach((each: EncryptionKey, at) => {
    const option = `encryption keys[${at}]`;
    checkKeys(option, each, ['kid', 'key']);
    checkKid(`${option}.kid`, each.kid);
    if (byKid.has(each.kid)) throw usageError(`${option}.kid`, 'is used twice', each.kid);
    if (!(each.key instanceof Uint8Array) || each.key.length !== 32)
      throw usageError(`${option}.key`, 'must be a Uint8Array of 32 bytes');
    byKid.set(each.kid, new Uint8Array(each.key));
  });
  const [[kid, key]] = [...byKid] as [[string, Uint8Array]];
  const ivFor = createIvMaker(key);
  return {
    encrypt: async (token) => encryptJwe(token, { kid, typ: ENCRYPTED_TYPE, key, iv: await ivFor(token) }),
    async decrypt(token, wanted) {
      const found = byKid.get(wanted);
      return found === undefined ? undefined : decryptJwe(token, found);
    },
  };
}

const IV_BYTES = 12;

/**
 * The initialisation vector is a keyed hash of the token instead of random bytes (a synthetic IV, as in RFC 5297): two
 * different tokens share one no more often than random ones would (NIST SP 800-38D §8.3: 2^32 tokens a key), and nothing
 * depends on the quality of random numbers. The hash has a key of its own, derived by HKDF (RFC 5869).
 */
function createIvMaker(key: Uint8Array): (token: string) => Promise<Uint8Array> {
  let derived: ReturnType<typeof deriveIvKey> | undefined;
  return async (token) => {
    derived ??= deriveIvKey(key);
    const hash = await crypto.subtle.sign('HMAC', await derived, new TextEncoder().encode(token));
    return new Uint8Array(hash, 0, IV_BYTES);
  };
}

async function deriveIvKey(key: Uint8Array) {
  const base = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('clickstamp iv');
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  );
}
