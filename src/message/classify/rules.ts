import type { LinkKind, ReasonCode } from '../../link.js';
import { isSafeDestination } from '../../url/destination.js';
import type { LinkContext } from './context.js';
import type { LinkTest } from './matchers.js';
import { SYSTEM_KINDS, type SystemKind } from './system-kinds.js';
import { isUnsubscribeAddress } from './unsubscribe-address.js';

/** What the rules need to know of the message and the app's options. */
export interface RuleSettings {
  readonly clickTracking: boolean;
  readonly testEmail: boolean | 'count-as-test';
  /** The host is the URL's own. */
  readonly isOwn: (url: string, host: string | undefined) => boolean;
  /** How often a function of the app's has thrown; whoever asks the rules compares before and after. */
  readonly failures: { count: number };
  /** The app's own matchers. */
  readonly systemLinks: ReadonlyMap<SystemKind, LinkTest>;
  /** Kinds that are recognised by the path of an address, too. */
  readonly byPath: ReadonlySet<SystemKind>;
  /** The message's List-Unsubscribe URLs. */
  readonly listUnsubscribe: ReadonlySet<string>;
  /** System kinds that are tracked. */
  readonly trackKinds: ReadonlySet<SystemKind>;
  readonly neverTrack: LinkTest | undefined;
  readonly onlyTrack: LinkTest | undefined;
}

/** One row: what a link is. The first that matches wins. */
export interface KindRule {
  readonly kind: LinkKind;
  readonly reason: ReasonCode;
  readonly test: (context: LinkContext, settings: RuleSettings) => boolean;
  /** It never matches a link without a kind of its author's, a system tag, or a matcher of the app's for such. */
  readonly asksFor?: 'mark';
}

/** One row: why a link that could be tracked is left. The first that matches wins. */
export interface Exclusion {
  readonly reason: ReasonCode;
  readonly test: (context: LinkContext, settings: RuleSettings) => boolean;
}

const inspected =
  (kind: NonNullable<LinkContext['inspection']>['kind']) =>
  (context: LinkContext): boolean =>
    context.inspection?.kind === kind;
const isWeb = inspected('web');

/** What a link can be; the first row that matches wins, and the last matches always. `malformed` takes its reason from the flaw that was found. */
export const KIND_RULES: readonly KindRule[] = [
  { kind: 'unsafe', reason: 'unsafe', test: inspected('unsafe') },
  { kind: 'own', reason: 'own', test: ({ url, target }, { isOwn }) => url !== undefined && isOwn(url, target.host) },
  { kind: 'web', reason: 'web', asksFor: 'mark', test: (context) => context.hints.kind === 'web' && isWeb(context) },
  ...SYSTEM_KINDS.flatMap(({ kind, reason }): KindRule[] => [
    { kind, reason, asksFor: 'mark', test: ({ hints }) => hints.kind === kind },
    {
      kind,
      reason,
      asksFor: 'mark',
      test: ({ target }, { systemLinks }) => systemLinks.get(kind)?.(target) ?? false,
    },
    { kind, reason, asksFor: 'mark', test: ({ systemTag }) => systemTag === kind },
  ]),
  {
    kind: 'unsubscribe',
    reason: 'unsubscribe-link',
    test: ({ url, target }, { listUnsubscribe }) =>
      listUnsubscribe.size > 0 && listUnsubscribe.has(url ?? target.href.trim()),
  },
  {
    kind: 'unsubscribe',
    reason: 'unsubscribe-link',
    test: (context, { byPath }) =>
      byPath.has('unsubscribe') && isWeb(context) && isUnsubscribeAddress(context.url ?? context.target.href),
  },
  {
    kind: 'malformed',
    reason: 'merge-tag-half',
    test: ({ halfTag, inspection }) => halfTag && inspection?.kind !== 'anchor',
  },
  {
    kind: 'placeholder',
    reason: 'placeholder',
    test: ({ tagPosition }) => tagPosition === 'whole' || tagPosition === 'authority',
  },
  { kind: 'mailto', reason: 'mailto', test: inspected('mailto') },
  { kind: 'scheme', reason: 'scheme', test: inspected('scheme') },
  { kind: 'anchor', reason: 'anchor', test: inspected('anchor') },
  { kind: 'relative', reason: 'relative', test: inspected('relative') },
  { kind: 'web', reason: 'web', test: isWeb },
  // What is none of these is no address.
  { kind: 'malformed', reason: 'url-invalid', test: () => true },
];

/** Asked of links whose destination is known to be on the web, in this order. */
export const EXCLUSIONS: readonly Exclusion[] = [
  { reason: 'form-action', test: ({ occurrence }) => occurrence.carrier === 'form' },
  { reason: 'amp-binding', test: ({ occurrence }) => occurrence.binding === true },
  { reason: 'tracking-off', test: (_, { clickTracking }) => !clickTracking },
  { reason: 'test-email', test: (_, { testEmail }) => testEmail === true },
  { reason: 'not-redirectable', test: ({ url }) => url !== undefined && !isSafeDestination(url) },
  { reason: 'opt-out', test: ({ hints, occurrence }) => hints.optOut || occurrence.action === true },
  {
    reason: 'never-track',
    test: ({ target, hints }, { neverTrack }) => hints.neverTrack === true || (neverTrack?.(target) ?? false),
  },
  { reason: 'not-in-only-track', test: ({ target }, { onlyTrack }) => onlyTrack !== undefined && !onlyTrack(target) },
];
