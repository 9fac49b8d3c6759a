import { wellFormed } from '../../checks/well-formed.js';
import type { MergeTag } from './scan.js';

/** Where in an address a tag stands: what its value must be encoded for. */
type Place = 'whole' | 'path' | 'query' | 'fragment';

interface TagPiece {
  readonly tag: MergeTag;
  readonly place: Place;
  readonly literalBefore: string;
}

/** An address cut up at its merge tags, once for all recipients. */
export interface TagTemplate {
  readonly pieces: readonly TagPiece[];
  readonly end: string;
}

/** Cuts an address up at its merge tags. Each stretch of it is looked at once, however many tags there are. */
export function prepareTags(address: string, tags: readonly MergeTag[]): TagTemplate {
  let at = 0;
  let place: Place = 'whole';
  const pieces = tags.map((tag): TagPiece => {
    const literalBefore = address.slice(at, tag.start);
    place = placeAfter(place, literalBefore, address, tag.start);
    at = tag.end;
    return { tag, place, literalBefore };
  });
  return { pieces, end: address.slice(at) };
}

/**
 * Fills in the values, each percent-encoded for its place unless its tag says "as it is"; a tag at the very start stands
 * for an address, so its value goes in as it is too. Undefined where a tag has neither value nor fallback, or is a block.
 */
export function fillTags(template: TagTemplate, values: Readonly<Record<string, string>>): string | undefined {
  let address = '';
  for (const { tag, place, literalBefore } of template.pieces) {
    const value = lookUp(tag, values);
    if (value === undefined) return undefined;
    const written = tag.raw || place === 'whole' ? value : encode(value, place);
    if (written === undefined) return undefined;
    address += literalBefore + written;
  }
  return address + template.end;
}

/** By the tag as written, then by its name; only the app's own properties, so `constructor` is no value. */
function lookUp(tag: MergeTag, values: Readonly<Record<string, string>>): string | undefined {
  if (tag.control) return undefined;
  if (Object.hasOwn(values, tag.text)) return values[tag.text];
  if (Object.hasOwn(values, tag.name)) return values[tag.name];
  return tag.fallback;
}

/** What of an address comes where: a place never comes again after the next one has begun. */
function placeAfter(place: Place, literal: string, address: string, end: number): Place {
  if (place === 'fragment' || literal.includes('#')) return 'fragment';
  if (place === 'query' || literal.includes('?')) return 'query';
  if (place === 'path') return 'path';
  // Scheme and host, too, take a value as it is: it is an address or part of one. So does anything where no host comes first.
  return /^\s*[a-z][\w+.-]*:\/\/[^/]*\//i.test(address.slice(0, Math.min(end, MAX_ORIGIN_LENGTH))) ? 'path' : 'whole';
}

/** Scheme and host are shorter than this, merge tags in them included. */
const MAX_ORIGIN_LENGTH = 2_048;

/** encodeURIComponent leaves `!'()*` alone, which RFC 3986 §2.2 reserves; halves of surrogate pairs become U+FFFD. */
function encode(value: string, place: Place): string | undefined {
  const encoded = encodeURIComponent(wellFormed(value)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // A path segment of dots alone climbs the path, and no encoding helps: URL parsers read %2e as a dot (URL Standard 4.1).
  return place === 'path' && /^\.\.?$/.test(encoded) ? undefined : encoded;
}
