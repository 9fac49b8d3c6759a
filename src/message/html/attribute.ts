import type { LinkAttribute, LinkOccurrence } from './occurrence.js';

/** Where an attribute's value stands in the source, and in which quotes. */
export interface ValueSpan {
  readonly start: number;
  readonly end: number;
  readonly quote: LinkOccurrence['quote'];
}

/**
 * Cuts the value out of an attribute's source range, which goes from its name to the end of its value (HTML 13.1.2.3):
 * three quote forms, white space round `=`. An attribute without a value has an empty span at its end.
 */
export function valueSpan(source: string, start: number, end: number): ValueSpan {
  // A name may start with "=" (HTML 13.2.5.32), so the sign is looked for from the second character on.
  const equals = source.indexOf('=', start + 1);
  if (equals === -1 || equals >= end) return { start: end, end, quote: '' };
  let at = equals + 1;
  while (at < end && ' \t\n\f\r'.includes(source[at] as string)) at++;
  const quote = source[at];
  if (at < end && (quote === '"' || quote === "'")) return { start: at + 1, end: end - 1, quote };
  return { start: at, end, quote: '' };
}

// attribute = name [ *space "=" *space ( DQUOTE *any DQUOTE / "'" *any "'" / 1*no-space ) ]   (HTML 13.1.2.3)
const ATTRIBUTE = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)?))?/y;

/**
 * Returns the attributes of a tag that repeat the name of an earlier one. HTML drops them (13.2.5.33), so no parser gives
 * them, but they stand in the source. `attributes` are those that count, in source order.
 */
export function repeatedAttributes(source: string, attributes: readonly LinkAttribute[]): readonly LinkAttribute[] {
  const first = attributes[0];
  if (first === undefined) return [];
  const names = new Set(attributes.map(({ name }) => name));
  const starts = new Map(attributes.map((attribute) => [attribute.range[0], attribute]));
  const repeated: LinkAttribute[] = [];
  let at = first.range[0];
  for (;;) {
    const known = starts.get(at);
    if (known !== undefined) at = known.range[1];
    while (/[\s/]/.test(source[at] ?? '')) at++;
    if (starts.has(at)) continue;
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(source);
    if (match === null || at >= source.length) return repeated;
    const name = (match[1] as string).toLowerCase();
    if (names.has(name))
      repeated.push({ name, value: match[2] ?? match[3] ?? match[4] ?? '', range: [at, ATTRIBUTE.lastIndex] });
    at = ATTRIBUTE.lastIndex;
  }
}
