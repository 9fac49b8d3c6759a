import { expect, test } from 'vitest';
import { auditLinks } from '../../../src/index.js';
import { compileUtm } from '../../../src/message/classify/utm-options.js';
import { signedUrlService } from '../../../src/url/signed-urls.js';
import { SIGNED_URL_CASES, UNSIGNED } from '../../url/signed-urls.cases.js';
import { SCOPE_CASES, UTM_MISTAKES } from './utm-options.cases.js';

const linkTo = (href: string, attributes = ''): string =>
  `<a ${attributes} href="${href.replaceAll('&', '&amp;')}">x</a>`;

test.each(SCOPE_CASES)('%o on %s: %s', (options, url, gets) => {
  const { links } = auditLinks(linkTo(url), { utm: { ...options, source: 'news' } });
  expect(links[0]?.url?.includes('utm_source=news')).toBe(gets);
});

test.each(UTM_MISTAKES)('%j throws', (options, message) => {
  expect(() => compileUtm(options, () => {})).toThrow(TypeError);
  expect(() => compileUtm(options, () => {})).toThrow(message);
});

test.each(SIGNED_URL_CASES)('nothing is added to a URL signed for %s, and its author is told', (service, url) => {
  expect(signedUrlService(url)).toBe(service);
  const { links, findings } = auditLinks(linkTo(url), { utm: { source: 'news' } });
  expect(links).toMatchObject([{ verdict: 'track', url }]);
  expect(findings).toMatchObject([{ code: 'url-signed', severity: 'info' }]);
  expect(auditLinks(linkTo(url)).findings).toEqual([]);
  expect(auditLinks(linkTo(url, 'data-ph-no-utm'), { utm: { source: 'news' } }).findings).toEqual([]);
});

test.each(UNSIGNED)('%s is not signed', (url) => {
  expect(signedUrlService(url)).toBeUndefined();
});

test('an attribute keeps them off one link', () => {
  const { links } = auditLinks(linkTo('https://shop.example/', 'data-ph-no-utm'), { utm: { source: 'news' } });
  expect(links).toMatchObject([{ verdict: 'track', url: 'https://shop.example/' }]);
});
