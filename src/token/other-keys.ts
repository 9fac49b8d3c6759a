/**
 * Keys that are not secrets. Taken for one, a public key would let everybody sign (RFC 8725 §2.1), so whatever may be a key
 * in another form is refused, however it is wrapped: behind a byte order mark, in quotes, below the attributes that
 * `openssl pkcs12` prints, in UTF-16, in hexadecimal, or in base64 of either alphabet.
 */
export function looksLikeAnotherKey(bytes: Uint8Array): boolean {
  if (isDerKey(bytes) || isSshKey(bytes)) return true;
  const text = latin1(bytes.subarray(0, MAX_READ));
  if (isTextKey(text)) return true;
  const bare = text.replace(/^\u00ef\u00bb\u00bf/, '').replace(/["'`\s:]+/g, '');
  const inside = fromHex(bare) ?? fromBase64(bare);
  return (
    inside !== undefined && (isDerKey(inside) || isSshKey(inside) || isTextKey(latin1(inside.subarray(0, MAX_READ))))
  );
}

function isTextKey(text: string): boolean {
  return isJson(text) || TEXT_FORMS.some((form) => form.test(text));
}

/** A certificate of an ordinary length; what counts stands at the start. */
const MAX_READ = 16_384;

const TEXT_FORMS: readonly RegExp[] = [
  // PEM (RFC 7468) and SSH2 (RFC 4716), with whatever stands before.
  /-{4}[ +%20]*BEGIN/,
  // OpenSSH's one line: its types, and those of security keys and certificates.
  /(?:^|["'\s])(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-|sk-ssh-|sk-ecdsa-|ssh-\w{1,20}-cert)/,
];

/** A JWK, a set of them, or a list, as text; all of it is printable, or random bytes would be taken for one now and then. */
function isJson(text: string): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?[\s"']*[[{][\s[{]*\\?"[\s\x20-\x7e]*$/.test(text);
}

/**
 * SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), PKCS #8, PKCS #1, SEC 1 and X.509: a SEQUENCE that holds another one with a
 * number, a tag or an object identifier in it, or a version or a long number at once.
 */
function isDerKey(bytes: Uint8Array): boolean {
  const outer = derItem(bytes, 0);
  if (outer?.tag !== SEQUENCE) return false;
  // The whole of it, or the beginning of what was too long to be read.
  if (outer.end !== bytes.length && (bytes.length < 64 || outer.end < bytes.length)) return false;
  const inner = derItem(bytes, outer.start);
  if (inner === undefined) return false;
  // A version, or a long number, which begins with a zero because its highest bit is set (X.690 §8.3).
  if (inner.tag === INTEGER) return (bytes[inner.start] ?? 2) <= 1;
  return inner.tag === SEQUENCE && [SEQUENCE, INTEGER, OBJECT_ID, VERSION].includes(bytes[inner.start] ?? 0);
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OBJECT_ID = 0x06;
const VERSION = 0xa0;

/** Tag and content of the item that begins there (X.690 §8.1.3); undefined where there is none. */
function derItem(bytes: Uint8Array, at: number): { tag: number; start: number; end: number } | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 3 || bytes.length < at + 2 + count) return undefined;
  let length = 0;
  for (let each = 0; each < count; each++) length = length * 256 + (bytes[at + 2 + each] as number);
  return { tag, start: at + 2 + count, end: at + 2 + count + length };
}

/** The binary form of RFC 4253 §6.6: the length of the type's name, and the name. */
function isSshKey(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0 && /^(?:ssh-|ecdsa-|sk-)/.test(latin1(bytes.subarray(4, 16)))
  );
}

function fromHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/^0x/i, '');
  if (!/^[\da-f]{2,}$/i.test(digits)) return undefined;
  return Uint8Array.from({ length: Math.floor(digits.length / 2) }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}

function fromBase64(text: string): Uint8Array | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(
      atob(
        text
          .replaceAll('-', '+')
          .replaceAll('_', '/')
          .replace(/={1,2}$/, ''),
      ),
      (each) => each.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}

/** Without the zeros of UTF-16, in which PowerShell writes a file. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) if (byte !== 0) text += String.fromCharCode(byte);
  return text;
}
