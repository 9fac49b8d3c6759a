import { describe, expect, test } from 'vitest';
import { type AuditOptions, auditLinks, compileHtml, type Link } from '../../../src/index.js';
import { tracked } from '../setup.js';

const ids = (html: string, options: AuditOptions): readonly string[] =>
  auditLinks(html, options).links.map((link) => link.id);

/** As react-email renders it: the contact's own addresses stand in the HTML. */
const rendered = (order: number): string =>
  `<a href="https://shop.example/orders/${order}">Your order</a>
   <a href="https://shop.example/pay/${order}"><img alt="Pay"></a>
   <a data-link-id="foot" href="https://shop.example/${order}/">Shop</a>`;

describe('linkId', () => {
  test('by address, ids differ where addresses differ, but for named links', () => {
    const [first, second] = [ids(rendered(1), {}), ids(rendered(2), { linkId: 'address' })];
    expect(first.slice(0, 2)).not.toEqual(second.slice(0, 2));
    expect([first[2], second[2]]).toEqual(['foot', 'foot']);
  });

  test('by label or position, they are the same for all contacts', () => {
    for (const order of [1, 2]) {
      expect(ids(rendered(order), { linkId: 'label' })).toEqual(['Your order', 'Pay', 'foot']);
      expect(ids(rendered(order), { linkId: 'position' })).toEqual(['link-1', 'link-2', 'foot']);
    }
  });

  test('a link without a label has its address to go by', () => {
    const html = '<a href="https://shop.example/a"></a>';
    expect(ids(html, { linkId: 'label' })).toEqual(ids(html, {}));
  });

  test('equal labels are numbered, and only names that somebody chose are told of', () => {
    const html = ['a', 'b'].map((path) => `<a href="https://shop.example/${path}">More</a>`).join('');
    const { links, findings } = compileHtml(html, { ...tracked, linkId: 'label' });
    expect([links.map((link) => link.id), findings]).toEqual([['More', 'More-2'], []]);
    const named = compileHtml(html, { ...tracked, linkId: (link: Link) => link.label });
    expect(named.findings.map((finding) => finding.code)).toEqual(['link-id-duplicate']);
  });
});
