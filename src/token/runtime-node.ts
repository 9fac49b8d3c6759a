import * as crypto from 'node:crypto';
import type { HmacSigner } from './signer.js';

/** Signs synchronously where the runtime can (Node, Bun, Deno); the other half of this file is runtime-web.ts. */
export const createHmacSigner: ((secret: Uint8Array) => HmacSigner) | undefined = (secret) => {
  const sign = createSign(secret);
  const expected = Buffer.alloc(SIGNATURE_LENGTH);
  const written = Buffer.alloc(3 * SIGNATURE_LENGTH);
  const given = written.subarray(0, SIGNATURE_LENGTH);
  return {
    sign,
    verify(input, signature) {
      // 43 characters that make 43 bytes are ASCII, so no two spellings are the same bytes.
      if (signature.length !== SIGNATURE_LENGTH || written.write(signature) !== SIGNATURE_LENGTH) return false;
      expected.write(sign(input));
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

function createSign(secret: Uint8Array): HmacSigner['sign'] {
  const key = crypto.createSecretKey(secret);
  const plain = (input: string): string => crypto.createHmac('sha256', key).update(input).digest('base64url');
  const fast = typeof crypto.hash === 'function' ? createOneShotSign(secret, plain) : undefined;
  // Taken only where the runtime's `hash` gives the same bytes.
  return fast !== undefined && fast('clickstamp ü') === plain('clickstamp ü') ? fast : plain;
}

/**
 * HMAC as RFC 2104 defines it, over two one-shot hashes: `createHmac` makes a stream for each signature, which costs more
 * than the hashing. test/token/runtime-node.test.ts holds it to `createHmac` and to the vectors of RFC 4231.
 *
 * Measured (bench/run.mjs): 0.6 times `createHmac('sha256', key).update(input).digest('base64url')`.
 */
function createOneShotSign(secret: Uint8Array, plain: HmacSigner['sign']): HmacSigner['sign'] {
  const key = secret.length > BLOCK ? crypto.createHash('sha256').update(secret).digest() : secret;
  // key ^ ipad, then the text; key ^ opad, then the inner digest.
  const inner = Buffer.alloc(BLOCK + ROOM);
  const outer = Buffer.alloc(BLOCK + DIGEST);
  for (let i = 0; i < BLOCK; i++) {
    inner[i] = (key[i] ?? 0) ^ 0x36;
    outer[i] = (key[i] ?? 0) ^ 0x5c;
  }
  return (input) => {
    if (input.length * 3 > ROOM) return plain(input);
    const length = inner.write(input, BLOCK);
    outer.write(crypto.hash('sha256', inner.subarray(0, BLOCK + length), 'binary'), BLOCK, 'binary');
    return crypto.hash('sha256', outer, 'base64url');
  };
}

/** UTF-8 in base64url without padding (RFC 7515 §2). */
export function encodeText(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

/** The text that base64url stands for; ill-formed UTF-8 becomes U+FFFD. */
export function decodeText(encoded: string): string {
  return Buffer.from(encoded, 'base64url').toString('utf8');
}

/** Bytes of a string in UTF-8; half a surrogate pair counts as U+FFFD, three bytes, as encoders write it. */
export function utf8Length(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
