/** How many of how many. */
export interface Proportion {
  readonly successes: number;
  readonly of: number;
}

/** What two proportions say of each other. */
export interface Comparison {
  /** Standard errors between them; above 0 where the first is larger. Undefined where there are too few to say. */
  readonly z: number | undefined;
  /** How often chance alone would show a difference at least this large, 0 to 1. */
  readonly p: number | undefined;
}

/**
 * The two-proportion z-test, two-sided, with the pooled variance (NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.3).
 * It says nothing where fewer than five successes or failures are expected on either side: the normal curve does not
 * fit there.
 */
export function compareProportions(a: Proportion, b: Proportion): Comparison {
  const pooled = (a.successes + b.successes) / (a.of + b.of);
  const expected = [a.of, b.of].flatMap((size) => [size * pooled, size * (1 - pooled)]);
  if (!expected.every((each) => each >= 5)) return { z: undefined, p: undefined };
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.of + 1 / b.of));
  const z = (a.successes / a.of - b.successes / b.of) / error;
  return { z, p: erfc(Math.abs(z) / Math.SQRT2) };
}

/** The complementary error function to 1.5e-7 (Abramowitz and Stegun, 7.1.26). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const series = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592].reduce(
    (sum, coefficient) => sum * t + coefficient,
    0,
  );
  return series * t * Math.exp(-x * x);
}
