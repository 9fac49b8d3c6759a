import { describe, expect, test } from 'vitest';
import { rewriteLinks, rewriteText } from '../../../src/index.js';
import { clicksIn, keys, link, tracked } from '../setup.js';

const options = { ...tracked, keys, honeypotUrl: 'https://brand.example/nothing-here' };
const sale = link('https://shop.example/');

describe('a link that no person sees', () => {
  test('stands before </body>, hidden from eyes, keyboards and screen readers, and its clicks say what it is', async () => {
    const { html, tracked: count, links, bytes } = await rewriteLinks(`<body>${sale}</body></html>`, options);
    const [, honeypot = ''] = /(<a href="[^"]+" style=[^>]*><\/a>)<\/body><\/html>$/.exec(html) ?? [];
    expect(honeypot).toMatch(/ style="display:none;[^"]*" tabindex="-1" aria-hidden="true" rel="nofollow"><\/a>$/);
    const [, click] = await clicksIn(html);
    expect(click).toMatchObject({ honeypot: true, url: 'https://brand.example/nothing-here', linkId: '~honeypot' });
    expect([count, links.length]).toEqual([1, 1]);
    expect(bytes.after).toBe(new TextEncoder().encode(html).length);
  });

  test('has an id of its own, whatever a link is named', async () => {
    const named = '<body><a data-clickstamp-id="~honeypot" href="https://shop.example/">Sale</a></body>';
    const { html, links } = await rewriteLinks(named, options);
    expect(links.map(({ id }) => id)).toEqual(['~honeypot-2']);
    expect((await clicksIn(html)).map(({ linkId }) => linkId)).toEqual(['~honeypot-2', '~honeypot']);
  });

  test('stands at the end where there is no </body>', async () => {
    const { html } = await rewriteLinks(sale, options);
    expect(html).toMatch(/<\/a><a href="https:\/\/click\.brand\.example\/c\/[\w.-]+" style=[^<]*<\/a>$/);
  });

  const none: readonly (readonly [why: string, html: string, options: object])[] = [
    ['nothing is tracked for the contact', sale, { consent: 'none' }],
    ['click tracking is off', sale, { clickTracking: false }],
    ['it is a test email', sale, { testEmail: true }],
    ['no link is tracked', '<p>no links</p>', {}],
    ['the end is inside something', `${sale}<textarea>`, {}],
    ['it is an AMP part', sale, { part: 'amp' }],
    ['the option is not given', sale, { honeypotUrl: undefined }],
  ];
  test.each(none)('is not there where %s', async (_, html, more) => {
    expect((await rewriteLinks(html, { ...options, ...more })).html).not.toContain('display:none');
  });

  test('is not there in a text part, and not twice in a message rewritten twice', async () => {
    expect((await rewriteText('https://shop.example/', options)).text).not.toContain('<a');
    const once = await rewriteLinks(`<body>${sale}</body>`, options);
    expect((await rewriteLinks(once.html, options)).html).toBe(once.html);
  });

  test('keeps its destination in the token where the others are in a manifest', async () => {
    const { html } = await rewriteLinks(`${link('https://shop.example/?c={{id}}')}`, {
      ...options,
      destination: 'manifest',
      values: { id: '1' },
    });
    expect((await clicksIn(html)).map((click) => click.honeypot ?? false)).toEqual([false, true]);
  });
});
