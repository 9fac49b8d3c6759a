import { describe, expect, test } from 'vitest';
import { type AuditOptions, auditLinks } from '../../../src/index.js';
import type { ReasonCode, Verdict } from '../../../src/link.js';
import { isFlaw, REASONS, reasonMessage } from '../../../src/message/classify/reasons.js';
import { FINDINGS } from '../../../src/message/findings/catalog.js';

type ReasonCase = readonly [verdict: Verdict, markup: string, options?: AuditOptions];

const web = 'href="https://shop.example/"';
const hostile = Object.defineProperty({}, 'a', { enumerable: true, get: () => JSON.parse('{') });

/** One link for each reason; the compiler refuses the table where a reason is missing or unknown. */
const REASON_CASES: Readonly<Record<ReasonCode, ReasonCase>> = {
  web: ['track', web],
  'merge-tag-resolved': ['track', 'href="https://shop.example/?c={{id}}"', { values: { id: '1' } }],
  'kind-tracked': ['track', `data-link-kind="preview" ${web}`, { systemLinks: { preview: { track: true } } }],
  'rule-track': ['track', `data-track="off" ${web}`, { classify: () => ({ verdict: 'track' }) }],
  'tracking-off': ['leave', web, { clickTracking: false }],
  'test-email': ['leave', web, { testEmail: true }],
  'consent-none': ['leave', web, { consent: 'none' }],
  'opt-out': ['leave', `data-track="off" ${web}`],
  'never-track': ['leave', web, { neverTrack: ['shop.example'] }],
  'not-in-only-track': ['leave', web, { onlyTrack: ['brand.example'] }],
  'rule-leave': ['leave', web, { classify: () => ({ verdict: 'leave' }) }],
  'form-action': ['leave', '<form action="https://shop.example/">'],
  'amp-binding': ['leave', `[href]="x" ${web}`, { part: 'amp' }],
  'not-redirectable': ['leave', 'href="https://me@shop.example/"'],
  'internal-error': ['leave', web, { values: hostile }],
  own: ['leave', 'href="https://click.brand.example/c/a.b.c"'],
  mailto: ['leave', 'href="mailto:a@shop.example"'],
  scheme: ['leave', 'href="tel:+4930123"'],
  unsafe: ['leave', 'href="javascript:x"'],
  anchor: ['leave', 'href="#top"'],
  relative: ['leave', 'href="/sale"'],
  'unsubscribe-link': ['leave', 'href="{{unsubscribe_link}}"'],
  'preferences-link': ['leave', 'href="*|UPDATE_PROFILE|*"'],
  'preview-link': ['leave', 'href="{{email.view_in_browser_url}}"'],
  'affiliate-link': ['leave', 'href="{{affiliate.link}}"'],
  'trigger-link': ['leave', 'href="{{trigger_link.5fQ2}}"'],
  placeholder: ['leave', 'href="{{custom_values.shop}}"'],
  'merge-tag-unresolved': ['leave', 'href="https://shop.example/?c={{id}}"'],
  'scheme-typo': ['leave', 'href="htp://shop.example"'],
  'scheme-slashes': ['leave', 'href="http//shop.example"'],
  'scheme-doubled': ['leave', 'href="http://http://shop.example"'],
  'scheme-wrong': ['leave', 'href="mailto:https://shop.example"'],
  'scheme-missing': ['leave', 'href="www.shop.example"'],
  'text-before-scheme': ['leave', 'href="Visit https://shop.example"'],
  'host-space': ['leave', 'href="https://sh op.example"'],
  'host-invalid': ['leave', 'href="https://shop..example"'],
  'merge-tag-half': ['leave', 'href="https://shop.example/{{half"'],
  'smart-quote': ['leave', 'href="\u201chttps://shop.example\u201d"'],
  'quote-missing': ['leave', 'href="https://shop.example/ class="big"'],
  'quoted-printable': ['leave', 'href=3D"https://shop.example/"'],
  'url-wrapped': ['leave', '(https://shop.example/very-\nlong)', { part: 'text' }],
  'invisible-character': ['leave', 'href="https://shop\u200b.example"'],
  'url-invalid': ['leave', 'href="https://shop.example:port"'],
};

