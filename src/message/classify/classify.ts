import type { LinkKind, ReasonCode, Verdict } from '../../link.js';
import { GATES, type Gate, KIND_RULES, type KindRule, type RuleSettings } from './rules.js';
import type { Subject } from './subject.js';
import { isSystemKind } from './system-kinds.js';

/** What the tables say of a link. */
export interface Classification {
  readonly kind: LinkKind;
  readonly verdict: Verdict;
  readonly reason: ReasonCode;
  /** Everything but a merge tag's value speaks for tracking: once the tag is filled in, the tables are asked again. */
  readonly waits: boolean;
  readonly suggestion?: string;
}

/** The ordered tables. */
export interface Tables {
  readonly kinds: readonly KindRule[];
  readonly gates: readonly Gate[];
}

/** Runs a link through the ordered tables. Every link gets a kind, a verdict and a reason. */
export function classify(
  subject: Subject,
  settings: RuleSettings,
  { kinds, gates }: Tables = { kinds: KIND_RULES, gates: GATES },
): Classification {
  const { kind, reason } = kinds.find((row) => row.test(subject, settings)) as KindRule;
  if (kind === 'malformed') return malformed(subject, reason);
  const off = leave(kind, reason);
  const system = isSystemKind(kind);
  if (system && !settings.trackKinds.has(kind)) return off;
  if (!system && kind !== 'web' && kind !== 'placeholder') return { ...off, ...suggestionOf(subject) };

  if (subject.url !== undefined) {
    const gate = gates.find((row) => row.test(subject, settings));
    if (gate !== undefined) return leave(kind, gate.reason);
    return { kind, verdict: 'track', reason: system ? 'kind-tracked' : 'web', waits: false };
  }
  if (subject.mergeTags.length === 0) return off;
  const gate = gates.find((row) => !MATCHED_LATER.has(row.reason) && row.test(subject, settings));
  if (gate !== undefined) return leave(kind, gate.reason);
  return { ...leave(kind, kind === 'web' ? 'merge-tag-unresolved' : reason), waits: true };
}

/** Gates that look at the destination wait for it. */
const MATCHED_LATER: ReadonlySet<ReasonCode> = new Set(['never-track', 'not-in-only-track', 'app-link']);

function leave(kind: LinkKind, reason: ReasonCode): Classification {
  return { kind, verdict: 'leave', reason, waits: false };
}

function malformed(subject: Subject, reason: ReasonCode): Classification {
  const flaw = subject.inspection?.kind === 'malformed' ? subject.inspection : undefined;
  if (reason === 'merge-tag-half' || flaw === undefined) return leave('malformed', reason);
  return { ...leave('malformed', flaw.flaw), ...suggestionOf(subject) };
}

/** What the author probably meant; nothing where a merge tag stands in the address, whose place in it is filled with a letter. */
function suggestionOf({ inspection, mergeTags }: Subject): Pick<Classification, 'suggestion'> {
  return mergeTags.length === 0 &&
    (inspection?.kind === 'malformed' || inspection?.kind === 'relative') &&
    inspection.suggestion !== undefined
    ? { suggestion: inspection.suggestion }
    : {};
}
