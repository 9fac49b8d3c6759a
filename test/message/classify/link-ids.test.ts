import { describe, expect, test } from 'vitest';
import { auditLinks } from '../../../src/index.js';
import { createLinkIds, hashId } from '../../../src/message/classify/link-ids.js';

const ids = (html: string) => auditLinks(html).links.map((link) => link.id);

describe('link ids', () => {
  test('are unique, and numbered in source order', () => {
    const claim = createLinkIds().claim;
    expect(['a', 'a', 'a-2', 'a', 'b'].map(claim)).toEqual(['a', 'a-2', 'a-2-2', 'a-3', 'b']);
  });

  test('depend on the address alone, so a link above changes none of them', () => {
    const [sale] = ids('<a href="https://shop.example/sale">x</a>');
    expect(
      ids('<p>New!<a href="https://shop.example/new">n</a> <a class=b href=https://shop.example/sale>y</a>')[1],
    ).toBe(sale);
    expect(sale).toBe(hashId('https://shop.example/sale'));
    expect(sale).toMatch(/^[0-9a-z]{1,7}$/);
  });

  test('come from the template, so every contact has the same', () => {
    const html = '<a href="https://shop.example/?c={{contact.id}}">x</a>';
    const of = (id: string) => auditLinks(html, { values: { 'contact.id': id } }).links[0];
    expect(of('1')?.url).toBe('https://shop.example/?c=1');
    expect(of('1')?.id).toBe(of('2')?.id);
  });

  test('named twice are told of, except for twins in a conditional comment', () => {
    const link = (href: string) => `<a data-link-id="hero" href="${href}">x</a>`;
    const clash = auditLinks(link('https://shop.example/a') + link('https://shop.example/b'));
    expect(clash.links.map((each) => each.id)).toEqual(['hero', 'hero-2']);
    expect(clash.findings.map((finding) => [finding.code, finding.link])).toEqual([['link-id-duplicate', 1]]);
    const twins = auditLinks(
      `<!--[if mso]>${link('https://shop.example/a')}<![endif]-->${link('https://shop.example/a')}`,
    );
    expect(twins.links.map((each) => each.id)).toEqual(['hero', 'hero-2']);
    expect(twins.findings).toEqual([]);
    const samePlace = '<a href="https://shop.example/">x</a>';
    expect(auditLinks(samePlace + samePlace).findings).toEqual([]);
  });

  test("can be the app's own", () => {
    const { links, findings } = auditLinks(
      '<a href="https://shop.example/a">Sale!</a><a href="https://shop.example/b">Sale!</a><a href="https://shop.example/c">More</a>',
      {
        linkId: (link) => (link.label === 'More' ? undefined : link.label),
      },
    );
    expect(links.map((link) => link.id)).toEqual(['Sale!', 'Sale!-2', hashId('https://shop.example/c')]);
    expect(findings.map((finding) => finding.code)).toEqual(['link-id-duplicate']);
  });

  test("an app's function that throws is told of, and nothing is lost", () => {
    const { links, findings } = auditLinks('<a href="https://shop.example/a">x</a>', {
      linkId: () => {
        throw new Error('mine');
      },
    });
    expect(links[0]).toMatchObject({ verdict: 'track', id: hashId('https://shop.example/a') });
    expect(findings.map((finding) => finding.code)).toEqual(['link-rule-failed']);
  });
});