describe('every reason', () => {
  test.each(Object.entries(REASON_CASES))('%s', (reason, [verdict, markup, options]) => {
    const source = /^[<(]/.test(markup) ? markup : `<a ${markup}>x</a>`;
    const { links } = auditLinks(source, { trackingUrl: 'https://click.brand.example/c', ...options });
    expect(links).toHaveLength(1);
    expect(links[0]).toMatchObject({ verdict, reason, message: reasonMessage(reason as ReasonCode) });
  });

  test('the table of sentences has each that is no flaw, and each flaw is a finding', () => {
    for (const reason of Object.keys(REASON_CASES) as ReasonCode[])
      expect([reason, Object.hasOwn(isFlaw(reason) ? FINDINGS : REASONS, reason)]).toEqual([reason, true]);
    for (const reason of Object.keys(REASONS)) expect(Object.hasOwn(REASON_CASES, reason)).toBe(true);
  });
});

describe('a lost quote', () => {
  const lost = [
    '<a href="https://shop.example/x class="big">x</a>',
    '<a href="https://shop.example/x foo="big" id=y>x</a>',
    '<a href="https://shop.example/x class=" id=y>x</a>',
    '<a href="https://shop.example/x>Shop</a> <p class="b">y</p>',
    // The next quote stands in the text, or in a tag without attributes.
    '<a href="https://shop.example/x>Shop</a> He said "hi". <p>y</p>',
    '<a href="https://shop.example/x>Shop <br> now</a> "Sale" <p>y</p>',
  ];
  test.each(lost)('%s', (html) => {
    expect(auditLinks(html).links[0]).toMatchObject({ kind: 'malformed', reason: 'quote-missing' });
  });

  const none = ['?q=a > b"', '?q=a > b"class=x', '?q=a>b <x"', '?q=a>b <x> c"', '?a=1 gr\u00f6\u00dfe="'];
  test.each(none)('%s has lost none', (rest) => {
    expect(auditLinks(`<a href="https://shop.example/${rest}>x</a>`).links[0]?.reason).toBe('web');
  });
});

describe('half tags', () => {
  const halves = [
    '{{half',
    'half}}',
    '{{half}',
    '*|half',
    'half|*',
    '${half',
    '{%half',
    'half%}',
    '<%half',
    '[[half',
    '%%half',
    '%%=v(@half',
    '%7B%7Bhalf',
    '%7b%7bhalf',
  ];
  /** What text in a query may well end in. */
  const IN_PATH_ONLY: ReadonlySet<string> = new Set(['half|*', 'half%}']);
  /** What browsers leave in any address, or write themselves. */
  const ALONE_ONLY: ReadonlySet<string> = new Set(['[[half', '%%half', '%7B%7Bhalf', '%7b%7bhalf']);
  test.each(halves)('%s, alone and in an address', (half) => {
    const inPath = ALONE_ONLY.has(half) ? [] : [`https://shop.example/${half}`];
    const inQuery = inPath.length === 0 || IN_PATH_ONLY.has(half) ? [] : [`https://shop.example/?a=${half}&b=1`];
    for (const href of [half, ...inPath, ...inQuery])
      expect(auditLinks(`<a href='${href}'>x</a>`).links[0]).toMatchObject({
        kind: 'malformed',
        reason: 'merge-tag-half',
      });
  });

  const whole = [
    '?q={"a":{"b":1}}',
    '?q=%7B%22a%22%3A%7B%22b%22%3A1%7D%7D',
    '?a[b[0]]=1',
    '?a[]=1&b[[]]=2',
    '100%',
    '?d=50%%',
    '{a}',
    '##top',
    '?a={{b}}&q={"c":{}}',
  ];
  test.each(whole)('%s is none', (rest) => {
    expect(auditLinks(`<a href='https://shop.example/${rest}'>x</a>`).links[0]?.kind).toBe('web');
  });
});
