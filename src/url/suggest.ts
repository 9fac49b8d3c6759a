import { editDistance } from '../checks/options.js';
import type { UrlErrorCode } from '../link.js';
import { isPublicSuffix } from './host.js';

/** An address that is none, and what its author probably meant. */
export interface Flaw {
  readonly urlError: UrlErrorCode;
  /** Not checked yet: the caller keeps it only where it is a sound address. */
  readonly suggestion: string;
}

/** One typo: what it looks like and what was meant. */
export interface FlawRow {
  readonly urlError: UrlErrorCode;
  readonly pattern: RegExp;
  /** Undefined where it is no typo after all. */
  readonly mend: (match: RegExpExecArray) => string | undefined;
}

// Controls, soft hyphen, zero-width space, bidi marks, word joiner, byte-order mark; the joiners U+200C and U+200D belong to
// the spelling of some scripts and of emoji, so they count next to ASCII only.
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u200c\u200d](?=[\u0000-\u007f]|$)|(?<=^|[\u0000-\u007f])[\u200c\u200d]/g;
const WIDE_SPACE_AT_END = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]$/;
const SMART_QUOTES = /[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07]/g;

/** `/wiki/\u201cHeroes\u201d`, `?q=\u00aba b\u00bb`: a title or a phrase in quotes of its own, at the end of an address that has none around it. */
function isQuotation(address: string): boolean {
  return /^https?:\/\/[^/?#]+[/?#].*(?:\u201c[^\u201c\u201d]+\u201d|\u201e[^\u201e\u201c\u201d]+[\u201c\u201d]|\u2018[^\u2018\u2019]+\u2019|\u00ab[^\u00ab\u00bb]+\u00bb|\u2039[^\u2039\u203a]+\u203a|\u300c[^\u300c\u300d]+\u300d|\u300e[^\u300e\u300f]+\u300f)$/i.test(
    address,
  );
}

/** Gives the web scheme that a word was meant to be: at most two letters off, and not a scheme of its own. */
function meantScheme(word: string): 'http' | 'https' | undefined {
  const scheme = word.replaceAll(' ', '').toLowerCase();
  if (OTHER_SCHEMES.has(scheme)) return undefined;
  // "httsp": the letters of one scheme in another order.
  if (scheme.length === 5 && [...scheme].sort().join('') === 'hpstt') return 'https';
  const secure = editDistance(scheme, 'https');
  const plain = editDistance(scheme, 'http');
  const nearest = secure < plain || (secure === plain && scheme.endsWith('s')) ? 'https' : 'http';
  return Math.min(secure, plain) <= (/^[ht]/.test(scheme) ? 2 : 1) ? nearest : undefined;
}

