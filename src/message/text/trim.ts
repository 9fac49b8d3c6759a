import { blockRole } from '../merge-tags/blocks.js';
import type { MergeTag } from '../merge-tags/scan.js';

// White space, controls, what does not show (but for the joiners), angle brackets, backquotes, and the punctuation and quotes
// of all scripts beyond ASCII: but for what titles in URLs are spelt with (U+00B7, U+0387, hyphens and the en dash, U+30FB).
const STOP =
  /[\s\p{Cc}<>"`\uff1c\uff1e\uff3e-\uff40\uff5c\uff5e\u3000-\u3003]|(?![\u200c\u200d])\p{Cf}|(?![\u00b7\u0387\u2010-\u2013\u30fb])[^\p{ASCII}\P{P}]/u;
/** Han, kana, Hangul and Thai are written without spaces between words. */
const UNSPACED = /[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]/;
/** ASCII that no host, port or user name is written with: a comma behind a host is the sentence's. */
const AUTHORITY_STOP = /[!&'(),;=|*$^]/;
const TRAILING = /[.,;:!?'*|\u00b7\u0387\u2010-\u2013\u30fb]/;
/** Belongs to the URL, which may well end in it, but for as many as stand before the URL: `_https://x/a__` ends in one. */
const EMPHASIS = /[_~]/;
/**
 * What HTML writes for quotes, brackets, dashes, signs and spaces: in a text, the end of the URL. `&amp;` may be inside one,
 * and so may letters of a number: `&#233;`.
 */
const REFERENCE =
  /&(?:lt|gt|quot|apos|nbsp|[lr](?:[ads]|sa)quo|(?:bd|sb)quo|hellip|[mn]dash|horbar|(?:e[mn]|thin|hair|num)sp|zwn?j|shy|bull|middot|copy|reg|trade|euro|[lr]arr|[lr]par|Tab|NewLine|#(\d{1,7})|#x([\da-f]{1,6}));/iy;
/** Of those in numbers: quotes and angle brackets. What is no ASCII is asked as it would stand there. */
const STOP_NUMBERS: ReadonlySet<number> = new Set([0x22, 0x27, 0x3c, 0x3e]);
const CLOSERS: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
const OPENERS: ReadonlySet<string> = new Set(CLOSERS.values());
/** Another address right behind a comma and the like: `https://x.example/a,https://y.example/b`. */
const NEXT_ADDRESS = /[,;|](?:https?:\/\/|mailto:)/iy;

/**
 * Gives the end of the URL that starts at an offset. Merge tags are taken whole, but for what closes a block that was open
 * before: `{% if x %}https://shop.example/{% endif %}`. A closing bracket that the URL did not
 * open ends it. A letter of a script without spaces that follows an ASCII letter or digit starts the next word of the
 * sentence (`https://shop.example/saleをご覧`); after `/`, `=` and the like it belongs to the URL (`/wiki/東京`), as it does
 * in a host that is not ASCII from its first letter.
 */
export function trimUrl(source: string, start: number, tags: readonly MergeTag[]): number {
  let tagAt = firstTagFrom(tags, start);
  let end = start;
  let lastTagEnd = start;
  /** Behind "//", until the path, query or fragment begins. */
  let inAuthority = false;
  const open: string[] = [];
  /** Blocks of the template that were opened in the URL: what closes another one stands behind it. */
  let blocks = 0;
  while (end < source.length) {
    const tag = tags[tagAt];
    if (tag !== undefined && tag.start === end) {
      const role = blockRole(tags, tagAt);
      if (role === 'closes' && blocks === 0 && !isInside(tag, source)) break;
      if (role === 'opens' && /^(?:\s|$)/.test(source.slice(tag.end, tag.end + 1))) break;
      if (role === 'opens') blocks++;
      else if (role === 'closes' && !/^(?:else|elsif|elseif|elif|when)/i.test(tag.name)) blocks--;
      end = tag.end;
      lastTagEnd = end;
      tagAt++;
      continue;
    }
    const character = source[end] as string;
    if (STOP.test(character) || (character === '[' && isAttribute(source, end))) break;
    if (character === '&' && isReference(source, end)) break;
    if (UNSPACED.test(character) && /[A-Za-z0-9]/.test(source[end - 1] ?? '')) break;
    if (inAuthority ? AUTHORITY_STOP.test(character) : startsAddress(source, end)) break;
    if (CLOSERS.has(character) && open.pop() !== CLOSERS.get(character)) break;
    if (OPENERS.has(character)) open.push(character);
    if (character === '/') inAuthority = source[end - 1] === '/' && source[end - 2] === ':' && end - start < 8;
    else if (character === '?' || character === '#') inAuthority = false;
    end++;
  }
  return withoutTrailing(source, start, end, lastTagEnd);
}

/** What SparkPost reads behind an address. */
const isAttribute = (source: string, at: number): boolean =>
  source.slice(at, at + '[[data-msys-'.length).toLowerCase() === '[[data-msys-';

/** A comment vanishes: where the address goes on behind it, it was one all along. */
function isInside({ syntax, end }: MergeTag, source: string): boolean {
  return syntax.name === 'comment' && /[\w/?&=#%~-]/.test(source[end] ?? '');
}

/** From the end inwards: punctuation, and brackets that were opened and not closed. Every closing one has its partner by now. */
function withoutTrailing(source: string, start: number, end: number, lastTagEnd: number): number {
  const before = source[start - 1] ?? '';
  const marks = marksBefore(source, start);
  let at = end;
  let apostrophes: number | undefined;
  while (at > lastTagEnd) {
    const last = source[at - 1] as string;
    if (last === "'" && before !== "'") {
      // `/rock-'n'` has a pair of its own.
      apostrophes ??= source.slice(start, at).split("'").length - 1;
      if (apostrophes-- % 2 === 0) break;
    }
    const isMark = EMPHASIS.test(last) && marks.at(-1) === last;
    if (isMark) marks.pop();
    if (!(isMark || TRAILING.test(last) || OPENERS.has(last))) break;
    at--;
  }
  return at;
}

/** The marks of emphasis in front, the outermost last: `_*https://shop.example/*_`. Those that end no URL are punctuation anyhow. */
function marksBefore(source: string, start: number): string[] {
  const marks: string[] = [];
  for (let at = start - 1; at >= 0 && start - at <= MAX_MARKS && /[_~*]/.test(source[at] as string); at--)
    if (source[at] !== '*') marks.push(source[at] as string);
  return marks;
}

/** Longer runs are rules and ornaments. */
const MAX_MARKS = 8;

function isReference(source: string, at: number): boolean {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(source);
  if (match === null) return false;
  const [, decimal, hexadecimal] = match;
  if (decimal === undefined && hexadecimal === undefined) return true;
  const code = decimal === undefined ? Number.parseInt(hexadecimal as string, 16) : Number.parseInt(decimal, 10);
  return STOP_NUMBERS.has(code) || (code > 0x7f && code < 0x10000 && STOP.test(String.fromCharCode(code)));
}

function startsAddress(source: string, at: number): boolean {
  NEXT_ADDRESS.lastIndex = at;
  return NEXT_ADDRESS.test(source);
}

/** Tags are in source order: a binary search keeps many URLs in one text linear. */
function firstTagFrom(tags: readonly MergeTag[], start: number): number {
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle] as MergeTag).start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
