/** Bytes in base64url without padding (RFC 7515 §2). */
export function encodeBytes(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
}

/** The bytes that base64url stands for; the text has passed `isCanonical`. */
export function decodeBytes(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
}

/** Says whether base64url has no padding, no foreign character and no stray bits at its end (RFC 4648 §3.5). */
export function isCanonical(encoded: string): boolean {
  return /^[\w-]+$/.test(encoded) && !hasStrayBits(encoded);
}

/** Says whether a text in base64url's characters is of a length, or ends in bits, that no bytes give. */
export function hasStrayBits(encoded: string): boolean {
  switch (encoded.length % 4) {
    case 0:
      return false;
    case 2:
      return !'AQgw'.includes(encoded.at(-1) as string);
    case 3:
      return !'AEIMQUYcgkosw048'.includes(encoded.at(-1) as string);
    default:
      return true;
  }
}
