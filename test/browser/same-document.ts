import { openBrowser } from '../report/page/chromium.js';

/** A document as a browser has it. */
export interface BrowserDocument {
  /** One line a node, in document order: depth, name, attributes, text. */
  readonly nodes: readonly string[];
  /** Decoded, in document order: of `a`, `area`, SVG `a` and VML. */
  readonly hrefs: readonly string[];
}

// Our own attributes are read and taken out, so they are left out of account. Runs in the browser: a DOMParser parses with scripting off (HTML 8.5.1) and loads nothing.
const READER = `(source) => {
  const HTML = 'http://www.w3.org/1999/xhtml', SVG = 'http://www.w3.org/2000/svg', XLINK = 'http://www.w3.org/1999/xlink';
  const OWN = ['data-track', 'data-link-id', 'data-link-tags', 'data-link-kind'];
  const nodes = [], hrefs = [];
  const read = (node, depth) => {
    if (node.nodeType === Node.ELEMENT_NODE) {
      const { localName: name, namespaceURI: space } = node;
      const carries = (space === SVG && name === 'a') ||
        (space === HTML && (name === 'a' || name === 'area' || name.startsWith('v:')));
      const href = node.getAttribute('href') ?? (space === SVG ? node.getAttributeNS(XLINK, 'href') : null);
      if (carries && href !== null) hrefs.push(href);
      const attributes = [...node.attributes].filter((each) => !OWN.includes(each.name)).map((each) => each.name + '=' + each.value);
      nodes.push([depth, space, name, ...attributes].join(' '));
      if (space === HTML && name === 'template') read(node.content, depth + 1);
    } else nodes.push([depth, node.nodeName, node.nodeValue].join(' '));
    for (const child of node.childNodes) read(child, depth + 1);
  };
  read(new DOMParser().parseFromString(source, 'text/html'), 0);
  return { nodes, hrefs };
}`;

/** Opens Chromium; gives a function that reads sources in it. */
export async function openReader(): Promise<{
  read: (source: string) => Promise<BrowserDocument>;
  close: () => Promise<void>;
}> {
  const browser = await openBrowser();
  const page = await browser.newPage();
  return {
    read: (source) => page.evaluate<BrowserDocument>(`(${READER})(${JSON.stringify(source)})`),
    close: () => browser.close(),
  };
}
