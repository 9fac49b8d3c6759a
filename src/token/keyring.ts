import { encodeText } from '#runtime';
import { checkKeys, usageError } from '../checks/options.js';
import { isUsableJwk } from './jwk.js';
import type { CryptoKey, JWK } from './jws.js';
import { checkKid } from './key-id.js';
import { type KeyUse, readKey } from './key-material.js';
import type { PayloadCipher } from './payload-cipher.js';
import { createPseudonymiser, type Pseudonymiser } from './pseudonym.js';
import type { SignatureService } from './signer.js';
import { createSharedTokens, type TokenCache } from './token-cache.js';
import { TOKEN_TYPE } from './token-type.js';

/** A key for tracked URLs. Its algorithm is fixed here and nowhere else: no token can choose another. */
export interface SigningKey {
  /** Key id, as it stands in every token: 1 to 64 of `A-Z a-z 0-9 . _ -`. Short ones make short URLs. */
  readonly kid: string;
  /** @default by the key: HS256 for secrets, ES256 for P-256, EdDSA for Ed25519 */
  readonly alg?: 'HS256' | 'ES256' | 'EdDSA' | undefined;
  /** A secret of at least 32 bytes, a JWK, a CryptoKey, or a service that signs and verifies. A public key verifies only. */
  readonly key: string | Uint8Array | JWK | CryptoKey | SignatureService;
  /** The public half, for a private CryptoKey. */
  readonly publicKey?: JWK | CryptoKey | undefined;
  /** Tokens of this key are refused before. Says nothing about signing. */
  readonly notBefore?: Date | undefined;
  /** Tokens of this key are refused after. Says nothing about signing. */
  readonly notAfter?: Date | undefined;
}

/** Further keys, each for one purpose. */
export interface KeyringOptions {
  /** Hashes the contact ids of pseudonymous recipients: at least 32 bytes. Keep it, or their clicks no longer add up. */
  readonly pseudonymKey?: string | Uint8Array | undefined;
  /** Encrypts every token that is signed, and decrypts. Made by `createPayloadCipher` of `clickstamp/encryption`. */
  readonly cipher?: PayloadCipher | undefined;
}

/** One key, ready for use. Its material is behind functions, so that printing a keyring shows none. */
export interface KeyHandle extends KeyUse {
  readonly kid: string;
  /** The encoded header of its tokens. */
  readonly header: string;
  /** Tokens of anonymous recipients, where signing the same claims twice gives different bytes. */
  readonly shared: TokenCache;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/**
 * Keys for signing and reading tracked URLs. Made by `createKeyring`. It shows only its key ids: if you print, copy or
 * enumerate it, no key appears. Another copy of this package in the same program recognises it.
 */
export interface Keyring {
  /** The key ids, in the order in which the keys were given. */
  readonly kids: readonly string[];
  /** The id of the key that signs; undefined where the first key can only verify. */
  readonly signingKid: string | undefined;
}

/** What a keyring can do. Functions throughout: no key is reachable from here. */
export interface KeyringState {
  /** Signs; undefined where the first key can only verify. */
  readonly signing: KeyHandle | undefined;
  readonly byKid: ReadonlyMap<string, KeyHandle>;
  /** By encoded header. A header that is in here needs no parsing, and cannot hold anything but ours. */
  readonly byHeader: ReadonlyMap<string, KeyHandle>;
  readonly pseudonymise: Pseudonymiser | undefined;
  readonly cipher: PayloadCipher | undefined;
}

/** The same symbol in every copy of the package: bundles and versions side by side are everyday. The digit is that of `KeyringState`. */
const STATE = Symbol.for('clickstamp.keyring/1');

class OpaqueKeyring implements Keyring {
  readonly kids: readonly string[];
  readonly signingKid: string | undefined;
  readonly #state: KeyringState;

  constructor(entries: readonly KeyHandle[], options: Pick<KeyringState, 'pseudonymise' | 'cipher'>) {
    const signing = entries[0]?.canSign === true ? entries[0] : undefined;
    this.kids = Object.freeze(entries.map(({ kid }) => kid));
    this.signingKid = signing?.kid;
    this.#state = {
      signing,
      byKid: new Map(entries.map((entry) => [entry.kid, entry])),
      byHeader: new Map(entries.map((entry) => [entry.header, entry])),
      pseudonymise: options.pseudonymise,
      cipher: options.cipher,
    };
    Object.freeze(this);
  }

  [STATE](): KeyringState {
    return this.#state;
  }
}

/** What a keyring can do; undefined for what `createKeyring` did not make. */
export function keyringState(value: unknown): KeyringState | undefined {
  if (value === null || typeof value !== 'object' || !(STATE in value)) return undefined;
  const read = (value as { [STATE]?: unknown })[STATE];
  return typeof read === 'function' ? (read.call(value) as KeyringState) : undefined;
}

