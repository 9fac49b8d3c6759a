import type { MergeTagSyntax, TagParts } from './syntaxes.js';

/** A merge tag in a text. */
export interface MergeTag extends TagParts {
  /** Offsets into the text, UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** As written, delimiters included. */
  readonly text: string;
  /** Name of its syntax. */
  readonly syntax: string;
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
  syntaxes: readonly MergeTagSyntax[],
  accept: (tag: MergeTag) => boolean = () => true,
): MergeTag[] {
  const tags: MergeTag[] = [];
  const finders = syntaxes.map((syntax) => createFinder(text, syntax)).filter((finder) => finder.nextOpen(0) !== -1);
  let at = 0;
  while (finders.length > 0) {
    let first: Finder | undefined;
    let start = -1;
    for (const finder of finders) {
      const open = finder.nextOpen(at);
      if (open !== -1 && (start === -1 || open < start)) {
        first = finder;
        start = open;
      }
    }
    if (first === undefined) break;
    // Where two syntaxes open at the same place, the one that makes a tag of it wins; rows stand longest opener first.
    let tag: MergeTag | undefined;
    for (const finder of finders) if (tag === undefined && finder.nextOpen(at) === start) tag = finder.tagAt(start);
    if (tag === undefined || !accept(tag)) at = start + 1;
    else {
      tags.push(tag);
      at = tag.end;
    }
  }
  return tags;
}

interface Finder {
  nextOpen(from: number): number;
  tagAt(start: number): MergeTag | undefined;
}

function createFinder(text: string, syntax: MergeTagSyntax): Finder {
  const { open, close } = syntax;
  const isPercent = open === '%' && close === '%';
  const nextOpen = createSearch(text, open);
  const nextClose = createSearch(text, close);
  return {
    nextOpen,
    tagAt(start) {
      const inside = start + open.length;
      if (isPercent && isPercentEscape(text, start)) return undefined;
      const closing = nextClose(inside);
      if (closing === -1 || closing - start > MAX_TAG_LENGTH) return undefined;
      let end = closing + close.length;
      if (syntax.greedyClose === true) while (text[end] === close[0] && end - closing < 2 * close.length) end++;
      if (isPercent && isPercentEscape(text, closing)) return undefined;
      const content = text.slice(inside, end - close.length);
      // "{{half {{whole}}": the tag starts at the inner opener.
      if (open !== close && content.indexOf(open, 1) !== -1) return undefined;
      const parts = syntax.read === undefined ? { name: content.trim() } : syntax.read(content);
      if (parts === undefined || parts.name === '') return undefined;
      return {
        start,
        end,
        text: text.slice(start, end),
        syntax: syntax.name,
        ...parts,
        raw: parts.raw ?? false,
        control: parts.control ?? false,
      };
    },
  };
}

/** A search that remembers its last answer, so that asking again before it costs nothing. Letters match in either case. */
function createSearch(text: string, needle: string): (from: number) => number {
  const find = /[a-z]/i.test(needle) ? findIgnoringCase(needle) : undefined;
  let asked = Number.POSITIVE_INFINITY;
  let found = 0;
  return (from) => {
    if (found !== -1 && (from > found || from < asked))
      found = find === undefined ? text.indexOf(needle, from) : find(text, from);
    asked = from;
    return found;
  };
}

function findIgnoringCase(needle: string): (text: string, from: number) => number {
  const pattern = new RegExp(needle.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi');
  return (text, from) => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.index ?? -1;
  };
}

function isPercentEscape(text: string, at: number): boolean {
  return /^%[0-9A-Fa-f]{2}/.test(text.slice(at, at + 3));
}

// half-tag = "{{" / "*|" / "|*" / "${" / "{%" / "%}" / "<%" / "%>" / "[[" word / "%%" word / "%7B%7B": in an address nothing
// but pieces of a tag. "}}" is one unless its braces are a pair: `?q={"a":{"b":1}}`.
const HALF_TAG = /\{\{|\*\||\|\*|\$\{|\{%|%\}|<%|%>|\[\[(?=\w)|%%(?=[=[A-Za-z_])|%7B%7B/i;

/**
 * Says whether an address holds a tag that is opened or closed only halfway, such as `{{half}` or `half}}`. Whole tags
 * are left out of account first.
 */
export function hasHalfTag(text: string, tags: readonly MergeTag[]): boolean {
  if (!HALF_TAG.test(text) && !text.includes('}}')) return false;
  let rest = '';
  let at = 0;
  for (const tag of tags) {
    rest += `${text.slice(at, tag.start)} `;
    at = tag.end;
  }
  rest += text.slice(at);
  return HALF_TAG.test(rest) || (rest.includes('}}') && rest.split('}').length > rest.split('{').length);
}
