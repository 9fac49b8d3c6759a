import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addUtm } from '../../src/url/utm.js';
import { UTM_CASES } from './utm.cases.js';

const add = (options: Parameters<typeof addUtm>[1], url: string, onThrow?: () => void): string =>
  addUtm(url, options, { name: 'hero', ...(onThrow === undefined ? {} : { onThrow }) });

describe('parameters for web analytics', () => {
  test.each(UTM_CASES)('%j: %s', (options, before, after) => {
    expect(add(options, before)).toBe(after);
  });

  test('a link name with a dollar sign in it stands for itself', () => {
    expect(addUtm('https://shop.example/', { content: '{link}' }, { name: "a$&b$'" })).toBe(
      "https://shop.example/?utm_content=a%24%26b%24'",
    );
  });

  test('a function that throws or gives no string leaves its parameter out, and that is told', () => {
    let told = 0;
    const options = {
      source: 'news',
      medium: (): string => {
        throw new Error('mine');
      },
      term: () => 7 as unknown as string,
    };
    expect(add(options, 'https://shop.example/', () => told++)).toBe('https://shop.example/?utm_source=news');
    expect(told).toBe(2);
    expect(add(options, 'https://shop.example/')).toBe('https://shop.example/?utm_source=news');
  });

  test('law: filling twice is filling once, and what was there is there still', () => {
    let withQuery = 0;
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string({ minLength: 1 }),
        (url, value) => {
          const once = add({ source: value }, url);
          expect(add({ source: value }, once)).toBe(once);
          const [before, after] = [new URL(url), new URL(once)];
          expect([after.origin, after.pathname, after.hash]).toEqual([before.origin, before.pathname, before.hash]);
          if (before.searchParams.has('utm_source')) return;
          expect(after.searchParams.get('utm_source')).toBe(value);
          if (before.search.length > 1) withQuery++;
        },
      ),
    );
    expect(withQuery).toBeGreaterThan(10);
  });
});
