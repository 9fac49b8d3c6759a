import { FIRST_CHARACTERS, MAY_BE_OFF, mayOpenTag, syntaxesThatAreOff } from './choose.js';
import { codeIn } from './comments.js';
import { hasHalfTag, holdsHalfTag, textOutside } from './half-tag.js';
import { openersOf } from './openers.js';
import { type MergeTag, scanMergeTags } from './scan.js';
import type { ScanSyntax } from './syntaxes.js';
import { readNestingAddress, readWholeAddress, syntaxOfValue } from './whole-address.js';

/** Where the first merge tag of an address stands: the whole of it, in its scheme or host, or behind the host. */
export type TagPosition = 'none' | 'whole' | 'authority' | 'behind';

/** A tag of an address. */
export interface AddressTag extends MergeTag {
  /** It may be data: without a value it stays as it is written, and the address is whole all the same. */
  readonly optional: boolean;
}

/** What there is of merge tags in one address. */
export interface AddressTags {
  /** In source order, none overlapping. */
  readonly tags: readonly AddressTag[];
  readonly position: TagPosition;
  /** A tag is opened or closed only halfway. */
  readonly half: boolean;
  /** The syntax of a tag that is on for nobody's asking, or of what looks like one of a syntax that is off. */
  readonly unasked: string | undefined;
}

const NONE: AddressTags = { tags: [], position: 'none', half: false, unasked: undefined };

/** What nearly no address has: what tags begin with, and what is in halves of tags, comments and directives. */
const TELLING: string = [...new Set([...FIRST_CHARACTERS, ...'{}[]*|%<$#@='])].map((each) => `\\${each}`).join('');

/**
 * Nearly all addresses: a letter first, nothing telling behind it, and neither a host nor a value that begins like a tag in
 * place of the whole. Whatever is looked for below is in none of them.
 */
const TAGLESS = new RegExp(`^(?![hH][tT][tT][pP][sS]?://[-_(:])[A-Za-z][^${TELLING}]*(?:=(?![-(:_])[^${TELLING}]*)*$`);

/**
 * Finds the merge tags of one address. A form that can only be a tag is one, whichever syntaxes are on: `{{x}}` anywhere,
 * `{x}` and `[x]` where an address has nothing but them or its host is one. A form that may be data (`?ids=[x]`,
 * `/wiki/[[Main]]`, `20%summer%sale`) is no reason to leave the link; the author is told which syntax it may be.
 */
export function readAddressTags(address: string, syntaxes: readonly ScanSyntax[]): AddressTags {
  if (openersOf(syntaxes).asked === undefined && TAGLESS.test(address)) return NONE;
  const nesting = readNestingAddress(address);
  if (nesting !== undefined) return alone(address, nesting);
  const whole = readWholeAddress(address);
  if (!HALF_OR_CODE.test(address) && !mayOpenTag(address, syntaxes))
    return whole === undefined ? (looksLikeTag(address) ?? NONE) : alone(address, whole);
  const query = address.indexOf('?');
  // A fragment may have parameters, too.
  const parameters = query === -1 ? address.indexOf('#') : query;
  const isTag = (tag: MergeTag): boolean =>
    !isFragment(address, tag) && (parameters === -1 || !isBehindParameterName(address, parameters, tag));
  const onTags = withCode(address, scanMergeTags(address, syntaxes, isTag)).map(
    (tag): AddressTag => addressTag(tag, isData(address, query, tag)),
  );
  const outside = textOutside(address, onTags);
  const half = holdsHalfTag(outside);
  const off = half || !MAY_BE_OFF.test(outside) ? [] : tagsThatAreOff(address, onTags, syntaxes, isTag);
  const certain = off.filter((tag) => !tag.optional);
  const tags = certain.length === 0 ? onTags : [...onTags, ...certain].sort((a, b) => a.start - b.start);
  if (whole !== undefined && tags.every(({ start, optional }) => optional || start >= whole.end))
    return alone(address, whole, tags);
  return {
    tags,
    position: positionOf(address, tags),
    half,
    unasked:
      (off[0] ?? tags.find((tag) => tag.optional && tag.name.length > 1 && isApart(address, tag)))?.syntax.name ??
      syntaxOfValue(textOutside(address, tags)),
  };
}

function looksLikeTag(address: string): AddressTags | undefined {
  const unasked = syntaxOfValue(address);
  return unasked === undefined ? undefined : { ...NONE, unasked };
}

/** Written out: V8 makes slow and large objects of literals with spreads in them. */
function addressTag(tag: MergeTag, optional: boolean): AddressTag {
  const { start, end, text, inside, syntax, name, aliases, fallback, raw, control } = tag;
  return { start, end, text, inside, syntax, name, aliases, fallback, raw, control, optional };
}

/** A template's code in an address is a tag that nothing fills in, and so is what stands in it. */
function withCode(address: string, tags: readonly MergeTag[]): readonly MergeTag[] {
  const code = codeIn(address);
  if (code.length === 0) return tags;
  const outside = tags.filter((tag) => !code.some(({ start, end }) => tag.start < end && start < tag.end));
  return [...code, ...outside].sort((a, b) => a.start - b.start);
}

