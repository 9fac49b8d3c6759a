import type { Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import type { Carrier, Part, Range } from '../../link.js';

/** A domhandler element, so that css-select and domutils work on it. */
export type Element = Htmlparser2TreeAdapterMap['element'];

/** One attribute of a link's element, as a browser reads it, and where it stands in the source. */
export interface LinkAttribute {
  /** Lower-cased, prefix included: `ses:no-track`, `data-track`. */
  readonly name: string;
  /** Entities decoded; '' where the attribute has no value. */
  readonly value: string;
  /** From the first character of the name to the end of the value with its quote. */
  readonly range: Range;
}

/**
 * A place in the source where a link's destination is written: what discovery hands to classification.
 * Discovery says where and what is written, never what it means.
 */
export interface LinkOccurrence {
  readonly part: Part;
  readonly carrier: Carrier;
  /** The value as a browser reads it (entities decoded once), merge tags as written. */
  readonly href: string;
  /** The value in the source, without its quotes. `source.slice(...range)` is the value as written. */
  readonly range: Range;
  /** The quote found there; '' for an unquoted value and in text/plain. */
  readonly quote: '"' | "'" | '';
  /** Link text with white space collapsed, or img alt, or aria-label; '' where there is none. */
  readonly label: string;
  /** The label is text that readers see, not an `alt` or `title`. */
  readonly visible?: boolean;
  /** `[if mso]` and the like, for a link inside an Outlook conditional comment. */
  readonly condition?: string;
  /** Every attribute of the element in source order, the link's own included; first of a name wins. Empty in text/plain. */
  readonly attributes: readonly LinkAttribute[];
  /** Only where discovery was asked for elements. */
  readonly element?: Element;
  /** The message is still in a transfer encoding, and this address with it. Only in text/plain, where markup does not show it. */
  readonly encoded?: boolean;
  /** It goes on over a line's end, and mail programs may link its first line alone. Only in text/plain. */
  readonly wrapped?: boolean;
  /** The address of an action in Gmail's microdata: Gmail calls it by itself. */
  readonly action?: boolean;
  /** AMP: an `href` that must not be replaced (`amp-*` element or `[href]` binding). */
  readonly binding?: boolean;
}
