import { describe, expect, test } from 'vitest';
import { compileHtml, createKeyring, rewriteLinks } from '../../../src/index.js';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const options = { trackingUrl: 'https://click.brand.example/c', clickTracking: true, keys };
const codes = async (html: string, more: object = {}) =>
  (await rewriteLinks(html, { ...options, ...more })).findings.map((finding) => finding.code);

describe('findings of a finished copy', () => {
  test('a value that shows which link unsubscribes takes back that none does', async () => {
    const named = '<a href="https://brand.example/{{page}}">Unsubscribe</a>';
    const other =
      '<a href="https://brand.example/p/7">Unsubscribe</a><a href="https://brand.example/?c={{page}}">here</a>';
    const of = (html: string, page: string | undefined, systemLinks: object = {}): Promise<readonly string[]> =>
      codes(html, { values: page === undefined ? {} : { page }, systemLinks });
    expect(await of(named, 'p/7')).toEqual(['unsubscribe-unrecognised']);
    expect(await of(named, undefined)).toEqual(['unsubscribe-unrecognised', 'merge-tag-unresolved']);
    expect(await of('<a href="{{page}}">Unsubscribe</a>', 'https://brand.example/unsubscribe?u=1')).toEqual([]);
    const byAddress = { unsubscribe: { match: [/unsub/] } };
    expect(await of(named, 'unsub', byAddress)).toEqual([]);
    expect(await of(other, 'x', byAddress)).toEqual(['unsubscribe-unrecognised']);
    expect(await of(other, 'unsub', byAddress)).toEqual([]);
    expect(compileHtml(named, { trackingUrl: options.trackingUrl }).findings.map(({ code }) => code)).toEqual([
      'unsubscribe-unrecognised',
    ]);
  });

  test('a link of ours that these keys cannot read stays as it is, and its token is not shown', async () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.W10.c2ln';
    const html = `<a href="https://click.brand.example/c/${token}">x</a>`;
    const { html: output, findings, links } = await rewriteLinks(html, options);
    expect(output).toBe(html);
    expect(links[0]).toMatchObject({ kind: 'own', verdict: 'leave', reason: 'own' });
    expect(findings).toMatchObject([{ code: 'own-token-invalid', severity: 'warning', line: 1, column: 10, link: 0 }]);
    expect(JSON.stringify(findings)).not.toContain(token.slice(0, 8));
  });

  test('one that they can read is no finding, even where its destination is in a manifest', async () => {
    for (const destination of ['embedded', 'manifest'] as const) {
      const first = await rewriteLinks('<a href="https://shop.example/">x</a>', { ...options, destination });
      expect(await rewriteLinks(first.html, options)).toMatchObject({ html: first.html, findings: [], tracked: 0 });
    }
  });

  test('a host that only looks like ours is tracked like any other', async () => {
    const vendor = [
      'https://click.brand.example.evil.example/c/a.b.c',
      'https://click.brand.example:8443/c/a.b.c',
      'https://click.brand.example/cc/a.b.c',
    ];
    const { tracked } = await rewriteLinks(vendor.map((href) => `<a href="${href}">x</a>`).join(''), options);
    expect(tracked).toBe(vendor.length);
    const { links } = await rewriteLinks('<a href="https://click.brand.example@evil.example/c/a.b.c">x</a>', options);
    expect(links[0]).toMatchObject({ kind: 'web', host: 'evil.example', verdict: 'leave' });
    for (const own of [
      'HTTPS://CLICK.BRAND.EXAMPLE/c/a.b.c',
      'https://click.brand.example/c',
      'https://click.brand.example/c?x=1#y',
      'https://click.brand.example:443/c/x?y#z',
      'http://click.brand.example/c/a.b.c',
      'https://cl%69ck.brand.example/c/a',
      'https://\uff43lick.brand.example/c/a',
    ])
      expect((await rewriteLinks(`<a href="${own}">x</a>`, options)).links[0]?.kind).toBe('own');
  });

  test('a tracking URL with an IDN host knows its own links however they are written', async () => {
    const idn = { ...options, trackingUrl: 'https://klick.b\u00fccher.example/c' };
    for (const host of ['klick.b\u00fccher.example', 'klick.xn--bcher-kva.example'])
      expect((await rewriteLinks(`<a href="https://${host}/c/a">x</a>`, idn)).links[0]?.kind).toBe('own');
  });

  test('a tracked URL over 2,048 characters is told of with its length, and a manifest makes it short', async () => {
    const html = `<a href="https://shop.example/${'a'.repeat(1_600)}">x</a>`;
    const { findings, html: output } = await rewriteLinks(html, options);
    const length = (/href="([^"]+)"/.exec(output)?.[1] ?? '').length;
    expect(length).toBeGreaterThan(2_048);
    expect(findings).toMatchObject([{ code: 'url-too-long', line: 1, column: 10, link: 0 }]);
    expect(findings[0]?.message).toContain(length.toLocaleString('en'));
    expect(await codes(html, { destination: 'manifest' })).toEqual([]);
  });

  test('a contact id that looks like an email address is told of, and never shown', async () => {
    const html = '<a href="https://shop.example/">x</a>';
    const { findings } = await rewriteLinks(html, { ...options, contactId: 'jo@shop.example' });
    expect(findings).toMatchObject([{ code: 'contact-is-email', severity: 'warning' }]);
    expect(JSON.stringify(findings)).not.toContain('jo@');
    expect(await codes(html, { contactId: 'jo@shop.example', consent: 'anonymous' })).toEqual([]);
    expect(await codes(html, { contactId: 'jo@shop.example', consent: 'none' })).toEqual([]);
    expect(await codes('<p>no links</p>', { contactId: 'jo@shop.example' })).toEqual([]);
    expect(await codes(html, { contactId: 'c-17' })).toEqual([]);
  });

  test('a message past 102,400 bytes says how much of it tracking added', async () => {
    const link = '<a href="https://shop.example/">x</a>';
    const html = link + '\u00e9'.repeat(((102_400 - link.length) / 2) | 0);
    const { findings, bytes } = await rewriteLinks(html, options);
    expect(bytes.before).toBeLessThanOrEqual(102_400);
    expect(bytes.before).toBe(new TextEncoder().encode(html).length);
    expect(bytes.after).toBeGreaterThan(102_400);
    expect(findings).toMatchObject([{ code: 'message-clipped' }]);
    const number = (value: number) => value.toLocaleString('en');
    expect(findings[0]?.message).toContain(number(bytes.after));
    expect(findings[0]?.message).toContain(`added ${number(bytes.after - bytes.before)}.`);
    expect(await codes(html, { clickTracking: false })).toEqual([]);
  });

  test('findings of compiling come with every copy', async () => {
    const part = compileHtml('<a href="htp://shop.example">x</a>', { trackingUrl: options.trackingUrl });
    const { findings } = await part.render({}, keys);
    expect(findings).toEqual(part.findings);
    expect(findings).toHaveLength(1);
  });
});
