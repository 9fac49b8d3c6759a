import { describe, expect, test } from 'vitest';
import { compileHtml, rewriteLinks } from '../../../src/index.js';
import { clicksIn, keys, link, tracked } from '../setup.js';

const html = link('https://shop.example/sale') + link('https://shop.example/?c={{contact.id}}');
const part = compileHtml(html, tracked);

describe('consent', () => {
  test('identified is the default: the id as it is', async () => {
    for (const consent of [undefined, 'identified'] as const) {
      const { html: output } = await part.render({ contactId: 'c-17', consent }, keys);
      expect((await clicksIn(output)).map((click) => click.contactId)).toEqual(['c-17']);
    }
  });

  test('pseudonymous: the same name for the same contact, another for another, never the id', async () => {
    const of = async (contactId: string) =>
      (await clicksIn((await part.render({ contactId, consent: 'pseudonymous' }, keys)).html))[0]?.contactId;
    expect(await of('c-17')).toMatch(/^[\w-]{22}$/);
    expect(await of('c-17')).toBe(await of('c-17'));
    expect(await of('c-17')).not.toBe(await of('c-18'));
  });

  test('anonymous: the same bytes for everybody, and no time that would tell', async () => {
    const { sentAt: _, ...untimed } = tracked;
    const everybody = compileHtml(link('https://shop.example/sale'), untimed);
    const copies = await Promise.all(
      ['a', 'b', undefined].map((contactId) => everybody.render({ contactId, consent: 'anonymous' }, keys)),
    );
    expect(new Set(copies.map((copy) => copy.html)).size).toBe(1);
    const [click] = await clicksIn(copies[0]?.html ?? '');
    expect(click).not.toHaveProperty('contactId');
    expect(click).not.toHaveProperty('sentAt');
    const timed = await part.render({ contactId: 'a', consent: 'anonymous' }, keys);
    expect((await clicksIn(timed.html))[0]?.sentAt).toEqual(tracked.sentAt);
  });

  test('anonymous: nor does it tell that other copies track more links', async () => {
    const values = { 'contact.id': 'all the same' };
    const copies = await Promise.all(
      [values, undefined].map((given) => part.render({ consent: 'anonymous', values: given }, keys)),
    );
    expect(copies.map((copy) => copy.tracked)).toEqual([2, 1]);
    const [first, second] = copies.map((copy) => /https:[^"]+/.exec(copy.html)?.[0]);
    expect(first).toBe(second);
    expect((await clicksIn(copies[0]?.html ?? ''))[0]).not.toHaveProperty('linkCount');
  });

  test('none: plain URLs with their values, and every link says why', async () => {
    const values = { 'contact.id': '1' };
    const {
      html: output,
      tracked: count,
      links,
      bytes,
    } = await part.render({ contactId: 'c', values, consent: 'none' }, keys);
    expect(output).toBe(html.replace('{{contact.id}}', '1'));
    expect(count).toBe(0);
    expect(links.map((each) => [each.verdict, each.reason])).toEqual([
      ['leave', 'consent-none'],
      ['leave', 'consent-none'],
    ]);
    expect(bytes.after).toBe(output.length);
  });

  test('consent none still gets UTM parameters and loses our own attributes: neither says who clicked', async () => {
    const { html: output } = await rewriteLinks(link('https://shop.example/', 'data-link-id="hero"'), {
      ...tracked,
      keys,
      consent: 'none',
      utm: { source: 'news', content: '{link}' },
    });
    expect(output).toBe('<a href="https://shop.example/?utm_source=news&amp;utm_content=hero">x</a>');
  });
});

describe('values of merge tags', () => {
  const urlOf = async (href: string, values: Record<string, string>): Promise<string | undefined> => {
    const { html: output } = await rewriteLinks(`<a href='${href}'>x</a>`, { ...tracked, keys, values });
    return (await clicksIn(output))[0]?.url;
  };
  const cases: readonly (readonly [href: string, values: Record<string, string>, url: string | undefined])[] = [
    // By name, by the tag as written, with a fallback.
    ['https://shop.example/?c={{contact.id}}', { 'contact.id': '7' }, 'https://shop.example/?c=7'],
    ['https://shop.example/?c={{ contact.id }}', { '{{ contact.id }}': '8' }, 'https://shop.example/?c=8'],
    ['https://shop.example/?c={{a | default: "x y"}}', {}, 'https://shop.example/?c=x%20y'],
    [
      'https://shop.example/?c=*|ID|*&d=%recipient.d%',
      { ID: '1', 'recipient.d': '2' },
      'https://shop.example/?c=1&d=2',
    ],
    // Encoded for its place, exactly once; raw forms as they are.
    ['https://shop.example/{{a}}/b', { a: 'x/y?z#\u00fc %' }, 'https://shop.example/x%2Fy%3Fz%23%C3%BC%20%25/b'],
    ['https://shop.example/?q={{a}}&r=1', { a: 'x&r=2#f+g' }, 'https://shop.example/?q=x%26r%3D2%23f%2Bg&r=1'],
    ['https://shop.example/#{{a}}', { a: "it's (a) *" }, 'https://shop.example/#it%27s%20%28a%29%20%2A'],
    ['https://shop.example/?{{{a}}}', { a: 'x=1&y=2' }, 'https://shop.example/?x=1&y=2'],
    ['https://shop.example/{{&a}}', { a: 'x/y' }, 'https://shop.example/x/y'],
    ['https://shop.example/{{a | raw}}', { a: 'x/y' }, 'https://shop.example/x/y'],
    ['https://shop.example/?q={{a}}', { a: '\ud800' }, 'https://shop.example/?q=%EF%BF%BD'],
    ['https://shop.example/?q={{a}}', { a: '' }, 'https://shop.example/?q='],
    // A value that is a tag itself stays text.
    ['https://shop.example/?q={{a}}', { a: '{{b}}', b: 'no' }, undefined],
    // A whole address, or its start.
    ['{{shop}}', { shop: 'https://shop.example/a?b=c' }, 'https://shop.example/a?b=c'],
    ['{{shop}}/sale?c={{id}}', { shop: 'https://shop.example', id: 'a b' }, 'https://shop.example/sale?c=a%20b'],
    ['https://{{host}}/a', { host: 'shop.example' }, 'https://shop.example/a'],
    // Nothing to sign.
    ['https://shop.example/?c={{a}}&d={{b}}', { a: '1' }, undefined],
    ['https://shop.example/?c={{a}}', { constructor: 'x' }, undefined],
    ['https://shop.example/?c={{constructor}}', {}, undefined],
    ['https://shop.example/{{#if a}}b{{/if}}', { a: '1', '#if a': 'x' }, undefined],
    ['https://shop.example/{{a}}/b', { a: '..' }, undefined],
    ['{{shop}}', { shop: '/sale' }, undefined],
    ['{{shop}}', { shop: 'javascript:alert(1)' }, undefined],
    ['{{shop}}', { shop: 'shop.example' }, undefined],
    ['{{shop}}', { shop: 'mailto:a@shop.example' }, undefined],
    ['https://{{shop}}/a', { shop: 'https://shop.example' }, 'https://shop.example/a'],
    ['{{unsubscribe_link}}', { unsubscribe_link: 'https://shop.example/bye' }, undefined],
    ['mailto:{{a}}', { a: 'x@shop.example' }, undefined],
    ['https://shop.example/{{half', { half: 'x' }, undefined],
  ];
  test.each(cases)('%s with %j', async (href, values, url) => {
    expect(await urlOf(href, values)).toBe(url);
  });

  test('unresolved, the link stays to the byte, and a finding says so', async () => {
    const source = `<p>${link('https://shop.example/?a=1&amp;c={{contact.id}}')}</p>`;
    const {
      html: output,
      findings,
      links,
      tracked: count,
    } = await rewriteLinks(source, { ...tracked, keys, values: {} });
    expect(output).toBe(source);
    expect(count).toBe(0);
    expect(links[0]).toMatchObject({ verdict: 'leave', reason: 'merge-tag-unresolved' });
    expect(findings).toMatchObject([{ code: 'merge-tag-unresolved', link: 0, line: 1, column: 13 }]);
  });

  test.each(['https://shop.example/{{#if a}}x{{/if}}', '{% if a %}https://shop.example/{% endif %}'])(
    'a block is never resolved, and a finding says so: %s',
    async (href) => {
      const result = await rewriteLinks(link(href), { ...tracked, keys, values: { a: 'b' } });
      expect(result).toMatchObject({
        html: link(href),
        tracked: 0,
        findings: [{ code: 'merge-tag-unresolved', link: 0 }],
      });
    },
  );

  test.each([
    ['javascript:alert(1)', 'unsafe-scheme'],
    ['/sale', 'relative-url'],
    ['htp://shop.example/anna@mail.example', 'scheme-typo'],
    ['https://shop.example/', undefined],
    ['mailto:anna@mail.example', undefined],
  ])('a value that makes it no web address is told of, and not shown: %s', async (value, code) => {
    const source = link('{{url}}');
    const { findings, html } = await rewriteLinks(source, { ...tracked, keys, values: { url: value } });
    expect(findings.map((finding) => finding.code)).toEqual(code === undefined ? [] : [code]);
    expect(JSON.stringify(findings)).not.toContain(value);
    expect(JSON.stringify(findings)).not.toContain('anna');
    if (code !== undefined) expect(html).toBe(source);
  });

  test('resolved, the reason says so, and every contact has the same link id', async () => {
    const copies = await Promise.all(
      ['1', '2'].map((id) => part.render({ contactId: id, values: { 'contact.id': id } }, keys)),
    );
    const clicks = await Promise.all(copies.map((copy) => clicksIn(copy.html)));
    expect(clicks.map((each) => each[1]?.url)).toEqual(['https://shop.example/?c=1', 'https://shop.example/?c=2']);
    expect(new Set(clicks.map((each) => each[1]?.linkId)).size).toBe(1);
    expect(copies[0]?.links[1]).toMatchObject({
      id: part.links[1]?.id,
      reason: 'merge-tag-resolved',
      href: 'https://shop.example/?c={{contact.id}}',
      url: 'https://shop.example/?c=1',
    });
    expect(part.links[1]).toMatchObject({ verdict: 'leave', reason: 'merge-tag-unresolved' });
  });

  test('lists that look at the destination wait for it', async () => {
    const options = {
      ...tracked,
      keys,
      neverTrack: ['bank.example'],
      onlyTrack: ['shop.example', 'bank.example'],
    };
    const reasonOf = async (shop: string) =>
      (await rewriteLinks(link('{{shop}}'), { ...options, values: { shop } })).links[0]?.reason;
    expect(await reasonOf('https://bank.example/in')).toBe('never-track');
    expect(await reasonOf('https://other.example/')).toBe('not-in-only-track');
    expect(await reasonOf('https://shop.example/')).toBe('merge-tag-resolved');
  });

  test('neighbours on the list who share a value, and those who do not, each get their own', async () => {
    const urls: (string | undefined)[] = [];
    for (const id of ['1', '1', '2', '1']) {
      const { html: output } = await part.render({ contactId: id, values: { 'contact.id': id } }, keys);
      const clicks = await clicksIn(output);
      urls.push(`${clicks[1]?.contactId} ${clicks[1]?.url}`);
    }
    expect(urls).toEqual([
      '1 https://shop.example/?c=1',
      '1 https://shop.example/?c=1',
      '2 https://shop.example/?c=2',
      '1 https://shop.example/?c=1',
    ]);
  });
});
