import { wellFormed } from '../checks/well-formed.js';
import type { UrlErrorCode } from '../link.js';
import { ENTITY_TRACE, withoutEntities } from './entities.js';
import { type HostFacts, type HostFlag, inspectHost, isPublicSuffix } from './host.js';
import { holdsLeakedValue, LEAK_TRACE } from './leaks.js';
import { parseUrl } from './parse.js';
import { PLAIN, plainHost } from './plain-host.js';
import { findTypo, fixTld, withMissingScheme } from './suggest.js';

/** What may be odd about an address that works; each is a finding of the same code. */
export type UrlFlag = HostFlag | 'url-userinfo' | 'url-space' | 'url-entity' | 'value-leaked';

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
  | {
      readonly kind: 'mailto' | 'scheme';
      readonly scheme: string;
      readonly flags: readonly UrlFlag[];
      readonly suggestion?: string;
    }
  | { readonly kind: 'unsafe'; readonly scheme: string }
  | { readonly kind: 'anchor' }
  | { readonly kind: 'relative'; readonly flags: readonly UrlFlag[]; readonly suggestion?: string }
  | { readonly kind: 'malformed'; readonly urlError: UrlErrorCode; readonly suggestion?: string };

/** Schemes that run code, hold a document of their own, or read the reader's files. */
export const UNSAFE_SCHEMES: ReadonlySet<string> = new Set([
  'javascript',
  'data',
  'vbscript',
  'file',
  'blob',
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
 * `factsOf` may remember hosts: the links of a message share a few.
 */
export function inspectUrl(href: string, factsOf: (host: string) => HostFacts = inspectHost): UrlInspection {
  const plain = VISIBLE.exec(href)?.[1];
  const round: Round = { step: 0, factsOf };
  return plain === undefined ? inspect(clean(href), round) : inspectHostOf(href, plain, [], round);
}

/** A plain host, and nothing in the URL but visible ASCII: nothing is dropped. */
const VISIBLE = new RegExp(`${PLAIN.source}[\\x21-\\x7e]*$`);

/** How many suggestions are looked at in turn: `http://http://http://x` takes two. */
const MAX_STEPS = 4;

/** What is asked of each suggestion as of the address itself. */
interface Round {
  /** How many suggestions have led here. */
  readonly step: number;
  readonly factsOf: (host: string) => HostFacts;
}

function inspect(url: string, round: Round): UrlInspection {
  // No typo and no unsafe scheme looks like a plain host behind its own, and nearly every address has one.
  const plain = VISIBLE.exec(url)?.[1];
  if (plain !== undefined) return inspectHostOf(url, plain, [], round);
  if (url === '' || (url.startsWith('#') && !/^#https?:\/\//i.test(url))) return { kind: 'anchor' };
  // "C:\\x" and "\\\\server\\share" are files to Windows, and so to Outlook.
  const disguised = /^(?:[a-z]:(?:\\|\/(?!\/))|\\\\[^\\/"'])/i.test(url) ? 'file' : unsafeScheme(url);
  if (disguised !== undefined) return { kind: 'unsafe', scheme: disguised };
  const typo = findTypo(url);
  if (typo !== undefined) return malformed(typo.urlError, typo.suggestion, round);
  const authority = WEB.exec(url)?.[1];
  if (authority !== undefined) return inspectWeb(url, authority, round);
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'mailto') return ofScheme('mailto', scheme, url, round);
  if (scheme === 'http' || scheme === 'https') return malformed('host-invalid', undefined, round);
  // "shop.example:8080/x" has the form of a scheme.
  const meant = withMissingScheme(url);
  if (meant !== undefined) return malformed('scheme-missing', meant, round);
  if (scheme !== undefined) return ofScheme('scheme', scheme, url, round);
  // "//cdn.example/x" takes its scheme from the page it is on, and a message is on none.
  const { flags, suggestion } = oddities(url, [], url.startsWith('//') ? `https:${url}` : undefined, round);
  return suggestion === undefined ? { kind: 'relative', flags } : { kind: 'relative', flags, suggestion };
}

function ofScheme(kind: 'mailto' | 'scheme', scheme: string, url: string, round: Round): UrlInspection {
  const { flags, suggestion } = oddities(url, [], undefined, round);
  return suggestion === undefined ? { kind, scheme, flags } : { kind, scheme, flags, suggestion };
}

const IS_VISIBLE_ASCII = /^[\x21-\x7e]*$/;

/** What is odd about an address whatever its kind, put behind what is known of it already. */
function oddities(
  url: string,
  flags: UrlFlag[],
  meant: string | undefined,
  round: Round,
): { flags: readonly UrlFlag[]; suggestion?: string } {
  // Looked for together: nearly no address has a trace of either.
  const isOdd = TRACE.test(url);
  const decoded = isOdd ? withoutEntities(url) : undefined;
  if (decoded !== undefined) flags.push('url-entity');
  if (isOdd && holdsLeakedValue(url)) flags.push('value-leaked');
  const wanted = meant === undefined ? decoded : (withoutEntities(meant) ?? meant);
  const suggestion = checked(wanted, round);
  return suggestion === undefined ? { flags } : { flags, suggestion };
}

const TRACE = new RegExp(`${ENTITY_TRACE.source}|${LEAK_TRACE.source}`, 'i');

/** What URL parsers drop before anything else (URL Standard 4.4, steps 1 to 3); halves of surrogate pairs become U+FFFD (Web IDL, USVString). */
function clean(href: string): string {
  // By hand: a regular expression for "at the end" would try each space of a long run in the middle anew.
  let start = 0;
  let end = href.length;
  while (start < end && href.charCodeAt(start) <= 0x20) start++;
  while (end > start && href.charCodeAt(end - 1) <= 0x20) end--;
  const url = href.slice(start, end);
  return IS_VISIBLE_ASCII.test(url) ? url : wellFormed(url.replace(/[\t\n\r]+/g, ''));
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

function inspectWeb(url: string, authority: string, round: Round): UrlInspection {
  const at = authority.lastIndexOf('@');
  const hostPart = authority.slice(at + 1);
  if (/\s/.test(hostPart)) {
    return malformed('host-space', joinedHost(url, authority, hostPart), round);
  }
  const host = hostOf(url);
  if (!isHostValid(hostPart, host) || (host === undefined && mayBeMended(hostPart))) {
    const mended = SECOND_ADDRESS.test(url) ? undefined : fixHost(hostPart);
    return malformed('host-invalid', mended === undefined ? undefined : replaced(url, hostPart, mended), round);
  }
  if (host === undefined) return malformed('url-invalid', undefined, round);
  const flags: UrlFlag[] = [];
  if (at !== -1) flags.push('url-userinfo');
  // The space of "[object Object]" is not what is wrong with it.
  if (/\s/.test(url) && /\s/.test(url.replace(/\[object [A-Z]\w*\]/g, ''))) flags.push('url-space');
  return inspectHostOf(url, host, flags, round);
}

/** What there is to say of an address with a host that is one, besides what is known of its spelling. */
function inspectHostOf(url: string, host: string, spelling: readonly UrlFlag[], round: Round): UrlInspection {
  const { domain, flags: hostFlags } = round.factsOf(host);
  const known: UrlFlag[] = LEAKED_HOSTS.has(host) ? [...spelling] : [...hostFlags, ...spelling];
  const meant = hostFlags.includes('tld-unknown') ? fixTld(url, host) : undefined;
  const { flags, suggestion } = oddities(url, known, meant, round);
  // Written out: V8 makes slow and large objects of literals with spreads in them.
  if (suggestion === undefined)
    return domain === undefined ? { kind: 'web', url, host, flags } : { kind: 'web', url, host, domain, flags };
  return domain === undefined
    ? { kind: 'web', url, host, flags, suggestion }
    : { kind: 'web', url, host, domain, flags, suggestion };
}

/** Nobody's host: the leak is what there is to say. */
const LEAKED_HOSTS: ReadonlySet<string> = new Set(['undefined', 'null', 'nan']);

/** `www shop.example` lost a dot, `sh op.example` has a space too many; a text such as `Click here` was never a host. */
function joinedHost(url: string, authority: string, hostPart: string): string | undefined {
  const host = hostPart.replace(/^www\s+/i, 'www.').replace(/\s+/g, '');
  const name = host.replace(/:\d*$/, '');
  if (SECOND_ADDRESS.test(url) || !isPublicSuffix(name.slice(name.lastIndexOf('.') + 1).toLowerCase()))
    return undefined;
  return replaced(url, authority, authority.slice(0, authority.length - hostPart.length) + host);
}

// "http://x http://y", "https://x,https://y" are two addresses, and nobody knows which one was meant.
const SECOND_ADDRESS = /(?:[,;|\s]|%20)(?:https?|ftp|mailto|tel):/i;

/** No host has them, and `fixHost` knows what was meant. */
function mayBeMended(hostPart: string): boolean {
  return /%20|%09|%0[ad]|%c2%a0|%2f|[\uff01-\uff5e\u2044\u2215\u2026]|^<|[>}\]|]$|[[({](?:\.|dot)[\])}]/i.test(
    hostPart,
  );
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
  if (name === '' || /[{}\u2044\u2215]|^\.|\.\.|^-+$|^-*\.|\.-+(?:\.|$)/.test(name)) return false;
  return host === undefined || /^[\w.-]+$/.test(host);
}

/** Puts another text in the place of a piece of the authority, which begins behind the scheme; a "$" means nothing in it. */
function replaced(url: string, piece: string, by: string): string {
  const at = url.indexOf(piece, url.indexOf('//') + 2);
  return url.slice(0, at) + by + url.slice(at + piece.length);
}

/** What a host was meant to be, or undefined where there may be two of them: `a.example,b.example`. */
function fixHost(hostPart: string): string | undefined {
  const plain = hostPart
    .replace(/%(?:20|09|0[ad]|c2%a0)/gi, '')
    .replace(/%2f/gi, '/')
    .normalize('NFKC')
    .replaceAll('\u2044', '/')
    .replaceAll('\u2215', '/')
    .replace(/[[({](?:\.|dot)[\])}]/gi, '.')
    .replace(/^[("'<[{]+/, '');
  const [first = '', second = ''] = withoutTrailing(plain, END_MARKS).split(/[,;]/);
  const isHost = isPublicSuffix(first.slice(first.lastIndexOf('.') + 1).toLowerCase()) && first.includes('.');
  if (isHost && second.includes('.') && !isPublicSuffix(second.toLowerCase())) return undefined;
  const end = withoutTrailing(plain, END_MARKS);
  return (end.endsWith('..') ? withoutTrailing(end, '.') : end)
    .replace(/[,;]/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+/, '');
}

/** Of the sentence or the markup around, never of a host; an IPv6 address does not come here. */
const END_MARKS = ',;)"\'>]}!*&=|';

function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] as string)) end--;
  return text.slice(0, end);
}

function malformed(urlError: UrlErrorCode, suggestion: string | undefined, round: Round): UrlInspection {
  const good = checked(suggestion, round);
  return good === undefined ? { kind: 'malformed', urlError } : { kind: 'malformed', urlError, suggestion: good };
}

/**
 * A suggestion is cleaned and inspected like any other address; what is wrong with it is mended in turn. So whatever is
 * suggested would itself be found to be sound.
 */
function checked(suggestion: string | undefined, round: Round): string | undefined {
  if (suggestion === undefined || round.step >= MAX_STEPS) return undefined;
  const cleaned = clean(suggestion);
  const inspection = inspect(cleaned, { step: round.step + 1, factsOf: round.factsOf });
  if (inspection.kind === 'malformed') return inspection.suggestion;
  if (inspection.kind === 'web') return inspection.suggestion ?? cleaned;
  return inspection.kind === 'mailto' || inspection.kind === 'scheme' ? cleaned : undefined;
}
