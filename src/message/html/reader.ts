import type { Range } from '../../link.js';
import { type Mask, unmask } from '../merge-tags/mask.js';
import { valueSpan } from './attribute.js';
import { type CarrierRow, carrierOf, type ElementNamespace } from './carriers.js';
import type { LabelReader } from './labels.js';
import type { Element, LinkAttribute, LinkOccurrence } from './occurrence.js';

/** A link that was found, and its label, which is still being read. */
export interface FoundLink {
  readonly occurrence: LinkOccurrence;
  readonly label: LabelReader;
}

/** What all parses of one source add to: the document's, and one for each conditional comment. */
export interface Collection {
  readonly found: FoundLink[];
  readonly bases: Range[];
  /** `<a>` without an address, and its label. */
  readonly bare: { readonly range: Range; readonly label: LabelReader; readonly misnamed?: boolean }[];
  bodyEnd: number | undefined;
}

/** A comment of the document, in the source. */
export interface CommentPlace {
  readonly range: Range;
  readonly inBody: boolean;
}

/** One attribute of a tag, as both parsers give it: entities decoded, names in lower case but for SVG's. */
export interface TagAttribute {
  readonly name: string;
  readonly prefix?: string | undefined;
  readonly value: string;
}

/** Where the attributes of a tag stand in the parsed text, by their written name in lower case. */
export type AttributePlaces = Readonly<
  Record<string, { readonly startOffset: number; readonly endOffset: number } | undefined>
>;

/** An element with attributes, as a parser comes to it. */
export interface Tag {
  readonly name: string;
  readonly namespace: ElementNamespace;
  readonly attributes: readonly TagAttribute[];
  readonly places: AttributePlaces;
  /** Where the tag starts in the parsed text. */
  readonly start: number;
  /** The `itemtype` of the nearest element around it that has one (HTML 5, microdata). */
  readonly itemType: () => string | undefined;
}

/** What Gmail does for the reader, and the handlers by which it does it (developers.google.com/gmail/markup). */
const ACTION_TYPE = /^\s*https?:\/\/(?:www\.)?schema\.org\/\w*Action(?:Handler)?\s*$/i;

function isAction(itemprop: string | undefined, itemType: () => string | undefined): boolean {
  return itemprop !== undefined && /^\s*(?:url|target)\s*$/i.test(itemprop) && ACTION_TYPE.test(itemType() ?? '');
}

/** An `<a>` that is not a named place, nor given its address by a script or by AMP. */
function isUnfinished({ carrier, tag }: CarrierRow, attributes: readonly LinkAttribute[]): boolean {
  return carrier === 'a' && tag === 'a' && !attributes.some(({ name }) => /^(?:name$|id$|on)|href/.test(name));
}

/** The attribute with the first of these names, or undefined where there is none of them. */
function firstNamed(attributes: readonly LinkAttribute[], names: readonly string[]): LinkAttribute | undefined {
  for (const name of names) {
    const named = attributes.find((attribute) => attribute.name === name);
    if (named !== undefined) return named;
  }
  return undefined;
}

/** An address in an attribute that browsers do not look at: `herf`, `hef`, `src`. */
function isMisnamed({ name, value }: LinkAttribute): boolean {
  return (
    /^(?:h?[hre]{1,2}e?f|hre|hrf|herf|hfer|hreff|hhref|src|link|url)$/.test(name) &&
    /^\s*(?:https?:\/\/|mailto:|www\.)/i.test(value)
  );
}

/** How AMP sets an address: the second form is for writers of XML. */
const BINDINGS: ReadonlySet<string> = new Set(['[href]', 'data-amp-bind-href']);

/** Their `alt` stands for a link without text; the last two are AMP's. */
export const IMAGES: ReadonlySet<string> = new Set(['img', 'amp-img', 'amp-anim']);

/**
 * What one parse is about, and what it finds. Both parsers, the fast one and the plain one, tell it of tags, comments and
 * the end of the body; what these mean for links is decided here, once.
 */
