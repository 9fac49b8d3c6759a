import { decodeText } from '#runtime';
import { TokenError } from '../errors.js';
import { isCanonical } from './base64url.js';
import { hasUniqueMembers } from './json.js';
import type { KeyHandle, KeyringState } from './keyring.js';
import { ENCRYPTED_TYPE, TOKEN_TYPE } from './token-type.js';

/** All that a header of ours says. What carries or points to keys (`jwk`, `jku`, `x5c`, `x5u`) is refused, not ignored. */
const SIGNED_MEMBERS = ['alg', 'kid', 'typ'];
/** Nor is there any `zip`: a few bytes that unfold to a million. */
const ENCRYPTED_MEMBERS = ['alg', 'enc', 'kid', 'typ', 'cty'];

/**
 * Reads a header that is not, byte for byte, one of the keyring's own: another JOSE library may order or space it in
 * other ways, and everything else gets the error it deserves. Nothing in it ever chooses a key or algorithm but `kid`.
 */
export function readHeader(encoded: string, keys: KeyringState): KeyHandle {
  const header = parseHeader(encoded);
  const { kid, alg, typ } = header;
  const entry = typeof kid === 'string' ? keys.byKid.get(kid) : undefined;
  if (entry === undefined) throw new TokenError('token-key-unknown', 'The keyring has no key with this key id.');
  if (alg !== entry.alg) throw new TokenError('token-algorithm', 'The algorithm of the token is not that of its key.');
  if (typ === TOKEN_TYPE) {
    checkMembers(header, SIGNED_MEMBERS);
    return entry;
  }
  if (typeof typ === 'string' && /^(?:cs)?\d{1,6}$/.test(typ))
    throw new TokenError('token-version', 'This release cannot read the version of the token.');
  throw new TokenError('token-type', 'The token was made for another purpose.');
}

/** Reads the header of an encrypted token and returns its key id. */
export function readEncryptedHeader(encoded: string): string {
  const header = parseHeader(encoded);
  const { alg, enc, typ, kid } = header;
  if (alg !== 'dir' || enc !== 'A256GCM')
    throw new TokenError('token-algorithm', 'The encryption of the token is not supported.');
  if (typ !== ENCRYPTED_TYPE) throw new TokenError('token-type', 'The encrypted token was made for another purpose.');
  checkMembers(header, ENCRYPTED_MEMBERS);
  return typeof kid === 'string' ? kid : '';
}

const MAX_HEADER_LENGTH = 1_024;

function parseHeader(encoded: string): Record<'alg' | 'enc' | 'kid' | 'typ', unknown> {
  if (encoded.length > MAX_HEADER_LENGTH || !isCanonical(encoded)) throw notAToken();
  const json = decodeText(encoded);
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    throw notAToken();
  }
  if (header === null || typeof header !== 'object' || Array.isArray(header)) throw notAToken();
  // An extension that must be understood (RFC 7515 §4.1.11); `b64` comes with one (RFC 7797).
  if (Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64'))
    throw new TokenError('token-critical', 'The token asks for an extension that is not supported.');
  // A header of ours is flat, so that its own members are all there are.
  if (!hasUniqueMembers(json, Object.keys(header).length)) throw notAToken();
  return Object.assign(Object.create(null), header);
}

/** The key id of a token that nothing else is known of yet; undefined for what is not a token. */
export function keyIdOf(token: string): string | undefined {
  try {
    const { kid } = parseHeader(token.slice(0, Math.max(0, token.indexOf('.'))));
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}

function checkMembers(header: object, known: readonly string[]): void {
  if (!Object.keys(header).every((name) => known.includes(name))) throw notAToken();
}

/** Not three parts of base64url, or not with a header of ours. */
export function notAToken(): TokenError {
  return new TokenError('token-malformed', 'This is not a token, or it was cut short.');
}
