import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import type { ReportOptions } from '../../../src/report/model/options.js';
import { createReport } from '../../../src/report/model/report.js';
import { compareProportions } from '../../../src/report/model/significance.js';
import { runs } from '../../runs.js';

describe('known values', () => {
  // z by hand: (a/n - b/m) / sqrt(pooled (1 - pooled) (1/n + 1/m)); p from tables of the normal distribution.
  const CASES: readonly [a: [number, number], b: [number, number], z: number, p: number][] = [
    [[50, 100], [50, 100], 0, 1],
    [[60, 100], [40, 100], 2.828427, 0.004677735],
    [[120, 1000], [100, 1000], 1.429301, 0.152918],
    [[15, 100], [30, 100], -2.540003, 0.011085],
  ];
  for (const [[a, n], [b, m], z, p] of CASES)
    test(`${a} of ${n} against ${b} of ${m}`, () => {
      const found = compareProportions({ successes: a, of: n }, { successes: b, of: m });
      expect(found.z).toBeCloseTo(z, 5);
      expect(found.p).toBeCloseTo(p, 5);
    });
});

/** The area under the normal curve beyond z on both sides, by Simpson's rule. */
function twoSided(z: number): number {
  const [from, to, steps] = [Math.abs(z), Math.abs(z) + 12, 4_000];
  const width = (to - from) / steps;
  let sum = 0;
  for (let at = 0; at <= steps; at++) {
    const x = from + at * width;
    sum += Math.exp((-x * x) / 2) * (at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2);
  }
  return (2 * sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

test('p is the area under the normal curve beyond z, and sides are alike', () => {
  let small = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 5_000 }),
      fc.integer({ min: 10, max: 5_000 }),
      fc.nat(100),
      fc.nat(100),
      (n, m, i, j) => {
        const a = { successes: Math.round((n * i) / 100), of: n };
        const b = { successes: Math.round((m * j) / 100), of: m };
        const found = compareProportions(a, b);
        const turned = compareProportions(b, a);
        expect(turned.p).toBe(found.p);
        if (found.z === undefined || found.p === undefined) return;
        expect(turned.z).toBeCloseTo(-found.z, 10);
        expect(Math.abs(found.p - twoSided(found.z))).toBeLessThan(2e-7);
        expect(found.p).toBeGreaterThanOrEqual(0);
        if (found.p < 0.05) small++;
      },
    ),
    { numRuns: runs(500) },
  );
  expect(small).toBeGreaterThan(100);
});

describe('nothing is said of too few', () => {
  const CASES: readonly [a: [number, number], b: [number, number]][] = [
    [
      [1, 10],
      [2, 10],
    ],
    [
      [0, 100],
      [4, 100],
    ],
    [
      [100, 100],
      [100, 100],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [5, 0],
      [5, 10],
    ],
    [
      [20, 10],
      [20, 10],
    ],
  ];
  for (const [[a, n], [b, m]] of CASES)
    test(`${a} of ${n} against ${b} of ${m}`, () => {
      expect(compareProportions({ successes: a, of: n }, { successes: b, of: m })).toEqual({
        z: undefined,
        p: undefined,
      });
    });
});

describe('the sentence', () => {
  function said(
    clickers: Readonly<Record<string, number>>,
    delivered: ReportOptions['delivered'],
    locale?: string,
  ): string | undefined {
    const counts = new ClickAggregator();
    for (const [variant, number] of Object.entries(clickers))
      for (let n = 0; n < number; n++)
        counts.add({ linkId: 'a', variant, contactId: `${variant}-${n}`, at: Date.UTC(2026, 10, 24) + n * 60_000 });
    return createReport(counts, { delivered, locale }).significance;
  }

  test('ahead, not ahead, too few, unknown, and one alone', () => {
    expect(said({ A: 40, B: 60 }, { A: 100, B: 100 })).toBe(
      'Variant B is ahead of A. Chance alone would show a difference this large in 5 of 1,000 sends (two-proportion z-test, p = 0.005).',
    );
    expect(said({ A: 120, B: 100 }, { A: 1_000, B: 1_000 })).toBe(
      'Variant A is not clearly ahead of B. Chance alone would show a difference this large in 15 of 100 sends (two-proportion z-test, p = 0.153).',
    );
    expect(said({ A: 200, B: 60 }, { A: 1_000, B: 1_000 })).toMatch(/fewer than 1 of 1,000 sends .*p < 0\.001\)\.$/);
    expect(said({ A: 2, B: 1 }, { A: 20, B: 20 })).toMatch(/too few people who clicked/);
    expect(said({ A: 40, B: 60 }, { A: 100 })).toMatch(/not known/);
    expect(said({ A: 40, B: 60 }, 200)).toMatch(/not known/);
    expect(said({ A: 40 }, { A: 100 })).toBeUndefined();
  });

  test('level, and so near that chance nearly always shows as much', () => {
    expect(said({ A: 50, B: 50 }, { A: 100, B: 100 })).toBe('Variants A and B are level.');
    expect(said({ A: 50, B: 51, C: 50 }, { A: 100, B: 100, C: 100 })).toContain('in nearly every send (');
  });

  test('numbers are written as the reader writes them', () => {
    const german = said({ A: 200, B: 60 }, { A: 1_000, B: 1_000 }, 'de');
    expect(german).toContain('1 of 1.000 sends');
    expect(german).toContain('p < 0,001');
  });

  test('of three, p is corrected for the three pairs', () => {
    const two = said({ A: 130, B: 100 }, { A: 1_000, B: 1_000 });
    const three = said({ A: 130, B: 100, C: 90 }, { A: 1_000, B: 1_000, C: 1_000 });
    expect(two).toContain('p = 0.035');
    expect(two).toContain('A is ahead of B');
    expect(three).toContain('A is not clearly ahead');
    expect(three).toContain('corrected for 3 pairs, p = 0.106');
  });
});
