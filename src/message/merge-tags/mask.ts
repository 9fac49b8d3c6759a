import { type MergeTag, scanMergeTags } from './scan.js';
import type { MergeTagSyntax } from './syntaxes.js';

/** A source made safe to parse: the same length, with filler where merge tags would disturb the parser. */
export interface Mask {
  readonly masked: string;
  /** The filler character; undefined where nothing is masked. */
  readonly filler: string | undefined;
}

/**
 * Puts filler over those merge tags that would end an attribute value, a tag or a comment early. A browser reads
 * `href="{{url "x"}}"` as `href="{{url "`; its author means the whole. Modest: a tag is masked only where it needs to be,
 * and never where it may hold real markup, because a link hidden behind a mask is a link lost.
 */
export function maskMergeTags(source: string, syntaxes: readonly MergeTagSyntax[]): Mask {
  const hazards = scanMergeTags(source, syntaxes, isWhole).filter((tag) => needsMask(tag, source));
  const filler = hazards.length === 0 ? undefined : unusedCharacter(source);
  if (filler === undefined) return { masked: source, filler: undefined };
  let masked = '';
  let at = 0;
  for (const { start, end } of hazards) {
    masked += source.slice(at, start) + filler.repeat(end - start);
    at = end;
  }
  return { masked: masked + source.slice(at), filler };
}

/** Longer tags with quotes in them are more likely two halves with markup between. */
const MAX_MASK_LENGTH = 200;

// A start tag, a tag or declaration with its end, the end of a comment, or a link's attribute.
const MARKUP = /<\/?[a-z][\w:-]*\s|<[a-z/!?][^>]*>|-->|--!>|["'\s](?:href|xlink:href|action)\s*=/i;

/** Nothing but a tag: two halves with markup between them are none, and what is between may hold a tag of its own. */
function isWhole({ text }: MergeTag): boolean {
  // Salesforce closes its tags with "=%%", which is no attribute.
  const inside = text.replace(/^%%=|=%%$/g, '%%').slice(2, -2);
  return !MARKUP.test(inside) && !/=\s*$/.test(inside) && areStringsWhole(inside);
}

function needsMask({ text, start }: MergeTag, source: string): boolean {
  if (text.length > MAX_MASK_LENGTH || /[\r\n]/.test(text)) return false;
  return /["'<>`]/.test(text) || (/\s/.test(text) && isUnquotedValue(source, start));
}

/** How far back the start of an attribute's value and of its tag are looked for. */
const LOOK_BACK = 500;

/** Inside a start tag, with "=" and no quote or space since: what follows goes to the next space, tag or no tag. */
function isUnquotedValue(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - LOOK_BACK), at);
  let from = before.length;
  while (from > 0 && !ENDS_UNQUOTED.test(before[from - 1] as string)) from--;
  if (!before.includes('=', from)) return false;
  const open = before.lastIndexOf('<');
  return open > before.lastIndexOf('>') && /^[a-z]/i.test(before.slice(open + 1, from));
}

const ENDS_UNQUOTED = /[\s"'<>`]/;

// strings = *( no quote / DQUOTE *( "\" any / no DQUOTE ) DQUOTE / "'" *( "\" any / no "'" ) "'" )
const STRINGS = /^(?:[^"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*$/;
const BETWEEN_ATTRIBUTES = /^(?:[^"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*?(?:"\s[^"]*=\s*"|'\s[^']*=\s*')/;

/**
 * Every string that the tag opens it closes, as in `{{ x | default: "it's" }}`, and none is what stands between two
 * attributes, as in `{{x" class="y}}`: there the first quote ends one value, and the next begins another.
 */
function areStringsWhole(inside: string): boolean {
  return STRINGS.test(inside) && !BETWEEN_ATTRIBUTES.test(inside);
}

/** A private-use character that the source does not have (Unicode 23.5); there are 6,400. */
function unusedCharacter(source: string): string | undefined {
  for (let code = 0xe000; code < 0xf900; code++) {
    const character = String.fromCharCode(code);
    if (!source.includes(character)) return character;
  }
  return undefined;
}

/** Puts the original characters back: the n-th filler in `text` is the n-th masked character of the source range. */
export function unmask(text: string, mask: Mask, source: string, start: number, end: number): string {
  const { masked, filler } = mask;
  if (filler === undefined || !text.includes(filler)) return text;
  let at = start - 1;
  return text.replaceAll(filler, () => {
    at = masked.indexOf(filler, at + 1);
    return at === -1 || at >= end ? filler : (source[at] as string);
  });
}
