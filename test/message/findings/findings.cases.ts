import type { AuditOptions } from '../../../src/index.js';
import type { FindingCode, Severity } from '../../../src/message/findings/catalog.js';

/** A message and the one finding it has. */
export interface FindingCase {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly html: string;
  readonly options?: AuditOptions;
  readonly line?: number;
  readonly column?: number;
  /** What the range cuts from the source. */
  readonly at?: string;
  readonly suggestion?: string;
}

/** A link on the second line, at column 10. */
const link = (
  href: string,
  options?: AuditOptions,
): Pick<FindingCase, 'html' | 'line' | 'column' | 'at' | 'options'> => ({
  html: `<p>\n<a href="${href}">x</a>`,
  line: 2,
  column: 10,
  at: href,
  ...(options === undefined ? {} : { options }),
});

export const FINDING_CASES: readonly FindingCase[] = [
  { code: 'scheme-typo', severity: 'error', ...link('htp://shop.example/'), suggestion: 'http://shop.example/' },
  { code: 'template-syntax-off', severity: 'warning', ...link('https://shop.example/?id={member}') },
  { code: 'scheme-slashes', severity: 'error', ...link('http//shop.example/'), suggestion: 'http://shop.example/' },
  {
    code: 'scheme-doubled',
    severity: 'error',
    ...link('http://http://shop.example/'),
    suggestion: 'http://shop.example/',
  },
  {
    code: 'scheme-wrong',
    severity: 'error',
    ...link('mailto:https://shop.example/'),
    suggestion: 'https://shop.example/',
  },
  {
    code: 'quote-missing',
    severity: 'error',
    html: '<p>\n<a href="https://shop.example/ class="big">x</a>',
    line: 2,
    column: 10,
    at: 'https://shop.example/ class=',
  },
  {
    code: 'quoted-printable',
    severity: 'error',
    html: '<p>\n<a href=3D"https://shop.example/?a=3D1&b=3D=\n2">x</a><a href=3D"mailto:a@shop.example">y</a>',
    line: 2,
    column: 9,
    at: '3D"https://shop.example/?a=3D1&b=3D=',
  },
  {
    code: 'url-entity',
    severity: 'warning',
    ...link('https://shop.example/?a=1&amp;amp;b=2'),
    suggestion: 'https://shop.example/?a=1&b=2',
  },
  {
    code: 'url-signed',
    severity: 'info',
    ...link('https://bucket.s3.example/a?X-Amz-Signature=ab', { utm: { source: 'news' } }),
  },
  { code: 'value-leaked', severity: 'warning', ...link('https://shop.example/?id=undefined') },
  { code: 'scheme-missing', severity: 'error', ...link('www.shop.example'), suggestion: 'https://www.shop.example' },
  {
    code: 'text-before-scheme',
    severity: 'error',
    ...link('Visit https://shop.example/'),
    suggestion: 'https://shop.example/',
  },
  { code: 'host-space', severity: 'error', ...link('https://sh op.example/'), suggestion: 'https://shop.example/' },
  { code: 'host-invalid', severity: 'error', ...link('https://shop..example/'), suggestion: 'https://shop.example/' },
  { code: 'merge-tag-half', severity: 'error', ...link('https://shop.example/{{half') },
  {
    code: 'smart-quote',
    severity: 'error',
    ...link('\u201chttps://shop.example/\u201d'),
    suggestion: 'https://shop.example/',
  },
  {
    code: 'invisible-character',
    severity: 'error',
    ...link('https://shop\u200b.example/'),
    suggestion: 'https://shop.example/',
  },
  { code: 'url-invalid', severity: 'error', ...link('https://shop.example:port/') },
  { code: 'unsafe-scheme', severity: 'error', ...link('javascript:alert(1)') },
  { code: 'relative-url', severity: 'warning', ...link('/sale') },
  { code: 'relative-url', severity: 'warning', ...link('//cdn.example/x'), suggestion: 'https://cdn.example/x' },
  {
    code: 'merge-tag-unresolved',
    severity: 'warning',
    ...link('https://shop.example/?c={{contact.id}}', { values: {} }),
  },
  { code: 'merge-tag-authority', severity: 'warning', ...link('https://{{shop}}/a') },
  {
    code: 'label-shows-other-url',
    severity: 'warning',
    html: '<a href="https://shop.example/">https://bank.example/</a>',
    line: 1,
    column: 10,
    at: 'https://shop.example/',
  },
  { code: 'tld-unknown', severity: 'warning', ...link('https://shop.con/'), suggestion: 'https://shop.com/' },
  { code: 'host-single-label', severity: 'warning', ...link('https://intranet/') },
  { code: 'host-private', severity: 'warning', ...link('https://10.0.0.1/') },
  { code: 'host-loopback', severity: 'warning', ...link('http://localhost:3000/') },
  {
    code: 'url-wrapped',
    severity: 'warning',
    html: 'Shop (https://shop.example/very-\nlong)',
    options: { part: 'text' },
    line: 1,
    column: 7,
    at: 'https://shop.example/very-\nlong',
    suggestion: 'https://shop.example/very-long',
  },
  { code: 'url-userinfo', severity: 'warning', ...link('https://bank.example@shop.example/') },
  { code: 'url-space', severity: 'warning', ...link('https://shop.example/a b') },
  {
    code: 'link-id-duplicate',
    severity: 'warning',
    html: '<a data-link-id=a href="https://a.example/">x</a>\r\n<a data-link-id=a href="https://b.example/">y</a>',
    line: 2,
    column: 25,
    at: 'https://b.example/',
  },
  {
    code: 'link-rule-failed',
    severity: 'error',
    ...link('https://shop.example/', { classify: () => JSON.parse('{') }),
  },
  {
    code: 'form-action',
    severity: 'info',
    html: '<form action=https://shop.example/>',
    line: 1,
    column: 14,
    at: 'https://shop.example/',
  },
  {
    code: 'amp-binding',
    severity: 'info',
    html: '<a [href]="x" href="https://shop.example/">x</a>',
    options: { part: 'amp' },
    line: 1,
    column: 21,
    at: 'https://shop.example/',
  },
  { code: 'href-empty', severity: 'warning', ...link('#') },
  {
    code: 'href-missing',
    severity: 'warning',
    html: '<p>\n<a class="x">www.shop.example</a>',
    line: 2,
    column: 1,
    at: '<a',
  },
  { code: 'anchor-unknown', severity: 'warning', ...link('#offers') },
  {
    code: 'label-is-address',
    severity: 'info',
    html: '<a href="https://shop.example/sale">https://shop.example/sale</a>',
    line: 1,
    column: 10,
    at: 'https://shop.example/sale',
  },
  {
    code: 'unsubscribe-unrecognised',
    severity: 'warning',
    html: '<a href="https://shop.example/bye">Unsubscribe</a>',
    line: 1,
    column: 10,
    at: 'https://shop.example/bye',
  },
  { code: 'message-clipped', severity: 'warning', html: 'x'.repeat(102_401) },
  {
    code: 'provider-no-opt-out',
    severity: 'info',
    html: '<a href="https://shop.example/">x</a>',
    options: { provider: 'resend' },
  },
];

/** Codes that only rendering gives, and their tests: test/message/findings/rendered.test.ts. */
export const RENDERED: readonly FindingCode[] = [
  // Never alone: test/message/findings/part.test.ts.
  'base-element',
  'own-token-invalid',
  'url-too-long',
  'contact-is-email',
  // test/message/option-tags.test.ts
  'contact-is-placeholder',
  'option-tag-unresolved',
  'merge-tag-in-value',
  // test/message/render/batch.test.ts
  'provider-limit',
  'internal-error',
];
