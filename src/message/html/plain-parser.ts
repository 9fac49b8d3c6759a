import type { Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { createDomTree, namespaceOf } from './dom-tree.js';
import { type LabelReader, MAX_LABEL_LENGTH } from './labels.js';
import type { Element } from './occurrence.js';
import { parse } from './parse5.js';
import { type AttributePlaces, IMAGES, type Reader, type TagAttribute } from './reader.js';

type Node = Htmlparser2TreeAdapterMap['node'];

/** What ends the parsed text where nothing is open around it. */
const END_MARK = '<wbr class=clickstamp-end>';

/**
 * Reads a text with parse5's public `parse()` and its locations alone, and walks the tree: some three times slower than
 * `parseFast`, and right with any parse5 of this major version.
 */
export function parsePlain(reader: Reader, text: string, elements: boolean): void {
  const document = parseTree(text);
  const labels = new Map<number, LabelReader>();
  const pieces: LabelPiece[] = [];
  let bodyEnd: number | undefined;
  walk(document, (node, link) => {
    if (node.type === 'text') {
      if (link !== undefined) pieces.push({ at: node.sourceCodeLocation?.startOffset ?? 0, link, text: node.data });
    } else if (node.type === 'comment') {
      const { sourceCodeLocation: location } = node;
      // A comment in a body that a frameset took out is not in the tree.
      if (location) reader.readComment(node.data, location.startOffset, location.endOffset, false);
    } else if (isElement(node)) {
      const location = node.sourceCodeLocation as TagLocation | null | undefined;
      if (node.name === 'body' && node.parent?.parent === document) bodyEnd = location?.endTag?.startOffset ?? bodyEnd;
      if (node.name === 'br' && location && link !== undefined)
        pieces.push({ at: location.startOffset, link, text: ' ' });
      if (!location || (!location.attrs && node.name !== 'a')) return link;
      if (IMAGES.has(node.name) && link !== undefined)
        pieces.push({ at: location.startOffset, link, alt: node.attribs['alt'] ?? '' });
      const known = labels.get(location.startOffset);
      if (known !== undefined) return known;
      const tag = {
        name: node.name,
        namespace: namespaceOf(node.namespace ?? ''),
        attributes: attributesOf(node),
        places: location.attrs ?? {},
        start: location.startOffset,
        itemType: () => itemTypeAround(node),
      };
      const label = reader.readTag(tag, elements ? () => node : undefined);
      if (label !== undefined) labels.set(location.startOffset, label);
      return label ?? link;
    }
    return link;
  });
  fillLabels(pieces);
  // Without an end tag the body ends with the text, if that ends in nothing else. (Of a body without a start tag, parse5
  // does not say where the end tag is: the end of the text serves as well.)
  if (bodyEnd !== undefined) reader.endBody(bodyEnd);
  else if (endsInBody(text)) reader.endBody(reader.source.length);
}

function parseTree(text: string): Htmlparser2TreeAdapterMap['document'] {
  return parse<Htmlparser2TreeAdapterMap>(text, {
    scriptingEnabled: false,
    sourceCodeLocationInfo: true,
    treeAdapter: createDomTree(),
  });
}

/** Visits a tree in its order, without recursion: hostile markup is nested as deep as it is long. Contents of templates are left out. */
function walk(root: Node, visit: (node: Node, link: LabelReader | undefined) => LabelReader | undefined): void {
  const open: { node: Node; link: LabelReader | undefined }[] = [{ node: root, link: undefined }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, link } = next;
    const inside = visit(node, link) ?? link;
    if (!('children' in node) || isTemplate(node)) continue;
    for (let i = node.children.length - 1; i >= 0; i--) open.push({ node: node.children[i] as Node, link: inside });
  }
}

function isElement(node: Node): node is Element {
  return 'attribs' in node;
}

function isTemplate(node: Node): boolean {
  return isElement(node) && node.name === 'template' && namespaceOf(node.namespace ?? '') === 'html';
}

function itemTypeAround(link: Element): string | undefined {
  for (let node: Node | null = link.parent; node !== null; node = node.parent)
    if (isElement(node) && node.attribs['itemtype'] !== undefined) return node.attribs['itemtype'];
  return undefined;
}

/** In the tree, names hold their prefix already. */
function attributesOf(element: Element): readonly TagAttribute[] {
  return Object.entries(element.attribs).map(([name, value]) => ({ name, value }));
}

/** Of an element; its tags' places are there where the tags are. */
interface TagLocation {
  readonly startOffset: number;
  readonly attrs?: AttributePlaces;
  readonly endTag?: { readonly startOffset: number };
}

interface LabelPiece {
  readonly at: number;
  readonly link: LabelReader;
  readonly text?: string;
  readonly alt?: string;
}

/** In the order of the source: a tree that tables and unclosed links have been moved about in has another. */
function fillLabels(pieces: LabelPiece[]): void {
  for (const { link, text, alt } of pieces.sort((a, b) => a.at - b.at)) {
    if (text !== undefined && link.text.length < MAX_LABEL_LENGTH * 2) link.text += text.slice(0, MAX_LABEL_LENGTH * 2);
    if (alt !== undefined && link.alt === '') link.alt = alt;
  }
}

/** Whether an element put behind the text is one of the body's, and not swallowed by a tag, a comment, a raw text or a template. */
function endsInBody(text: string): boolean {
  let found = false;
  walk(parseTree(text + END_MARK), (node) => {
    if (isElement(node) && node.attribs['class'] === 'clickstamp-end' && node.name === 'wbr') found = true;
    return undefined;
  });
  return found;
}
