import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillTags, prepareTags } from '../../../src/message/merge-tags/resolve.js';
import { scanMergeTags } from '../../../src/message/merge-tags/scan.js';
import { chooseSyntaxes } from '../../../src/message/merge-tags/syntaxes.js';

const fill = (address: string, values: Record<string, string>) =>
  fillTags(prepareTags(address, scanMergeTags(address, chooseSyntaxes())), values);

const CASES: readonly [address: string, values: Record<string, string>, filled: string | undefined][] = [
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
