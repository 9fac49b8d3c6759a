import type { FlawCode } from '../link.js';
import { editDistance } from '../options.js';
import { isPublicSuffix } from './host.js';

/** An address that is none, and what its author probably meant. */
export interface Flaw {
  readonly flaw: FlawCode;
  /** Not checked yet: the caller keeps it only where it is a web URL. */
  readonly suggestion: string;
}

interface FlawRow {
  readonly flaw: FlawCode;
  readonly pattern: RegExp;
  /** Undefined where it is no typo after all. */
  readonly mend: (match: RegExpExecArray) => string | undefined;
}

// Zero-width characters, joiners, bidi marks, soft hyphen, word joiner, byte-order mark.
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const SMART_QUOTES = /[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07]/g;

/** Gives the web scheme that a word was meant to be: at most two letters off, and not a scheme of its own. */
function meantScheme(word: string): 'http' | 'https' | undefined {
  const scheme = word.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return scheme;
  if (OTHER_SCHEMES.has(scheme)) return undefined;
  const secure = editDistance(scheme, 'https');
  const plain = editDistance(scheme, 'http');
  const nearest = secure < plain || (secure === plain && scheme.endsWith('s')) ? 'https' : 'http';
  return Math.min(secure, plain) <= (/^[ht]/.test(scheme) ? 2 : 1) ? nearest : undefined;
}

/** Schemes as near to `http` as a typo, which mean themselves. */
const OTHER_SCHEMES: ReadonlySet<string> = new Set([
  'shttp',
  'nntp',
  'ftp',
  'ftps',
  'sftp',
  'tftp',
  'rtsp',
  'rtmp',
  'smtp',
  'htcpcp',
]);

/**
 * The typos, most telling first. Every pattern starts at the beginning and is linear.
 * A new typo is a row here and a case in test/url/suggest.cases.ts.
 */
export const FLAWS: readonly FlawRow[] = [
  // "\u201chttps://x\u201d": quotes that a text program made out of straight ones.
  {
    flaw: 'smart-quote',
    pattern:
      /^[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07]|[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07]$/,
    mend: ({ input }) => input.replace(SMART_QUOTES, ''),
  },
  {
    flaw: 'invisible-character',
    pattern: new RegExp(INVISIBLE.source),
    mend: ({ input }) => input.replace(INVISIBLE, ''),
  },
  // "http://http://x", "https://https//x", "http:// https://x"
  {
    flaw: 'scheme-doubled',
    pattern: /^https?[:;]?\/{0,2}\s*(https?)[:;]?\/{1,2}(?!\/)\s*([^\s/].*)$/i,
    mend: ([, scheme = '', rest = '']) => `${scheme.toLowerCase()}://${rest}`,
  },
  // "https:/ /x", "http:\\x", "http//x", "http:x", "http:///x", "http;//x"
  {
    flaw: 'scheme-slashes',
    pattern:
      /^(https?)\s*(?::\s*\/\s*\/\s*\/+|:\s+\/\s*\/|:\s*\/\s+\/|:\s*\/(?!\/)|:\s*\\+\/?|:\/\/\s+|\s*\/\/|:(?![/\\]))\s*([^\s/\\].*)$/i,
    mend: ([, scheme = '', rest = '']) => `${scheme.toLowerCase()}://${rest}`,
  },
  // "htp://x", "ttps://x", "http;//x", "hhttps:/x"; the right one never comes here.
  {
    flaw: 'scheme-typo',
    pattern: /^(?!https?:\/\/[^\s/])([a-z]{2,8})[:;.,]{1,2}\/{1,3}([^\s/].*)$/i,
    mend: ([, word = '', rest = '']) => withScheme(meantScheme(word), rest),
  },
  // "://x", ":/x", "s://x": the start was cut off.
  { flaw: 'scheme-typo', pattern: /^s?:\/{1,2}([^\s/].*)$/i, mend: ([, rest = '']) => `https://${rest}` },
];

function withScheme(scheme: string | undefined, rest: string): string | undefined {
  return scheme === undefined ? undefined : `${scheme}://${rest}`;
}

/** Looks for a typo at the start of an address, before anything else is made of it. */
export function findTypo(address: string): Flaw | undefined {
  for (const { flaw, pattern, mend } of FLAWS) {
    const match = pattern.exec(address);
    const suggestion = match === null ? undefined : mend(match);
    if (suggestion !== undefined) return { flaw, suggestion };
  }
  return undefined;
}

/** File endings of pages and documents, which may also be top-level domains (`.md`, `.zip`): a bare name with one is a file. */
const FILE_ENDINGS =
  /\.(?:html?|php\d?|aspx?|jsp|cgi|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|webp|css|js|txt|xml|json|zip|ics|md|mp[34])$/i;

/** Says whether an address without a scheme starts with a host: `www.shop.example`, `shop.example/x`; not `page.html`. */
export function lacksScheme(address: string): boolean {
  const host = /^([^\s/?#:@]+)(?::\d{1,5})?(?:[/?#]|$)/.exec(address)?.[1];
  if (host === undefined || !host.includes('.') || host.startsWith('.') || host.endsWith('.')) return false;
  if (/^www\./i.test(host)) return true;
  if (FILE_ENDINGS.test(host)) return false;
  return isPublicSuffix(host.slice(host.lastIndexOf('.') + 1).toLowerCase());
}

/** Top-level domains as people mistype them. The wrong ones do not exist. */
export const TLD_TYPOS: ReadonlyMap<string, string> = new Map([
  ['con', 'com'],
  ['cmo', 'com'],
  ['ocm', 'com'],
  ['comm', 'com'],
  ['vom', 'com'],
  ['xom', 'com'],
  ['coom', 'com'],
  ['cpm', 'com'],
  ['clm', 'com'],
  ['ney', 'net'],
  ['nte', 'net'],
  ['met', 'net'],
  ['ner', 'net'],
  ['nett', 'net'],
  ['rog', 'org'],
  ['ogr', 'org'],
  ['orgg', 'org'],
  ['orf', 'org'],
  ['ort', 'org'],
]);

/** Gives the URL with a mistyped top-level domain mended, or undefined. */
export function mendTld(url: string, host: string): string | undefined {
  const wrong = host.slice(host.lastIndexOf('.') + 1);
  const right = TLD_TYPOS.get(wrong);
  if (right === undefined) return undefined;
  const at = url.toLowerCase().indexOf(host);
  return at === -1
    ? undefined
    : `${url.slice(0, at)}${host.slice(0, -wrong.length)}${right}${url.slice(at + host.length)}`;
}
