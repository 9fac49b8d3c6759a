import type { Link, Part } from '../../link.js';
import type { ClassifiedLink } from '../classify/classify-link.js';
import type { Finding } from '../findings/catalog.js';
import type { Positions } from '../findings/line-index.js';
import type { Settings } from './options.js';
import type { Template } from './template.js';

/** A classified link with all that rendering needs of it. */
export interface PlannedLink extends ClassifiedLink {
  /** What a recipient who is not tracked gets: the value as it was written, or with UTM parameters. */
  readonly plain: string;
  /** The tracking URL as it is written where the link stands, ending in a slash: a token goes behind it. */
  readonly base: string;
}

/** A part once parsed and classified: all that rendering needs, and nothing to do with any recipient or key. */
export interface Plan {
  readonly source: string;
  readonly part: Part;
  readonly settings: Settings;
  readonly positions: Positions;
  readonly template: Template;
  /** The links that each recipient's copy fills in, in source order; undefined for the honeypot link. */
  readonly slots: readonly (PlannedLink | undefined)[];
  /** Some slot waits for a merge tag's value. */
  readonly deferred: boolean;
  /** Links tracked for everybody. */
  readonly tracked: number;
  readonly planned: readonly PlannedLink[];
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  /** UTF-8. */
  readonly bytesBefore: number;
  /** UTF-8 bytes of the template without its slots. */
  readonly literalBytes: number;
}
