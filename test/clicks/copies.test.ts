import { expect, test, vi } from 'vitest';
import { ClickAggregator, type ClickEvent } from '../../src/clicks/index.js';
import { createReport } from '../../src/report/index.js';

/** The package a second time, as a second bundle in the same program has it. */
async function loadCopy(): Promise<typeof import('../../src/clicks/index.js')> {
  vi.resetModules();
  return import('../../src/clicks/index.js');
}

const click = (eventId: string, contactId: string, more: Partial<ClickEvent> = {}): ClickEvent => ({
  linkId: 'sale',
  url: 'https://shop.example/sale',
  at: new Date('2026-11-24T10:00:00Z'),
  eventId,
  contactId,
  ...more,
});

test("another copy's aggregator is merged and reported, and what both hold counts once", async () => {
  const copy = await loadCopy();
  expect(copy.ClickAggregator).not.toBe(ClickAggregator);
  const theirs = new copy.ClickAggregator();
  for (const each of [click('e1', 'c-1'), click('e2', 'c-2'), click('e3', 'c-3')]) theirs.add(each);
  theirs.forget('c-3');
  const ours = new ClickAggregator();
  ours.add(click('e1', 'c-1'));
  ours.add(click('e4', 'c-4', { signals: ['head'] }));
  ours.merge(theirs);
  const { human, bot } = ours.totals();
  expect([human.clicks, bot.clicks]).toEqual([3, 1]);
  expect(ours.contacts().map(({ contactId }) => contactId)).toEqual(['c-1', 'c-2', 'c-4']);
  // Forgotten there, forgotten here.
  ours.add(click('e5', 'c-3'));
  expect(ours.contact('c-3')).toBeUndefined();

  expect(createReport(theirs).overview).toEqual(createReport(copy.ClickAggregator.restore(theirs.snapshot())).overview);
  expect(createReport(theirs).links.map(({ linkId, human }) => [linkId, human.clicks])).toEqual([['sale', 3]]);
});

test.each([undefined, null, 'counts', {}, [], new Map()])('%s is no aggregator', (value) => {
  expect(() => new ClickAggregator().merge(value as never)).toThrow(TypeError);
});
