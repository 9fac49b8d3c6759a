import type { LinkKind, ReasonCode } from '../../link.js';

/** The kinds that are the mail system's own. */
export type SystemKind = 'unsubscribe' | 'preferences' | 'preview' | 'affiliate' | 'trigger';
/** A system kind and why it is left. */
export interface SystemKindRow {
  readonly kind: SystemKind & LinkKind;
  readonly reason: ReasonCode;
}

/** The mail system's own links, which are left unless `systemLinks` turns tracking on. */
export const SYSTEM_KINDS: readonly SystemKindRow[] = [
  { kind: 'unsubscribe', reason: 'unsubscribe-link' },
  { kind: 'preferences', reason: 'preferences-link' },
  { kind: 'preview', reason: 'preview-link' },
  { kind: 'affiliate', reason: 'affiliate-link' },
  { kind: 'trigger', reason: 'trigger-link' },
];

const KINDS: ReadonlySet<string> = new Set(SYSTEM_KINDS.map((row) => row.kind));

/** Says whether a word names one of the system's own kinds. */
export function isSystemKind(kind: string): kind is SystemKind {
  return KINDS.has(kind);
}
