import type { Link, ReasonCode } from '../../link.js';
import type { FindingCode } from '../findings/catalog.js';
import { readAddressTags } from '../merge-tags/address.js';
import { fillTags, type TagValues } from '../merge-tags/resolve.js';
import { classify } from './classify.js';
import type { ClassifiedLink } from './classify-link.js';
import { resolveLinkContext } from './context.js';
import { applyDecision } from './decision.js';
import type { UtmFilling } from './option-tags.js';
import { type OutcomeSettings, outcomeOf, withUtm } from './outcome.js';
import { isFlaw, reasonMessage } from './reasons.js';

/** What the values of one contact make of a link. */
export interface Resolution {
  readonly link: Link;
  /** The address that is written where the link is not tracked; undefined where it stays as the author wrote it. */
  readonly destination: string | undefined;
  /** What is wrong with the address that the values made. */
  readonly problem: FindingCode | undefined;
}

/** The address of a deferred link with one contact's values; undefined where one of them is missing. */
export function fillAddress(
  { context: { tagTemplate, occurrence } }: ClassifiedLink,
  values: TagValues,
): string | undefined {
  return tagTemplate === undefined ? occurrence.href : fillTags(tagTemplate, values);
}

/**
 * What the tables say of a link now that its merge tags have values. A value that would make the address unsafe, relative
 * or malformed, or that holds a tag itself, leaves the link as its author wrote it.
 */
export function resolveLink(
  classified: ClassifiedLink,
  address: string,
  settings: OutcomeSettings,
  filling: UtmFilling,
): Resolution {
  const { link: before, context: seen, decision, name } = classified;
  if (address === seen.occurrence.href) {
    const url = seen.url === undefined ? undefined : withUtm(seen, seen.url, name, before, settings, filling);
    if (url === undefined || url === before.url) return { link: before, destination: undefined, problem: undefined };
    return { link: { ...before, url }, destination: url, problem: undefined };
  }
  const { tags, half } = readAddressTags(address, seen.syntaxes);
  if (half || tags.some((tag) => !tag.optional))
    return { link: leftLink(before, 'merge-tag-unresolved'), destination: undefined, problem: 'merge-tag-in-value' };
  const context = resolveLinkContext(seen, address);
  const classification = applyDecision(classify(context, settings), decision, context);
  const { url: _, host: __, domain: ___, ...rest } = before;
  const resolved =
    classification.verdict === 'track' && classification.reason === 'web' && seen.mergeTags.length > 0
      ? { ...classification, reason: 'merge-tag-resolved' as const }
      : classification;
  // Not spread: on Node 20, V8 takes a microsecond for each member that is added to a copy, and this is made for each contact.
  const link = Object.assign({}, rest, outcomeOf(context, name, resolved, settings, filling));
  const problem = problemOf(link, before);
  return { link, destination: problem === undefined ? (link.url ?? address) : undefined, problem };
}

/** The value itself is not told: it may be personal. */
function problemOf({ kind, reason }: Link, before: Link): FindingCode | undefined {
  if (kind === 'unsafe') return 'unsafe-scheme';
  if (kind === 'relative' && before.kind !== 'relative') return 'relative-url';
  // An empty value leads nowhere.
  if (kind === 'anchor' && before.kind === 'placeholder') return 'merge-tag-unresolved';
  return isFlaw(reason) ? reason : undefined;
}

/** A link that is left for a reason that is not its own: consent, or a failure inside. */
export function leftLink(link: Link, reason: ReasonCode): Link {
  return { ...link, verdict: 'leave', reason, message: reasonMessage(reason) };
}
