import type { LinkKind, ReasonCode, Verdict } from '../../link.js';
import type { LinkContext } from './context.js';
import { EXCLUSIONS, type Exclusion, KIND_RULES, type KindRule, type RuleSettings } from './rules.js';
import { isSystemKind } from './system-kinds.js';

/** What the tables say of a link. */
export interface Classification {
  readonly kind: LinkKind;
  readonly verdict: Verdict;
  readonly reason: ReasonCode;
  /** Everything but a merge tag's value speaks for tracking: once the tag is filled in, the tables are asked again. */
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
  const { kind, reason } = kinds.find((row) => row.test(context, settings)) as KindRule;
  if (kind === 'malformed') return malformed(context, reason);
  const off = leave(kind, reason);
  const system = isSystemKind(kind);
  if (system && !settings.trackKinds.has(kind)) return off;
  if (!system && kind !== 'web' && kind !== 'placeholder') return { ...off, ...suggestionOf(context) };

  if (context.url !== undefined) {
    const exclusion = exclusions.find((row) => row.test(context, settings));
    if (exclusion !== undefined) return leave(kind, exclusion.reason);
    return { kind, verdict: 'track', reason: system ? 'kind-tracked' : 'web', deferred: false };
  }
  if (context.mergeTags.length === 0) return off;
  const exclusion = exclusions.find((row) => !MATCHED_LATER.has(row.reason) && row.test(context, settings));
  if (exclusion !== undefined) return leave(kind, exclusion.reason);
  return { ...leave(kind, kind === 'web' ? 'merge-tag-unresolved' : reason), deferred: true };
}

/** Gates that look at the destination wait for it. */
const MATCHED_LATER: ReadonlySet<ReasonCode> = new Set(['never-track', 'not-in-only-track']);

function leave(kind: LinkKind, reason: ReasonCode): Classification {
  return { kind, verdict: 'leave', reason, deferred: false };
}

function malformed(context: LinkContext, reason: ReasonCode): Classification {
  const urlError = context.inspection?.kind === 'malformed' ? context.inspection : undefined;
  if (reason === 'merge-tag-half' || urlError === undefined) return leave('malformed', reason);
  return { ...leave('malformed', urlError.urlError), ...suggestionOf(context) };
}

/** What the author probably meant; nothing where a merge tag stands in the address, whose place in it is filled with a letter. */
function suggestionOf({ inspection, mergeTags }: LinkContext): Pick<Classification, 'suggestion'> {
  return mergeTags.length === 0 &&
    (inspection?.kind === 'malformed' || inspection?.kind === 'relative') &&
    inspection.suggestion !== undefined
    ? { suggestion: inspection.suggestion }
    : {};
}
