import { describe, expect, test } from 'vitest';
import { rewriteLinks } from '../../../src/index.js';
import { DIALECTS, isOwnService } from '../../../src/message/classify/dialects.js';
import { DIALECT_CASES } from '../classify/dialects.cases.js';
import { clicksIn, keys, tracked, trackingUrl } from '../setup.js';

const wrap = (attributes: string): string => `<a\n  ${attributes}\thref="mailto:a@shop.example">x</a>`;
const isOwn = (attribute: string) => DIALECTS.some((row) => row.attribute === attribute && isOwnService(row.service));
const own = DIALECT_CASES.filter(({ attribute }) => isOwn(attribute));
const vendor = DIALECT_CASES.filter(({ attribute }) => !isOwn(attribute));

describe('attributes in the output', () => {
  test.each(own)('ours, $markup, never stays: tracking on, off, or the contact untracked', async ({ markup }) => {
    const without = '<a\thref="mailto:a@shop.example">x</a>';
    for (const more of [
      { ...tracked },
      { trackingUrl },
      { ...tracked, testEmail: true },
      { ...tracked, consent: 'none' as const },
    ])
      expect((await rewriteLinks(wrap(markup), { ...more, keys })).html).toBe(without);
  });

  test.each(vendor)('$markup stays, and goes where the option says so', async ({ markup, attribute }) => {
    expect((await rewriteLinks(wrap(markup), { ...tracked, keys })).html).toBe(wrap(markup));
    const stripped = (await rewriteLinks(wrap(markup), { ...tracked, keys, stripVendorAttributes: true })).html;
    expect(stripped).toBe(attribute === 'class' ? wrap(markup) : '<a\thref="mailto:a@shop.example">x</a>');
  });

  test('a look-alike stays whatever the option', async () => {
    for (const { not } of DIALECT_CASES)
      if (not !== undefined && !/^data-clickstamp-kind|^data-cio-tag/.test(not))
        expect((await rewriteLinks(wrap(not), { ...tracked, keys, stripVendorAttributes: true })).html).toBe(wrap(not));
  });

  test('all of ours at once, round the address, on a tracked link', async () => {
    const html =
      '<a data-link-id="hero" href="https://shop.example/" data-link-tags="a:b"\n data-link-kind=web class=x>y</a>';
    const { html: output } = await rewriteLinks(html, { ...tracked, keys });
    expect(output).toMatch(/^<a href="https:\/\/click\.brand\.example\/c\/[\w.-]+" class=x>y<\/a>$/);
    expect((await clicksIn(output))[0]).toMatchObject({ linkId: 'hero', tags: { a: 'b' } });
  });

  test('an attribute of ours on something that is no link stays, as everything else does', async () => {
    const html = '<p data-track="off" data-link-id="x"><a data-link-id="y">no address</a></p>';
    expect((await rewriteLinks(html, { ...tracked, keys })).html).toBe(html);
  });

  test('SparkPost\u2019s path for app links goes before the token, and the click says that it opens an app', async () => {
    const html =
      '<a data-msys-sublink="open-in-app" href="https://app.example/1">x</a><a universal="true" href="https://app.example/2">y</a>';
    const { html: output } = await rewriteLinks(html, { ...tracked, keys });
    expect(output).toContain('href="https://click.brand.example/c/open-in-app/');
    expect((await clicksIn(output)).map((click) => click.appLink)).toEqual([true, true]);
    const odd = await rewriteLinks('<a data-msys-sublink="../../x" href="https://app.example/1">x</a>', {
      ...tracked,
      keys,
    });
    expect(odd.html).toMatch(/href="https:\/\/click\.brand\.example\/c\/app\/[\w.-]+"/);
  });
});

describe('tags and names with any characters', () => {
  test('come back from the click as they were', async () => {
    const html =
      '<a data-link-id="H\u00e9ro &quot;1&quot;" data-link-tags="k\u00e9y:a&amp;b&lt;c&gt;; emoji : \u{1f600} ;x:y:z" href="https://shop.example/">x</a>';
    const { html: output, links } = await rewriteLinks(html, { ...tracked, keys });
    const expected = { linkId: 'H\u00e9ro "1"', tags: { 'k\u00e9y': 'a&b<c>', emoji: '\u{1f600}', x: 'y:z' } };
    expect((await clicksIn(output))[0]).toMatchObject(expected);
    expect(links[0]).toMatchObject({ id: expected.linkId, tags: expected.tags });
  });
});
