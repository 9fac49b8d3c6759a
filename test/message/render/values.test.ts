import { describe, expect, test } from 'vitest';
import { type CompileOptions, type Recipient, rewriteLinks, rewriteText } from '../../../src/index.js';
import { clicksIn, keys, link, tracked } from '../setup.js';

const values = { code: 'A&B c', id: 7 };
const SOURCE = 'https://shop.example/?c={{code}}&amp;id={{id}}';
const FILLED = 'https://shop.example/?c=A%26B%20c&amp;id=7';
const rewrite = (html: string, more: Partial<CompileOptions> & Recipient = {}) =>
  rewriteLinks(html, { ...tracked, keys, values, ...more });

describe('values are filled in whether a link is tracked or not', () => {
  const CASES: readonly [what: string, more: Partial<CompileOptions> & Recipient, reason: string][] = [
    ['no consent', { consent: 'none' }, 'consent-none'],
    ['a test email', { testEmail: true }, 'test-email'],
    ['click tracking off', { clickTracking: false }, 'tracking-off'],
    ['neverTrack', { neverTrack: ['shop.example'] }, 'never-track'],
    ['onlyTrack', { onlyTrack: ['other.example'] }, 'not-in-only-track'],
    ['a rule', { classify: () => ({ verdict: 'leave' as const }) }, 'rule-leave'],
  ];
  test.each(CASES)('%s', async (_, more, reason) => {
    const { html, links, findings } = await rewrite(link(SOURCE), more);
    expect(html).toBe(link(FILLED));
    expect(links[0]).toMatchObject({ verdict: 'leave', reason, url: FILLED.replaceAll('&amp;', '&') });
    expect(findings).toEqual([]);
    expect((await rewrite(html, more)).html).toBe(html);
  });

  test.each([
    ['data-track="off" ', 'opt-out'],
    ['data-link-kind="unsubscribe" ', 'unsubscribe-link'],
  ])('%s', async (attribute, reason) => {
    const { html, links } = await rewrite(`<a ${attribute}href="${SOURCE}">x</a>`);
    expect(html).toBe(link(FILLED));
    expect(links[0]).toMatchObject({ verdict: 'leave', reason });
  });

  test('links of other kinds, and a system tag that has a value', async () => {
    const source = '<a href="mailto:{{to}}?subject={{code}}">x</a><a href=\'{{unsubscribe_link}}\'>y</a>';
    const more = { to: 'ann+1@b.example', unsubscribe_link: "https://a.example/u?q='1'" };
    const { html, tracked: count } = await rewrite(source, { values: { ...values, ...more } });
    expect(html).toBe(
      '<a href="mailto:ann+1@b.example?subject=A%26B%20c">x</a><a href=\'https://a.example/u?q=&#39;1&#39;\'>y</a>',
    );
    expect(count).toBe(0);
  });

  test('UTM parameters go onto links of those who declined, as onto tracked ones', async () => {
    const utm = { source: 'news' };
    for (const more of [{ consent: 'none' }, { testEmail: true }, { clickTracking: false }] as const)
      expect((await rewrite(link('https://shop.example/?c={{id}}'), { ...more, utm })).html).toBe(
        link('https://shop.example/?c=7&amp;utm_source=news'),
      );
  });

  test('a link that nobody tracks gets no UTM parameters, whoever is tracked', async () => {
    const utm = { source: 'news' };
    const source = '<a data-track="off" href="https://shop.example/?c={{id}}">x</a>';
    for (const more of [{}, { consent: 'none' }, { testEmail: true }, { clickTracking: false }] as const) {
      expect((await rewrite(source, { ...more, utm })).html).toBe(link('https://shop.example/?c=7'));
      for (const list of [{ neverTrack: ['shop.example'] }, { onlyTrack: ['other.example'] }])
        expect((await rewrite(link('https://shop.example/?c={{id}}'), { ...more, ...list, utm })).html).toBe(
          link('https://shop.example/?c=7'),
        );
    }
  });

  test('a number sign in front of a tag is the start of a fragment, or of a tag in Ruby', async () => {
    for (const [source, filled] of [
      ['https://shop.example/a#{user.id}', 'https://shop.example/a#7'],
      ['https://shop.example/#{user.id}', 'https://shop.example/#7'],
      ['https://shop.example/?u=#{user.id}', 'https://shop.example/?u=7'],
      ['https://shop.example/#{user.id}/a', 'https://shop.example/7/a'],
      ['https://shop.example/@{user.id}', 'https://shop.example/@7'],
    ] as const)
      expect((await rewrite(link(source), { values: { 'user.id': 7 } })).links[0]?.url).toBe(filled);
  });

  test('what may be data has a value, so there is nothing to say of it', async () => {
    const source = link('https://shop.example/?d=%date%');
    const filled = await rewrite(source, { values: { date: '1 May' } });
    expect([filled.links[0]?.url, filled.findings]).toEqual(['https://shop.example/?d=1%20May', []]);
    const { links, findings } = await rewrite(source);
    expect(links[0]).toMatchObject({ verdict: 'track', url: 'https://shop.example/?d=%date%' });
    expect(findings.map(({ code }) => code)).toEqual(['template-syntax-off']);
  });

  test('the reason names the value where a link is tracked because of it, and only there', async () => {
    const reasonOf = async (href: string, more: Partial<CompileOptions> & Recipient = {}) =>
      (await rewrite(link(href), more)).links[0]?.reason;
    const systemLinks = { preview: { track: true, match: ['shop.example'] } };
    expect(await reasonOf('https://shop.example/?c={{code}}')).toBe('merge-tag-resolved');
    expect(await reasonOf('https://shop.example/?c={{code}}', { systemLinks })).toBe('kind-tracked');
    expect(await reasonOf('https://shop.example/?d=%date%', { values: { date: '1' } })).toBe('web');
  });

  test('not in what is tracked already, in forms, or in attributes that a script binds', async () => {
    for (const source of [
      link('https://click.brand.example/c/a.b.c?d=%date%'),
      '<form action="https://shop.example/?c={{code}}"></form>',
    ])
      expect((await rewrite(source, { values: { ...values, date: '1' } })).html).toBe(source);
    const bound = link('https://shop.example/?c={{code}}', '[href]="x"');
    expect((await rewrite(bound, { part: 'amp' })).html).toBe(bound);
  });

  test('a relative link stays one, with nothing more to say', async () => {
    const { html, findings } = await rewrite(link('/c?id={{id}}'));
    expect(html).toBe(link('/c?id=7'));
    expect(findings.map(({ code }) => code)).toEqual(['relative-url']);
  });

  test('what may be data of a syntax that is off stays, whatever the values', async () => {
    for (const query of ['q={code}', 'q=[code]', 'q=-code-', 'q=#code#', 'q=%5Bcode%5D'])
      expect((await rewrite(link(`https://shop.example/?${query}`), { consent: 'none' })).html).toBe(
        link(`https://shop.example/?${query}`),
      );
  });

  test('in text, too', async () => {
    const { text } = await rewriteText('See https://shop.example/?c={{code}}.', {
      ...tracked,
      keys,
      values,
      consent: 'none',
    });
    expect(text).toBe('See https://shop.example/?c=A%26B%20c.');
  });

  test('all tags of an address or none, and the reason is the real one', async () => {
    const source = link('https://shop.example/?c={{code}}&amp;x={{missing}}');
    for (const [more, reason] of [
      [{}, 'merge-tag-unresolved'],
      [{ clickTracking: false }, 'tracking-off'],
    ] as const) {
      const { html, links, findings } = await rewrite(source, more);
      expect(html).toBe(source);
      expect(links[0]?.reason).toBe(reason);
      expect(findings.map(({ code }) => code)).toEqual(['merge-tag-unresolved']);
    }
  });

  test('never in unsafe addresses', async () => {
    const source = link('javascript:go({{id}})');
    expect((await rewrite(source)).html).toBe(source);
  });

  test.each(['{{other}}', 'x{{other}}', '*|OTHER|*', '%7B%7Bother%7D%7D'])(
    'a value that holds a tag leaves the link, with a finding: %s',
    async (value) => {
      for (const source of [link('https://shop.example/?c={{{code}}}'), link('https://{{code}}/x')])
        for (const consent of ['identified', 'none'] as const) {
          const { html, tracked: count, findings } = await rewrite(source, { values: { code: value }, consent });
          expect([html, count]).toEqual([source, 0]);
          expect(findings.map(({ code }) => code)).toContain('merge-tag-in-value');
        }
    },
  );

  test('a value that makes the address unsafe, relative or empty leaves it as it was', async () => {
    for (const code of ['javascript:alert(1)', '/sale', '', 'htp://x.example/'])
      for (const consent of ['identified', 'none'] as const) {
        const { html, findings } = await rewrite(link('{{code}}'), { values: { code }, consent });
        expect(html).toBe(link('{{code}}'));
        expect(findings).toHaveLength(1);
      }
  });

  test('without any values, an untracked link is somebody else’s to fill in', async () => {
    const source = link("https://shop.example/?c={{code | default: 'x'}}");
    const options = { ...tracked, keys };
    expect((await rewriteLinks(source, { ...options, clickTracking: false })).html).toBe(source);
    expect((await rewriteLinks(source, { ...options, consent: 'none' })).html).toBe(source);
    expect((await clicksIn((await rewriteLinks(source, options)).html))[0]?.url).toBe('https://shop.example/?c=x');
  });

  test('a number for a contact', async () => {
    const { html } = await rewrite(link('https://shop.example/'), { contactId: 17 });
    expect((await clicksIn(html))[0]?.contactId).toBe('17');
  });
});
