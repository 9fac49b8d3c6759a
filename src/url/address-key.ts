import { isNormal } from './normal.js';
import { parseUrl } from './parse.js';

/**
 * Returns the same text for addresses that lead to the same page: case of scheme and host, default ports, IDNs and an
 * empty path as the URL parser has them, and percent-encoding as RFC 3986 §6.2.2 compares it. What is no URL is its own key.
 */
export function addressKey(address: string): string {
  const trimmed = address.trim();
  const href = isNormal(trimmed) ? trimmed : (parseUrl(trimmed)?.href ?? trimmed);
  return href.replace(/%[0-9a-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : encoded.toUpperCase();
  });
}
