import { decodeBytes, encodeBytes, isCanonical } from './base64url.js';
import type { HmacSigner } from './signer.js';

/** Browsers and edge workers sign asynchronously only: Web Crypto does it there, with the same bytes. */
export const createHmacSigner: ((secret: Uint8Array) => HmacSigner) | undefined = undefined;

/** UTF-8 in base64url without padding (RFC 7515 §2). */
export function encodeText(text: string): string {
  return encodeBytes(new TextEncoder().encode(text));
}

/** The text that base64url stands for; ill-formed UTF-8 becomes U+FFFD. */
export function decodeText(encoded: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(decodeBytes(encoded));
}

/** The text that base64url in ASCII stands for; undefined where that is not the one spelling of its bytes (RFC 4648 §3.5). */
export function decodeCanonical(encoded: string): string | undefined {
  return isCanonical(encoded) ? decodeText(encoded) : undefined;
}

/** Bytes of a string in UTF-8; half a surrogate pair counts as U+FFFD, three bytes, as encoders write it. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) length += 1;
    else if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length += 2;
      i++;
    } else length += 2;
  }
  return length;
}
