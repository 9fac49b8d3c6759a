import type { LinkKind, ReasonCode, Verdict } from '../../link.js';
import type { LinkContext } from './context.js';
import { EXCLUSIONS, type Exclusion, KIND_RULES, type KindRule, type RuleSettings } from './rules.js';
import { isSystemKind } from './system-kinds.js';

/** What the tables say of a link. */
export interface Classification {
  readonly kind: LinkKind;
  readonly verdict: Verdict;
  readonly reason: ReasonCode;
  /** Its address has merge tags: it is written anew with each contact's values, and the tables are asked again. */
  readonly deferred: boolean;
  readonly suggestion?: string;
}

/** The ordered tables. */
export interface Tables {
  readonly kinds: readonly KindRule[];
  readonly exclusions: readonly Exclusion[];
}

/** Runs a link through the ordered tables. Every link gets a kind, a verdict and a reason. */
export function classify(
  context: LinkContext,
  settings: RuleSettings,
  { kinds, exclusions }: Tables = { kinds: KIND_RULES, exclusions: EXCLUSIONS },
): Classification {
  const rows = kinds === KIND_RULES && isUnmarked(context, settings) ? UNMARKED_RULES : kinds;
  const { kind, reason } = rows.find((row) => row.test(context, settings)) as KindRule;
  if (kind === 'malformed') return malformed(context, reason);
  const deferred = isFilled(kind, context);
  const system = isSystemKind(kind);
  if (system && !settings.trackKinds.has(kind)) return leave(kind, reason, deferred);
  if (!system && kind !== 'web' && kind !== 'placeholder') return leave(kind, reason, deferred, suggestionOf(context));

  if (context.url !== undefined) {
    const exclusion = exclusions.find((row) => row.test(context, settings));
    return exclusion === undefined
      ? { kind, verdict: 'track', reason: system ? 'kind-tracked' : 'web', deferred }
      : leave(kind, exclusion.reason, deferred);
  }
  if (context.mergeTags.length === 0) return leave(kind, reason, deferred);
  const exclusion = exclusions.find((row) => !MATCHED_LATER.has(row.reason) && row.test(context, settings));
  return leave(kind, exclusion?.reason ?? (kind === 'web' ? 'merge-tag-unresolved' : reason), deferred);
}

/** Nearly every link has no mark of the system's, and needs none of the rows that ask for one. */
const UNMARKED_RULES: readonly KindRule[] = KIND_RULES.filter(({ asksFor }) => asksFor !== 'mark');

function isUnmarked({ hints, systemTag }: LinkContext, { systemLinks }: RuleSettings): boolean {
  return hints.kind === undefined && systemTag === undefined && systemLinks.size === 0;
}

function leave(kind: LinkKind, reason: ReasonCode, deferred: boolean, suggestion?: string): Classification {
  return suggestion === undefined
    ? { kind, verdict: 'leave', reason, deferred }
    : { kind, verdict: 'leave', reason, deferred, suggestion };
}

/** Gates that look at the destination wait for it. */
const MATCHED_LATER: ReadonlySet<ReasonCode> = new Set(['never-track', 'not-in-only-track']);

/** Values go into every address, tracked or not, but for those that must not or need not work. */
function isFilled(kind: LinkKind, { tagTemplate, occurrence }: LinkContext): boolean {
  return (
    tagTemplate !== undefined &&
    kind !== 'unsafe' &&
    kind !== 'own' &&
    occurrence.carrier !== 'form' &&
    occurrence.binding !== true
  );
}

function malformed(context: LinkContext, reason: ReasonCode): Classification {
  const urlError = context.inspection?.kind === 'malformed' ? context.inspection : undefined;
  if (reason === 'merge-tag-half' || urlError === undefined) return leave('malformed', reason, false);
  return leave('malformed', urlError.urlError, false, suggestionOf(context));
}

/** What the author probably meant; nothing where a merge tag stands in the address, whose place in it is filled with a letter. */
function suggestionOf({ inspection, mergeTags }: LinkContext): string | undefined {
  return mergeTags.length === 0 && (inspection?.kind === 'malformed' || inspection?.kind === 'relative')
    ? inspection.suggestion
    : undefined;
}
