import { is, selectOne } from 'css-select';
import { findOne, getAttributeValue, textContent } from 'domutils';
import { describe, expect, test } from 'vitest';
import { auditLinks, rewriteLinks, rewriteText } from '../../../src/index.js';
import { clicksIn, keys, link, tracked } from '../setup.js';

const html = `<table><tr class="footer"><td><a href="https://shop.example/imprint">Imprint</a></td></tr>
<tr><td><a class="btn primary" href="https://shop.example/sale"><img alt="Sale" src="x.png"></a>
<svg><a xlink:href="https://shop.example/svg"><text>SVG</text></a></svg></td></tr></table>
<!--[if mso]><v:roundrect href="https://shop.example/sale"></v:roundrect><![endif]-->`;

describe('an app\u2019s own rule', () => {
  test('css-select and domutils work on the element it is given', () => {
    const seen: string[] = [];
    const { links } = auditLinks(html, {
      classify: (_, element) => {
        if (element === undefined) return undefined;
        seen.push(
          `${element.name} ${getAttributeValue(element, 'href') ?? getAttributeValue(element, 'xlink:href')} ${textContent(element).trim()}`,
        );
        if (is(element, '.footer a')) return { verdict: 'leave' };
        if (selectOne('img[alt]', element) !== null)
          return {
            id: 'button',
            tags: { alt: findOne((child) => child.name === 'img', element.children)?.attribs['alt'] ?? '' },
          };
        return undefined;
      },
    });
    expect(seen).toEqual([
      'a https://shop.example/imprint Imprint',
      'a https://shop.example/sale ',
      'a https://shop.example/svg SVG',
    ]);
    expect(links.map((each) => [each.carrier, each.verdict, each.reason])).toEqual([
      ['a', 'leave', 'rule-leave'],
      ['a', 'track', 'web'],
      ['svg', 'track', 'web'],
      ['vml', 'track', 'web'],
    ]);
    expect(links[1]).toMatchObject({ id: 'button', tags: { alt: 'Sale' } });
  });

  test('asking for elements changes nothing else', () => {
    expect(auditLinks(html, { classify: () => undefined })).toEqual(auditLinks(html));
  });

  test('in a text part there is no element, and the rule is asked all the same', async () => {
    const { links } = await rewriteText('https://shop.example/ https://bank.example/', {
      ...tracked,
      keys,
      classify: (each, element) =>
        element === undefined && each.host === 'bank.example' ? { verdict: 'leave' } : undefined,
    });
    expect(links.map((each) => each.reason)).toEqual(['web', 'rule-leave']);
  });

  const decided = (markup: string, decision: object, more: object = {}) =>
    auditLinks(markup, { trackingUrl: 'https://click.brand.example/c', classify: () => decision, ...more }).links[0];

  test('track overrules opt-outs and lists, and makes nothing of what is no web link', () => {
    const track = { verdict: 'track' };
    expect(decided(link('https://shop.example/', 'data-track="off"'), track)).toMatchObject({
      verdict: 'track',
      reason: 'rule-track',
    });
    expect(decided(link('https://shop.example/'), track, { neverTrack: ['shop.example'] })).toMatchObject({
      reason: 'rule-track',
    });
    expect(decided(link('https://shop.example/unsubscribe'), track)).toMatchObject({
      kind: 'unsubscribe',
      verdict: 'track',
    });
    for (const [markup, reason] of [
      [link('mailto:a@shop.example'), 'mailto'],
      [link('javascript:x'), 'unsafe'],
      [link('htp://shop.example'), 'scheme-typo'],
      [link('/sale'), 'relative'],
      [link('https://click.brand.example/c/a.b.c'), 'own'],
      [link('https://me@shop.example/'), 'not-redirectable'],
      ['<form action="https://shop.example/">', 'form-action'],
    ] as const)
      expect(decided(markup, track)).toMatchObject({ verdict: 'leave', reason });
    expect(decided(link('https://shop.example/'), track, { clickTracking: false })).toMatchObject({
      reason: 'tracking-off',
    });
    expect(decided(link('https://shop.example/'), track, { testEmail: true })).toMatchObject({ reason: 'test-email' });
    expect(decided('<a [href]="x" href="https://shop.example/">x</a>', track, { part: 'amp' })).toMatchObject({
      reason: 'amp-binding',
    });
  });

  test('track waits for a merge tag\u2019s value, and holds once it is there', () => {
    const options = { neverTrack: ['shop.example'] };
    expect(decided(link('https://shop.example/?c={{id}}'), { verdict: 'track' }, options)).toMatchObject({
      verdict: 'leave',
      reason: 'merge-tag-unresolved',
    });
    expect(
      decided(link('https://shop.example/?c={{id}}'), { verdict: 'track' }, { ...options, values: { id: '1' } }),
    ).toMatchObject({ verdict: 'track', reason: 'rule-track', url: 'https://shop.example/?c=1' });
  });

  test('a kind of the system\u2019s leaves the link as data-link-kind does, and web takes it back', () => {
    expect(decided(link('https://shop.example/bye'), { kind: 'unsubscribe' })).toMatchObject({
      kind: 'unsubscribe',
      verdict: 'leave',
      reason: 'unsubscribe-link',
    });
    expect(
      decided(
        link('https://shop.example/bye'),
        { kind: 'unsubscribe' },
        { systemLinks: { unsubscribe: { track: true } } },
      ),
    ).toMatchObject({ verdict: 'track', reason: 'kind-tracked' });
    expect(decided(link('https://shop.example/unsubscribe'), { kind: 'web' })).toMatchObject({
      kind: 'web',
      verdict: 'track',
      reason: 'web',
    });
    expect(decided(link('javascript:x'), { kind: 'web', verdict: 'track' })).toMatchObject({
      kind: 'unsafe',
      verdict: 'leave',
    });
    expect(decided(link('https://shop.example/'), { kind: 'scheme' })).toMatchObject({
      kind: 'scheme',
      verdict: 'track',
    });
  });

  test('ids and tags it gives are in the click', async () => {
    const { html: output } = await rewriteLinks(link('https://shop.example/', 'data-link-tags="a:1"'), {
      ...tracked,
      keys,
      classify: () => ({ id: 'mine', tags: { b: '2' } }),
    });
    expect((await clicksIn(output))[0]).toMatchObject({ linkId: 'mine', tags: { b: '2' } });
  });
});

