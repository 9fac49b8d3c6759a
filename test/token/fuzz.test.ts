import { expect, test } from 'vitest';
import { fuzz, REACHED } from './fuzz.js';

test('5,000 inputs that are near to tokens: nothing is accepted, redirected, or failed without a type', async () => {
  const seed = 20_261_124;
  const { codes, wrong } = await fuzz(seed, 5_000);
  expect(wrong, `seed ${seed}`).toEqual([]);
  // Not vacuous: every reason to refuse came up.
  for (const code of REACHED) expect(codes.get(code), `${code}, seed ${seed}`).toBeGreaterThan(5);
});
