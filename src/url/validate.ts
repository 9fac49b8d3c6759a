import { wellFormed } from '../checks/well-formed.js';
import type { UrlErrorCode } from '../link.js';
import { type HostFlag, inspectHost } from './host.js';
import { parseUrl } from './parse.js';
import { plainHost } from './plain-host.js';
import { findTypo, fixTld, withMissingScheme } from './suggest.js';

/** What may be odd about a web URL that works; each is a finding of the same code. */
export type UrlFlag = HostFlag | 'url-userinfo' | 'url-space';

/** What an address is. */
export type UrlInspection =
  | {
      readonly kind: 'web';
      /** The destination as written, but for what every URL parser drops: white space at both ends, tabs and line breaks. */
      readonly url: string;
      readonly host: string;
      readonly domain?: string;
      readonly flags: readonly UrlFlag[];
      readonly suggestion?: string;
    }
  | { readonly kind: 'mailto' | 'scheme' | 'unsafe' | 'anchor'; readonly scheme?: string }
  | { readonly kind: 'relative'; readonly suggestion?: string }
  | { readonly kind: 'malformed'; readonly urlError: UrlErrorCode; readonly suggestion?: string };

/** Schemes that run code, hold a document of their own, or read the reader's files. */
export const UNSAFE_SCHEMES: ReadonlySet<string> = new Set([
  'javascript',
  'data',
  'vbscript',
  'file',
  'blob',
  'about',
  'view-source',
  'livescript',
  'mocha',
  'jar',
  'filesystem',
  'mhtml',
  'ms-its',
  'res',
  // Windows opens programs and search windows by these.
  'ms-msdt',
  'ms-officecmd',
  'ms-appinstaller',
  'search-ms',
  'hcp',
  'mk',
]);

