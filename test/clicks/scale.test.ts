import { expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';

const AT = Date.UTC(2026, 10, 24, 10);

test('memory: 32 bytes a pair and fewer, ids included', () => {
  const before = process.memoryUsage().arrayBuffers;
  const counts = new ClickAggregator();
  const [contacts, links] = [20_000, 20];
  for (let i = 0; i < contacts * links; i++)
    counts.add({ linkId: `l-${i % links}`, at: AT + i, contactId: `contact-${Math.floor(i / links)}` });
  counts.totals();
  const bytes = (process.memoryUsage().arrayBuffers - before) / (contacts * links);
  expect(bytes).toBeGreaterThan(20);
  expect(bytes).toBeLessThanOrEqual(32);
});
