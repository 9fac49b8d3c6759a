import { escapeFor } from '../html/attribute.js';
import type { Site } from '../html/site.js';

/** Gives a URL as it is written at a site: escaped for its quoting in markup, as it is in text. Undefined stands for double quotes. */
export function writeValue(site: Site | undefined, url: string): string {
  if (site === undefined) return escapeFor('"', url);
  return site.carrier === 'text' ? url : escapeFor(site.quote, url);
}
