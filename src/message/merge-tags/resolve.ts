import { wellFormed } from '../../checks/well-formed.js';
import type { AddressTag } from './address.js';
import type { MergeTag } from './scan.js';

/** Where in an address a tag stands: what its value must be encoded for. */
type Place = 'whole' | 'opaque' | 'path' | 'query' | 'parameter' | 'fragment';

interface TagPiece {
  readonly tag: AddressTag;
  readonly place: Place;
  readonly literalBefore: string;
}

/** An address cut up at its merge tags, once for all recipients. */
export interface TagTemplate {
  readonly pieces: readonly TagPiece[];
  readonly end: string;
}

/** Values of merge tags by name, as an app gives them. */
export type TagValues = Readonly<Record<string, string | number>>;

/** Cuts an address up at its merge tags. Each stretch of it is looked at once, however many tags there are. */
export function prepareTags(address: string, tags: readonly AddressTag[]): TagTemplate {
  let at = 0;
  let place: Place = 'whole';
  const pieces = tags.map((tag): TagPiece => {
    const literalBefore = address.slice(at, tag.start);
    place = placeAfter(place, literalBefore, address, tag.start);
    at = tag.end;
    return { tag, place: isParameter(address, tag, place) ? 'parameter' : place, literalBefore };
  });
  return { pieces, end: address.slice(at) };
}

/**
 * Fills in the values, each percent-encoded for its place unless its tag says "as it is"; a tag at the very start stands
 * for an address, so its value goes in as it is too. A scheme typed before a tag gives way to a value that has its own.
 * Undefined where a tag has neither value nor fallback, or is a block.
 */
export function fillTags(template: TagTemplate, values: TagValues): string | undefined {
  let address = '';
  for (const { tag, place, literalBefore } of template.pieces) {
    const value = lookUp(tag, values) ?? (tag.optional ? tag : undefined);
    if (value === undefined) return undefined;
    const written = typeof value === 'object' ? value.text : encode(value, tag.raw ? 'whole' : place);
    if (written === undefined) return undefined;
    const before = address + literalBefore;
    address =
      (place === 'whole' && TYPED_SCHEME.test(before) && OWN_SCHEME.test(written.trimStart()) ? '' : before) + written;
  }
  return address + template.end;
}

const TYPED_SCHEME = /^\s*https?:\/\/$/i;
const OWN_SCHEME = /^(?:https?:\/\/|mailto:|tel:|sms:)/i;

/** By the tag as written, by its inside, then by its names; only the app's own properties, so `constructor` is no value. */
export function lookUp(tag: MergeTag, values: TagValues): string | undefined {
  if (tag.control) return undefined;
  for (const name of [tag.text, tag.inside, tag.name, ...(tag.aliases ?? [])])
    if (Object.hasOwn(values, name)) return String(values[name]);
  return tag.fallback;
}

/** What of an address comes where: a place never comes again after the next one has begun. */
function placeAfter(place: Place, literal: string, address: string, end: number): Place {
  if (place === 'fragment' || literal.includes('#')) return 'fragment';
  if (place === 'query' || literal.includes('?')) return 'query';
  if (place === 'path' || place === 'opaque') return place;
  const before = address.slice(0, Math.min(end, MAX_ORIGIN_LENGTH));
  if (OPAQUE.test(before)) return 'opaque';
  // Scheme and host, too, take a value as it is: it is an address or part of one.
  return SLASH_OF_PATH.test(literal) ? 'path' : 'whole';
}

/** Behind a host, behind a tag that stands for one, or where a relative address begins. */
const SLASH_OF_PATH = /(?<![/:])\/(?!\/)/;

/** Their path is an address of another kind (RFC 6068, RFC 3966, RFC 5724). */
const OPAQUE = /^\s*(?:mailto|tel|sms):/i;

/** Scheme and host are shorter than this, merge tags in them included. */
const MAX_ORIGIN_LENGTH = 2_048;

/** `?{{query}}` and `&{{more}}&`: nothing but the tag between two delimiters. */
function isParameter(address: string, { start, end }: AddressTag, place: Place): boolean {
  return place === 'query' && '?&'.includes(address[start - 1] as string) && '&#'.includes(address[end] ?? '#');
}

/** What stays as it is in a value, for its place. */
const KEPT: Partial<Readonly<Record<Place, RegExp>>> = {
  // An email address or a telephone number.
  opaque: /%(?:40|2B|2C)/g,
  // A piece of a query string: its "=", "&" and "+", and what it has escaped itself.
  parameter: /%(?:3D|26|2B)|%25(?=[0-9A-Fa-f]{2})/g,
};

/** encodeURIComponent leaves `!'()*` alone, which RFC 3986 §2.2 reserves; halves of surrogate pairs become U+FFFD. */
function encode(value: string, place: Place): string | undefined {
  // URL parsers drop these from what stands for an address or a piece of one (URL Standard 4.4, steps 1 to 3).
  if (place === 'whole') return value.replace(/[\t\n\r]+/g, '');
  const kept = KEPT[place];
  const encoded = encodeURIComponent(wellFormed(value)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // A path segment of dots alone climbs the path, and no encoding helps: URL parsers read %2e as a dot (URL Standard 4.1).
  if (place === 'path' && /^\.\.?$/.test(encoded)) return undefined;
  return kept === undefined ? encoded : encoded.replace(kept, (escaped) => decodeURIComponent(escaped));
}
