import * as crypto from 'node:crypto';
import { hasStrayBits, isCanonical } from './base64url.js';
import { bufferTextOf } from './buffer-text.js';
import type { HmacSigner } from './signer.js';

const { writeUtf8, writeLatin1, writeBase64url, readUtf8, readBase64url } = /* @__PURE__ */ bufferTextOf(
  Buffer.prototype,
);

/** Signs synchronously where the runtime can (Node, Bun, Deno); the other half of this file is runtime-web.ts. */
export const createHmacSigner: ((secret: Uint8Array) => HmacSigner) | undefined = (secret) => {
  const { sign, signAscii } = createMac(secret);
  const expected = Buffer.alloc(SIGNATURE_LENGTH);
  const written = Buffer.alloc(3 * SIGNATURE_LENGTH);
  const given = written.subarray(0, SIGNATURE_LENGTH);
  return {
    sign,
    verify(input, signature) {
      // 43 characters that make 43 bytes are ASCII, so no two spellings are the same bytes.
      if (signature.length !== SIGNATURE_LENGTH) return false;
      if (writeUtf8(written, signature, 0, written.length) !== SIGNATURE_LENGTH) return false;
      const right = signAscii(input);
      if (right === undefined) return false;
      writeLatin1(expected, right, 0, SIGNATURE_LENGTH);
      return crypto.timingSafeEqual(given, expected);
    },
  };
};

/** 32 bytes in base64url. */
const SIGNATURE_LENGTH = 43;
/** Of SHA-256, in bytes. */
const BLOCK = 64;
const DIGEST = 32;
/** Longer texts than any token's take the plain way. */
const ROOM = 20_000;

/** HMAC-SHA-256 under one key. */
interface Mac {
  /** In base64url. */
  sign(input: string): string;
  /** The same for a text in ASCII; undefined for any other. */
  signAscii(input: string): string | undefined;
}

function createMac(secret: Uint8Array): Mac {
  const plain = createPlainMac(secret);
  const fast = typeof crypto.hash === 'function' ? createOneShotMac(secret, plain) : undefined;
  // Taken only where the runtime's `hash` gives the same bytes.
  return fast !== undefined && fast.sign('clickstamp ü') === plain.sign('clickstamp ü') ? fast : plain;
}

function createPlainMac(secret: Uint8Array): Mac {
  const key = crypto.createSecretKey(secret);
  const sign = (input: string): string => crypto.createHmac('sha256', key).update(input).digest('base64url');
  return { sign, signAscii: (input) => (utf8Length(input) === input.length ? sign(input) : undefined) };
}

/**
 * HMAC as RFC 2104 defines it, over two one-shot hashes: `createHmac` makes a stream for each signature, which costs more
 * than the hashing. test/token/runtime-node.test.ts holds it to `createHmac` and to the vectors of RFC 4231.
 *
 * Measured (bench/run.mjs): 0.6 times `createHmac('sha256', key).update(input).digest('base64url')`.
 */
function createOneShotMac(secret: Uint8Array, plain: Mac): Mac {
  const key = secret.length > BLOCK ? crypto.createHash('sha256').update(secret).digest() : secret;
  // key ^ ipad, then the text; key ^ opad, then the inner digest.
  const inner = Buffer.alloc(BLOCK + ROOM);
  const outer = Buffer.alloc(BLOCK + DIGEST);
  for (let i = 0; i < BLOCK; i++) {
    inner[i] = (key[i] ?? 0) ^ 0x36;
    outer[i] = (key[i] ?? 0) ^ 0x5c;
  }
  const digest = (length: number): string => {
    writeLatin1(outer, crypto.hash('sha256', inner.subarray(0, BLOCK + length), 'binary'), BLOCK, DIGEST);
    return crypto.hash('sha256', outer, 'base64url');
  };
  return {
    sign: (input) => (input.length * 3 > ROOM ? plain.sign(input) : digest(writeUtf8(inner, input, BLOCK, ROOM))),
    signAscii(input) {
      if (input.length * 3 > ROOM) return plain.signAscii(input);
      const length = writeUtf8(inner, input, BLOCK, ROOM);
      return length === input.length ? digest(length) : undefined;
    },
  };
}

/** UTF-8 in base64url without padding (RFC 7515 §2). */
export const encodeText: (text: string) => string = /* @__PURE__ */ createEncoder();

/** Like decoding, it is done in one and the same buffer: it takes two thirds of what `Buffer.from` and `toString` take. */
function createEncoder(): (text: string) => string {
  const bytes = Buffer.alloc(ROOM);
  return (text) =>
    text.length * 3 > ROOM
      ? Buffer.from(text, 'utf8').toString('base64url')
      : readBase64url(bytes, 0, writeUtf8(bytes, text, 0, ROOM));
}

/** The text that base64url stands for; ill-formed UTF-8 becomes U+FFFD. */
export function decodeText(encoded: string): string {
  return Buffer.from(encoded, 'base64url').toString('utf8');
}

/** The text that base64url in ASCII stands for; undefined where that is not the one spelling of its bytes (RFC 4648 §3.5). */
export const decodeCanonical: (encoded: string) => string | undefined = /* @__PURE__ */ createDecoder();

/**
 * Decoding into one and the same buffer takes two thirds of what `Buffer.from` takes, and how many bytes come of it says
 * whether all characters were base64url, which a pattern takes as long for again: Node passes over the rest, but for the
 * other alphabet. test/token/runtime-node.test.ts holds it to `isCanonical`.
 */
function createDecoder(): (encoded: string) => string | undefined {
  const bytes = Buffer.alloc(ROOM);
  return (encoded) => {
    if (encoded.length > ROOM) return isCanonical(encoded) ? decodeText(encoded) : undefined;
    if (encoded === '' || encoded.includes('+') || encoded.includes('/') || hasStrayBits(encoded)) return undefined;
    const length = writeBase64url(bytes, encoded, 0, ROOM);
    return length === Math.floor((encoded.length * 3) / 4) ? readUtf8(bytes, 0, length) : undefined;
  };
}

/** Bytes of a string in UTF-8; half a surrogate pair counts as U+FFFD, three bytes, as encoders write it. */
export function utf8Length(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
