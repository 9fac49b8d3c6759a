import { oncePer } from '../../checks/once-per.js';
import type { Range } from '../../link.js';
import { findTemplateComments } from './comments.js';
import { findDirectives } from './directives.js';
import { MarkupCursor, type MarkupPlace } from './markup.js';
import { type MergeTag, scanMergeTags } from './scan.js';
import type { ScanSyntax } from './syntaxes.js';

/** A source made safe to parse: the same length, with filler or white space where merge tags would disturb the parser. */
export interface Mask {
  readonly masked: string;
  /** The filler character; undefined where it is nowhere in the text. White space may cover tags all the same. */
  readonly filler: string | undefined;
}

/**
 * Covers those merge tags that would end an attribute value, a tag or a comment early, or become part of a name. A
 * browser reads `href="{{url "x"}}"` as `href="{{url "`, and `<a{{attributes}} href=…>` as an element of that name; their
 * author means the whole. Modest: a tag is masked only where it needs to be, and never where it may hold real markup,
 * because a link hidden behind a mask is a link lost. Comments of template languages are covered whole: what is in them
 * vanishes when the template runs.
 */
export function maskMergeTags(source: string, syntaxes: readonly ScanSyntax[]): Mask {
  const comments = findTemplateComments(source);
  const tags = scanMergeTags(source, harmfulOf(syntaxes), isWhole);
  const directives = findDirectives(source)
    .map(([start, end]): Maskable => ({ start, end, text: source.slice(start, end), isDirective: true }))
    .filter(({ text = '' }) => !holdsMarkup(text.slice(1)));
  if (comments.length + tags.length + directives.length === 0) return { masked: source, filler: undefined };
  const filler = unusedCharacter(source);
  if (filler === undefined) return { masked: source, filler: undefined };
  const cursor = new MarkupCursor();
  let masked = '';
  /** Up to where the source has been read, and up to where it is in `masked`. */
  let at = 0;
  let copied = 0;
  let hasFiller = false;
  const pass = (end: number): void => {
    cursor.feed(source.slice(at, end));
    at = end;
  };
  for (const range of inSourceOrder(comments, tags, directives)) {
    const { start, end } = range;
    if (start < at) continue;
    pass(start);
    const by = maskFor(range, cursor.place, filler);
    if (by === undefined) {
      pass(end);
      continue;
    }
    hasFiller ||= by === filler;
    // One such character leads where many of them lead.
    cursor.feed(by);
    masked += source.slice(copied, start) + by.repeat(end - start);
    at = end;
    copied = end;
  }
  return {
    masked: copied === 0 ? source : masked + source.slice(copied),
    filler: hasFiller ? filler : undefined,
  };
}

/** Those of a list of syntaxes that are looked for in a source. */
const harmfulOf: (syntaxes: readonly ScanSyntax[]) => readonly ScanSyntax[] = /* @__PURE__ */ oncePer((syntaxes) =>
  syntaxes.filter(({ harmless, open }) => harmless !== true && !IN_NAMES.test(open)),
);

/** Delimiters that names are made with: `data-link-id` holds no tag `-link-`. */
const IN_NAMES = /^[\w.:-]+$/;

/** A comment; where it has a text, a tag or a directive. */
interface Maskable {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
  /** Among text it is text to the parser, or an element like any other. */
  readonly isDirective?: true;
}

function inSourceOrder(
  comments: readonly Range[],
  tags: readonly MergeTag[],
  directives: readonly Maskable[],
): readonly Maskable[] {
  if (comments.length + directives.length === 0) return tags;
  return [...comments.map(([start, end]): Maskable => ({ start, end })), ...tags, ...directives].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
}

/** What a tag or comment is covered with: white space among attributes, filler in a value, nothing where it does no harm. */
function maskFor({ text, isDirective }: Maskable, place: MarkupPlace, filler: string): string | undefined {
  const isInValue = place === 'quoted' || place === 'unquoted' || place === 'before-value';
  if (text === undefined) return isInValue ? filler : ' ';
  if (place !== 'text' && !isInValue) return ' ';
  if (place === 'text' && isDirective === true) return OPENS_TAG.test(text) ? filler : undefined;
  if (text.length > MAX_MASK_LENGTH || /[\r\n]/.test(text)) return undefined;
  if (/["'<>`]/.test(text)) return filler;
  return isInValue && place !== 'quoted' && /\s/.test(text) ? filler : undefined;
}

/** `@if(count($a)<count($b))`: to the parser, a tag that ends with the next one. */
const OPENS_TAG = /[\w)\]]<[a-z][^<>]*$/i;

/** Longer tags with quotes in them are more likely two halves with markup between. */
const MAX_MASK_LENGTH = 200;

// A start tag, the end of a comment, or a link's attribute.
const MARKUP = /<\/?[a-z][\w:-]*\s|-->|--!>|["'\s](?:href|xlink:href|action)\s*=/i;

/** `if a<b and c == "d"`: each `<` stands behind what is compared, and nothing is a tag's end or an attribute. */
const COMPARISON = /^(?:[^<>=]|[=!]=|(?<=[\w)\]])<=?)*$/;

/** Says whether there is one of these, or a tag or declaration with its end. */
function holdsMarkup(text: string): boolean {
  const opening = text.search(/<[a-z/!?]/i);
  return (MARKUP.test(text) && !COMPARISON.test(text)) || (opening !== -1 && text.includes('>', opening));
}

/** Nothing but a tag: two halves with markup between them are none, and what is between may hold a tag of its own. */
function isWhole({ text, syntax }: MergeTag): boolean {
  // Salesforce closes its tags with "=%%", which is no attribute.
  const inside = text.startsWith('%%=')
    ? text.slice('%%='.length, -'=%%'.length)
    : text.slice(syntax.open.length, text.length - syntax.close.length);
  return SIMPLE.test(inside) || (!holdsMarkup(inside) && !/=\s*$/.test(inside) && areStringsWhole(inside));
}

/** Names and words: nothing in them opens, ends or parts anything. */
const SIMPLE = /^[\w. ]*$/;

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
