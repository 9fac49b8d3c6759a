import { parseUrl } from './parse.js';

/**
 * Returns the absolute form of a relative address, as a page at `base` would have it (URL Standard 4.4). What the address
 * says keeps its exact spelling; only dots that climb the path are worked out. Undefined where nothing comes of it.
 *
 * ```text
 * resolveReference('https://shop.example/mail/', 'a?b=c')   https://shop.example/mail/a?b=c
 * ```
 */
export function resolveReference(base: string, reference: string): string | undefined {
  const text = reference.trim();
  const url = parseUrl(base);
  if (url === undefined || text === '') return undefined;
  const [path = ''] = text.split(/[?#]/, 1);
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(path) || text.includes('\\')) return resolvedByParser(text, url);
  if (text.startsWith('//')) return `${url.protocol}${text}`;
  if (text.startsWith('/')) return url.origin + text;
  if (text.startsWith('?')) return url.origin + url.pathname + text;
  return url.origin + url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1) + text;
}

/** The parser may refuse the base's own host (see parseUrl), so it is asked about the path below another one. */
function resolvedByParser(text: string, base: URL): string | undefined {
  const standIn = `${base.protocol}//base.invalid`;
  try {
    const resolved = new URL(text, standIn + base.pathname + base.search).href;
    return resolved.startsWith(`${standIn}/`) ? base.origin + resolved.slice(standIn.length) : resolved;
  } catch {
    return undefined;
  }
}
