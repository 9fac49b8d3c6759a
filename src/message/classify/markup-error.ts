import type { UrlErrorCode } from '../../link.js';
import type { LinkOccurrence } from '../html/occurrence.js';

/** What is wrong with the way an address is written into the message, whatever the address is. */
export interface MarkupError {
  readonly kind: 'malformed';
  readonly urlError: Extract<UrlErrorCode, 'quote-missing' | 'quoted-printable' | 'url-wrapped'>;
  readonly suggestion?: string;
}

/** `href=3D"https://…`: quoted-printable writes `=` as `=3D` (RFC 2045 §6.7), and the value begins behind the sign. */
const ENCODED_VALUE = /^\s*=?3D(?:["']|=22|=27|https?:|mailto:)/i;
/** The name of the attribute behind: `https://shop.example/ class=`. */
const NEXT_ATTRIBUTE = /[\s>]([^\s=<>"']+)\s*=\s*$/;
const ATTRIBUTES =
  /^(?:class|style|target|rel|title|id|name|face|color|alt|width|height|border|src|href|align|valign|bgcolor|size|type|role|lang|data-[\w-]+|on[a-z]+)$/i;
/** The end of the tag, and the markup behind it: `https://shop.example/x>\n<font face=`. */
const NEXT_TAG = /^[^<>]*>[^<]*<\/?([a-z]{1,6}\d?)[\s/>]/i;
const TAGS = /^(?:a|b|i|u|p|br|td|tr|th|table|tbody|font|span|strong|em|div|img|li|ul|ol|center|h[1-6])$/i;

/** Looks for a lost quote and for an encoding that was not taken off. Undefined where the address is written as it should be. */
export function markupErrorOf(occurrence: LinkOccurrence): MarkupError | undefined {
  const { href, quote, carrier } = occurrence;
  if (occurrence.encoded === true || (quote === '' && ENCODED_VALUE.test(href)))
    return { kind: 'malformed', urlError: 'quoted-printable' };
  if (occurrence.wrapped === true) return { kind: 'malformed', urlError: 'url-wrapped', suggestion: href };
  if (carrier === 'text') return undefined;
  if (quote !== '') return runsOn(occurrence) ? { kind: 'malformed', urlError: 'quote-missing' } : undefined;
  // `href=https://shop.example/">`: the quote in front is the one that is missing.
  const end = /^[^"']+(?=["']$)/.exec(href)?.[0];
  if (end === undefined || !/^\s*(?:https?:\/\/|mailto:|tel:)/i.test(end)) return undefined;
  return { kind: 'malformed', urlError: 'quote-missing', suggestion: end };
}

/** The value goes on into the next attribute or tag, whose own quote then ends it. */
function runsOn({ href, range, attributes }: LinkOccurrence): boolean {
  if (!/[\s>]/.test(href)) return false;
  const name = NEXT_ATTRIBUTE.exec(href)?.[1];
  if (name === undefined) return TAGS.test(NEXT_TAG.exec(href)?.[1] ?? '');
  return ATTRIBUTES.test(name) || attributes.some((attribute) => attribute.range[0] === range[1] + 1);
}
