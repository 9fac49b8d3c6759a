import { describe, expect, test } from 'vitest';
import { compileHtml, createKeyring, decodeClick, rewriteLinks } from '../../../src/index.js';
import { clicksIn, keys, link, SECRET, tracked } from '../setup.js';

const urls = ['https://shop.example/spring/sale?category=shoes&size=42', 'https://shop.example/about'];
const html = urls.map((url) => link(url.replaceAll('&', '&amp;'))).join('');
const options = { ...tracked, campaignId: 'spring', destination: 'manifest' as const };

describe('destinations in a manifest', () => {
  test('the token holds the link id, and the manifest gives the destination back', async () => {
    const part = compileHtml(html, options);
    const manifest = JSON.parse(JSON.stringify(part.manifest()));
    expect(Object.keys(manifest.html)).toEqual(part.links.map((each) => each.id));
    const { html: output } = await part.render({ contactId: 'c' }, keys);
    expect((await clicksIn(output, { manifest })).map((click) => click.url)).toEqual(urls);
    for (const token of output.match(/[\w-]+\.[\w-]+\.[\w-]+/g) ?? [])
      expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).not.toContain('shop');
  });

  test('saves length: by all of a long destination, and more than half of the token\u2019s payload', async () => {
    const long = link(`https://shop.example/${'path/'.repeat(60)}`);
    const lengths = await Promise.all(
      (['embedded', 'manifest'] as const).map(
        async (destination) => (await rewriteLinks(long, { ...options, destination, keys })).html.length,
      ),
    );
    const [embedded = 0, manifest = 0] = lengths;
    // 321 characters are 428 in base64url.
    expect(embedded - manifest).toBeGreaterThanOrEqual(428 - 8);
    expect(manifest).toBeLessThan(embedded / 2);
  });

  test('the destination can be corrected after the send', async () => {
    const part = compileHtml(html, options);
    const { html: output } = await part.render({}, keys);
    const [first = ''] = Object.keys(part.manifest().html ?? {});
    const corrected = { html: { ...part.manifest().html, [first]: 'https://shop.example/spring-sale' } };
    expect((await clicksIn(output, { manifest: corrected })).map((click) => click.url)).toEqual([
      'https://shop.example/spring-sale',
      urls[1],
    ]);
    await expect(clicksIn(output, { manifest: { html: { [first]: 'javascript:alert(1)' } } })).rejects.toMatchObject({
      code: 'token-destination',
    });
  });

  test('a function finds the manifest of the clicked message; without one, the code says so', async () => {
    const part = compileHtml(html, options);
    const { html: output } = await part.render({}, keys);
    const asked: unknown[] = [];
    const manifest = async (query: unknown) => {
      asked.push(query);
      return part.manifest();
    };
    await clicksIn(output, { manifest });
    expect(asked[0]).toEqual({ part: 'html', campaignId: 'spring' });
    for (const wrong of [undefined, {}, { text: part.manifest().html ?? {} }, { html: {} }, () => undefined])
      await expect(clicksIn(output, { manifest: wrong })).rejects.toMatchObject({ code: 'token-link-unknown' });
  });

  test('an id that is a property of every object is no destination', async () => {
    const part = compileHtml(link('https://shop.example/', 'data-link-id="constructor"'), options);
    const { html: output } = await part.render({}, keys);
    await expect(clicksIn(output, { manifest: { html: {} } })).rejects.toMatchObject({ code: 'token-link-unknown' });
    expect((await clicksIn(output, { manifest: part.manifest() }))[0]?.url).toBe('https://shop.example/');
  });

  test('a destination with a merge tag differs between contacts, so it stays in the token', async () => {
    const part = compileHtml(link('https://shop.example/?c={{id}}'), options);
    const { html: output } = await part.render({ values: { id: '7' } }, keys);
    expect(part.manifest()).toEqual({ html: {} });
    expect((await clicksIn(output))[0]?.url).toBe('https://shop.example/?c=7');
  });

  test('leaves out what is not tracked, and has UTM parameters in', () => {
    const part = compileHtml(html + link('https://shop.example/x', 'data-track="off"'), {
      ...options,
      utm: { source: 'news' },
    });
    expect(Object.values(part.manifest().html ?? {})).toEqual([
      `${urls[0]}&utm_source=news`,
      `${urls[1]}?utm_source=news`,
    ]);
  });

  test('tokens of one campaign are never read with another\u2019s key', async () => {
    const { html: output } = await compileHtml(html, options).render({}, keys);
    const other = createKeyring([{ kid: 'k1', key: `${SECRET}x` }]);
    const [url = ''] = output.match(/https:\/\/click[^"]+/) ?? [];
    await expect(
      decodeClick(url, { keys: other, manifest: compileHtml(html, options).manifest() }),
    ).rejects.toMatchObject({ code: 'token-signature' });
  });
});
