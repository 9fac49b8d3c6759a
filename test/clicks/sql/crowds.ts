import fc from 'fast-check';
import { expect } from 'vitest';
import { SIGNALS } from '../../../src/clicks/bots/signals.js';
import { ClickAggregator, type ClickEvent } from '../../../src/clicks/index.js';
import { clickTable } from '../../../src/clicks/sql/index.js';
import type { Engine } from './engines.js';
import { clear, runAll, type Trials } from './law.js';

const START = Date.UTC(2026, 10, 24);

/** Gaps on both sides of each threshold, and of the bits that gaps are first looked at by. */
const GAPS = [0, 1, 50, 99, 100, 101, 250, 251, 400, 499, 500, 501, 999, 1_000, 1_001, 2_000, 2_999, 3_000, 3_001];
const LONG_GAPS = [47_000, 59_999, 60_001, 300_000, 2 ** 28 - 1, 2 ** 28, 2 ** 28 + 3_000];

/** What such groups show: what is among clicks, beside the two signals that are a click's own. */
export const AMONG_CLICKS: readonly string[] = [
  'head',
  'honeypot',
  ...SIGNALS.flatMap(({ reason, among }) => (among === undefined ? [] : [reason])),
];

/** A few clicks of one contact on one message: few links, so that one comes twice, and few at a time, so that thresholds are just missed. */
const crowd = fc.record({
  clicks: fc.array(
    fc.record({
      linkId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      gap: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...GAPS) },
        { weight: 1, arbitrary: fc.constantFrom(...LONG_GAPS) },
      ),
      part: fc.constantFrom(...Array<string>(12).fill('html'), 'text'),
      honeypot: fc.constantFrom(...Array<boolean>(12).fill(false), true),
      expired: fc.constantFrom(...Array<boolean>(12).fill(false), true),
      head: fc.constantFrom(...Array<boolean>(12).fill(false), true),
    }),
    { minLength: 2, maxLength: 7 },
  ),
  linkCount: fc.constantFrom(0, 4, 5),
});

/**
 * The law, for the signals among several clicks: many contacts together, each with a small group of clicks, and each must be labelled
 * as in memory. Resolves with the reasons that were met.
 */
export async function checkCrowds(engine: Engine, { numRuns, seed }: Trials): Promise<readonly string[]> {
  const events = fc
    .sample(crowd, { numRuns, ...(seed === undefined ? {} : { seed }) })
    .flatMap(({ clicks, linkCount }, contact): ClickEvent[] => {
      let at = START;
      return clicks.map(({ linkId, gap, part, honeypot, expired, head }, i) => {
        at += gap;
        return {
          eventId: `e-${contact}-${i}`,
          contactId: `c-${contact}`,
          at,
          linkId,
          part,
          honeypot,
          expired,
          signals: head ? ['head'] : [],
          ...(linkCount === 0 ? {} : { linkCount }),
        };
      });
    });
  const counts = new ClickAggregator();
  for (const each of events) counts.add(each);
  await clear(engine);
  const table = clickTable({ dialect: engine.dialect, name: 'clicks' });
  await runAll(table.insert(events), engine.run);
  expect(await table.contacts().read(engine.run)).toEqual(counts.contacts());
  expect(await table.links().read(engine.run)).toEqual(counts.links());
  // Of one message whose clicks have settled, contacts are added up: totals, links and both together each have a way of their own.
  await runAll(table.settle({ now: new Date(START + 60 * 86_400_000) }), engine.run);
  const totals = { ...counts.totals(), duplicates: 0 };
  expect(await table.links().read(engine.run)).toEqual(counts.links());
  expect(await table.totals().read(engine.run)).toEqual(totals);
  expect(await table.overview().read(engine.run)).toEqual({ totals, links: counts.links() });
  return Object.keys(counts.totals().reasons);
}
