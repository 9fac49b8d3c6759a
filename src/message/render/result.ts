import type { Link } from '../../link.js';
import type { Finding } from '../findings/catalog.js';

/** What a rewrite says besides the message itself. */
export interface RewriteSummary {
  /** Every link of the part in source order, tracked or not. */
  readonly links: readonly Link[];
  /** What the author should know, about the template and about this copy. */
  readonly findings: readonly Finding[];
  /** How many links were replaced by signed URLs. */
  readonly tracked: number;
  /** UTF-8 bytes of the part, as it was given and as it is now. */
  readonly bytes: {
    /** As it was given. */
    readonly before: number;
    /** As it is now. */
    readonly after: number;
  };
}

/** A rewritten HTML or AMP part. */
export interface RewriteResult extends RewriteSummary {
  /** The part, ready to send. */
  readonly html: string;
}

/** A rewritten text/plain part. */
export interface TextRewriteResult extends RewriteSummary {
  /** The part, ready to send. */
  readonly text: string;
}
