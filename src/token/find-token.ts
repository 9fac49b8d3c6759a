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
 * Finds what may be the token in a URL that mail programs, link checkers or people have damaged: in brackets and quotes, with
 * punctuation, parameters or words around it, broken over lines, or with characters percent-encoded that need no encoding
 * (RFC 3986 §2.3: the same URI).
 *
 * A damage may be read in several ways: an `=` is the rest of a soft line break, or begins a byte of quoted-printable. So
 * each reading is tried in turn, the most likely first; none is taken on trust. What it leaves is verified like any other
 * token, so it is, byte for byte, one that was signed, or refused.
 */
export function* findDamagedTokens(text: string): Generator<FoundToken, undefined> {
  if (text.length < MIN_TOKEN_LENGTH) return;
  const seen = new Set<string>();
  for (const { read, drop } of READINGS) {
    const clean = withoutDamage(read(text));
    for (const { token, before } of tokensIn(clean.replace(drop, ''))) {
      if (seen.has(token)) continue;
      seen.add(token);
      yield { token, before: undropped(clean, before.length, drop) };
      if (seen.size === MAX_FOUND) return;
    }
  }
}

/** The text without what is dropped of a damaged token, and as it was before programs wrote it their way. */
export function cleaned(text: string): string {
  // A line may have ended within an escape.
  return decoded(marked(text).replace(MARKS, ''));
}

/** The same with a mark where something was dropped. */
export function marked(text: string): string {
  return withoutDamage(undone(text));
}

/** How many different ones are looked at in one text: each costs a signature. */
const MAX_FOUND = 5;
/** A header with an algorithm and a key id, the least payload, and the shortest signature are longer than that. */
const MIN_TOKEN_LENGTH = 80;

function* tokensIn(clean: string): Generator<FoundToken, undefined> {
  let tries = 0;
  for (let at = clean.indexOf('ey'); at !== -1 && tries < MAX_TRIES; tries++) {
    const token = tokenAt(clean, at);
    if (token !== undefined) yield { token, before: clean.slice(0, at) };
    at = clean.indexOf('ey', at + (token?.length ?? 1));
  }
}

/** As much of a text as stands before the character that is behind so many others, what is dropped not counted. */
function undropped(text: string, length: number, drop: RegExp): string {
  let at = 0;
  for (let left = length; at < text.length; at++) {
    if (text.charAt(at).replace(drop, '') === '') continue;
    if (left-- === 0) break;
  }
  return text.slice(0, at);
}

/** One way to read a damaged URL. */
interface Reading {
  /** What the text is taken to have been; `withoutDamage` follows. */
  readonly read: (text: string) => string;
  /** Characters that are dropped then, one by one. */
  readonly drop: RegExp;
}

/** Stands where something was dropped, so that words which stood apart before a URL still do. */
const MARK = '\0';
/** The backslash before a character that Markdown would take for its own is dropped with them: elsewhere it stands for a slash. */
const MARKS = /[\0\\]/g;

/**
 * What no token has. Not dropped at first, because it may separate a token from its surroundings: `/` of Markdown's backslash as URL
 * parsers have it, `>` and `|` of a quoted reply whose line end they strip, `+` of white space in a form, quotation marks of a
 * program's text, brackets around a dot.
 */
const FOREIGN = /[^\w.-]/g;

const READINGS: readonly Reading[] = [
  { read: (text) => text, drop: MARKS },
  { read: (text) => text, drop: FOREIGN },
  { read: undone, drop: FOREIGN },
  // A hyphen at the end of a line, or before a space at its start, may have come with the line's end.
  {
    read: (text) => undone(decoded(text).replace(/[-\u2010\u2011][ \t]*(?:[\r\n]+|<br\s*\/?>)|[\r\n][ \t]*- /gi, '')),
    drop: FOREIGN,
  },
  // Word processors and blogs make one dash of two hyphens.
  { read: (text) => undone(decoded(text).replace(/[\u0096\u0097\u2013\u2014]/g, '--')), drop: FOREIGN },
  { read: withoutProofpoint, drop: FOREIGN },
];

/**
 * What programs write for a character: escapes of JavaScript, JSON, C, logs and old URLs, colours of a terminal as they are or as
 * escapes, quoted-printable that nobody has read, tags around a piece of a word, brackets around a dot, a colon or slashes, a
 * program's text in two pieces. Each of them may as well be a token's own characters, or text around it.
 */
