import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { randomFrom, SCANNER_KINDS, simulateSend } from './simulation.js';

/** What the labels say of each click: which is which is told by its tag. */
function labelsOf(seed: number, contacts: number) {
  const clicks = simulateSend(seed, contacts);
  const random = randomFrom(seed + 1);
  const arriving = clicks.map((click, i) => ({ ...click, i, order: random() })).sort((a, b) => a.order - b.order);
  const counts = new ClickAggregator();
  for (const { event, human, who } of arriving) counts.add({ ...event, tags: { truth: human ? 'human' : who } });
  return { clicks, counts };
}

describe('a simulated send of which the truth is known', () => {
  const { clicks, counts } = labelsOf(5, 30_000);
  const groups = new Map(counts.groupBy('tag:truth').map(({ value, view }) => [value, view.totals()]));
  const wrong = groups.get('human')?.bot.clicks ?? 0;
  const found = SCANNER_KINDS.reduce((sum, who) => sum + (groups.get(who)?.bot.clicks ?? 0), 0);
  const bots = clicks.filter(({ human }) => !human).length;
  const people = clicks.length - bots;

  test('has enough of everything', () => {
    expect(people).toBeGreaterThan(20_000);
    expect(bots).toBeGreaterThan(20_000);
    for (const who of SCANNER_KINDS) expect([who, (groups.get(who)?.clicks ?? 0) > 400]).toEqual([who, true]);
    expect(counts.totals().clicks).toBe(clicks.length);
  });

  test('precision and recall of the labels', () => {
    const precision = found / (found + wrong);
    const recall = found / bots;
    const percent = (value: number): string => `${(value * 100).toFixed(2)} %`;
    console.log(
      `${people} clicks of people, ${bots} of bots: precision ${percent(precision)}, recall ${percent(recall)}`,
    );
    for (const who of SCANNER_KINDS) {
      const { clicks: all, bot } = groups.get(who) as NonNullable<ReturnType<typeof groups.get>>;
      console.log(`  ${who}: ${percent(bot.clicks / all)} of ${all}`);
    }
    console.log(`  people taken for bots: ${wrong}, ${percent(wrong / people)}`);
    expect(precision).toBeGreaterThanOrEqual(0.99);
    expect(recall).toBeGreaterThanOrEqual(0.98);
    expect(wrong / people).toBeLessThan(0.005);
  });

  test('without labels, bots would add more than half to the clicks', () => {
    const { human, clicks: all } = counts.totals();
    expect(Math.abs(human.clicks / people - 1)).toBeLessThan(0.05);
    expect(all / people).toBeGreaterThan(1.5);
  });
});
