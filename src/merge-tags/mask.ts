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
  const hazards = scanMergeTags(source, syntaxes).filter((tag) => needsMask(tag, source));
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

function needsMask(tag: MergeTag, source: string): boolean {
  const { text } = tag;
  if (text.length > MAX_MASK_LENGTH || /[\r\n]/.test(text)) return false;
  if (!/["'<>`]/.test(text)) return /\s/.test(text) && isUnquotedValue(source, tag.start);
  // Salesforce closes its tags with "=%%", which is no attribute.
  const inside = text.replace(/^%%=|=%%$/g, '%%').slice(2, -2);
  // Markup, the end of a comment, or the end of one attribute and the start of the next.
  if (/<\/?[a-z][\w:-]*\s|<[a-z/!?][^>]*>|-->|--!>|=\s*$/i.test(inside)) return false;
  return areStringsClosed(inside) && !crossesAttributes(text);
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

/** Every string that the tag opens it closes, as in `{{ x | default: "it's" }}`. */
function areStringsClosed(inside: string): boolean {
  return STRINGS.test(inside);
}

/** `{{x" class="y}}`: the first quote ends the value it stands in, and what follows is a new attribute. */
function crossesAttributes(text: string): boolean {
  return /^[^"']*["']\s+[\w:-]+\s*=\s*["'][^"']*$/.test(text);
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
