import { decodeText } from '#hmac';
import { TokenError } from '../errors.js';
import { type KeyEntry, type Keyring, TOKEN_TYPE } from './keyring.js';

/**
 * Reads a header that is not, byte for byte, one of the keyring's own: another JOSE library may order or space it in
 * other ways, and everything else gets the error it deserves. Nothing in it ever chooses a key or algorithm but `kid`.
 */
export function readHeader(encoded: string, keys: Keyring): KeyEntry {
  const header = parseHeader(encoded);
  const entry = typeof header['kid'] === 'string' ? keys.byKid.get(header['kid']) : undefined;
  if (entry === undefined)
    throw new TokenError('token-key-unknown', 'No key of the keyring has the key id of the token.');
  if (header['alg'] !== entry.alg)
    throw new TokenError('token-algorithm', 'The algorithm of the token is not that of its key.');
  const { typ } = header;
  if (typ === TOKEN_TYPE) return entry;
  if (typeof typ === 'string' && /^cs\d{1,6}$/.test(typ))
    throw new TokenError('token-version', 'The token is of a version that this release cannot read.');
  throw new TokenError('token-type', 'The token is not of the type of a click.');
}

/** Reads the header of an encrypted token and gives its key id. */
export function readEncryptedHeader(encoded: string): string {
  const { alg, enc, typ, kid } = parseHeader(encoded);
  if (alg !== 'dir' || enc !== 'A256GCM')
    throw new TokenError('token-algorithm', 'The token is encrypted in another way than ours.');
  if (typ !== `${TOKEN_TYPE}+enc`)
    throw new TokenError('token-type', 'The encrypted token is not of the type of a click.');
  return typeof kid === 'string' ? kid : '';
}

const MAX_HEADER_LENGTH = 1_024;

function parseHeader(encoded: string): Record<string, unknown> {
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
  if (!hasUniqueMembers(json, header)) throw notAToken();
  return header as Record<string, unknown>;
}

/**
 * RFC 7515 §4: member names are unique. `JSON.parse` keeps the last of two silently, so the names are counted: a header of
 * ours is flat, and every colon outside a string follows a name.
 */
function hasUniqueMembers(json: string, header: object): boolean {
  const outsideStrings = json.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return outsideStrings.split(':').length - 1 === Object.keys(header).length;
}

/** Says whether base64url has no padding, no foreign character and no stray bits at its end (RFC 4648 §3.5). */
export function isCanonical(encoded: string): boolean {
  if (!/^[\w-]+$/.test(encoded)) return false;
  switch (encoded.length % 4) {
    case 0:
      return true;
    case 2:
      return 'AQgw'.includes(encoded.at(-1) as string);
    case 3:
      return 'AEIMQUYcgkosw048'.includes(encoded.at(-1) as string);
    default:
      return false;
  }
}

/** Not three parts of base64url. */
export function notAToken(): TokenError {
  return new TokenError('token-malformed', 'This is not a token in compact serialisation.');
}
