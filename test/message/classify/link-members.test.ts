import { describe, expect, test } from 'vitest';
import { auditLinks, type Link } from '../../../src/index.js';

const HREFS = [
  'https://www.shop.example:8443/a?b=1',
  'https://shop.example',
  'https://Caf\u00e9.example./',
  'https://203.0.113.5/',
  'https://[2001:db8::1]:8080/',
  'https://intranet/',
  'https://com/',
  'https://shop.example/?c={{code}}',
  'https://{{host}}/',
  'htp://shop.example',
  'www.shop.example',
  '/sale',
  'mailto:a@shop.example',
  '#top',
  '',
];

function linkOf(markup: string): Link {
  const { links } = auditLinks(markup);
  expect(links).toHaveLength(1);
  return links[0] as Link;
}

describe('the members of a link', () => {
  test.each(HREFS)('of %j are all there or not at all, and right', (href) => {
    const link = linkOf(`<a href="${href}">x</a>`);
    expect(Object.values(link)).not.toContain(undefined);
    if (link.url !== undefined) {
      expect(link.url).toContain('://');
      expect(link.host).toBe(new URL(link.url).hostname);
    }
    if (link.domain !== undefined) expect(`.${link.host}`).toMatch(new RegExp(`\\.${link.domain}\\.?$`));
    expect(link.condition).toBeUndefined();
  });

  test('a typo has a suggestion, which is that of its finding', () => {
    const { links, findings } = auditLinks('<a href="htp://shop.example">x</a>');
    expect([links[0]?.suggestion, findings[0]?.suggestion]).toEqual(['http://shop.example', 'http://shop.example']);
  });

  test.each(HREFS)('of %j in a condition are the same', (href) => {
    const link = linkOf(`<!--[if mso]><a href="${href}">x</a><![endif]-->`);
    const { range, column } = link;
    expect(link).toStrictEqual({ ...linkOf(`<a href="${href}">x</a>`), condition: '[if mso]', range, column });
  });
});
