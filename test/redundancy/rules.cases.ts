import type { AuditOptions } from '../../src/index.js';

/** One link and its options, for which taking out one row of a rule table changes what comes out. */
export interface RuleCase {
  /** Attributes of an `<a>`, or a whole element. */
  readonly markup: string;
  readonly options?: AuditOptions;
}

/** In the order of `KIND_RULES`. */
export const KIND_RULE_CASES: readonly RuleCase[] = [
  { markup: 'href="javascript:alert(1)"' },
  { markup: 'href="https://click.brand.example/c/a.b.c"' },
  { markup: 'data-link-kind="web" href="https://shop.example/unsubscribe"' },
  ...(['unsubscribe', 'preferences', 'preview', 'affiliate', 'trigger'] as const).flatMap((kind): RuleCase[] => [
    { markup: `data-link-kind="${kind}" href="https://shop.example/x"` },
    {
      markup: 'href="https://shop.example/mine"',
      options: { systemLinks: { [kind]: { match: ['shop.example/mine'] } } },
    },
    {
      markup: `href="${{ unsubscribe: '*|UNSUB|*', preferences: '*|UPDATE_PROFILE|*', preview: '*|ARCHIVE|*', affiliate: '{{affiliate.a}}', trigger: '{{trigger_link.a}}' }[kind]}"`,
    },
  ]),
  { markup: 'href="https://shop.example/bye"', options: { listUnsubscribe: '<https://shop.example/bye>' } },
  { markup: 'href="https://shop.example/unsubscribe"' },
  { markup: 'href="https://shop.example/{{half"' },
  { markup: 'href="{{custom_values.shop}}"' },
  { markup: 'href="mailto:a@shop.example"' },
  { markup: 'href="tel:+4930123"' },
  { markup: 'href="#top"' },
  { markup: 'href="/sale"' },
  { markup: 'href="https://shop.example/"' },
  { markup: 'href="htp://shop.example/"' },
];

/** In the order of `GATES`. */
export const GATE_CASES: readonly (RuleCase & { readonly reason: string })[] = [
  { reason: 'form-action', markup: '<form action="https://shop.example/">' },
  { reason: 'amp-binding', markup: '[href]="x" href="https://shop.example/"', options: { part: 'amp' } },
  { reason: 'tracking-off', markup: 'href="https://shop.example/"', options: { clickTracking: false } },
  { reason: 'test-email', markup: 'href="https://shop.example/"', options: { testEmail: true } },
  { reason: 'not-redirectable', markup: 'href="https://user@shop.example/"' },
  { reason: 'opt-out', markup: 'clicktracking=off href="https://shop.example/"' },
  { reason: 'never-track', markup: 'href="https://shop.example/"', options: { neverTrack: ['shop.example'] } },
  { reason: 'not-in-only-track', markup: 'href="https://shop.example/"', options: { onlyTrack: ['brand.example'] } },
];
