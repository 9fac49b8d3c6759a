import type { LinkOccurrence } from '../html/occurrence.js';

/** Returns a URL as it is written where the link stands: escaped for its quoting in markup, as it is in text. Undefined stands for double quotes. */
export function writeValue(occurrence: LinkOccurrence | undefined, url: string): string {
  if (occurrence === undefined) return escapeFor('"', url);
  return occurrence.carrier === 'text' ? url : escapeFor(occurrence.quote, url);
}

/**
 * Escapes a value for the quoting it is written into (HTML 13.1.2.3). An unquoted value gains no quotes: what would end
 * it is written as a character reference.
 */
export function escapeFor(quote: LinkOccurrence['quote'], value: string): string {
  // To look first costs a tenth of replacing nothing.
  const escaped = value.includes('&') ? value.replaceAll('&', '&amp;') : value;
  if (quote === '"') return escaped.includes('"') ? escaped.replaceAll('"', '&quot;') : escaped;
  if (quote === "'") return escaped.includes("'") ? escaped.replaceAll("'", '&#39;') : escaped;
  return escaped.replace(/[\t\n\f\r "'<>=`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
