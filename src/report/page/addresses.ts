import { cut } from './cells.js';

/**
 * An address as people read it: without its scheme and `www.`, its path in its own script, cut where it gets long. The host
 * stays as its author wrote it, so that no name poses as another. The whole address stands with the link.
 */
export function shortAddress(url: string): string {
  const short = url
    .replace(/^https?:\/\//i, '')
    .replace(/^www\.(?=[^/]+\.)/i, '')
    .replace(/\/$/, '');
  return cut(readable(short), 80);
}

/** Percent-encoded letters of other scripts as they read; anything that could mislead or break stays encoded. */
function readable(address: string): string {
  return address.replace(/(?:%[89a-f][0-9a-f])+/gi, (encoded) => {
    try {
      const plain = decodeURIComponent(encoded);
      return /^[\p{L}\p{M}\p{N}]+$/u.test(plain) ? plain : encoded;
    } catch {
      return encoded;
    }
  });
}
