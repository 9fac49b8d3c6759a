import { expect, test } from 'vitest';
import { fuzz, REACHED } from './fuzz.js';

/** In ten runs, each with a seed of its own, so that a failure is found again in a tenth of the time. */
test.each(Array.from({ length: 10 }, (_, at) => 20_261_124 + at))('100,000 inputs, seed %i', async (seed) => {
  const { codes, wrong } = await fuzz(seed, 100_000);
  expect(wrong).toEqual([]);
  for (const code of REACHED) expect(codes.get(code), code).toBeGreaterThan(50);
});
