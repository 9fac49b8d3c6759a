import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import type { ElementNamespace } from './carriers.js';
import type { TreeAdapter } from './parse5.js';

/** The namespaces of HTML and SVG (Infra, "namespaces"). */
const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

/** The short name of a namespace, of which only HTML's and SVG's elements can be links. */
export function namespaceOf(namespace: string): ElementNamespace {
  if (namespace === HTML) return 'html';
  return namespace === SVG ? 'svg' : 'other';
}

/**
 * A tree of domhandler's elements. The htmlparser2 adapter stores attributes by their local name, so `href` and
 * `xlink:href` collide: the prefix is put into the name first.
 */
export function createDomTree(): TreeAdapter<Htmlparser2TreeAdapterMap> {
  return {
    ...adapter,
    createElement(tagName, namespaceURI, attrs) {
      const named = attrs.map((attr) => (attr.prefix ? { ...attr, name: `${attr.prefix}:${attr.name}` } : attr));
      return adapter.createElement(tagName, namespaceURI, named);
    },
  };
}
