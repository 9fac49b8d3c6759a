import { usageError } from '../checks/options.js';
import { unawaited } from '../checks/unawaited.js';
import { encodeBytes } from './base64url.js';
import type { SigningKey } from './keyring.js';

/**
 * Makes a first key: HS256 with 32 random bytes in base64url, and a key id of today's date and four random characters.
 * Keep it as a secret: `JSON.stringify([generateKey()])` is what the command `clickstamp` reads.
 *
 * @param now - the clock, for the key id
 * @returns a key for `createKeyring`
 * @throws TypeError for a clock that gives no time
 * @example
 * ```ts
 * import { createKeyring, generateKey } from 'clickstamp';
 *
 * const key = generateKey(() => new Date('2026-11-24'));
 * key.kid.startsWith('2026-11-24-'); // => true
 * createKeyring([key]).signingKid === key.kid; // => true
 * ```
 */
export function generateKey(now: () => Date = () => new Date()): SigningKey & { readonly key: string } {
  if (typeof now !== 'function') throw usageError('now', 'must be a function', now);
  const date: unknown = unawaited(now());
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) throw usageError('now', 'must return a valid Date');
  const text = encodeBytes(crypto.getRandomValues(new Uint8Array(35)));
  const suffix = text
    .slice(43)
    .replace(/[^A-Za-z0-9]/g, 'x')
    .slice(0, 4);
  return { kid: `${date.toISOString().slice(0, 10)}-${suffix}`, alg: 'HS256', key: text.slice(0, 43) };
}
