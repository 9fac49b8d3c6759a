import type { Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { mayCarryLink } from './carriers.js';
import { createDomTree, namespaceOf } from './dom-tree.js';
import { FastTokenizer, type TokenNeeds } from './fast-tokenizer.js';
import { type LabelReader, MAX_LABEL_LENGTH } from './labels.js';
import { createLightTree, type LightTreeMap } from './light-tree.js';
import type { Element } from './occurrence.js';
import {
  html,
  type Namespace,
  Parser,
  type Token,
  TokenizerMode,
  type TreeAdapter,
  type TreeAdapterTypeMap,
} from './parse5.js';
import { IMAGES, type Reader } from './reader.js';

/**
 * Reads a text with parse5's parser and less to do for it: no text and comment nodes unless elements are wanted, locations
 * on tokens but not on nodes, and runs of characters passed over. What is overridden are internals of parse5, and it only
 * looks on: which element is opened or closed when stays parse5's. Where a later parse5 has moved them, `discover.ts`
 * notices and takes `parsePlain`.
 */
export function parseFast(reader: Reader, text: string, elements: boolean): void {
  const parser = elements
    ? new LinkParser<Htmlparser2TreeAdapterMap>(reader, domTreeOf(reader), (element) => element)
    : new LinkParser<LightTreeMap>(reader, lightTreeOf(reader), undefined);
  parser.tokenizer.write(text, true);
}

/** Tells the reader when a frameset takes the body out. */
function domTreeOf(reader: Reader): TreeAdapter<Htmlparser2TreeAdapterMap> {
  const tree = createDomTree();
  return {
    ...tree,
    detachNode(node) {
      tree.detachNode(node);
      if ('name' in node && node.name === 'body') reader.dropBody();
    },
  };
}

function lightTreeOf(reader: Reader): TreeAdapter<LightTreeMap> {
  return createLightTree(html.NS.HTML, ({ tagName }) => {
    if (tagName === 'body') reader.dropBody();
  });
}

type Insertion<Tree extends TreeAdapterTypeMap> = Parameters<Parser<Tree>['_attachElementToTree']>[2];

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
  #bodyEnded = false;

  constructor(
    reader: Reader,
    treeAdapter: TreeAdapter<Tree>,
    elementOf: ((element: Tree['element']) => Element) | undefined,
  ) {
    super({ scriptingEnabled: false, sourceCodeLocationInfo: true, treeAdapter });
    // The tokenizer gives places; the tree builder does without.
    this.options = { ...this.options, sourceCodeLocationInfo: false };
    // A full tree has all attributes; the light one is seen by nobody.
    this.tokenizer = new FastTokenizer(this, elementOf === undefined ? LIGHT_NEEDS : FULL_NEEDS);
    this.#reader = reader;
    this.#elementOf = elementOf;
  }

  override _createElement(
    tagName: string,
    namespaceURI: Namespace,
    attrs: Token.Attribute[],
    intendedParent: Tree['parentNode'],
  ): Tree['element'] {
    const element = super._createElement(tagName, namespaceURI, attrs, intendedParent);
    this.#attrs = attrs;
    const clone = (attrs.length > 0 || tagName === 'a') && this.#byTag.size > 0 ? this.#byTag.get(attrs) : undefined;
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
    if (location === null || this.openElements.tmplCount > 0) return;
    const name = this.treeAdapter.getTagName(element);
    if (name === 'br' && this.#reading.length > 0) this.#readBreak();
    // An unfinished link may have no attribute at all.
    if (attrs.length === 0 && name !== 'a') return;
    if (IMAGES.has(name)) this.#readImage(attrs);
    if ((location.attrs === undefined && attrs.length > 0) || this.#byElement.has(element)) return;
    const namespace = namespaceOf(this.treeAdapter.getNamespaceURI(element));
    const elementOf = this.#elementOf;
    const label = this.#reader.readTag(
      {
        name,
        namespace,
        attributes: attrs,
        places: location.attrs ?? {},
        start: location.startOffset,
        itemType: () => this.#itemType(element),
      },
      elementOf === undefined ? undefined : () => elementOf(element),
    );
    if (label === undefined) return;
    this.#byTag.set(attrs, label);
    this.#byElement.set(element, label);
  }

  override _insertCharacters(token: Token.CharacterToken): void {
    const label = this.openElements.tmplCount > 0 ? undefined : this.#innermost();
    if (label !== undefined && label.text.length < MAX_LABEL_LENGTH * 2)
      label.text += token.chars.slice(0, MAX_LABEL_LENGTH * 2);
    if (this.#elementOf !== undefined) super._insertCharacters(token);
  }

  override _appendCommentNode(token: Token.CommentToken, parent: Tree['parentNode']): void {
    const { location } = token;
    if (location !== null && this.openElements.tmplCount === 0) {
      const [root, second] = this.openElements.items;
      const inBody =
        parent !== this.document &&
        parent !== root &&
        second !== undefined &&
        this.treeAdapter.getTagName(second) === 'body';
      this.#reader.readComment(token.data, location.startOffset, location.endOffset, inBody);
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
    if (token.tagID === html.TAG_ID.BODY && token.location !== null && this.openElements.tmplCount === 0) {
      this.#bodyEnded = true;
      this.#reader.endBody(token.location.startOffset);
    }
    super.onEndTag(token);
  }

  /** Comes again for each template that is still open, once that is closed. */
  override onEof(token: Token.EOFToken): void {
    const inData = this.tokenizer.state === TokenizerMode.DATA && this.openElements.tmplCount === 0;
    if (!this.#bodyEnded && inData && !this.#ended) this.#reader.endBody(this.#reader.source.length);
    this.#ended = true;
    super.onEof(token);
  }

  #itemType(link: Tree['element']): string | undefined {
    const { items, stackTop } = this.openElements;
    for (let at = stackTop; at >= 0; at--) {
      const element = items[at] as Tree['element'];
      const type =
        element === link ? undefined : this.treeAdapter.getAttrList(element).find(({ name }) => name === 'itemtype');
      if (type !== undefined) return type.value;
    }
    return undefined;
  }

  #innermost(): LabelReader | undefined {
    let label = this.#reading.at(-1);
    while (label !== undefined && label.open <= 0) {
      this.#reading.pop();
      label = this.#reading.at(-1);
    }
    return label;
  }

  /** A line's end parts words as white space does. */
  #readBreak(): void {
    const label = this.#innermost();
    if (label !== undefined) label.text += ' ';
  }

  #readImage(attrs: readonly Token.Attribute[]): void {
    const label = this.#innermost();
    if (label !== undefined && label.alt === '') label.alt = attrs.find((attr) => attr.name === 'alt')?.value ?? '';
  }
}

/**
 * Elements of which tree construction reads no attribute, whatever they hold and wherever they stand (HTML 13.2.6), and that
 * carry no link.
 */
const UNREAD: ReadonlySet<string> = new Set(
  'table tbody thead tfoot tr td th div p span center h1 h2 h3 h4 h5 h6 ul ol li br hr'.split(' '),
);

/** Only where a tag's attributes stand matters of links and `<base>`; alt texts have no place. */
function wantsPlaces(tagName: string): boolean {
  return mayCarryLink(tagName) || tagName === 'base';
}

const FULL_NEEDS: TokenNeeds = { wantsPlaces };
const LIGHT_NEEDS: TokenNeeds = {
  wantsPlaces,
  isUnread: (tagName) => UNREAD.has(tagName),
  // It says what the links in an element are for.
  readsAlways: (name) => name === 'itemtype',
};

/** Links are `<a>` or elements that parse5 has no number for (`v:roundrect`); nothing else needs a look-up when opened. */
function mayCarry(tagId: number): boolean {
  return tagId === html.TAG_ID.A || tagId === html.TAG_ID.UNKNOWN;
}
