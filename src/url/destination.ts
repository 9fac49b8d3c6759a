import { isNormal } from './normal.js';
import { hrefOf, parseUrl } from './parse.js';
import { plainHost } from './plain-host.js';

/**
 * The longest destination whose token still fits the request line of 8 KB that nginx, Apache and IIS accept by default:
 * base64url makes it a third longer, and signature, ids and the tracking URL take the rest.
 */
export const MAX_DESTINATION_LENGTH = 5_800;

// destination = ( "http" / "https" ) "://" authority [ path, query, fragment ]; the authority ends as browsers end it,
// is not empty, and has no "@": what stands before one is a user name that readers take for the host.
const WEB_WITHOUT_USER = /^https?:\/\/[^/?#\\@]+(?![^/?#\\])/i;

/** Shorter ones stay within the limit however they are escaped: by JSON (6 bytes a character) or in a URL (9). */
const ALWAYS_SHORT = Math.floor(MAX_DESTINATION_LENGTH / 9);

/**
 * Says whether a redirect may go there: http or https, a host, no user name (`https://bank.example@evil.example/`), no
 * control characters (they would end a header line), and not longer than `MAX_DESTINATION_LENGTH`, neither as it stands
 * in a token nor as it stands in a Location header. Asked before signing, so that nothing is signed that cannot be
 * clicked, and again when decoding, because a signature only says who wrote it.
 */
export function isSafeDestination(url: string): boolean {
  // All of it is ASCII that nothing escapes.
  if (isNormal(url)) return url.length <= MAX_DESTINATION_LENGTH;
  return (
    (plainHost(url) !== undefined || (WEB_WITHOUT_USER.test(url) && parseUrl(url) !== undefined)) &&
    !/[\u0000-\u001f\u007f]/.test(url) &&
    (url.length <= ALWAYS_SHORT || isShort(url))
  );
}

function isShort(url: string): boolean {
  return (
    url.length <= MAX_DESTINATION_LENGTH &&
    hrefOf(url).length <= MAX_DESTINATION_LENGTH &&
    new TextEncoder().encode(JSON.stringify(url)).length <= MAX_DESTINATION_LENGTH + 2
  );
}
