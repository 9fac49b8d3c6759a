import { expect, test } from 'vitest';
import { auditLinks, rewriteLinks } from '../../../src/index.js';
import { clicksIn, keys, link, tracked } from '../setup.js';

const baseUrl = 'https://shop.example/mail/';

test('relative links are tracked with the address that they have on the app\u2019s site', async () => {
  const html = ['/sale?a=1&amp;b=2', 'page.html', '?x=1', '//cdn.example/x'].map((href) => link(href)).join('');
  const { html: output, links, findings } = await rewriteLinks(html, { ...tracked, keys, baseUrl });
  const urls = [
    'https://shop.example/sale?a=1&b=2',
    'https://shop.example/mail/page.html',
    'https://shop.example/mail/?x=1',
    'https://cdn.example/x',
  ];
  expect((await clicksIn(output)).map((click) => click.url)).toEqual(urls);
  expect(links).toMatchObject(urls.map((url) => ({ kind: 'web', url })));
  expect(links[0]?.href).toBe('/sale?a=1&b=2');
  expect(findings).toEqual([]);
});

test('they are written out in full for those who are not tracked, too', async () => {
  const html = `${link('/sale?a=1&amp;b=2')}${link('/x', 'data-pm-no-track')}${link('#top')}${link('https://other.example/')}`;
  const wanted = `${link('https://shop.example/sale?a=1&amp;b=2')}${link('https://shop.example/x', 'data-pm-no-track')}${link('#top')}${link('https://other.example/')}`;
  for (const more of [{ consent: 'none' as const }, { clickTracking: false }, { testEmail: true as const }])
    expect((await rewriteLinks(html, { ...tracked, ...more, keys, baseUrl })).html).toBe(wanted);
  const utm = { source: 'news' };
  expect((await rewriteLinks(link('/x'), { ...tracked, clickTracking: false, keys, baseUrl, utm })).html).toBe(
    link('https://shop.example/x?utm_source=news'),
  );
});

test('rewriting twice changes nothing more', async () => {
  const options = { ...tracked, keys, baseUrl };
  const once = await rewriteLinks(`${link('/sale')}${link('/unsubscribe')}`, options);
  expect(once.links.map(({ kind }) => kind)).toEqual(['web', 'unsubscribe']);
  expect((await rewriteLinks(once.html, options)).html).toBe(once.html);
});

test('a merge tag in a relative link is filled in and resolved', async () => {
  const { html } = await rewriteLinks(link('/c?id={{id}}'), { ...tracked, keys, baseUrl, values: { id: 'a b' } });
  expect((await clicksIn(html))[0]?.url).toBe('https://shop.example/c?id=a%20b');
});

test('forms, unfinished links and leaked values stay as they are', () => {
  const html = '<form action="/go"></form><a href="">x</a><a href="undefined">y</a>';
  const { findings, links } = auditLinks(html, { baseUrl });
  expect(findings.map(({ code }) => code)).toEqual(['form-action', 'href-empty', 'value-leaked']);
  expect(links.map(({ verdict }) => verdict)).toEqual(['leave', 'leave', 'leave']);
});
