import type { Link } from '../../link.js';
import type { Finding } from '../findings/catalog.js';

/** What a rewrite says besides the message itself. */
export interface RewriteSummary {
  /** Every link of the part in source order, tracked or not. */
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  /** How many links were replaced by signed URLs. */
  readonly tracked: number;
  /** UTF-8 bytes of the part. */
  readonly bytes: { readonly before: number; readonly after: number };
}

/** A rewritten HTML or AMP part; `Content` is `Uint8Array` where bytes were asked for. */
export interface RewriteResult<Content = string> extends RewriteSummary {
  readonly html: Content;
}

/** A rewritten text/plain part. */
export interface TextRewriteResult<Content = string> extends RewriteSummary {
  readonly text: Content;
}

/** How a rendered part is wanted. */
export interface RenderOptions {
  /** `bytes` gives UTF-8 in a `Uint8Array`, for mailers that write bytes. @default 'string' */
  readonly as?: 'string' | 'bytes' | undefined;
}
