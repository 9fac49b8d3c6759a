import type { Link } from '../../link.js';
import type { PayloadPrefix } from '../../token/writer.js';
import { isFlaw } from '../classify/reasons.js';
import { leftLink, resolveLink } from '../classify/resolve.js';
import type { Finding, FindingCode } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import { fillTags } from '../merge-tags/resolve.js';
import type { Plan, PlannedLink } from '../plan/plan.js';
import type { Recipient } from '../plan/recipient.js';
import { prefixOf, type ResolvedLink, type Signing } from './signing.js';

/** A part as one recipient gets it, before anything is signed. */
export interface ResolvedPart {
  readonly links: readonly Link[];
  /** For each slot of the plan, the start of its token's payload; undefined where it is not tracked. Shared with the plan's signing where no merge tag decides. */
  readonly prefixes: readonly (PayloadPrefix | undefined)[];
  readonly findings: readonly Finding[];
  readonly tracked: number;
}

/** Fills in merge tags and decides, slot by slot, what is tracked for a recipient. `signing` undefined: nothing is to be signed. */
export function resolvePart(plan: Plan, recipient: Recipient, signing: Signing | undefined): ResolvedPart {
  if (recipient.consent === 'none') return untracked(plan, 'consent-none');
  const own = signing?.findings ?? [];
  if (!plan.deferred)
    return { links: plan.links, prefixes: signing?.prefixes ?? [], findings: own, tracked: plan.tracked };

  const links = [...plan.links];
  const prefixes = signing === undefined ? [] : [...signing.prefixes];
  const findings = [...own];
  plan.slots.forEach((planned, at) => {
    if (planned?.deferred !== true) return;
    const { index } = planned.link;
    const resolved = resolveSlot(plan, planned, at, recipient, signing);
    if (resolved === undefined) {
      findings.push(findingAt(plan, planned.link, 'merge-tag-unresolved'));
      return;
    }
    links[index] = resolved.link;
    prefixes[at] = resolved.prefix;
    const urlError = flawOf(resolved.link);
    if (urlError !== undefined) findings.push(findingAt(plan, resolved.link, urlError, 'such'));
    if (resolved.failed) findings.push(findingAt(plan, planned.link, 'link-rule-failed'));
  });
  return {
    links,
    prefixes,
    findings,
    tracked: links.reduce((sum, link) => sum + (link.verdict === 'track' ? 1 : 0), 0),
  };
}

/** What is wrong with an address that a value has made. The value itself is not told: it may be personal. */
function flawOf({ kind, reason }: Link): FindingCode | undefined {
  if (kind === 'unsafe') return 'unsafe-scheme';
  if (kind === 'relative') return 'relative-url';
  return isFlaw(reason) ? reason : undefined;
}

function resolveSlot(
  plan: Plan,
  planned: PlannedLink,
  at: number,
  recipient: Recipient,
  signing: Signing | undefined,
): ResolvedLink | undefined {
  const address = planned.tagTemplate === undefined ? undefined : fillTags(planned.tagTemplate, recipient.values ?? {});
  if (address === undefined) return undefined;
  const last = signing?.last[at];
  if (last?.address === address) return last;
  const { failures } = plan.settings;
  const failuresBefore = failures.count;
  const link = resolveLink(planned, address, plan.settings);
  const prefix =
    signing?.writer === undefined || link.verdict === 'leave'
      ? undefined
      : prefixOf(signing.writer, link, planned, plan.settings);
  const resolved: ResolvedLink = { address, link, prefix, failed: failures.count > failuresBefore };
  if (signing !== undefined) signing.last[at] = resolved;
  return resolved;
}

/** Plain URLs: the same for everybody who has not agreed, and where something failed. */
export function untracked(plan: Plan, reason: 'consent-none' | 'internal-error'): ResolvedPart {
  const links = plan.links.map((link) => (link.verdict === 'track' ? leftLink(link, reason) : link));
  return { links, prefixes: [], findings: [], tracked: 0 };
}

/** A finding about a link of the plan. */
export function findingAt(plan: Plan, { range, index }: Link, code: FindingCode, detail?: string): Finding {
  return createFinding(code, { source: plan.source, positions: plan.positions, range, link: index }, detail);
}
