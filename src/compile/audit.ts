import type { Finding } from '../findings.js';
import type { Link } from '../link.js';
import { checkKeys } from '../options.js';
import { checkContent, createPlan } from './compile.js';
import { COMPILE_OPTIONS, type CompileOptions, createSettings } from './options.js';
import { checkRecipient, RECIPIENT_OPTIONS, type Recipient } from './recipient.js';
import { CLIP_BYTES, clipFinding, draftFor } from './render.js';

/** What would become of a message's links. */
export interface Audit {
  /** Every link in source order, with what it is and whether a click on it can be counted. */
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  /** How many would be tracked. */
  readonly tracked: number;
}

/** `CompileOptions` and the recipient's `values` and `consent`, all optional. */
export type AuditOptions = Partial<CompileOptions> & Recipient;

/**
 * Says what every link of a message is and whether a click on it can be counted: no keys, no signing. Click tracking
 * counts as on unless `clickTracking: false` is given. `part: 'text'` audits a text/plain part.
 *
 * @example
 * ```ts
 * import { auditLinks } from 'clickstamp';
 *
 * const { links } = auditLinks('<a href="https://shop.example/">Shop</a> <a href="htp://shop.example/sale">Sale</a>');
 * links.map(({ kind, verdict }) => `${kind}: ${verdict}`); // => ['web: track', 'malformed: leave']
 * links[1]?.suggestion; // => 'http://shop.example/sale'
 * ```
 */
export function auditLinks(html: string, options: AuditOptions = {}): Audit {
  checkContent('html', html);
  checkKeys('auditLinks options', options, [...COMPILE_OPTIONS, ...RECIPIENT_OPTIONS]);
  const { contactId, values, consent, ...compile } = options;
  const recipient: Recipient = { contactId, values, consent };
  checkRecipient('auditLinks options', recipient);
  const settings = createSettings('auditLinks options', { ...compile, clickTracking: compile.clickTracking ?? true }, [
    'html',
    'amp',
    'text',
  ]);
  const plan = createPlan(html, settings);
  const draft = draftFor(plan, recipient, undefined);
  const clipped = plan.bytesBefore > CLIP_BYTES ? [clipFinding(plan.bytesBefore, plan.bytesBefore)] : [];
  const unresolved = values === undefined ? [] : draft.findings;
  return { links: draft.links, findings: [...plan.findings, ...unresolved, ...clipped], tracked: draft.tracked };
}
