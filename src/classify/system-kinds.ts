import type { LinkKind, ReasonCode } from '../link.js';

/** The mail system's own links, which are left unless their option turns tracking on. */
export const SYSTEM_KINDS = [
  { kind: 'unsubscribe', reason: 'unsubscribe-link', option: 'trackUnsubscribeLinks' },
  { kind: 'preferences', reason: 'preferences-link', option: 'trackPreferencesLinks' },
  { kind: 'preview', reason: 'preview-link', option: 'trackPreviewLinks' },
  { kind: 'affiliate', reason: 'affiliate-link', option: 'trackAffiliateLinks' },
  { kind: 'trigger', reason: 'trigger-link', option: 'trackTriggerLinks' },
] as const satisfies readonly { kind: LinkKind; reason: ReasonCode; option: string }[];

export type SystemKind = (typeof SYSTEM_KINDS)[number]['kind'];
export type SystemKindOption = (typeof SYSTEM_KINDS)[number]['option'];

const BY_KIND: ReadonlyMap<string, (typeof SYSTEM_KINDS)[number]> = new Map(SYSTEM_KINDS.map((row) => [row.kind, row]));

/** Says whether a word names one of the system's own kinds. */
export function isSystemKind(kind: string): kind is SystemKind {
  return BY_KIND.has(kind);
}

/** The row of a kind, or undefined for any other kind of link. */
export function systemKindRow(kind: LinkKind): (typeof SYSTEM_KINDS)[number] | undefined {
  return BY_KIND.get(kind);
}
