// normal = ("http" / "https") "://" label *("." label) "." letters *("/" segment); a label is a-z, 0-9 and inner hyphens, of any
// length, because the URL parser asks for none, and spelt so that a character can be matched in one way only; no segment begins
// with "." or "%2e", for it may be a dot segment; and none of the characters that are percent-encoded somewhere in a path, query
// or fragment (URL Standard 1.3), nor "\", which browsers take for "/".
const NORMAL = /^https?:\/\/(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}(?:\/(?!\.|%2[eE])[\w~!$&()*+,;=:@%?#.-]*)+$/;

/** The last one that was: a redirect asks about the destination of a click three times. */
let lastNormal = '';

/**
 * Says whether a URL is known to be written as the URL parser writes it (`hrefOf(url) === url`), without asking it.
 * Nearly every destination is; false for the rest, good or not.
 *
 * Measured on Node 20: a fifth of what `new URL` takes.
 */
export function isNormal(url: string): boolean {
  if (url === lastNormal) return true;
  // In this order: a URL that was just put together is made one piece by `includes` in half the time that a pattern takes.
  if (url.includes('xn--') || !NORMAL.test(url)) return false;
  lastNormal = url;
  return true;
}