/** What a keyring can do. Throws `TypeError` for what is not one. */
export function openKeyring(value: unknown): KeyringState {
  const state = keyringState(value);
  if (state === undefined)
    throw usageError(
      'keys',
      value instanceof Promise
        ? 'must be a keyring made by createKeyring, not a promise (await it)'
        : 'must be a keyring made by createKeyring',
      ...(value instanceof Promise ? [] : [value]),
    );
  return state;
}

/**
 * Makes a keyring. The first key signs and all of them verify, so to rotate keys you put a new one in front. Takes a
 * list of keys or a JWK Set, whose keys for other purposes are passed over (RFC 7517 §5); one that mixes secrets with
 * public keys is refused, because sets are published. Throws `TypeError` naming the option; never shows a key.
 *
 * @param keys - the first signs; public keys alone can only verify
 * @param options - further keys, each for one purpose
 * @returns the keyring, which shows its key ids and nothing else
 * @throws TypeError for a key or option that is wrong, naming it and never showing it
 * @example
 * ```ts
 * import { createKeyring } from 'clickstamp';
 *
 * const keys = createKeyring([
 *   { kid: '2026-11', key: 'a secret of at least thirty-two bytes' },
 *   { kid: '2025-11', key: 'last year this one signed all the mail' },
 * ]);
 * keys.kids; // => ['2026-11', '2025-11']
 * keys.signingKid; // => '2026-11'
 * ```
 */
export function createKeyring(
  keys: readonly SigningKey[] | { readonly keys: readonly JWK[] },
  options: KeyringOptions = {},
): Keyring {
  checkKeys('createKeyring options', options, ['pseudonymKey', 'cipher']);
  checkCipher(options.cipher);
  const list = Array.isArray(keys) ? (keys as readonly SigningKey[]) : fromJwkSet(keys as JwkSet);
  if (list.length === 0) throw usageError('keys', 'must have at least one key');
  const entries = list.map((key, at) => createEntry(key, `keys[${at}]`));
  entries.forEach(({ kid }, at) => {
    if (entries.findIndex((entry) => entry.kid === kid) !== at) throw usageError(`keys[${at}].kid`, 'is used twice');
  });
  const pseudonymise = options.pseudonymKey === undefined ? undefined : createPseudonymiser(options.pseudonymKey);
  return new OpaqueKeyring(entries, { pseudonymise, cipher: options.cipher });
}

/** Says whether a value was made by `createKeyring`. */
export function isKeyring(value: unknown): value is Keyring {
  return keyringState(value) !== undefined;
}

/** The text of a file of keys is the likeliest mistake, so the message says what to do about it. */
const WANTS_KEYS = 'must be an array of keys or a JWK Set, parsed from JSON';

type JwkSet = Exclude<Parameters<typeof createKeyring>[0], readonly SigningKey[]>;

function fromJwkSet(set: JwkSet | null | undefined): readonly SigningKey[] {
  if (typeof set !== 'object' || set === null || !Array.isArray(set.keys)) throw usageError('keys', WANTS_KEYS, set);
  const usable = set.keys.filter(isUsableJwk);
  if (new Set(usable.map((jwk) => jwk.kty === 'oct')).size > 1)
    throw usageError('keys', 'must not mix secrets with public keys in one JWK Set');
  return usable.map((jwk) => ({ kid: jwk.kid as string, key: jwk }));
}

function checkCipher(cipher: unknown): void {
  if (cipher === undefined) return;
  const { encrypt, decrypt } = (cipher ?? {}) as { encrypt?: unknown; decrypt?: unknown };
  if (typeof encrypt !== 'function' || typeof decrypt !== 'function')
    throw usageError('cipher', 'must be made by createPayloadCipher', cipher);
}

function createEntry(key: SigningKey, option: string): KeyHandle {
  checkKeys(option, key, ['kid', 'alg', 'key', 'publicKey', 'notBefore', 'notAfter']);
  const { kid, alg, notBefore, notAfter } = key;
  checkKid(`${option}.kid`, kid);
  if (alg !== undefined && alg !== 'HS256' && alg !== 'ES256' && alg !== 'EdDSA')
    throw usageError(`${option}.alg`, 'must be HS256, ES256 or EdDSA', alg);
  const use = readKey(option, key.key, alg, key.publicKey);
  return {
    ...use,
    kid,
    shared: createSharedTokens(),
    header: encodeText(JSON.stringify({ alg: use.alg, kid, typ: TOKEN_TYPE })),
    notBefore: timeOf(`${option}.notBefore`, notBefore) ?? Number.NEGATIVE_INFINITY,
    notAfter: timeOf(`${option}.notAfter`, notAfter) ?? Number.POSITIVE_INFINITY,
  };
}

function timeOf(option: string, date: Date | undefined): number | undefined {
  if (date === undefined) return undefined;
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) throw usageError(option, 'must be a valid Date', date);
  return date.getTime();
}
