import { unawaited } from '../../checks/unawaited.js';
import type { Link, LinkKind, ReasonCode } from '../../link.js';
import { isSafeDestination } from '../../url/destination.js';
import type { Element, LinkOccurrence } from '../html/occurrence.js';
import type { Classification } from './classify.js';
import type { LinkContext } from './context.js';
import { cleanTags } from './hints.js';
import { KIND_RULES } from './rules.js';
import { isSystemKind } from './system-kinds.js';

/**
 * An app's own rule, asked of each link after the built-in ones. The element is domhandler's; undefined in text/plain. What
 * the rule leaves out of its decision stays as the built-in rules have it.
 */
export type LinkRule = (
  link: Link,
  element: Element | undefined,
) =>
  | {
      /** `track` tracks a web link whatever opt-outs and lists say; nothing else can be tracked. */
      readonly verdict?: Link['verdict'] | undefined;
      /** One of the system's own kinds, or `web`, counts as `data-link-kind` does; any other is what the link is called. */
      readonly kind?: LinkKind | undefined;
      /** The link's id, unique within its part. */
      readonly id?: string | undefined;
      /** At most ten. */
      readonly tags?: Readonly<Record<string, string>> | undefined;
    }
  | undefined;

/** What an app's own rule decides of a link. */
export type Decision = NonNullable<ReturnType<LinkRule>>;

/** Where a rule comes from, and where its failures are counted. */
interface RuleSource {
  readonly options: { readonly classify?: LinkRule | undefined };
  readonly failures: { count: number };
}

/** Asks the app's own rule. A rule that throws, or gives something else than a decision, counts as a failure and decides nothing. */
export function askRule(
  link: Link,
  { element }: LinkOccurrence,
  { options, failures }: RuleSource,
): Decision | undefined {
  const { classify: rule } = options;
  if (rule === undefined) return undefined;
  try {
    const decision: unknown = unawaited(rule(link, element)) ?? undefined;
    if (decision === undefined) return undefined;
    if (isDecision(decision))
      return decision.tags === undefined ? decision : { ...decision, tags: cleanTags(decision.tags) };
  } catch {
    // Counted below.
  }
  failures.count++;
  return undefined;
}

const KINDS: ReadonlySet<unknown> = new Set(KIND_RULES.map((rule) => rule.kind));

/** What each key of a decision may be. */
const DECISION: Readonly<Record<keyof Decision, (value: unknown) => boolean>> = {
  verdict: (value) => value === 'track' || value === 'leave',
  kind: (value) => KINDS.has(value),
  id: (value) => typeof value === 'string' && value !== '',
  tags: (value) =>
    value !== null && typeof value === 'object' && Object.values(value).every((tag) => typeof tag === 'string'),
};

/** A promise is an object as well, and one without keys. */
function isDecision(value: unknown): value is Decision {
  if (value === null || typeof value !== 'object' || 'then' in value) return false;
  return Object.entries(value).every(
    ([key, each]) => Object.hasOwn(DECISION, key) && (each === undefined || DECISION[key as keyof Decision](each)),
  );
}

/** The link as its author would have marked it, had they known what the rule knows. */
export function markedBy(decision: Decision | undefined, context: LinkContext): LinkContext {
  const kind = decision?.kind;
  if (kind === undefined || !(kind === 'web' || isSystemKind(kind))) return context;
  return { ...context, hints: { ...context.hints, kind } };
}

/** Puts the rule's verdict over that of the tables. */
export function applyDecision(
  outcome: Classification,
  decision: Decision | undefined,
  context: LinkContext,
): Classification {
  if (decision === undefined || FIXED.has(outcome.kind)) return outcome;
  const kind = decision.kind ?? outcome.kind;
  if (decision.verdict === 'leave') return { ...outcome, kind, verdict: 'leave', reason: 'rule-leave' };
  if (decision.verdict !== 'track' || context.occurrence.carrier === 'form' || context.occurrence.binding === true)
    return { ...outcome, kind };
  if (context.url !== undefined && isSafeDestination(context.url) && !UNTRACKABLE.has(outcome.reason))
    return { ...outcome, kind, verdict: 'track', reason: 'rule-track' };
  return { ...outcome, kind };
}

/** Kinds that an app's rule cannot change: a script stays unsafe, and a tracked URL of ours stays ours. */
const FIXED: ReadonlySet<LinkKind> = new Set(['unsafe', 'own']);

/** Reasons that an app's rule cannot override: the whole message is not tracked. */
const UNTRACKABLE: ReadonlySet<ReasonCode> = new Set(['tracking-off', 'test-email']);
