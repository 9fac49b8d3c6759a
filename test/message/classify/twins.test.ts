import { describe, expect, test } from 'vitest';
import { auditLinks, compileHtml } from '../../../src/index.js';
import { clicksIn, keys, tracked } from '../setup.js';

const SECRET = 'https://shop.example/reset?token=S';
const button = (href: string, attributes = ''): string =>
  `<!--[if mso]><v:roundrect ${attributes} href="${href}"></v:roundrect><![endif]-->`;
const anchor = (href: string, attributes = ''): string => `<a ${attributes} href="${href}">x</a>`;

const CASES: readonly [html: string, reasons: readonly string[]][] = [
  [button(SECRET) + anchor(SECRET, 'data-track="off"'), ['opt-out', 'opt-out']],
  [button(SECRET, 'data-track="off"') + anchor(SECRET), ['opt-out', 'opt-out']],
  [
    `<!--[if !mso]><!-->${anchor(SECRET, 'clicktracking=off')}<!--<![endif]-->${button(SECRET)}`,
    ['opt-out', 'opt-out'],
  ],
  [button(SECRET) + anchor(SECRET, 'data-link-kind="unsubscribe"'), ['unsubscribe-link', 'unsubscribe-link']],
  // Its own word comes first, and two links that everybody sees are two.
  [button(SECRET, 'data-link-kind="web"') + anchor(SECRET, 'data-link-kind="preview"'), ['web', 'preview-link']],
  [anchor(SECRET) + anchor(SECRET, 'data-track="off"'), ['web', 'opt-out']],
  // However each is spelt.
  [
    button('https://Shop.example/reset?token={{ t }}') +
      anchor('https://shop.example/reset?token={{t}}', 'data-track="off"'),
    ['opt-out', 'opt-out'],
  ],
  // Whichever of several is marked; of links that everybody sees, the others are links of their own.
  [button(SECRET, 'data-track="off"') + button(SECRET) + anchor(SECRET), ['opt-out', 'opt-out', 'opt-out']],
  [anchor(SECRET) + anchor(SECRET, 'data-track="off"') + button(SECRET), ['web', 'opt-out', 'opt-out']],
  [button(`${SECRET}1`) + anchor(SECRET, 'data-track="off"'), ['web', 'opt-out']],
];

describe("Outlook's button and its twin", () => {
  test.each(CASES)('%s', (html, reasons) => {
    expect(auditLinks(html).links.map(({ reason }) => reason)).toEqual(reasons);
  });

  test('share tags, and keep their own names', () => {
    const html = button(SECRET) + anchor(SECRET, 'data-link-id="cta" data-link-tags="place:top"');
    const { links } = auditLinks(html);
    expect(links.map(({ tags }) => tags)).toEqual([{ place: 'top' }, { place: 'top' }]);
    expect(links[0]?.id).not.toBe('cta');
  });

  test('count once among the links of a copy, because nobody sees both', async () => {
    const a = 'https://shop.example/a';
    const b = 'https://shop.example/b';
    const counts: readonly [html: string, count: number][] = [
      [button(a) + anchor(a), 1],
      [button(a) + anchor(a) + anchor(a), 2],
      [button(a) + button(a) + anchor(a) + anchor(a), 2],
      [button(a) + anchor(b), 2],
      [anchor(a) + anchor(a), 2],
      [button(a) + anchor(a) + anchor(b), 2],
    ];
    for (const [html, count] of counts) {
      const { html: copy } = await compileHtml(html, tracked).render({ contactId: 'c-1' }, keys);
      const clicks = await clicksIn(copy);
      expect(clicks.length).toBeGreaterThan(0);
      for (const { linkCount } of clicks) expect(linkCount).toBe(count);
    }
  });
});
