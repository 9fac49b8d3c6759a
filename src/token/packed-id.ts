import { decodeBytes, encodeBytes, isCanonical } from './base64url.js';

/**
 * Ids that databases make are UUIDs or hexadecimal, which spend eight bits on four. In a token they are the base64url of
 * their bytes behind one character that says what they were; every other id stands as it is.
 *
 * packed  = kind base64url
 * escaped = "=" id, for an id that would be taken for one of these two
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
const MARKS = /* @__PURE__ */ [ESCAPE, ...KINDS.map(({ mark }) => mark)].join('');
const UUID_BYTES = 16;

/** Gives an id as it stands in a token: never longer than it was by more than one character. */
export function packId(id: string): string {
  const kind = KINDS.find(({ test }) => test.test(id));
  if (kind !== undefined) return kind.mark + encodeBytes(bytesOf(id.replaceAll('-', '')));
  return unpackId(id) === id ? id : ESCAPE + id;
}

/** Gives the id that `packId` wrote. What it never writes stands for itself. */
export function unpackId(text: string): string {
  const first = text.charAt(0);
  if (!MARKS.includes(first)) return text;
  if (first === ESCAPE) {
    const rest = text.slice(1);
    return rest[0] === ESCAPE || KINDS.some(({ mark }) => mark === rest[0]) ? rest : text;
  }
  const kind = KINDS.find(({ mark }) => mark === first);
  if (kind === undefined) return text;
  const packed = text.slice(1);
  if (!isCanonical(packed)) return text;
  const bytes = decodeBytes(packed);
  const id = kind.write(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  return kind.test.test(id) && (!id.includes('-') || bytes.length === UUID_BYTES) ? id : text;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}
