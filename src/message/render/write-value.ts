import { escapeFor } from '../html/attribute.js';
import type { LinkOccurrence } from '../html/occurrence.js';

/** Gives a URL as it is written at a site: escaped for its quoting in markup, as it is in text. Undefined stands for double quotes. */
export function writeValue(occurrence: LinkOccurrence | undefined, url: string): string {
  if (occurrence === undefined) return escapeFor('"', url);
  return occurrence.carrier === 'text' ? url : escapeFor(occurrence.quote, url);
}
