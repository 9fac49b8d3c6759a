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
    expect(new Set(keys.map((_, i) => instances.messageAt(i))).size).toBe(7);
    // Places that differ in their tags are one link.
    expect([6, 7, 8].map((i) => instances.get(i).link)).toEqual([0, 0, 0]);
    expect([1, 3].map((i) => instances.get(i).link)).toEqual([1, 3]);
    expect(instances.placesOf(0)).toEqual([0, 6, 7, 8]);
    for (const i of [1, 2, 3, 9, 11]) expect(instances.placesOf(instances.linkAt(i))).toEqual([i]);
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

test('places are found again when many scopes have come between', () => {
  const instances = new LinkInstances();
  const keys = Array.from({ length: 3_000 }, (_, i) => ({
    linkId: `l${i % 7}`,
    messageId: `m${i % 1_000}`,
    campaignId: i % 3 === 0 ? '日本\ud800' : undefined,
    url: `https://a.example/${'x'.repeat(i % 11 === 0 ? 9_000 : 3)}`,
    tags: i % 5 === 0 ? { n: `${i % 2}` } : undefined,
    eventTags: i % 4 === 0 ? { device: 'phone' } : undefined,
  }));
  const numbers = keys.map((key) => instances.intern(key));
  expect(keys.map((key) => instances.intern(key))).toEqual(numbers);
  keys.forEach(({ linkId, messageId, campaignId, tags, eventTags }, i) => {
    expect(instances.get(numbers[i] as number)).toMatchObject({ linkId, messageId, campaignId, tags, eventTags });
  });
  for (let link = 0; link < instances.size; link++) {
    const places = [...Array(instances.size).keys()].filter((index) => instances.linkAt(index) === link);
    if (places.length > 0 && link % 50 === 0) expect(instances.placesOf(link)).toEqual(places);
  }
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