/** The whole address, or its host, in a form that can only be a tag there, whatever syntax it is of; others may stand behind it. */
function alone(address: string, tag: MergeTag, others: readonly AddressTag[] = []): AddressTags {
  const tags = [addressTag(tag, false), ...others.filter(({ start }) => start >= tag.end)];
  return { tags, position: positionOf(address, tags), half: hasHalfTag(address, tags), unasked: tag.syntax.name };
}

/** Half a tag, a comment or a directive has one of these. */
const HALF_OR_CODE = /[{}[\]*|%<$#]|@[\w.]*\(/;

/** What looks like a tag of a syntax that is off: `optional` where it may be data. */
function tagsThatAreOff(
  address: string,
  onTags: readonly MergeTag[],
  syntaxes: readonly ScanSyntax[],
  isTag: (tag: MergeTag) => boolean,
): readonly AddressTag[] {
  let next = 0;
  const tags = scanMergeTags(address, syntaxesThatAreOff(syntaxes), (tag) => isName(tag, address));
  const apart = tags.flatMap((tag) => {
    while (next < onTags.length && (onTags[next] as MergeTag).end <= tag.start) next++;
    if (next < onTags.length && (onTags[next] as MergeTag).start < tag.end) return [];
    if (positionOf(address, [tag]) !== 'behind') return addressTag(tag, false);
    return RAW_BRACE.test(tag.text) || isApart(address, tag) ? addressTag(tag, true) : [];
  });
  return apart.filter(isTag);
}

/** What a list or object in a query holds is none. A single letter in brackets or braces alone may be anything, unless nothing else is between two delimiters. */
function isName(tag: MergeTag, address: string): boolean {
  if (/^(?:true|false|null|undefined)$/.test(tag.name) || isNested(tag, address)) return false;
  if (tag.name.length > 1 || tag.syntax.open.length === 2) return true;
  return (
    /^[{[]/.test(tag.text) && /[/?&=]/.test(address[tag.start - 1] ?? '') && /^[/&#]?$/.test(address[tag.end] ?? '')
  );
}

/** `{me{name}}`, `[[a],[b]]`: the brackets of a query language, within others of their kind that are open. */
function isNested({ text, start }: MergeTag, address: string): boolean {
  const open = text[0] as string;
  const close = open === '{' ? '}' : ']';
  if (open !== '{' && open !== '[') return false;
  const before = address.slice(Math.max(0, start - LOOK_BACK), start);
  return before.split(open).length > before.split(close).length;
}

/** A word in raw braces is not what data looks like; one in brackets or percent-encoded is, unless it stands apart. */
const RAW_BRACE = /^[@#%]?\{/;

function isData(address: string, query: number, tag: MergeTag): boolean {
  const { mayBeData, asked } = tag.syntax;
  if (mayBeData === undefined || asked === true || positionOf(address, [tag]) !== 'behind') return false;
  return mayBeData({
    name: tag.name,
    text: tag.text,
    isApart: tag.name.length > 1 && isApart(address, tag),
    isInQuery: query !== -1 && query < tag.start,
  });
}

/** Between two characters that no name goes over. */
export function isApart(address: string, { start, end }: MergeTag): boolean {
  return !/[\w%\])}]/.test(address[start - 1] ?? '') && !/^(?:[\w[({]|%(?!2[0C]))/i.test(address.slice(end, end + 3));
}

/** `/page#{section.id}`: a fragment, and CiviCRM's tag or its like in it. In `?id=#{user.id}` and `/#{user.id}/`, nothing begins with `#`. */
function isFragment(address: string, { start, end, syntax }: MergeTag): boolean {
  if (syntax.open !== '#{' || syntax.ambiguous === true || start === 0) return false;
  const before = address[start - 1] as string;
  return !/[=&?\s]/.test(before) && !(before === '/' && /^[/?&]/.test(address.slice(end, end + 1)));
}

const BRACKET = /^(?:\[(?!\[)|%5B)/i;
/** Longer than any parameter's name, and than any scheme and host with the tags in them. */
const LOOK_BACK = 2_048;

/** `?filters[email]=x` is a parameter of that name: square brackets behind its first letter are not a tag. */
function isBehindParameterName(address: string, query: number, { text, start, end }: MergeTag): boolean {
  if (query > start || !BRACKET.test(text)) return false;
  const before = address.slice(Math.max(query + 1, start - LOOK_BACK), start);
  if (!/(?:[\w\]-]|%5D)$/i.test(before.slice(-3))) return false;
  const isValue = before.slice(before.lastIndexOf('&') + 1).includes('=');
  return !isValue || /^(?:=|\[|%5B)/i.test(address.slice(end, end + 3));
}

/** Where the first of the tags stands that is one for certain. */
function positionOf(address: string, tags: readonly (MergeTag & { readonly optional?: boolean })[]): TagPosition {
  const first = tags.find((tag) => tag.optional !== true);
  if (first === undefined) return 'none';
  const before = address.slice(0, first.start);
  if (before.trim() === '') return 'whole';
  // "http{{s}}://shop.example/": the tag is a piece of the scheme.
  if (/^\s*https?$/i.test(before) && /^s?:\/\//i.test(address.slice(first.end, first.end + 4))) return 'whole';
  // A tag may hold slashes, so the authority is looked for with the tags filled in: what stands before the first is the same.
  return first.start < LOOK_BACK && /^\s*https?:\/\/[^/?#\\]*$/i.test(before) ? 'authority' : 'behind';
}
