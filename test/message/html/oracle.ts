import { parse } from 'parse5';
import type { Carrier } from '../../../src/link.js';

/** A link as parse5's own tree has it, with its default adapter and its own locations. */
export interface OracleLink {
  readonly carrier: Carrier;
  readonly href: string;
  /** Of the whole attribute, name to closing quote. */
  readonly attribute: readonly [start: number, end: number];
  readonly condition?: string;
}

interface TreeNode {
  readonly nodeName: string;
  readonly namespaceURI?: string;
  readonly attrs?: readonly { readonly name: string; readonly prefix?: string; readonly value: string }[];
  readonly childNodes?: readonly TreeNode[];
  readonly sourceCodeLocation?: {
    readonly startOffset: number;
    readonly endOffset: number;
    readonly attrs?: Readonly<Record<string, { readonly startOffset: number; readonly endOffset: number }>>;
  } | null;
}

const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

/** Finds the links of a source the slow way: the whole tree, then a walk over it, conditional comments included. */
export function findLinksByTree(source: string): OracleLink[] {
  const links = new Map<number, OracleLink>();
  walk(source, 0, undefined, links);
  return [...links.values()].sort((a, b) => a.attribute[0] - b.attribute[0]);
}

function walk(source: string, offset: number, condition: string | undefined, links: Map<number, OracleLink>): void {
  const open: TreeNode[] = [parse(source, { sourceCodeLocationInfo: true, scriptingEnabled: false }) as TreeNode];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    open.push(...(node.childNodes ?? []));
    const { sourceCodeLocation: location } = node;
    if (node.nodeName === '#comment' && condition === undefined && location) {
      const written = source.slice(location.startOffset, location.endOffset);
      const parts = /^<!--\s*(\[if\s[^\]]*\])>([\s\S]*)<!\[endif\]\s*-->$/i.exec(written);
      if (parts !== null) {
        const [whole, found, hidden] = parts as unknown as [string, string, string];
        walk(hidden, location.startOffset + whole.indexOf('>', whole.indexOf(found)) + 1, found, links);
      }
    }
    const found = linkOf(node);
    if (found === undefined) continue;
    const place = location?.attrs?.[found.name];
    if (place === undefined) continue;
    const attribute = [offset + place.startOffset, offset + place.endOffset] as const;
    links.set(attribute[0], {
      carrier: found.carrier,
      href: found.value,
      attribute,
      ...(condition === undefined ? {} : { condition }),
    });
  }
}

function linkOf(node: TreeNode): { carrier: Carrier; name: string; value: string } | undefined {
  const attribute = (name: string) =>
    node.attrs?.find((attr) => (attr.prefix ? `${attr.prefix}:${attr.name}` : attr.name) === name);
  const found = (carrier: Carrier, name: string) => {
    const attr = attribute(name);
    return attr === undefined ? undefined : { carrier, name, value: attr.value };
  };
  const { nodeName: tag, namespaceURI: namespace } = node;
  if (namespace === SVG && tag === 'a') return found('svg', 'href') ?? found('svg', 'xlink:href');
  if (namespace !== HTML) return undefined;
  if (tag === 'a' || tag === 'area') return found(tag, 'href');
  if (tag.startsWith('v:')) return found('vml', 'href');
  return tag === 'form' ? found('form', 'action') : undefined;
}

/** Reads a value as it is written between a link's quotes, by parse5. */
export function readValue(written: string, quote: '"' | "'" | ''): string {
  const tree = parse(`<a href=${quote}${written}${quote}>`) as unknown as TreeNode;
  const body = tree.childNodes?.[0]?.childNodes?.find((node) => node.nodeName === 'body');
  return body?.childNodes?.[0]?.attrs?.[0]?.value ?? '';
}