describe('matchers', () => {
  const reasons = (neverTrack: readonly unknown[]) =>
    auditLinks(link('https://pay.bank.example/In/now?x=1') + link('https://mybank.example/') + link('{{shop}}'), {
      neverTrack: neverTrack as never,
    }).links.map((each) => each.reason === 'never-track');
  const cases: readonly (readonly [matcher: unknown, first: boolean, second: boolean])[] = [
    ['bank.example', true, false],
    ['*.bank.example', true, false],
    ['BANK.example', true, false],
    ['pay.bank.example/In', true, false],
    ['pay.bank.example/In/', true, false],
    ['pay.bank.example/in', false, false],
    ['pay.bank.example/I', false, false],
    ['https://pay.bank.example/In/now?x=1', true, false],
    ['ank.example', false, false],
    ['/In', false, false],
    [/bank\.example\/$/, false, true],
    [(target: { domain?: string }) => target.domain === 'bank.example', true, false],
    [() => undefined, false, false],
    [() => null, false, false],
    ['pay.bank.example:443', true, false],
    ['pay.bank.example:8443', false, false],
  ];
  test.each(cases)('%s', (matcher, first, second) => {
    expect(reasons([matcher])).toEqual([first, second, false]);
  });

  test('a port is that of the address in full', () => {
    const { links } = auditLinks(link('/sale') + link('https://shop.example/sale'), {
      baseUrl: 'https://shop.example:8443/',
      neverTrack: ['shop.example:8443'],
    });
    expect(links.map(({ reason }) => reason)).toEqual(['never-track', 'web']);
  });

  test('no answer is a no, and no failure', () => {
    for (const answer of [undefined, null])
      expect(auditLinks(link('https://shop.example/'), { neverTrack: [() => answer as never] }).findings).toEqual([]);
  });
});
