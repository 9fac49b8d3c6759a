import type { Link, Part, Range } from '../../link.js';
import type { Finding } from '../findings/catalog.js';
import type { Positions } from '../findings/line-index.js';
import type { PlannedLink } from './links.js';
import type { Settings } from './options.js';
import type { Template } from './template.js';

/** A place in the template that each recipient's copy fills in. */
export interface PlannedSlot {
  /** The link it belongs to; undefined for the honeypot link. */
  readonly planned: PlannedLink | undefined;
  /** As it stood in the source. */
  readonly original: string;
  /** What a recipient who is not tracked gets: the original, or the original with UTM parameters. */
  readonly plain: string;
}

/** A part once parsed and classified: all that rendering needs, and nothing to do with any recipient or key. */
export interface Plan {
  readonly source: string;
  readonly part: Part;
  readonly settings: Settings;
  readonly positions: Positions;
  readonly template: Template;
  readonly slots: readonly PlannedSlot[];
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

/** A slot's place in the source, beside what fills it. */
export interface SlotAt extends PlannedSlot {
  readonly range: Range;
}
