import { expect, test } from 'vitest';
import { ClickAggregator, clickThroughRate, clickToOpenRate } from '../../../src/clicks/index.js';
import { createReport, toText } from '../../../src/report/index.js';

test('rates are unique clickers over a number that the app gives', () => {
  const counts = new ClickAggregator();
  const at = new Date('2026-11-24T10:00:00Z');
  for (const contactId of ['c-1', 'c-1', 'c-2', 'c-3']) counts.add({ linkId: 'a', at, contactId });
  counts.add({ linkId: 'a', at, contactId: 'c-4', method: 'HEAD' });
  const totals = counts.totals();
  expect(clickThroughRate(totals, 100)).toBe(0.04);
  expect(clickThroughRate(totals.human, 100)).toBe(0.03);
  expect(clickToOpenRate(totals.human, 12)).toBe(0.25);
  // More clickers than opens: images are blocked, links are not.
  expect(clickToOpenRate(totals.human, 2)).toBe(1.5);
});

test.each([0, undefined, -1, Number.NaN, Number.POSITIVE_INFINITY])('of %s there is no rate', (whole) => {
  expect(clickThroughRate({ uniqueContacts: 0 }, whole)).toBeUndefined();
  expect(clickToOpenRate({ uniqueContacts: 5 }, whole)).toBeUndefined();
});

test('people whom nobody can count are no rate of 0', () => {
  const counts = new ClickAggregator();
  expect(clickThroughRate(counts.totals().human, 200)).toBe(0);
  const click = {
    url: 'https://shop.example/sale',
    linkId: 'sale',
    part: 'html',
    at: new Date('2026-11-24T09:00:00Z'),
  };
  counts.add(click);
  expect(clickThroughRate(counts.totals().human, 200)).toBeUndefined();
  expect(clickToOpenRate(counts.totals().human, 200)).toBeUndefined();
  expect(createReport(counts, { title: 'November', delivered: 200 }).overview.clickThroughRate).toBeUndefined();
  expect(toText(createReport(counts, { title: 'November', delivered: 200 }))).not.toMatch(/rate +0/);
  counts.add({ ...click, contactId: 'c-1' });
  expect(clickThroughRate(counts.totals().human, 200)).toBe(0.005);
});
