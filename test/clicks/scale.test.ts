import { describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent } from '../../src/clicks/index.js';

const AT = Date.UTC(2026, 10, 24, 10);

function cpu(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let again = 0; again < 2; again++) {
    const start = process.cpuUsage();
    run();
    best = Math.min(best, process.cpuUsage(start).user);
  }
  return best;
}

/** Shapes of input that would be slow where something takes the square. */
const HOSTILE: Readonly<Record<string, (i: number) => ClickEvent>> = {
  'one contact, one link': () => ({ linkId: 'a', at: AT, contactId: 'c-1' }),
  'one contact, a burst of many links': (i) => ({ linkId: `l-${i % 500}`, at: AT + (i % 900), contactId: 'c-1' }),
  'one contact, many traps': (i) => ({ linkId: 't', honeypot: true, at: AT + i, contactId: 'c-1' }),
  'as many links as clicks': (i) => ({ linkId: `l-${i}`, at: AT + i * 1_000, contactId: `c-${i % 100}` }),
  'as many messages as clicks': (i) => ({ linkId: 'a', messageId: `m-${i}`, at: AT + i, contactId: `c-${i % 100}` }),
  'as many tags as clicks': (i) => ({
    linkId: 'a',
    tags: { n: `${i}` },
    at: AT + i * 1_000,
    contactId: `c-${i % 100}`,
  }),
  'two sets of tags in turn': (i) => ({ linkId: 'a', tags: { n: `${i % 2}` }, at: AT + i * 1_000, contactId: 'c-1' }),
  'as many URLs as clicks': (i) => ({
    linkId: 'a',
    url: `https://a.example/${i}`,
    at: AT + i,
    contactId: `c-${i % 100}`,
  }),
  'all at the same moment, by nobody': (i) => ({ linkId: `l-${i % 9}`, at: AT }),
  'backwards in time': (i) => ({ linkId: `l-${i % 9}`, at: AT - i * 50, contactId: 'c-1' }),
};

describe('no input takes more than its size', { retry: 4 }, () => {
  test.each(Object.entries(HOSTILE))('%s', (_, eventOf) => {
    const run =
      (size: number): (() => void) =>
      () => {
        const counts = new ClickAggregator();
        for (let i = 0; i < size; i++) counts.add(eventOf(i));
        counts.totals();
        counts.links();
        counts.urls();
        counts.changesSince();
        counts.toBytes();
      };
    run(1_000)();
    const small = cpu(run(1_500));
    const large = cpu(run(12_000));
    // Eight times as many: the square would take 64 times as long.
    expect(large / small).toBeLessThan(26);
  });
});

test('adding a click between two readings does not cost a pass over all', { retry: 4 }, () => {
  const counts = new ClickAggregator();
  for (let i = 0; i < 200_000; i++)
    counts.add({ linkId: `l-${i % 20}`, at: AT + i * 500, contactId: `c-${i % 10_000}` });
  const all = cpu(() => ClickAggregator.fromBytes(counts.toBytes()).contact('c-1'));
  const next = cpu(() => {
    for (let i = 0; i < 10; i++) {
      counts.add({ linkId: 'l-1', at: AT, contactId: 'c-1' });
      counts.contact('c-1');
      counts.changesSince('200000');
    }
  });
  expect(next).toBeLessThan(all / 4);
});

test('memory: 48 bytes a pair and fewer, ids included', { retry: 4 }, () => {
  const before = process.memoryUsage().arrayBuffers;
  const counts = new ClickAggregator();
  const [contacts, links] = [20_000, 20];
  for (let i = 0; i < contacts * links; i++)
    counts.add({ linkId: `l-${i % links}`, at: AT + i, contactId: `contact-${Math.floor(i / links)}` });
  counts.totals();
  const bytes = (process.memoryUsage().arrayBuffers - before) / (contacts * links);
  expect(bytes).toBeGreaterThan(20);
  expect(bytes).toBeLessThanOrEqual(48);
});