// scheme = letter *( letter / digit / "+" / "-" / "." ) ":"  (RFC 3986 §3.1)
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
// web = ("http" / "https") "://" authority [ path, query, fragment ], the authority not empty and without a second scheme.
const WEB = /^https?:\/\/([^/?#\\]+)/i;

/**
 * Says what an address is. Merge tags have been replaced by a letter. Never throws; every string is of one kind.
 * The URL Standard (url.spec.whatwg.org) decides what is a URL; what browsers mend silently (`http:/x`) is a flaw here.
 */
export function inspectUrl(href: string): UrlInspection {
  const url = clean(href);
  if (url === '' || url.startsWith('#')) return { kind: 'anchor' };
  // "C:\\x" and "\\\\server\\share" are files to Windows, and so to Outlook.
  const disguised = /^(?:[a-z]:(?:\\|\/(?!\/))|\\\\[^\\/"'])/i.test(url) ? 'file' : unsafeScheme(url);
  if (disguised !== undefined) return { kind: 'unsafe', scheme: disguised };
  const typo = findTypo(url);
  if (typo !== undefined) return malformed(typo.urlError, typo.suggestion);
  const authority = WEB.exec(url)?.[1];
  if (authority !== undefined) return inspectWeb(url, authority);
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'mailto') return { kind: 'mailto', scheme };
  if (scheme === 'http' || scheme === 'https') return malformed('host-invalid', undefined);
  // "shop.example:8080/x" has the form of a scheme.
  const meant = withMissingScheme(url);
  if (meant !== undefined) return malformed('scheme-missing', meant);
  return scheme === undefined ? relative(url) : { kind: 'scheme', scheme };
}

/** `//cdn.example/x` takes its scheme from the page it is on, and a message is on none. */
function relative(url: string): UrlInspection {
  const suggestion = url.startsWith('//') ? checked(`https:${url}`) : undefined;
  return suggestion === undefined ? { kind: 'relative' } : { kind: 'relative', suggestion };
}

/** What URL parsers drop before anything else (URL Standard 4.4, steps 1 to 3); halves of surrogate pairs become U+FFFD (Web IDL, USVString). */
function clean(href: string): string {
  // By hand: a regular expression for "at the end" would try each space of a long run in the middle anew.
  let start = 0;
  let end = href.length;
  while (start < end && href.charCodeAt(start) <= 0x20) start++;
  while (end > start && href.charCodeAt(end - 1) <= 0x20) end--;
  return wellFormed(href.slice(start, end).replace(/[\t\n\r]+/g, ''));
}

/** Finds an unsafe scheme also behind percent-escapes, full-width letters and characters that do not show. */
function unsafeScheme(url: string): string | undefined {
  const plain = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (plain !== undefined) return UNSAFE_SCHEMES.has(plain) ? plain : undefined;
  // A colon in a path or query is no scheme's.
  if (/^[/?.]/.test(url)) return undefined;
  const start = url
    .slice(0, 80)
    .replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .normalize('NFKC')
    .replace(/[^\w:+.-]+/g, '');
  const hidden = SCHEME.exec(start)?.[1]?.toLowerCase();
  return hidden !== undefined && CODE_SCHEMES.has(hidden) ? hidden : undefined;
}

/** Worth looking for behind a disguise. */
const CODE_SCHEMES: ReadonlySet<string> = new Set(['javascript', 'data', 'vbscript']);

function inspectWeb(url: string, authority: string): UrlInspection {
  const at = authority.lastIndexOf('@');
  const hostPart = authority.slice(at + 1);
  if (/\s/.test(hostPart)) {
    // "http://x http://y" are two addresses, and nobody knows which one was meant.
    const joined = replaced(url, authority, authority.replace(/\s+/g, ''));
    return malformed('host-space', /\s\S*:\/\//.test(url) ? undefined : joined);
  }
  const host = hostOf(url);
  if (!isHostValid(hostPart, host)) return malformed('host-invalid', replaced(url, hostPart, fixHost(hostPart)));
  if (host === undefined) return malformed('url-invalid', undefined);
  const { domain, flags: hostFlags } = inspectHost(host);
  const flags: UrlFlag[] = [...hostFlags];
  if (at !== -1) flags.push('url-userinfo');
  if (/\s/.test(url)) flags.push('url-space');
  const suggestion = hostFlags.includes('tld-unknown') ? checked(fixTld(url, host)) : undefined;
  return {
    kind: 'web',
    url,
    host,
    ...(domain === undefined ? {} : { domain }),
    flags,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** The host as the URL parser serialises it; undefined for what is no URL. */
function hostOf(url: string): string | undefined {
  return plainHost(url) ?? (parseUrl(url)?.hostname || undefined);
}

/**
 * The URL parser lets through what no DNS name has: commas, brackets, empty labels, labels of hyphens alone. The host as
 * it serialises it has IDNs in ASCII, so whatever else is not a letter, digit, hyphen or underscore is a mistake.
 */
function isHostValid(hostPart: string, host: string | undefined): boolean {
  const name = hostPart.replace(/:\d*$/, '');
  if (name.startsWith('[')) return true;
  if (name === '' || /[{}]|^\.|\.\.|^-+$|^-*\.|\.-+(?:\.|$)/.test(name)) return false;
  return host === undefined || /^[\w.-]+$/.test(host);
}

/** Puts another text in the place of a piece of the authority, which begins behind the scheme; a "$" means nothing in it. */
function replaced(url: string, piece: string, by: string): string {
  const at = url.indexOf(piece, url.indexOf('//') + 2);
  return url.slice(0, at) + by + url.slice(at + piece.length);
}

function fixHost(hostPart: string): string {
  return hostPart
    .replace(/[,;]/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+/, '');
}

function malformed(urlError: UrlErrorCode, suggestion: string | undefined): UrlInspection {
  const good = checked(suggestion);
  return good === undefined ? { kind: 'malformed', urlError } : { kind: 'malformed', urlError, suggestion: good };
}

/** A suggestion that is not itself a sound address is none. */
function checked(suggestion: string | undefined): string | undefined {
  return suggestion !== undefined && findTypo(suggestion) === undefined && isSound(suggestion) ? suggestion : undefined;
}

function isSound(url: string): boolean {
  if (/^(?:mailto|tel|sms):[^\s/]/i.test(url)) return true;
  const authority = WEB.exec(url)?.[1];
  if (authority === undefined || /\s/.test(authority)) return false;
  const host = hostOf(url);
  return host !== undefined && isHostValid(authority.slice(authority.lastIndexOf('@') + 1), host);
}
