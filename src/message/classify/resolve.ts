import type { Link, ReasonCode } from '../../link.js';
import { classify } from './classify.js';
import type { ClassifiedLink } from './classify-link.js';
import { resolveLinkContext } from './context.js';
import { applyDecision } from './decision.js';
import { type OutcomeSettings, outcomeOf } from './outcome.js';
import { reasonMessage } from './reasons.js';

/** The same link once its merge tags have a value: what the tables say of the address it has now. */
export function resolveLink(classified: ClassifiedLink, address: string, settings: OutcomeSettings): Link {
  const context = resolveLinkContext(classified.context, address);
  const classification = applyDecision(classify(context, settings), classified.decision, context);
  const { url: _, host: __, domain: ___, ...rest } = classified.link;
  const resolved =
    classification.verdict === 'track' && classification.reason === 'web'
      ? { ...classification, reason: 'merge-tag-resolved' as const }
      : classification;
  return { ...rest, ...outcomeOf(context, classified.name, resolved, settings) };
}

/** A link that is left for a reason that is not its own: consent, or a failure inside. */
export function leftLink(link: Link, reason: ReasonCode): Link {
  return { ...link, verdict: 'leave', reason, message: reasonMessage(reason) };
}
