import { describe, expect, test } from 'vitest';
import { auditLinks, rewriteLinks, rewriteText } from '../../../src/index.js';
import { clicksIn, keys, link, tracked } from '../setup.js';

const utm = { source: 'news', content: '{link}' };
const urlsOf = async (html: string, more: object = {}): Promise<(string | undefined)[]> => {
  const { links } = await rewriteLinks(html, { ...tracked, keys, utm, ...more });
  return links.map((each) => each.url);
};

describe('UTM parameters in a message', () => {
  test('are in the destination that is signed, and in the link', async () => {
    const { html, links } = await rewriteLinks(link('https://shop.example/?a=%20&amp;b=+#top', 'data-link-id="hero"'), {
      ...tracked,
      keys,
      utm,
    });
    const url = 'https://shop.example/?a=%20&b=+&utm_source=news&utm_content=hero#top';
    expect((await clicksIn(html))[0]?.url).toBe(url);
    expect(links[0]?.url).toBe(url);
  });

  test('go onto links that are not tracked because nothing is, and stay off those that are left for their own sake', async () => {
    const html = link('https://shop.example/', 'data-link-id=a');
    for (const off of [{ clickTracking: false }, { testEmail: true as const }])
      expect((await rewriteLinks(html, { ...tracked, keys, utm, ...off })).html).toBe(
        '<a href="https://shop.example/?utm_source=news&amp;utm_content=a">x</a>',
      );
    for (const left of ['data-track="off"', 'data-pm-no-track'])
      expect(await urlsOf(link('https://shop.example/', left))).toEqual(['https://shop.example/']);
    expect(await urlsOf(html, { neverTrack: ['shop.example'] })).toEqual(['https://shop.example/']);
    expect(await urlsOf(html, { classify: () => ({ verdict: 'leave' }) })).toEqual(['https://shop.example/']);
  });

  test('never go onto system links, even where those are tracked, nor onto links of ours', async () => {
    const html = ['unsubscribe', 'preferences', 'preview', 'affiliate', 'trigger']
      .map((kind) => link(`https://shop.example/${kind}`, `data-link-kind="${kind}"`))
      .join('');
    const track = { track: true };
    const systemLinks = { unsubscribe: track, preferences: track, preview: track, affiliate: track, trigger: track };
    const urls = (await urlsOf(html, { systemLinks })) as string[];
    expect(urls).toHaveLength(5);
    expect(urls.join(' ')).not.toContain('utm_');
    expect(await urlsOf(link('https://click.brand.example/c/a.b.c'))).toEqual(['https://click.brand.example/c/a.b.c']);
  });

  test('take the name that the app gave the link, whoever gave it, without a number behind it', async () => {
    const names = async (more: object, attributes = '') =>
      (await urlsOf(link('https://shop.example/', attributes).repeat(2), more)).map((url) =>
        new URL(url ?? '').searchParams.get('utm_content'),
      );
    expect(await names({}, 'data-link-id="hero"')).toEqual(['hero', 'hero']);
    expect(await names({ linkId: () => 'mine' })).toEqual(['mine', 'mine']);
    expect(await names({ classify: () => ({ id: 'ruled' }) })).toEqual(['ruled', 'ruled']);
    const [hash] = await names({});
    expect(hash).toBe(auditLinks(link('https://shop.example/')).links[0]?.id);
  });

  test('go onto a link once its merge tag has a value, with the same name for every contact', async () => {
    const html = link('https://shop.example/?c={{id}}', 'data-link-id="hero"');
    for (const id of ['1', '2'])
      expect(await urlsOf(html, { values: { id } })).toEqual([
        `https://shop.example/?c=${id}&utm_source=news&utm_content=hero`,
      ]);
    const unresolved = await rewriteLinks(html, { ...tracked, keys, utm });
    expect(unresolved.html).toBe(html.replace('data-link-id="hero" ', ''));
    expect(await urlsOf(link('{{shop}}', 'data-link-id=a'), { values: { shop: 'https://shop.example/#x' } })).toEqual([
      'https://shop.example/?utm_source=news&utm_content=a#x',
    ]);
  });

  test('are escaped for the quoting that is there', async () => {
    const html = "<a href='https://shop.example/?a=1'>x</a><a href=https://shop.example/>y</a>";
    const { html: output } = await rewriteLinks(html, {
      ...tracked,
      keys,
      clickTracking: false,
      utm: { source: "it's", medium: 'a' },
    });
    expect(output).toBe(
      "<a href='https://shop.example/?a=1&amp;utm_source=it&#39;s&amp;utm_medium=a'>x</a><a href=https://shop.example/?utm_source&#61;it&#39;s&amp;utm_medium&#61;a>y</a>",
    );
  });

  test('go into a text part as they are', async () => {
    const { text } = await rewriteText('See https://shop.example/a.', {
      ...tracked,
      clickTracking: false,
      keys,
      utm: { source: 'n', medium: 'm' },
    });
    expect(text).toBe('See https://shop.example/a?utm_source=n&utm_medium=m.');
  });
});