const WRITTEN: readonly (readonly [RegExp, (whole: string, inside: string) => string])[] = [
  [/[\\/]U([\da-f]{8})/g, (_, hex) => character(Number.parseInt(hex, 16))],
  [/[%\\/]u([\da-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))],
  [/[\\/]u\{([\da-f]{1,4})\}/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))],
  [/[\\/]x([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))],
  [/[\\#]([0-3][0-7]{2})/g, (_, octal) => character(Number.parseInt(octal, 8))],
  [/(?:\u001b|\\e|\^\[)(?:\[[\d;?]*[A-Za-z]|\([A-Z\d])/g, () => ''],
  [/\\[nrt]/g, () => ' '],
  [/\^[@-_]/g, () => ''],
  [/=[ \t]*\r?\n/g, () => ''],
  [/(?:=[\da-f]{2})+/gi, (run) => decodePercent(run.replaceAll('=', '%'))],
  [/[[({<][\s\0\\]{0,9}(dot|\.|[:/]{1,3})[\s\0\\]{0,9}[\])}>]/gi, (_, sign) => (/[:/]/.test(sign) ? sign : '.')],
  [/["'`]\s*[.&+]\s*["'`]/g, () => ''],
  // Not an address in angle brackets, nor a link around it.
  [/<[/!]?[a-z-][\w-]*(?::[\w-]+)?(?=\s|\/?>)(?![^<>]*href)[^<>]*>/gi, () => ''],
];

/** As it was before programs wrote it their way, and before a word processor, a PDF or an input method put its own dots and hyphens. */
function undone(text: string): string {
  const read = WRITTEN.reduce((written, [pattern, write]) => written.replace(pattern, write), decoded(text));
  return decoded(read)
    .normalize('NFKC')
    .replace(/[\u0096\u0097\u2010-\u2015\u2043\u2212]/g, '-')
    .replace(/[\u00b7\u06d4\u2022\u2027\u2219\u22c5\u25cf\u25e6\u3002\u30fb]/g, '.');
}

/** Proofpoint's URL Defense, version 2: `-` for `%`, `_` for `/`. */
function withoutProofpoint(text: string): string {
  const path = text.includes('urldefense') ? text.slice(text.indexOf('?') + 1) : '';
  return path.replaceAll('_', '/').replaceAll('-', '%');
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
 * end, of which URL parsers leave the `=`; quotation marks of a reply at the start of a line; characters that nobody sees; and
 * the tag that lets a browser break a line.
 */
const DROPPED = [
  /!?[\r\n]+[ \t]*(?:>[ \t]?)*/g,
  /<\/?w?br\s*\/?>/gi,
  // White space, control characters, what shows nothing (soft hyphen, zero width, direction, variation, tags, byte order), the blank
  // of Braille, marks of annotation, and what stands for a character that could not be read.
  /[\s=\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffd]+/gu,
] as const;

function withoutDamage(text: string): string {
  return DROPPED.reduce((clean, pattern) => clean.replace(pattern, MARK), decoded(text));
}

/** Without percent-encoding and entities: a link checker encodes what others have encoded already. */
function decoded(text: string): string {
  let clean = text;
  for (let times = 0; times < MAX_ENCODED && clean.includes('%'); times++) clean = decodePercent(clean);
  for (let times = 0; times < 2 && clean.includes('&'); times++) clean = decodeEntities(clean);
  return clean;
}

const MAX_ENCODED = 6;

function decodePercent(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Not UTF-8: each byte is a character of Latin-1.
      return run.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    }
  });
}

/** The entities (HTML 13.5) of what a token is made of, and of what opens and closes a tag. Any other is dropped: most show nothing. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  period: '.',
  lowbar: '_',
  UnderBar: '_',
  hyphen: '-',
  dash: '-',
  ndash: '\u2013',
  mdash: '\u2014',
  horbar: '-',
  minus: '-',
  percnt: '%',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,8})|#(\d{1,8})|([a-z]{2,30}));?/gi, (entity, hex, decimal, name) => {
    if (name !== undefined)
      return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] as string) : entity.endsWith(';') ? ' ' : entity;
    const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
    return character(code, entity);
  });
}

function character(code: number, otherwise = ''): string {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : otherwise;
}
