import { decodeBytes, encodeBytes, isCanonical } from './base64url.js';

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
  if (kind !== undefined) return kind.mark + encodeBytes(bytesOf(id.replaceAll('-', '')));
  return id.startsWith(ESCAPE) || KINDS.some(({ mark }) => id.startsWith(mark)) ? ESCAPE + id : id;
}

/** Gives the id that `packId` wrote; undefined for what it never writes. */
export function unpackId(text: string): string | undefined {
  if (text.startsWith(ESCAPE)) return packId(text.slice(1)) === text ? text.slice(1) : undefined;
  const kind = KINDS.find(({ mark }) => text.startsWith(mark));
  if (kind === undefined) return text;
  if (!isCanonical(text.slice(1))) return undefined;
  const bytes = decodeBytes(text.slice(1));
  const id = kind.write(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  return packId(id) === text ? id : undefined;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}
