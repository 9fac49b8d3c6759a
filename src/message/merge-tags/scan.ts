import { oncePer } from '../../checks/once-per.js';
import { unawaited } from '../../checks/unawaited.js';
import { inEitherCase, openersOf } from './openers.js';
import type { TagParts } from './read.js';
import type { ScanSyntax } from './syntaxes.js';

/** A merge tag in a text. */
export interface MergeTag extends TagParts {
  /** Offsets into the text, UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** As written, delimiters included. */
  readonly text: string;
  /** Without its delimiters, trimmed. */
  readonly inside: string;
  readonly syntax: ScanSyntax;
  readonly raw: boolean;
  readonly control: boolean;
}

/** Longer than any tag people write; past it an opener is text. */
export const MAX_TAG_LENGTH = 500;

/**
 * Finds merge tags, outermost first, none overlapping. Linear: each syntax looks for its closer only once past any
 * point, and an opener whose closer is not within `MAX_TAG_LENGTH` is text. So is the opener of a tag that is not accepted.
 */
export function scanMergeTags(
  text: string,
  syntaxes: readonly ScanSyntax[],
  accept: (tag: MergeTag) => boolean = () => true,
): MergeTag[] {
  const { pattern, syntaxesOf } = openersOf(syntaxes);
  const tags: MergeTag[] = [];
  const readers: TagReader[] = [];
  for (let at = 0; ; ) {
    pattern.lastIndex = at;
    const opener = pattern.exec(text);
    if (opener === null) return tags;
    const start = opener.index;
    const tag = tagAt(text, start, syntaxesOf(opener[0]), readers);
    if (tag === undefined || !accept(tag)) at = start + 1;
    else {
      tags.push(tag);
      at = tag.end;
    }
  }
}

/** Where several syntaxes open at the same place, the first that makes a tag of it wins; rows stand longest opener first. */
function tagAt(
  text: string,
  start: number,
  syntaxes: readonly ScanSyntax[],
  readers: TagReader[],
): MergeTag | undefined {
  for (const syntax of syntaxes) {
    let reader = readers.find((each) => each.syntax === syntax);
    if (reader === undefined) {
      reader = createReader(text, syntax);
      readers.push(reader);
    }
    const tag = reader.read(start);
    if (tag !== undefined) return tag;
  }
  return undefined;
}

/** Reads the tags of one syntax in one text. */
interface TagReader {
  readonly syntax: ScanSyntax;
  /** The tag that opens at an offset, where its opener stands. */
  read(start: number): MergeTag | undefined;
}

function createReader(text: string, syntax: ScanSyntax): TagReader {
  const { open, close } = syntax;
  const isPercent = open === '%' && close === '%';
  const nextClose = createSearch(text, closeSearchOf(syntax));
  return {
    syntax,
    read(start) {
      const inside = start + (syntax.run === true ? runLength(text, start) : open.length);
      if (isPercent && isPercentEscape(text, start) && !isHexName(text, start)) return undefined;
      let closing = nextClose(inside);
      if (syntax.nests === true && closing !== -1) closing = closingOfNested(text, syntax, inside, closing);
      if (closing === -1 || closing - start > MAX_TAG_LENGTH) return undefined;
      const closeLength =
        syntax.run === true ? Math.min(inside - start, runLength(text, closing)) : lengthOfClose(text, syntax, closing);
      if (isPercent && isPercentEscape(text, closing)) return undefined;
      const end = closing + closeLength;
      const content = text.slice(inside, end - (syntax.run === true ? closeLength : close.length));
      // "{{half {{whole}}": the tag starts at the inner opener.
      if (open !== close && syntax.nests !== true && content.indexOf(open, 1) !== -1) return undefined;
      const parts = syntax.read === undefined ? { name: content.trim() } : unawaited(syntax.read(content));
      if (parts === undefined || parts.name === '') return undefined;
      return {
        start,
        end,
        text: text.slice(start, end),
        inside: content.trim(),
        syntax,
        name: parts.name,
        aliases: parts.aliases,
        fallback: parts.fallback,
        raw: parts.raw ?? false,
        control: parts.control ?? false,
      };
    },
  };
}

/** Longer runs of one character are rules and ornaments, and are not looked at again from each of their characters. */
const MAX_RUN = 8;

/** How often the character at an offset stands there; longer runs count as `MAX_RUN`. */
function runLength(text: string, at: number): number {
  let end = at;
  while (end - at < MAX_RUN && text[end] === text[at]) end++;
  return end - at;
}

function lengthOfClose(text: string, { close, greedyClose }: ScanSyntax, closing: number): number {
  let length = close.length;
  if (greedyClose === true) while (length < 2 * close.length && text[closing + length] === close[0]) length++;
  return length;
}

/**
 * The close that belongs to an opener where whole tags stand in between, as in `*|UNSUB:https://a.example/?u=*|ID|*|*`.
 * -1 where those in between are not closed. Looks no further than a tag may be long.
 */
function closingOfNested(text: string, { open, close }: ScanSyntax, inside: number, first: number): number {
  const within = text.slice(inside, inside + MAX_TAG_LENGTH);
  // Only an address in a tag holds tags.
  if (!/^\w+:/.test(within)) return within.slice(0, first - inside).includes(open) ? -1 : first;
  let depth = 1;
  let at = 0;
  for (;;) {
    const nextClose = within.indexOf(close, at);
    if (nextClose === -1) return -1;
    const nextOpen = within.indexOf(open, at);
    if (nextOpen !== -1 && nextOpen < nextClose) {
      depth++;
      at = nextOpen + open.length;
    } else if (--depth === 0) return inside + nextClose;
    else at = nextClose + close.length;
  }
}

/** Gives the offset of a needle in a text, from an offset on; -1 for none. */
type Search = (text: string, from: number) => number;

/** A search of one text that remembers its last answer, so that asking again before it costs nothing. */
function createSearch(text: string, search: Search): (from: number) => number {
  let asked = Number.POSITIVE_INFINITY;
  let found = 0;
  return (from) => {
    if (found !== -1 && (from > found || from < asked)) found = search(text, from);
    asked = from;
    return found;
  };
}

/** What looks for the delimiter that tags of a syntax end with. Letters match in either case. */
const closeSearchOf: (syntax: ScanSyntax) => Search = /* @__PURE__ */ oncePer(({ close }) => {
  if (!/[a-z]/i.test(close)) return (text, from) => text.indexOf(close, from);
  const pattern = new RegExp(inEitherCase(close), 'g');
  return (text, from) => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.index ?? -1;
  };
});

function isPercentEscape(text: string, at: number): boolean {
  return /^%[0-9A-Fa-f]{2}/.test(text.slice(at, at + 3));
}

/**
 * `%date%`, `%campaign%` and `%address%` start like percent-escapes. So does `%C3%A9`, but escapes come in pairs of
 * digits and letters, and nothing but a tag is a word between two percent signs that touches no other word.
 */
function isHexName(text: string, at: number): boolean {
  return HEX_NAME.test(text.slice(at, at + MAX_HEX_NAME)) && !/[\w%]/.test(text[at - 1] ?? '');
}

const HEX_NAME = /^%(?:[a-f]{2}[a-z_.]|[A-F]{2}[A-Z_.]|[A-F][a-f][a-z])[\w.-]{1,100}%(?!\w)/;
/** A name is no longer, delimiters included. */
const MAX_HEX_NAME = 106;
