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

/** Writes a text as hexadecimal UTF-16 code units: engines then order it as JavaScript does. */
export function ordered(text: string): string {
  let digits = '';
  for (let i = 0; i < text.length; i++) digits += digitsOf(text.charCodeAt(i));
  return digits;
}

/** Returns the text that `ordered` wrote. */
export function reordered(digits: string): string {
  return digits.replace(/.{4}/g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}
