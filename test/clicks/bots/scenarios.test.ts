import { describe, expect, test } from 'vitest';
import { BOTS, figuresOf, type Outcome, PEOPLE, runScenario, type Scenario } from './scenarios.js';

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
const run = (rows: readonly Scenario[], human: boolean): readonly (readonly [Scenario, readonly Outcome[]])[] =>
  rows.map((scenario) => [scenario, runScenario(scenario, human)]);
const bots = run(BOTS, false);
const people = run(PEOPLE, true);

describe('what scanners and people really do', () => {
  test('nine of ten bot clicks are found, and 95 of 100 that are called a bot’s are', () => {
    // Each row weighs the same, however many combinations it has.
    const recall = bots.reduce((sum, [, outcomes]) => sum + figuresOf(outcomes).recall, 0) / bots.length;
    const lost = people.reduce((sum, [, outcomes]) => sum + figuresOf(outcomes).lost, 0) / people.length;
    const all = figuresOf([...bots, ...people].flatMap(([, outcomes]) => outcomes));
    console.log(
      `recall ${percent(all.recall)} of clicks, ${percent(recall)} of rows; precision ${percent(all.precision)}`,
    );
    for (const [{ what }, outcomes] of bots) console.log(`  ${percent(figuresOf(outcomes).recall)} ${what}`);
    expect(all.recall).toBeGreaterThanOrEqual(0.9);
    // With the rows that nobody could tell.
    expect(recall).toBeGreaterThanOrEqual(0.8);
    expect(all.precision).toBeGreaterThanOrEqual(0.95);
    expect(recall / (recall + lost)).toBeGreaterThanOrEqual(0.95);
  });

  test.each(bots.filter(([{ mayMiss }]) => mayMiss !== true))('bots: $what', (_, outcomes) => {
    const missed = outcomes.filter(({ found, bots: all }) => found / all < 0.8).map(({ name }) => name);
    expect(missed).toEqual([]);
  });

  test.each(people.map(([{ what }, outcomes]) => [what, outcomes] as const))('people: %s', (_, outcomes) => {
    const lost = outcomes.filter((each) => each.wrong / each.people > 0.05).map(({ name }) => name);
    expect(lost).toEqual([]);
  });
});
