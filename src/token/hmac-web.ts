import { decodeBytes, encodeBytes } from './base64url.js';
import type { HmacSigner } from './signer.js';

/** Browsers and edge workers sign asynchronously only: jose does it there, with the same bytes. */
export const createHmacSigner: ((secret: Uint8Array) => HmacSigner) | undefined = undefined;

/** UTF-8 in base64url without padding (RFC 7515 §2). */
export function encodeText(text: string): string {
  return encodeBytes(new TextEncoder().encode(text));
}

/** The text that base64url stands for; ill-formed UTF-8 becomes U+FFFD. */
export function decodeText(encoded: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(decodeBytes(encoded));
}
