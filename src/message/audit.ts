import { checkKeys, isUsageError } from '../checks/options.js';
import type { Link } from '../link.js';
import { checkContent } from './compile.js';
import type { Finding, FindingCode } from './findings/catalog.js';
import { failureFinding } from './findings/create.js';
import { createPlan } from './plan/create-plan.js';
import { COMPILE_OPTIONS, type CompileOptions, createSettings } from './plan/options.js';
import type { Plan } from './plan/plan.js';
import { RECIPIENT_OPTIONS, type Recipient, readRecipient } from './plan/recipient.js';
import { findingsThatHold, type ResolvedPart, resolvePart, untracked } from './render/resolve-part.js';
import { CLIP_BYTES, clipFinding } from './render/summary.js';

/** What would become of a message's links. */
export interface Audit {
  /** Every link in source order, with what it is and whether a click on it can be counted. */
  readonly links: readonly Link[];
  /** What the author should know. */
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
 * @param html - the part as it is: any string
 * @param options - as for compiling, none required; `values` and `consent` as for rendering
 * @returns every link, and what the author should know
 * @throws TypeError for a caller's mistake, naming the option
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
  const clickTracking = compile.clickTracking ?? true;
  const plan = createPlan(html, createSettings({ ...compile, clickTracking }, ['html', 'amp', 'text']));
  const resolved = resolveOrFail(plan, { contactId, values, consent });
  const clipped =
    plan.bytesBefore > CLIP_BYTES ? [clipFinding('this part has', plan.bytesBefore, plan.bytesBefore)] : [];
  // Without any values, every tag would be told of.
  const told = values === undefined ? resolved.findings.filter(({ code }) => !FOR_VALUES.has(code)) : resolved.findings;
  return {
    links: resolved.links,
    findings: [...findingsThatHold(plan, resolved), ...told, ...clipped],
    tracked: resolved.tracked,
  };
}

/** Findings about values that are missing. */
const FOR_VALUES: ReadonlySet<FindingCode> = new Set(['merge-tag-unresolved', 'option-tag-unresolved']);

/** As rendering does it: whatever fails inside, a getter among the values for one, leaves the message as it is. */
function resolveOrFail(plan: Plan, recipient: Recipient): ResolvedPart {
  try {
    return resolvePart(plan, readRecipient(recipient), undefined);
  } catch (error) {
    if (isUsageError(error)) throw error;
    return { ...untracked(plan, 'internal-error'), findings: [failureFinding(error)] };
  }
}