export class Reader {
  readonly source: string;
  readonly mask: Mask;
  readonly part: 'html' | 'amp';
  readonly collection: Collection;
  /** Of the parsed text in the source. */
  readonly offset: number;
  /** `[if mso]`, inside a conditional comment. */
  readonly condition: string | undefined;
  /** Links of this parse. */
  found: FoundLink[] = [];
  /** Comments of this parse that may be conditional. */
  comments: CommentPlace[] = [];

  constructor(reader: Pick<Reader, 'source' | 'mask' | 'part' | 'collection' | 'offset' | 'condition'>) {
    this.source = reader.source;
    this.mask = reader.mask;
    this.part = reader.part;
    this.collection = reader.collection;
    this.offset = reader.offset;
    this.condition = reader.condition;
  }

  /** Takes the tag down where it is a link, and returns the label that is to be filled with what follows; undefined where there is none. */
  readTag(
    { name: tag, namespace, attributes: attrs, places, start: at, itemType }: Tag,
    element?: () => Element,
  ): LabelReader | undefined {
    if (tag === 'base' && namespace === 'html') this.#readBase(places);
    const { source, mask, part, offset, condition } = this;
    const carrier = carrierOf(tag, namespace, part);
    if (carrier === undefined) return undefined;
    const attributes: LinkAttribute[] = [];
    for (const { name, prefix, value } of attrs) {
      const written = (prefix ? `${prefix}:${name}` : name).toLowerCase();
      const place = places[written];
      if (place === undefined) continue;
      const range: Range = [offset + place.startOffset, offset + place.endOffset];
      attributes.push({ name: written, value: unmask(value, mask, source, range[0], range[1]), range });
    }
    const link = firstNamed(attributes, carrier.attributes);
    if (link === undefined && !isUnfinished(carrier, attributes)) return undefined;
    const said = (name: string): string | undefined => attributes.find((attribute) => attribute.name === name)?.value;
    const label: LabelReader = {
      text: '',
      alt: '',
      own: said('alt') || said('aria-label') || said('title') || '',
      open: 0,
    };
    if (link === undefined) {
      const misnamed = attributes.some(isMisnamed);
      this.collection.bare.push({ range: [offset + at, offset + at + 2], label, ...(misnamed ? { misnamed } : {}) });
      return label;
    }
    const { start, end, quote } = valueSpan(source, link.range[0], link.range[1]);
    const bound =
      part === 'amp' && (carrier.binding === true || attributes.some((attribute) => BINDINGS.has(attribute.name)));
    const occurrence: { -readonly [Key in keyof LinkOccurrence]: LinkOccurrence[Key] } = {
      part,
      carrier: carrier.carrier,
      href: link.value,
      range: [start, end],
      quote,
      label: '',
      attributes,
    };
    // Few links have any of these: V8 makes slow and large objects of literals with spreads in them.
    if (condition !== undefined) occurrence.condition = condition;
    if (element !== undefined) occurrence.element = element();
    if (isAction(said('itemprop'), itemType)) occurrence.action = true;
    if (bound) occurrence.binding = true;
    this.found.push({ occurrence, label });
    // What stands in a form are its fields, not its name.
    return carrier.carrier === 'form' ? undefined : label;
  }

  /** A comment of the parsed text; only what may be a conditional one is kept. */
  readComment(text: string, start: number, end: number, inBody: boolean): void {
    if (/\[if/i.test(text)) this.comments.push({ range: [this.offset + start, this.offset + end], inBody });
  }

  /** A frameset takes out the body, and with it all links of this parse so far (HTML 13.2.6.4.7). */
  dropBody(): void {
    this.found = [];
    this.comments = this.comments.filter(({ inBody }) => !inBody);
  }

  /** The body ends here, by an offset into the source; of the document alone, not of what a comment hides. */
  endBody(at: number): void {
    if (this.condition === undefined) this.collection.bodyEnd = at;
  }

  #readBase(places: AttributePlaces): void {
    const place = places['href'];
    if (place === undefined) return;
    const { start, end } = valueSpan(this.source, this.offset + place.startOffset, this.offset + place.endOffset);
    this.collection.bases.push([start, end]);
  }
}
