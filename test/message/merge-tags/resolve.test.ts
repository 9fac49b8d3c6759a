import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddressTags } from '../../../src/message/merge-tags/address.js';
import { chooseSyntaxes } from '../../../src/message/merge-tags/choose.js';
import { fillTags, prepareTags } from '../../../src/message/merge-tags/resolve.js';

const fill = (address: string, values: Record<string, string | number>) =>
  fillTags(prepareTags(address, readAddressTags(address, chooseSyntaxes()).tags), values);

const CASES: readonly [address: string, values: Record<string, string | number>, filled: string | undefined][] = [
  ['https://a.example/{{x}}/b', { x: 'c d/e?f#g&h' }, 'https://a.example/c%20d%2Fe%3Ff%23g%26h/b'],
  [
    'https://a.example/?q={{x}}&r={{y}}',
    { x: 'a&b=c+d', y: "!'()*" },
    'https://a.example/?q=a%26b%3Dc%2Bd&r=%21%27%28%29%2A',
  ],
  ['https://a.example/#{{x}}', { x: 'a#b c' }, 'https://a.example/#a%23b%20c'],
  ['https://a.example/?u={{{x}}}', { x: 'b=1&c=2' }, 'https://a.example/?u=b=1&c=2'],
  ['https://a.example/?u={{ x | raw }}', { x: 'b&c' }, 'https://a.example/?u=b&c'],
  ['{{x}}', { x: 'https://b.example/?c=d e' }, 'https://b.example/?c=d e'],
  ['{{x}}/more?y={{y}}', { x: 'https://b.example', y: '&' }, 'https://b.example/more?y=%26'],
  ['{{x}}/more/{{y}}/z', { x: 'https://b.example', y: 'c d/e' }, 'https://b.example/more/c%20d%2Fe/z'],
  ['https://{{x}}/{{y}}', { x: 'b.example', y: 'c d' }, 'https://b.example/c%20d'],
  ['http{{s}}://b.example/{{y}}', { s: 's', y: 'c d' }, 'https://b.example/c%20d'],
  ['{{scheme}}://{{x}}/{{y}}', { scheme: 'https', x: 'b.example', y: 'c d' }, 'https://b.example/c%20d'],
  ['/more/{{y}}', { y: 'c d/e' }, '/more/c%20d%2Fe'],
  ['more/{{y}}', { y: 'c d' }, 'more/c%20d'],
  ['//b.example/{{y}}', { y: 'c d' }, '//b.example/c%20d'],
  ['//{{x}}/a', { x: 'b.example' }, '//b.example/a'],
  ['{{x}}{{y}}', { x: 'https://b.example', y: '/c?d=e' }, 'https://b.example/c?d=e'],
  ['https://{{x}}/p', { x: 'b.example' }, 'https://b.example/p'],
  ['https://a.example/?q={{x}}', { x: '€😀' }, 'https://a.example/?q=%E2%82%AC%F0%9F%98%80'],
  ['https://a.example/?q={{x}}', { x: '\ud800' }, 'https://a.example/?q=%EF%BF%BD'],
  ['https://a.example/{{x}}', { x: '..' }, undefined],
  ['https://a.example/{{x}}', { x: '' }, 'https://a.example/'],
  ['https://a.example/{{ x | default: "d e" }}', {}, 'https://a.example/d%20e'],
  ['https://a.example/*|X:d|*', {}, 'https://a.example/d'],
  ['https://a.example/{{x}}', {}, undefined],
  ['https://a.example/{{constructor}}', {}, undefined],
  ['https://a.example/{{#if a}}b{{/if}}', { a: '1', '#if a': '2' }, undefined],
  ['https://a.example/{{x}}', { '{{x}}': 'by tag', x: 'by name' }, 'https://a.example/by%20tag'],
  ['https://a.example/plain', { x: '1' }, 'https://a.example/plain'],
  ['https://a.example/{{x}}?y={{y}}', { x: 7, y: 0.5 }, 'https://a.example/7?y=0.5'],
  // A whole parameter is a piece of a query string.
  ['https://a.example/?{{qs}}', { qs: 'a=1&b=x y&c=%20+' }, 'https://a.example/?a=1&b=x%20y&c=%20+'],
  ['https://a.example/?id=1&{{cs}}&cid=5', { cs: 'cs=ab_12' }, 'https://a.example/?id=1&cs=ab_12&cid=5'],
  ['https://a.example/?id=1&${cs}#top', { cs: 'cs=#1%' }, 'https://a.example/?id=1&cs=%231%25#top'],
  ['https://a.example/?id={{cs}}', { cs: 'cs=1&d' }, 'https://a.example/?id=cs%3D1%26d'],
  // A typed scheme gives way to the value's own.
  ['https://{{website}}', { website: 'https://me.example/' }, 'https://me.example/'],
  [' HTTP://{{website}}/p', { website: 'https://me.example' }, 'https://me.example/p'],
  ['https://{{website}}', { website: 'mailto:me@b.example' }, 'mailto:me@b.example'],
  ['https://{{website}}', { website: 'javascript:1' }, 'https://javascript:1'],
  // Mailchimp's colons.
  ['https://a.example/?l=*|LIST:NAME|*', {}, undefined],
  ['https://a.example/?l=*|LIST:NAME|*', { 'LIST:NAME': 'Our list' }, 'https://a.example/?l=Our%20list'],
  ['https://a.example/?l=*|LIST:NAME|*', { NAME: 'no', LIST: 'no' }, undefined],
  ['https://a.example/?d=*|DATE:d/m/y|*', { 'DATE:d/m/y': '1/2/26' }, 'https://a.example/?d=1%2F2%2F26'],
  // Doppler, Rails, Smarty, Zoho, FreeMarker.
  ['https://a.example/?e=[[[x]]]', { x: 'b c' }, 'https://a.example/?e=b%20c'],
  ['https://a.example/?e=<%= @x.y %>', { 'x.y': 'b c' }, 'https://a.example/?e=b%20c'],
  ['https://a.example/?e={$x->y}', { 'x.y': 'b c' }, 'https://a.example/?e=b%20c'],
  ['https://a.example/?e=$[X|d e]$', {}, 'https://a.example/?e=d%20e'],
  ['https://a.example/?e=${(x.y)!}', {}, 'https://a.example/?e='],
  // Mautic, MailPoet, TYPO3, Blade, PHP.
  ['https://a.example/t/{contactfield=cart}', { cart: 'a/b' }, 'https://a.example/t/a%2Fb'],
  ['https://a.example/t/{contactfield=cart}', { 'contactfield=cart': 'c' }, 'https://a.example/t/c'],
  ['https://a.example/t/{leadfield=cart|none}', {}, 'https://a.example/t/none'],
  [
    'https://a.example/?c=[subscriber:email]',
    { 'subscriber:email': 'a@b.example' },
    'https://a.example/?c=a%40b.example',
  ],
  ['https://a.example/?c=[subscriber:firstname | default:reader]', {}, 'https://a.example/?c=reader'],
  ['https://a.example/?mail=###email###', { email: 'a@b.example' }, 'https://a.example/?mail=a%40b.example'],
  ['https://a.example/?mail=####x####', { x: 'y' }, 'https://a.example/?mail=y'],
  ['https://a.example/?mail=##x###top', { x: 'y' }, 'https://a.example/?mail=y#top'],
  ['https://a.example/{!! $x !!}?y=<?= $y ?>', { x: 'p/q', y: '&' }, 'https://a.example/p/q?y=%26'],
  // What may be data is filled in where there is a value, and stays where there is none.
  ['https://a.example/wiki/[[Main]]', { Main: 'x' }, 'https://a.example/wiki/x'],
  ['https://a.example/wiki/[[Main]]?a={{a}}', { a: 'x' }, 'https://a.example/wiki/[[Main]]?a=x'],
  [
    'mailto:{{mail}}?subject={{subject}}',
    { mail: 'a+b@c.example', subject: 'x?&y' },
    'mailto:a+b@c.example?subject=x%3F%26y',
  ],
  ['tel:{{phone}}', { phone: '+1 555' }, 'tel:+1%20555'],
];

describe('filling in values', () => {
  test.each(CASES)('%s with %j', (address, values, filled) => {
    expect(fill(address, values)).toBe(filled);
  });

  test('a value comes out of the query as it went in, and touches nothing else', () => {
    let special = 0;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        if (/[^\w]/.test(value)) special++;
        const url = new URL(fill('https://a.example/p?a=1&q={{x}}&b=2#f', { x: value }) as string);
        expect(url.searchParams.get('q')).toBe(value);
        expect([url.pathname, url.searchParams.get('a'), url.searchParams.get('b'), url.hash]).toEqual([
          '/p',
          '1',
          '2',
          '#f',
        ]);
      }),
    );
    expect(special).toBeGreaterThan(20);
  });
});
