import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { LinkInstances } from '../../../src/clicks/store/link-instances.js';

describe('Places', () => {
  test('a place is one link of one part of one message with its tags', () => {
    const instances = new LinkInstances();
    const keys = [
      { linkId: 'a' },
      { linkId: 'a', part: 'text' },
      { linkId: 'b' },
      { linkId: 'a', campaignId: 'x' },
      { linkId: 'a', messageId: 'x' },
      { linkId: 'a', variant: 'x' },
      { linkId: 'a', tags: { n: '1' } },
      { linkId: 'a', tags: { n: '2' } },
      { linkId: 'a', tags: {} },
      // Names that run into each other where they are glued together.
      { linkId: 'a', campaignId: '["', messageId: '"]' },
      { linkId: 'a', campaignId: '["","', variant: '"]' },
      { linkId: 'a', campaignId: '0' },
    ];
    expect(keys.map((key) => instances.intern(key))).toEqual(keys.map((_, i) => i));
    expect(keys.map((key) => instances.intern(key))).toEqual(keys.map((_, i) => i));
    expect(instances.intern({ linkId: 'a', part: 'html' })).toBe(0);
    expect(instances.messages).toBe(7);
    // Places that differ in their tags are one link.
    expect([6, 7, 8].map((i) => instances.list[i]?.link)).toEqual([0, 0, 0]);
    expect([1, 3].map((i) => instances.list[i]?.link)).toEqual([1, 3]);
  });

  test('the order of tags is irrelevant, their values are not', () => {
    const instances = new LinkInstances();
    expect(instances.intern({ linkId: 'a', tags: { x: '1', y: '2' } })).toBe(0);
    expect(instances.intern({ linkId: 'a', tags: { z: '1' } })).toBe(1);
    expect(instances.intern({ linkId: 'a', tags: { y: '2', x: '1' } })).toBe(0);
    expect(instances.intern({ linkId: 'a', tags: { x: '2', y: '1' } })).toBe(2);
    expect(instances.intern({ linkId: 'a', tags: JSON.parse('{"__proto__":"1"}') })).toBe(3);
    expect(instances.intern({ linkId: 'a', tags: {} })).toBe(4);
  });
});

describe('the URL of a place', () => {
  const at = Date.UTC(2026, 10, 24);
  const urlOf = (...urls: (string | undefined)[]): unknown[] => {
    const counts = new ClickAggregator();
    for (const url of urls) counts.add({ linkId: 'a', at, url });
    return [counts.link('a')?.url, counts.link('a')?.hasMultipleUrls];
  };

  test('is the first by code units, in whatever order they come', () => {
    expect(urlOf('https://b.example/', 'https://a.example/')).toEqual(['https://a.example/', true]);
    expect(urlOf('https://a.example/', 'https://b.example/')).toEqual(['https://a.example/', true]);
    expect(urlOf('https://a.example/', 'https://a.example/')).toEqual(['https://a.example/', undefined]);
  });

  test('a click whose URL is not known says nothing of it', () => {
    expect(urlOf(undefined, 'https://a.example/', '')).toEqual(['https://a.example/', undefined]);
    expect(urlOf('', undefined)).toEqual(['', undefined]);
  });
});
