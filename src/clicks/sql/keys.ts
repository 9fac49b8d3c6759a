import { sha256 } from '../../checks/sha256.js';

/** The key of an anonymous click's contact: no hash is all zeros. */
export const NO_CONTACT: string = '0'.repeat(32);

/**
 * Returns the key of a text: 128 bits of SHA-256 as 32 hexadecimal digits. Keys are made here and not by the engine, so that
 * lengths, collations, NUL and halves of surrogate pairs cannot make two engines see different things. `salt` sets the
 * keys of one kind, and of one table, apart.
 */
export function keyOf(salt: string, text: string): string {
  return sha256(`${salt}\n${storable(text)}`).slice(0, 32);
}

const UNSTORABLE = /[\\\0]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Writes a text so that every engine stores it as it is: a backslash, NUL and half a surrogate pair as `\uXXXX`. */
export function storable(text: string): string {
  return text.replace(UNSTORABLE, unitEscape);
}

/** Returns the text that `storable` wrote. */
export function stored(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

const unitEscape = (unit: string): string => `\\u${digitsOf(unit.charCodeAt(0))}`;

const digitsOf = (code: number): string => code.toString(16).padStart(4, '0');

/** What engines that order by UTF-8 would order otherwise than JavaScript does; NUL, which Postgres refuses; and both escapes. */
const MISORDERED = /[\0\x01\ud7ff-\udfff]/g;

/**
 * Writes a text so that engines, which order by bytes of UTF-8, order it as JavaScript does by UTF-16 code units: halves of
 * surrogate pairs as their digits behind U+D7FF, which is the last before them, NUL behind U+0001. Most texts stay as they are.
 */
export function ordered(text: string): string {
  return text.replace(MISORDERED, (unit) => `${unit <= '\x01' ? '\x01' : '\ud7ff'}${digitsOf(unit.charCodeAt(0))}`);
}

/** Returns the text that `ordered` wrote. */
export function reordered(text: string): string {
  return text.replace(/[\x01\ud7ff]([0-9a-f]{4})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
