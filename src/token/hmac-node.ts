import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { HmacSigner } from './signer.js';

/** Signs synchronously where the runtime can (Node, Bun, Deno); the other half of this file is hmac-web.ts. */
export const createHmacSigner: ((secret: Uint8Array) => HmacSigner) | undefined = (secret) => {
  const key = createSecretKey(secret);
  const sign = (input: string): string => createHmac('sha256', key).update(input).digest('base64url');
  return {
    sign,
    verify(input, signature) {
      const expected = Buffer.from(sign(input));
      const given = Buffer.from(signature);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
};

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
