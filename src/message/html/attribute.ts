import type { LinkOccurrence } from './occurrence.js';

/** Where an attribute's value stands in the source, and in which quotes. */
export interface ValueSpan {
  readonly start: number;
  readonly end: number;
  readonly quote: LinkOccurrence['quote'];
}

const SPACE = /[\t\n\f\r ]/;

/**
 * Cuts the value out of an attribute's source range, which goes from its name to the end of its value (HTML 13.1.2.3):
 * three quote forms, white space round `=`. An attribute without a value has an empty span at its end.
 */
export function valueSpan(source: string, start: number, end: number): ValueSpan {
  // A name may start with "=" (HTML 13.2.5.32), so the sign is looked for from the second character on.
  const equals = source.indexOf('=', start + 1);
  if (equals === -1 || equals >= end) return { start: end, end, quote: '' };
  let at = equals + 1;
  while (at < end && SPACE.test(source[at] as string)) at++;
  const quote = source[at];
  if (at < end && (quote === '"' || quote === "'")) return { start: at + 1, end: end - 1, quote };
  return { start: at, end, quote: '' };
}
