import { adapter as domTree, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import type { Range } from '../../link.js';
import { type Mask, maskMergeTags, unmask } from '../merge-tags/mask.js';
import type { MergeTagSyntax } from '../merge-tags/syntaxes.js';
import { valueSpan } from './attribute.js';
import { type CarrierRow, carrierOf, type ElementNamespace, mayCarryLink } from './carriers.js';
import { readConditionalComment } from './conditional.js';
import { FastTokenizer } from './fast-tokenizer.js';
import { type LabelReader, labelOf, MAX_LABEL_LENGTH } from './labels.js';
import { createLightTree, type LightTreeMap } from './light-tree.js';
import type { Element, LinkAttribute, LinkOccurrence } from './occurrence.js';
import { html, Parser, type Token, TokenizerMode, type TreeAdapter, type TreeAdapterTypeMap } from './parse5.js';

/** What to look for, and how. */
export interface DiscoverOptions {
  readonly part: 'html' | 'amp';
  readonly syntaxes: readonly MergeTagSyntax[];
  /** Build the document in full and give each site its domhandler element. Costs about twice the time. @default false */
  readonly elements?: boolean;
}

/** What there is in an HTML source. */
export interface Discovery {
  /** In source order, each place once. */
  readonly occurrences: readonly LinkOccurrence[];
  /** Values of `<base href>`. */
  readonly bases: readonly Range[];
  /** Where a hidden link can go in: before `</body>`, else at the end; undefined where that is inside something. */
  readonly bodyEnd: number | undefined;
}

/**
 * Finds every link of an HTML source exactly as a browser with scripting off does, and those inside Outlook's
 * conditional comments. parse5 decides what is a link (HTML 13.2); nothing here guesses at markup.
 */
export function discoverHtml(source: string, options: DiscoverOptions): Discovery {
  const mask = maskMergeTags(source, options.syntaxes);
  const collection: Collection = { found: [], bases: [], bodyEnd: undefined };
  parse(source, mask, options, collection, 0, source.length, undefined);
  const occurrences = collection.found
    .sort((a, b) => a.occurrence.range[0] - b.occurrence.range[0])
    .map(({ occurrence, label }) => ({ ...occurrence, label: unmasked(labelOf(label), mask) }));
  return { occurrences, bases: collection.bases, bodyEnd: collection.bodyEnd };
}

interface Found {
  readonly occurrence: LinkOccurrence;
  readonly label: LabelReader;
}

interface Collection {
  readonly found: Found[];
  readonly bases: Range[];
  bodyEnd: number | undefined;
}

/** A label has lost its place in the source, so a masked tag in it becomes an ellipsis. */
function unmasked(label: string, { filler }: Mask): string {
  return filler === undefined || !label.includes(filler) ? label : label.replace(new RegExp(`${filler}+`, 'g'), '…');
}

function parse(
  source: string,
  mask: Mask,
  options: DiscoverOptions,
  collection: Collection,
  start: number,
  end: number,
  condition: string | undefined,
): void {
  const reader: Reader = {
    source,
    mask,
    part: options.part,
    collection,
    offset: start,
    condition,
    found: [],
    comments: [],
  };
  const parser =
    options.elements === true && condition === undefined
      ? new LinkParser<Htmlparser2TreeAdapterMap>(reader, createDomTree(reader), (element) => element)
      : new LinkParser<LightTreeMap>(
          reader,
          createLightTree(html.NS.HTML, (node) => detached(reader, node.tagName)),
          undefined,
        );
  parser.tokenizer.write(start === 0 && end === source.length ? mask.masked : mask.masked.slice(start, end), true);
  for (const found of reader.found) collection.found.push(found);
  if (condition !== undefined) return;
  // Hidden markup is parsed on its own, as Outlook does; each stretch of the source at most twice, so all stays linear.
  for (const { range } of reader.comments) {
    const comment = readConditionalComment(source, ...range);
    if (comment !== undefined) parse(source, mask, options, collection, comment.start, comment.end, comment.condition);
  }
}

/** What a parse is about, and where its findings go. */
interface Reader {
  readonly source: string;
  readonly mask: Mask;
  readonly part: 'html' | 'amp';
  readonly collection: Collection;
  /** Of the parsed text in the source. */
  readonly offset: number;
  readonly condition: string | undefined;
  found: Found[];
  comments: { readonly range: Range; readonly inBody: boolean }[];
}

/** A frameset takes out the body, and with it all links of this parse so far (HTML 13.2.6.4.7). */
function detached(reader: Reader, tagName: string): void {
  if (tagName !== 'body') return;
  reader.found = [];
  reader.comments = reader.comments.filter(({ inBody }) => !inBody);
}

/**
 * The htmlparser2 adapter stores attributes by their local name, so `href` and `xlink:href` collide: the prefix is put
 * into the name first.
 */
function createDomTree(reader: Reader): TreeAdapter<Htmlparser2TreeAdapterMap> {
  return {
    ...domTree,
    createElement(tagName, namespaceURI, attrs) {
      const named = attrs.map((attr) => (attr.prefix ? { ...attr, name: `${attr.prefix}:${attr.name}` } : attr));
      return domTree.createElement(tagName, namespaceURI, named);
    },
    detachNode(node) {
      domTree.detachNode(node);
      detached(reader, 'name' in node ? node.name : '');
    },
  };
}

/** Their `alt` stands for a link without text; the last two are AMP's. */
const IMAGES: ReadonlySet<string> = new Set(['img', 'amp-img', 'amp-anim']);

/** How amp-bind sets an address: the second form is for writers of XML. */
const BINDINGS: ReadonlySet<string> = new Set(['[href]', 'data-amp-bind-href']);

type Insertion<Tree extends TreeAdapterTypeMap> = Parameters<Parser<Tree>['_attachElementToTree']>[2];

/**
 * parse5's parser with less to do: no text and comment nodes unless elements are wanted, locations on tokens but not on
 * nodes. What it overrides only looks on; which element is opened or closed when stays parse5's.
 */
class LinkParser<Tree extends TreeAdapterTypeMap> extends Parser<Tree> {
  readonly #reader: Reader;
  readonly #elementOf: ((element: Tree['element']) => Element) | undefined;
  /** By the attribute list of the tag, which all clones of an unclosed `<a>` share. */
  readonly #byTag = new Map<readonly Token.Attribute[], LabelReader>();
  readonly #byElement = new Map<Tree['element'], LabelReader>();
  /** Links whose content is being read, innermost last; some of them closed by now. */
  readonly #reading: LabelReader[] = [];
  #attrs: Token.Attribute[] = [];
  #ended = false;

  constructor(
    reader: Reader,
    treeAdapter: TreeAdapter<Tree>,
    elementOf: ((element: Tree['element']) => Element) | undefined,
  ) {
    super({ scriptingEnabled: false, sourceCodeLocationInfo: true, treeAdapter });
    // The tokenizer gives places; the tree builder does without.
    this.options = { ...this.options, sourceCodeLocationInfo: false };
    this.tokenizer = new FastTokenizer(this, wantsPlaces);
    this.#reader = reader;
    this.#elementOf = elementOf;
  }

  override _createElement(
    tagName: string,
    namespaceURI: html.NS,
    attrs: Token.Attribute[],
    intendedParent: Tree['parentNode'],
  ): Tree['element'] {
    const element = super._createElement(tagName, namespaceURI, attrs, intendedParent);
    this.#attrs = attrs;
    const clone = attrs.length > 0 && this.#byTag.size > 0 ? this.#byTag.get(attrs) : undefined;
    if (clone !== undefined) this.#byElement.set(element, clone);
    return element;
  }

  override _attachElementToTree(
    element: Tree['element'],
    location: Token.LocationWithAttributes | null,
    insertion: Insertion<Tree>,
  ): void {
    super._attachElementToTree(element, location, insertion);
    const attrs = this.#attrs;
    if (attrs.length === 0 || location === null || this.openElements.tmplCount > 0) return;
    const tag = this.treeAdapter.getTagName(element);
    if (IMAGES.has(tag)) this.#readImage(attrs);
    if (location.attrs === undefined || this.#byElement.has(element)) return;
    if (tag === 'base') this.#readBase(location.attrs);
    const carrier = carrierOf(tag, namespaceOf(this.treeAdapter.getNamespaceURI(element)), this.#reader.part);
    if (carrier !== undefined) this.#readLink(element, carrier, attrs, location.attrs);
  }

  override _insertCharacters(token: Token.CharacterToken): void {
    const label = this.#innermost();
    if (label !== undefined && label.text.length < MAX_LABEL_LENGTH * 2)
      label.text += token.chars.slice(0, MAX_LABEL_LENGTH * 2);
    if (this.#elementOf !== undefined) super._insertCharacters(token);
  }

  override _appendCommentNode(token: Token.CommentToken, parent: Tree['parentNode']): void {
    const { location } = token;
    if (location !== null && this.openElements.tmplCount === 0 && /\[if/i.test(token.data)) {
      const { comments, offset } = this.#reader;
      const [root, second] = this.openElements.items;
      const inBody =
        parent !== this.document &&
        parent !== root &&
        second !== undefined &&
        this.treeAdapter.getTagName(second) === 'body';
      comments.push({ range: [offset + location.startOffset, offset + location.endOffset], inBody });
    }
    if (this.#elementOf !== undefined) super._appendCommentNode(token, parent);
  }

  override onItemPush(node: Tree['parentNode'], tid: number, isTop: boolean): void {
    super.onItemPush(node, tid, isTop);
    const label = mayCarry(tid) ? this.#byElement.get(node) : undefined;
    if (label === undefined) return;
    label.open++;
    this.#reading.push(label);
  }

  override onItemPop(node: Tree['parentNode'], isTop: boolean): void {
    super.onItemPop(node, isTop);
    if (this.#reading.length === 0) return;
    const label = this.#byElement.get(node);
    if (label !== undefined) label.open--;
  }

  override onEndTag(token: Token.TagToken): void {
    const { condition, collection } = this.#reader;
    if (
      token.tagID === html.TAG_ID.BODY &&
      condition === undefined &&
      token.location !== null &&
      this.openElements.tmplCount === 0
    ) {
      collection.bodyEnd = token.location.startOffset;
    }
    super.onEndTag(token);
  }

  /** Comes again for each template that is still open, once that is closed. */
  override onEof(token: Token.EOFToken): void {
    const { condition, collection, source } = this.#reader;
    const ended = this.#ended;
    this.#ended = true;
    const inData = this.tokenizer.state === TokenizerMode.DATA && this.openElements.tmplCount === 0;
    if (condition === undefined && collection.bodyEnd === undefined && inData && !ended)
      collection.bodyEnd = source.length;
    super.onEof(token);
  }

  #innermost(): LabelReader | undefined {
    let label = this.#reading.at(-1);
    while (label !== undefined && label.open <= 0) {
      this.#reading.pop();
      label = this.#reading.at(-1);
    }
    return label;
  }

  #readImage(attrs: readonly Token.Attribute[]): void {
    const label = this.#innermost();
    if (label !== undefined && label.alt === '') label.alt = attrs.find((attr) => attr.name === 'alt')?.value ?? '';
  }

  #readBase(places: Record<string, Token.Location>): void {
    const { source, collection, offset } = this.#reader;
    const place = places['href'];
    if (place === undefined) return;
    const { start, end } = valueSpan(source, offset + place.startOffset, offset + place.endOffset);
    collection.bases.push([start, end]);
  }

  #readLink(
    element: Tree['element'],
    carrier: CarrierRow,
    attrs: readonly Token.Attribute[],
    places: Record<string, Token.Location>,
  ): void {
    const { source, mask, part, found, offset, condition } = this.#reader;
    const attributes: LinkAttribute[] = [];
    for (const { name, prefix, value } of attrs) {
      const written = (prefix ? `${prefix}:${name}` : name).toLowerCase();
      const place = places[written];
      if (place === undefined) continue;
      const range: Range = [offset + place.startOffset, offset + place.endOffset];
      attributes.push({ name: written, value: unmask(value, mask, source, range[0], range[1]), range });
    }
    const link = carrier.attributes
      .map((name) => attributes.find((attribute) => attribute.name === name))
      .find((attribute) => attribute !== undefined);
    if (link === undefined) return;
    const said = (name: string): string | undefined => attributes.find((attribute) => attribute.name === name)?.value;
    const label: LabelReader = {
      text: '',
      alt: '',
      own: said('alt') || said('aria-label') || said('title') || '',
      open: 0,
    };
    const { start, end, quote } = valueSpan(source, link.range[0], link.range[1]);
    const bound =
      part === 'amp' && (carrier.binding === true || attributes.some((attribute) => BINDINGS.has(attribute.name)));
    found.push({
      occurrence: {
        part,
        carrier: carrier.carrier,
        href: link.value,
        range: [start, end],
        quote,
        label: '',
        attributes,
        ...(condition === undefined ? {} : { condition }),
        ...(this.#elementOf === undefined ? {} : { element: this.#elementOf(element) }),
        ...(bound ? { binding: true } : {}),
      },
      label,
    });
    this.#byTag.set(attrs, label);
    this.#byElement.set(element, label);
  }
}

/** Only where a tag's attributes stand matters of links and `<base>`; alt texts have no place. */
function wantsPlaces(tagName: string): boolean {
  return mayCarryLink(tagName) || tagName === 'base';
}

/** Links are `<a>` or elements that parse5 has no number for (`v:roundrect`); nothing else needs a look-up when opened. */
function mayCarry(tagId: number): boolean {
  return tagId === html.TAG_ID.A || tagId === html.TAG_ID.UNKNOWN;
}

function namespaceOf(namespace: html.NS): ElementNamespace {
  if (namespace === html.NS.HTML) return 'html';
  return namespace === html.NS.SVG ? 'svg' : 'other';
}
