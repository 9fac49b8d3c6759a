import { expect, test } from 'vitest';
import { auditLinks } from '../../../src/index.js';

const a = '<a itemprop="url" href="https://shop.example/">x</a>';
const scope = (type: string, inside: string): string =>
  `<div itemscope itemtype="http://schema.org/${type}">${inside}</div>`;

/** A message, and what becomes of its link. */
const CASES: readonly (readonly [html: string, reason: string])[] = [
  [scope('HttpActionHandler', a), 'opt-out'],
  [scope('EmailMessage', scope('ConfirmAction', `<p>${scope('HttpActionHandler', a)}</p>`)), 'opt-out'],
  [scope('ViewAction', a.replace('"url"', '"target"')), 'opt-out'],
  [scope('SaveAction', a), 'opt-out'],
  [scope('ConfirmAction', scope('Organization', a)), 'web'],
  [scope('Order', a), 'web'],
  [scope('HttpActionHandler', '<a href="https://shop.example/">x</a>'), 'web'],
  [`${scope('HttpActionHandler', '')}${a}`, 'web'],
];

test.each(CASES)('%s: %s', (html, reason) => {
  expect(auditLinks(html).links.map((link) => link.reason)).toEqual([reason]);
  expect(auditLinks(html, { classify: () => undefined }).links.map((link) => link.reason)).toEqual([reason]);
});
