import type { HmacSigner } from './signer.js';

/** Browsers and edge workers sign asynchronously only: jose does it there, with the same bytes. */
export const createHmacSigner: ((secret: Uint8Array) => HmacSigner) | undefined = undefined;

/** UTF-8 in base64url without padding (RFC 7515 §2). */
export function encodeText(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The text that base64url stands for; ill-formed UTF-8 becomes U+FFFD. */
export function decodeText(encoded: string): string {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    Uint8Array.from(binary, (character) => character.charCodeAt(0)),
  );
}
