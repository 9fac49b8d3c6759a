import type { LinkKind, ReasonCode } from '../../link.js';

/** The kinds that are the mail system's own. */
export type SystemKind = 'unsubscribe' | 'preferences' | 'preview' | 'affiliate' | 'trigger';
/** The options that turn tracking on for them. */
export type SystemKindOption =
  | 'trackUnsubscribeLinks'
  | 'trackPreferencesLinks'
  | 'trackPreviewLinks'
  | 'trackAffiliateLinks'
  | 'trackTriggerLinks';

/** A system kind, why it is left, and the option that tracks it. */
export interface SystemKindRow {
  readonly kind: SystemKind & LinkKind;
  readonly reason: ReasonCode;
  readonly option: SystemKindOption;
}

/** The mail system's own links, which are left unless their option turns tracking on. */
export const SYSTEM_KINDS: readonly SystemKindRow[] = [
  { kind: 'unsubscribe', reason: 'unsubscribe-link', option: 'trackUnsubscribeLinks' },
  { kind: 'preferences', reason: 'preferences-link', option: 'trackPreferencesLinks' },
  { kind: 'preview', reason: 'preview-link', option: 'trackPreviewLinks' },
  { kind: 'affiliate', reason: 'affiliate-link', option: 'trackAffiliateLinks' },
  { kind: 'trigger', reason: 'trigger-link', option: 'trackTriggerLinks' },
];

const KINDS: ReadonlySet<string> = new Set(SYSTEM_KINDS.map((row) => row.kind));

/** Says whether a word names one of the system's own kinds. */
export function isSystemKind(kind: string): kind is SystemKind {
  return KINDS.has(kind);
}
