import { remembering } from '../checks/remember.js';
import { sha256 } from '../checks/sha256.js';
import { trimEnd } from '../checks/trim-end.js';
import { parseUrl } from '../url/parse.js';
import { encodeBytes } from './base64url.js';
import { AUDIENCE_LENGTH, type Claims } from './claims.js';
import { cleaned, marked } from './find-token.js';

const AUDIENCE_BYTES = (AUDIENCE_LENGTH * 6) / 8;

/** Most programs write and read the URLs of a few senders. */
const MAX_KEPT = 128;

/**
 * What binds a token to the tracking URL that it was made for (RFC 8725 §3.9): the first 72 bits of the SHA-256 of origin
 * and path, in base64url. Without it, one customer's token would redirect under the domain of every other customer of a
 * platform. `trackingUrl` is as `checkTrackingUrl` gives it.
 */
export const audienceOf: (trackingUrl: string) => string = /* @__PURE__ */ remembering(MAX_KEPT, (trackingUrl) => {
  const hash = sha256(trackingUrl);
  const bytes = Array.from({ length: AUDIENCE_BYTES }, (_, at) => Number.parseInt(hash.slice(2 * at, 2 * at + 2), 16));
  return encodeBytes(Uint8Array.from(bytes));
});

/** Says whether a token may be read where it was found. */
export type AudienceTest = (claims: Claims, before: string) => boolean;

/** Any of one sender's tracking URLs, as `checkTrackingUrl` gives them. Where the token was found does not matter. */
export function isForOneOf(trackingUrls: readonly string[]): AudienceTest {
  const audiences = trackingUrls.map(audienceOf);
  return ({ audience }) => audiences.includes(audience);
}

/**
 * What a URL says of itself: the tokens of its own origin and path, as it stands or without its damage. A token without a URL
 * around it is taken as it is.
 */
export const isForItsOwnUrl: AudienceTest = (claims, before) => {
  if (before === '') return true;
  const asItStands = placeOf(before);
  if (isOf(asItStands, claims) || isOf(placeOf(cleaned(before)), claims)) return true;
  return asItStands.own === undefined && isBare(before);
};

/** What parts one word of a log's line from the next, if white space does not. */
const SIGNS = /^.*["'|,=;<>(){}@]/s;

/**
 * Says whether no URL stands before a token. A path that begins a word (`GET /c/`, `{"path":"/c/`) has no host, unless the word
 * before it is one. Anything else may be the end of a URL with spaces in it, and is read without them.
 */
function isBare(before: string): boolean {
  const words = before.replaceAll('\0', ' ').trimEnd().split(/\s+/);
  const last = words.at(-1) as string;
  const path = last.replace(SIGNS, '');
  if (!/^[\\/]./.test(path)) return placeOf(cleaned(before)).own === undefined;
  const previous = last === path ? (words.at(-2) ?? '').replace(SIGNS, '') : '';
  return [marked(before), cleaned(path)].every((each) => placeOf(each).own === undefined) && !HOST.test(previous);
}

function isOf({ own, parents }: Place, { audience, appLink }: Claims): boolean {
  return own?.includes(audience) === true || (appLink && parents.includes(audience));
}

interface Place {
  /** Audiences of what stands before the token; undefined where that is not a URL. */
  readonly own: readonly string[] | undefined;
  /** The same without the last path segment, which is the app's for a link that opens one. */
  readonly parents: readonly string[];
}

const placeOf = /* @__PURE__ */ remembering(MAX_KEPT, readPlace);

/**
 * What opens a URL: a scheme and any slashes, as browsers take them (URL Standard 4.4) and as people break them (`hxxps://`,
 * `ttps://`, `https:/`). Behind a colon and one slash, a path may follow as well as a host: `path:/c/`.
 */
const OPENER = /(?:https?:|:(?=[\\/]{2}|[\\/][^\s\\/]*(?:[.%\u3002\uff0e\uff61]|:\d|(?<=\/)localhost[\\/])))[\\/]*/gi;
/** Stands before a host without a scheme. */
const WORD_END = /(?:[\s<>"'|=,;(){}@]|:(?=\p{L})(?![\da-f:]{1,40}\]))(?=[\p{L}\p{N}[])/giu;
const HOST_AND_PATH = /^[^\p{L}\p{N}[]*(([\p{L}\p{N}[][^\s/\\?#<>"'|,=;]*)[/\\].*)$/su;
/** Words before a slash are no host without one of these. */
const HOST = /[.%\u3002\uff0e\uff61]|:\d|(?:^|:)\[|^localhost$/i;

/** The URL that ends where the token begins: the last of several, with or without its scheme. */
function urlBefore(before: string): string | undefined {
  // Whatever stands between the URL and the token, it is that URL's: else a quotation mark would make any token a bare one.
  const [opener, rest] = behindLast(before, OPENER);
  // "http://https//click.brand.example" is what a form makes of a pasted URL.
  if (opener !== '') return (/^http:/i.test(opener) ? 'http://' : 'https://') + rest.replace(/^https?\/\//i, '');
  const [, bare, host = ''] = HOST_AND_PATH.exec(behindLast(before, WORD_END)[1]) ?? [];
  return HOST.test(host) ? `https://${bare}` : undefined;
}

/** The last match, and what stands behind it. By hand: looking for "none up to the end" would try a long text anew from each character. */
function behindLast(text: string, pattern: RegExp): [match: string, rest: string] {
  let found: [string, string] = ['', text];
  for (const { 0: match, index } of text.matchAll(pattern)) found = [match, text.slice(index + match.length)];
  return found;
}

function readPlace(before: string): Place {
  const url = urlBefore(before.replaceAll('\0', ' '));
  if (url === undefined) return { own: undefined, parents: [] };
  const parsed = parseUrl(url);
  // What stands before an "@" is taken for the host by readers, and by no browser.
  if (parsed === undefined || parsed.username !== '') return { own: [], parents: [] };
  // What is typed or shortened loses the s; a tracking URL has one, or is on the loopback. A dot at the end is a host's root.
  const host = parsed.origin.replace(/\.(?=:\d+$|$)/, '');
  // A server behind a proxy knows its scheme or its port, and not always both: `http://…:443`, `https://…:80`.
  const secure = host.replace(/^http:/, 'https:');
  const origins = new Set([parsed.origin, host, secure, secure.replace(/:(?:80|443)$/, '')]);
  // Servers add path parameters (RFC 3986 §3.3) and double slashes; people, brackets before the token.
  const path = withoutEncoding(parsed.pathname.replace(/;[^/]*/g, '').replace(/\/{2,}/g, '/'));
  const last = path.lastIndexOf('/') + 1;
  const folder = /[a-z\d]/i.test(path.slice(last)) ? path : path.slice(0, last);
  const written = parseUrl(parsed.origin + path)?.pathname ?? path;
  const paths = new Set([parsed.pathname, path, folder, written]);
  const urls = [...origins].flatMap((origin) => [...paths].map((path) => trimEnd(origin + path, '/')));
  return {
    own: urls.map(audienceOf),
    parents: urls.map((each) => audienceOf(trimEnd(each.slice(0, each.lastIndexOf('/')), '/'))),
  };
}

/** Encoded characters are the same URI where they need no encoding (RFC 3986 §2.3); here, any other is damage. */
function withoutEncoding(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
