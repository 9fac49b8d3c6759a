import { isCanonical } from './base64url.js';
import { readDigits, writeDigits } from './digits.js';

/**
 * Ids that databases make are UUIDs or hexadecimal, which spend eight bits on four. Packed, they are the base64url of
 * their bytes behind one character that says what they were; every other id stands as it is. Whether ids are packed is
 * told beside them, so that where none is, none needs an escape.
 *
 * packed  = kind base64url
 * escaped = "=" id, for an id that begins like one of these two
 */
interface Kind {
  readonly mark: string;
  readonly test: RegExp;
  readonly write: (hex: string) => string;
}

const upper = (hex: string): string => hex.toUpperCase();
const asUuid = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Ids shorter than eight hexadecimal digits would win nothing worth the trouble of a reader. */
const KINDS: readonly Kind[] = [
  { mark: '~', test: /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/, write: asUuid },
  { mark: '^', test: /^[\dA-F]{8}-(?:[\dA-F]{4}-){3}[\dA-F]{12}$/, write: (hex) => upper(asUuid(hex)) },
  { mark: '!', test: /^(?:[\da-f]{2}){4,}$/, write: (hex) => hex },
  { mark: '|', test: /^(?:[\dA-F]{2}){4,}$/, write: upper },
];

const ESCAPE = '=';

/** Gives an id as it stands among packed ones: never longer than it was by more than one character. */
export function packId(id: string): string {
  const kind = KINDS.find(({ test }) => test.test(id));
  if (kind !== undefined) return kind.mark + toBase64url(id.replaceAll('-', ''));
  return id.startsWith(ESCAPE) || KINDS.some(({ mark }) => id.startsWith(mark)) ? ESCAPE + id : id;
}

/** Gives the id that `packId` wrote; undefined for what it never writes. */
export function unpackId(text: string): string | undefined {
  if (text.startsWith(ESCAPE)) return packId(text.slice(1)) === text ? text.slice(1) : undefined;
  const kind = KINDS.find(({ mark }) => text.startsWith(mark));
  if (kind === undefined) return text;
  const packed = text.slice(1);
  if (!isCanonical(packed)) return undefined;
  const id = kind.write(toHex(packed));
  return kind.test.test(id) ? id : undefined;
}

/** Three bytes at a time, which are six hexadecimal digits and four of base64url; what is left over is padded with bits of 0. */
function toBase64url(hex: string): string {
  let text = '';
  for (let at = 0; at < hex.length; at += 6) {
    const group = hex.slice(at, at + 6);
    text += writeDigits(Number.parseInt(group.padEnd(6, '0'), 16), 4).slice(0, Math.ceil((group.length * 2) / 3));
  }
  return text;
}

function toHex(text: string): string {
  let hex = '';
  for (let at = 0; at < text.length; at += 4) {
    const group = text.slice(at, at + 4);
    const value = readDigits(group.padEnd(4, 'A'), 0, 4).toString(16).padStart(6, '0');
    hex += value.slice(0, Math.floor((group.length * 3) / 4) * 2);
  }
  return hex;
}