/** Schemes that an address follows, not a host, so that no slashes stand between. */
const OPAQUE: ReadonlySet<string> = new Set(['mailto', 'tel', 'sms', 'fax', 'callto', 'sip', 'sips']);

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
    urlError: 'smart-quote',
    pattern:
      /^[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07]|[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07]$/,
    mend: ({ input }) => (isQuotation(input) ? undefined : input.replace(SMART_QUOTES, '')),
  },
  {
    urlError: 'invisible-character',
    pattern: new RegExp(INVISIBLE.source),
    mend: ({ input }) => input.replace(INVISIBLE, ''),
  },
  // "https://x\u00a0": white space that no URL parser drops, from a word processor.
  {
    urlError: 'invisible-character',
    pattern: WIDE_SPACE_AT_END,
    mend: ({ input }) => withoutEnd(input, /\s/),
  },
  // "https\uff1a//x": a colon or slashes of the full width that East Asian keyboards type.
  {
    urlError: 'scheme-slashes',
    pattern:
      /^(?=[a-z\s]{3,8}[:/]{0,2}[\uff1a\uff0f\u2236\u2215\u2044])(https?|mailto|tel|sms)\s*[:\uff1a\u2236][/\uff0f\u2215\u2044]{0,3}/i,
    mend: asNormalized,
  },
  // "\uff48ttps://x": letters of the full width.
  {
    urlError: 'scheme-typo',
    pattern: /^(?=[a-z]{0,6}[\uff21-\uff3a\uff41-\uff5a])[a-z\uff21-\uff3a\uff41-\uff5a]{3,8}[:\uff1a][/\uff0f]{0,3}/i,
    mend: asNormalized,
  },
  // "mailto:https://x", "tel:www.x": a web address behind a scheme that is for something else.
  {
    urlError: 'scheme-wrong',
    pattern:
      /^(?:mailto|tel|sms|fax|callto):\/{0,2}\s*(?:(https?(?::\/{0,2}|\/\/)[^\s/].*)|(www\.[^\s@/?#]+\.[a-z]{2,}(?:[/?#].*)?))$/i,
    mend: ([, url, host = '']) => url ?? `https://${host}`,
  },
  // "mailto:shop.example/x": a host, and nobody there.
  {
    urlError: 'scheme-wrong',
    pattern: /^mailto:\s*([^\s@/?#:%,;<>]+\.[a-z]{2,}(?:\/[^\s@]*)?)$/i,
    mend: ([, address = '']) => withMissingScheme(address),
  },
  // "tel:a@b.example"
  {
    urlError: 'scheme-wrong',
    pattern: /^(?:tel|sms|fax|callto):\/{0,2}\s*([^\s@/?#:]+@[^\s@/?#:]+\.[a-z]{2,})$/i,
    mend: ([, address = '']) => `mailto:${address}`,
  },
  // "http://mailto:a@b", "https:tel:+1", "mailto:mailto:a@b": the second scheme is the one that was meant.
  {
    urlError: 'scheme-doubled',
    pattern:
      /^(?:https?|mailto|tel|sms)[:;]?\/{0,2}\s*(?:www\.)?(mailto|tel|sms|fax|callto|sips?|skype|facetime|whatsapp|webcal)(?::(?!\d{1,5}\/)|(?<=\/mailto|\/tel|\/sms)(?=\/\/))(\/{0,2})\s*([^\s/].*)$/i,
    mend: ([, scheme = '', slashes = '', rest = '']) =>
      `${scheme.toLowerCase()}:${OPAQUE.has(scheme.toLowerCase()) ? '' : slashes}${rest}`,
  },
  // "http:a@b.example": an email address behind the scheme of the web. With two slashes it is a host and a user name.
  {
    urlError: 'scheme-wrong',
    pattern: /^https?:(?!\/)\s*([^\s@/?#:]+@[^\s@/?#:]+\.[a-z]{2,})$/i,
    mend: ([, address = '']) => `mailto:${address}`,
  },
  // "http://http://x", "https://https//x", "http:// https://x", "http://www.https://x"
  {
    urlError: 'scheme-doubled',
    pattern: /^https?[:;]?\/{0,2}\s*(?:www\.)?(https?)(?:[:;]\/{0,2}|\/{1,2})(?!\/)\s*([^\s/].*)$/i,
    mend: ([, scheme = '', rest = '']) => `${scheme.toLowerCase()}://${rest}`,
  },
  // "https%3A%2F%2Fx": encoded once too often; an encoded slash means that the rest is encoded, too.
  {
    urlError: 'scheme-slashes',
    pattern: /^(https?)(?:%3a(%2f|\/){2}|:(%2f){2})(.+)$/i,
    mend: ({ input, 2: slash, 3: coded = slash }) => (coded === '/' ? input.replace(/%3a/i, ':') : decoded(input)),
  },
  // "http:s//x"
  { urlError: 'scheme-slashes', pattern: /^https?:s\/{1,2}([^\s/].*)$/i, mend: ([, rest = '']) => `https://${rest}` },
  // "mailto a@b.example", "mailto.a@b.example"
  {
    urlError: 'scheme-slashes',
    pattern: /^mailto[\s.,]{1,9}([^\s@/?#:]+@[^\s@/?#:]+\.[a-z]{2,}(?:\?.*)?)$/i,
    mend: ([, address = '']) => `mailto:${address}`,
  },
  // "https:/ /x", "http:\\x", "http//x", "http:x", "http:///x", "https ://x", "https:://x", "https://://x"
  {
    urlError: 'scheme-slashes',
    pattern: /^(https?)(?!:\/\/(?!:\/)[^\s/\\])([\s:/\\][\s:;.,/\\]*)([^\s:;.,/\\].*)$/i,
    mend: ([, scheme = '', between = '', rest = '']) =>
      /[:/\\]/.test(between) ? `${scheme.toLowerCase()}://${rest}` : undefined,
  },
  // "mailto://a@b", "mailto//a@b", "mailto a@b" is none; "tel://" is one way to write a number.
  {
    urlError: 'scheme-slashes',
    pattern:
      /^(mailto:\/{2,}|mailto:\/(?=[^\s@/]+@[^\s@]+\.[a-z]{2,})|(?:mailto|tel|sms)(?:\s*\/{2}|;\/*|\s+:))\s*([^\s/].*)$/i,
    mend: ([, start = '', rest = '']) => `${/^[a-z]+/i.exec(start)?.[0].toLowerCase()}:${rest}`,
  },
  // "htp://x", "ttps://x", "http;//x", "hhttps:/x", "http s://x"; the right one never comes here.
  {
    urlError: 'scheme-typo',
    pattern: /^(?!https?:\/\/[^\s/])([a-z ]{2,9})[:;.,]{1,2}\/{1,3}([^\s/].*)$/i,
    mend: ([, word = '', rest = '']) => withScheme(meantScheme(word), rest),
  },
  // "malito:a@b", "mail to:a@b"
  {
    urlError: 'scheme-typo',
    pattern: /^(?!mailto:)([a-z ]{4,9})[:;]\/{0,2}([^\s@/]+@[^\s@]+)$/i,
    mend: ([, word = '', rest = '']) =>
      editDistance(word.toLowerCase(), 'mailto') <= 2 ? `mailto:${rest}` : undefined,
  },
  // "://x", ":/x", "s://x": the start was cut off.
  { urlError: 'scheme-typo', pattern: /^s?:\/{1,2}([^\s/].*)$/i, mend: ([, rest = '']) => `https://${rest}` },
  // "undefinedhttps://x": a program's `${prefix}` that was not set.
  {
    urlError: 'text-before-scheme',
    pattern: /^(?:undefined|null|NaN|None|nil|true|false)(https?:\/\/[^\s/].*)$/,
    mend: ([, url]) => url,
  },
  // "URL: https://x", "link:https://x": a label that was copied along; other words have a space behind their colon.
  {
    urlError: 'text-before-scheme',
    pattern: /^(?!https?:)(?:[a-z ]{1,30}:\s{1,9}|(?:url|uri|link):)(https?:\/\/[^\s/].*)$/i,
    mend: ([, url]) => url,
  },
  // "/https://x", "#https://x": pasted behind what an editor had begun the address with.
  { urlError: 'text-before-scheme', pattern: /^(?:[./:]{1,3}|#)(https?:\/\/[^\s/].*)$/i, mend: ([, url]) => url },
  // "\"https://x\"", "%20https://x", "[x](https://x)", "<https://x>", "Visit https://x": not behind what makes it part of a relative address.
  {
    urlError: 'text-before-scheme',
    pattern: /^(?:(?:%20)+|[^/?#:]{1,80}?(?<![a-z0-9+.-]))(https?:\/\/[^\s/].*)$/i,
    mend: ([, url = '']) => withoutEnd(url, /["'<>()[\]{}\\`\s,;]/),
  },
];

/** The start of the address as Unicode's compatibility form has it (UAX #15, NFKC), where that is a scheme. */
function asNormalized({ 0: start, input }: RegExpExecArray): string | undefined {
  const plain = start
    .normalize('NFKC')
    .replace(/\u2236/g, ':')
    .replace(/[\u2215\u2044]/g, '/')
    .replace(/\s/g, '')
    .toLowerCase();
  return /^(?:https?:\/\/|(?:mailto|tel|sms):)$/.test(plain) ? plain + input.slice(start.length) : undefined;
}

function withScheme(scheme: string | undefined, rest: string): string | undefined {
  return scheme === undefined ? undefined : `${scheme}://${rest}`;
}

/** Takes characters off the end, one by one, so that a long run of them in the middle costs nothing. */
function withoutEnd(text: string, character: RegExp): string {
  let end = text.length;
  while (end > 0 && character.test(text[end - 1] as string)) end--;
  return text.slice(0, end);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** All patterns in one: nearly every address matches none. */
const ANY_FLAW = new RegExp(FLAWS.map(({ pattern }) => pattern.source).join('|'), 'i');

/** Looks for a typo at the start of an address, before anything else is made of it. */
export function findTypo(address: string, urlErrors: readonly FlawRow[] = FLAWS): Flaw | undefined {
  if (urlErrors === FLAWS && !ANY_FLAW.test(address)) return undefined;
  for (const { urlError, pattern, mend } of urlErrors) {
    const match = pattern.exec(address);
    const suggestion = match === null ? undefined : mend(match);
    if (suggestion !== undefined) return { urlError, suggestion };
  }
  return undefined;
}

/** File endings of pages and documents, which may also be top-level domains (`.md`, `.zip`): a bare name with one is a file. */
export const FILE_ENDINGS: RegExp =
  /\.(?:html?|php\d?|aspx?|jsp|cgi|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|webp|css|js|txt|xml|json|zip|ics|md|mp[34])$/i;

/**
 * Gives an address that lacks its scheme with the one it was meant to have, or undefined: `www.shop.example`,
 * `shop.example/x`, `localhost:3000`, `10.0.0.1/x` and `info@shop.example` do; `page.html` is a file.
 */
export function withMissingScheme(address: string): string | undefined {
  // An at sign, dot or colon of the full width.
  if (/^[^/?#]{0,254}[\uff0e\uff1a\uff20]/.test(address)) return withMissingScheme(narrowed(address));
  if (/^[^\s@/?#:]+@(?:[^\s@/?#:.]+\.)+[a-z]{2,}(?:\?|$)/i.test(address)) return `mailto:${address}`;
  const host = /^([^\s/?#:@]+)(?::\d{1,5})?(?:[/?#]|$)/.exec(address)?.[1];
  if (host === undefined) return undefined;
  if (/^(?:localhost(?=:\d)|\d{1,3}(?:\.\d{1,3}){3})/i.test(address)) return `http://${address}`;
  if (!host.includes('.') || host.startsWith('.') || host.endsWith('.')) return undefined;
  if (/^www\./i.test(host)) return `https://${address}`;
  if (FILE_ENDINGS.test(host)) return undefined;
  return isPublicSuffix(host.slice(host.lastIndexOf('.') + 1).toLowerCase()) ? `https://${address}` : undefined;
}

function narrowed(address: string): string {
  return address.replace(/^[^/?#]+/, (start) =>
    start.replaceAll('\uff0e', '.').replaceAll('\uff1a', ':').replaceAll('\uff20', '@'),
  );
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
export function fixTld(url: string, host: string, typos: ReadonlyMap<string, string> = TLD_TYPOS): string | undefined {
  const wrong = host.slice(host.lastIndexOf('.') + 1);
  const right = typos.get(wrong);
  if (right === undefined) return undefined;
  const at = url.toLowerCase().indexOf(host);
  return at === -1
    ? undefined
    : `${url.slice(0, at)}${host.slice(0, -wrong.length)}${right}${url.slice(at + host.length)}`;
}
