import { decodeText } from '#runtime';
import { isCanonical } from './base64url.js';
import { ALGORITHMS } from './web-crypto.js';

/** A token as it was found in a text, and what stood before it. */
export interface FoundToken {
  readonly token: string;
  readonly before: string;
}

/**
 * The last path segment of a URL as it was made, whatever was added behind as query, fragment or slash. A bare token is
 * its own. Looks at no character closely: nearly all clicks are read here, and `findDamagedToken` reads the rest.
 */
export function lastSegment(text: string): FoundToken {
  // Forward searches for one character run at the speed of memory; patterns and backward ones go step by step.
  const query = text.indexOf('?');
  const fragment = text.indexOf('#');
  let end = text.length;
  if (query !== -1) end = query;
  if (fragment !== -1 && fragment < end) end = fragment;
  while (end > 0 && text[end - 1] === '/') end--;
  let start = 0;
  for (let slash = text.indexOf('/'); slash !== -1 && slash < end; slash = text.indexOf('/', start)) start = slash + 1;
  return { token: text.slice(start, end), before: text.slice(0, start) };
}

/**
 * Finds the token in a URL that mail programs, link checkers or people have damaged: in brackets and quotes, with
 * punctuation, parameters or words around it, broken over lines, or with characters percent-encoded that need no encoding
 * (RFC 3986 §2.3: the same URI). Undefined where there is none.
 *
 * Nothing is guessed: what does not belong to a token's alphabet is dropped, and what stands behind a whole signature is cut
 * off. What is left is verified like any other token, so it is, byte for byte, one that was signed, or refused.
 */
export function findDamagedToken(text: string): FoundToken | undefined {
  const clean = dropDamage(text);
  const found = firstToken(clean);
  if (found !== undefined) return found;
  // Only where there is no token otherwise, because these may separate it from its surroundings.
  const closer = dropDamage(text.replace(ENCODED_DOT, '.'));
  const joined = firstToken(closer.replace(SEPARATORS, ''));
  return joined && { token: joined.token, before: unjoined(closer, joined.before.length) };
}

function firstToken(clean: string): FoundToken | undefined {
  let tries = 0;
  for (let at = clean.indexOf('ey'); at !== -1 && tries < MAX_TRIES; at = clean.indexOf('ey', at + 1), tries++) {
    const token = tokenAt(clean, at);
    if (token !== undefined) return { token, before: clean.slice(0, at) };
  }
  return undefined;
}

/**
 * What URL parsers make of damage inside a token: `/` of Markdown's backslash, `>` and `|` of a quoted reply whose line end
 * they strip, `+` of white space in a form.
 */
const SEPARATORS = /[/>|+]/g;
/** In quoted-printable that nobody has read; encoders write the dot so where a line of SMTP begins with it. */
const ENCODED_DOT = /=2e/gi;

/** As much of a text as stands before the character that is behind so many others, separators not counted. */
function unjoined(text: string, length: number): string {
  let at = 0;
  for (let left = length; at < text.length; at++) {
    if ('/>|+'.includes(text.charAt(at))) continue;
    if (left-- === 0) break;
  }
  return text.slice(0, at);
}

/** Every header begins with `{"`, in base64url `ey`; so do some words that may stand before. */
const MAX_TRIES = 32;
const HEADER = /ey[\w-]{8,1024}(?=\.)/y;
/** Payload and signature. */
const SIGNED = /\.[\w-]+\.([\w-]+)/y;
/** No encrypted key, 12 bytes of initialisation vector, the text, and 16 bytes of tag (RFC 7516 §7.1). */
const ENCRYPTED = /\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}/y;

function tokenAt(text: string, at: number): string | undefined {
  const header = matchAt(HEADER, text, at)?.[0];
  if (header === undefined) return undefined;
  const alg = algorithmOf(header);
  const end = at + header.length;
  if (alg === 'dir') {
    const rest = matchAt(ENCRYPTED, text, end)?.[0];
    return rest === undefined ? undefined : header + rest;
  }
  if (alg !== 'HS256' && alg !== 'ES256' && alg !== 'EdDSA') return undefined;
  const rest = matchAt(SIGNED, text, end);
  const signature = rest?.[1] ?? '';
  const over = signature.length - Math.ceil((ALGORITHMS[alg].bytes * 8) / 6);
  return rest === null || over < 0 ? undefined : header + rest[0].slice(0, rest[0].length - over);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function algorithmOf(header: string): unknown {
  if (!isCanonical(header)) return undefined;
  try {
    return (JSON.parse(decodeText(header)) as { alg?: unknown } | null)?.alg;
  } catch {
    return undefined;
  }
}

/**
 * What is dropped inside a token as well as around it: white space; the soft line break of quoted-printable, `=` and a line
 * end, of which URL parsers leave the `=`; quotation marks of a reply at the start of a line; characters that nobody sees; the
 * backslash before a character that Markdown would take for its own; and the tag that lets a browser break a line.
 */
const DROPPED = [
  /!?[\r\n]+[ \t]*(?:>[ \t]?)*/g,
  /<\/?w?br\s*\/?>/gi,
  // White space, soft hyphen, zero-width characters and marks of direction, byte order mark.
  /[\s=\\\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g,
] as const;

function dropDamage(text: string): string {
  let clean = text;
  // A link checker encodes what another has encoded already.
  for (let times = 0; times < 3 && clean.includes('%'); times++) clean = decodePercent(clean);
  if (clean.includes('&')) clean = decodeEntities(decodeEntities(clean));
  for (const pattern of DROPPED) clean = clean.replace(pattern, '');
  return clean;
}

function decodePercent(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Not UTF-8: the bytes that are ASCII stand for themselves.
      return run.replace(/%([0-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    }
  });
}

/** The entities (HTML 13.5) of what a token is made of, and of what is dropped. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  period: '.',
  lowbar: '_',
  UnderBar: '_',
  hyphen: '\u2010',
  dash: '\u2010',
  shy: '\u00ad',
  nbsp: '\u00a0',
  equals: '=',
  Tab: '\t',
  NewLine: '\n',
  ZeroWidthSpace: '\u200b',
  zwnj: '\u200c',
  zwj: '\u200d',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([A-Za-z]{2,16}));?/gi, (entity, hex, decimal, name) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] as string) : entity;
    const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : entity;
  });
}
