import { cpuUsage } from 'node:process';
import { describe, expect, test } from 'vitest';
import { labelShowsOtherUrl } from '../../src/message/plan/label-check.js';
import { discoverText } from '../../src/message/text/discover.js';
import { inspectUrl } from '../../src/url/validate.js';
import { DEFAULT_TEST_SYNTAXES, HOSTILE } from './complexity.cases.js';

/** CPU milliseconds, the least of three runs: other programs on the bot only ever add. */
function cost(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const before = cpuUsage();
    work();
    const { user, system } = cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** How often the cost doubles where the size does: 1 is linear, 2 quadratic. Too quick to measure counts as linear. */
function exponent(work: (size: number) => unknown): number {
  const [small, large] = [cost(() => work(10_000)), cost(() => work(80_000))];
  return large < 40 ? 1 : Math.log(large / Math.max(small, 0.5)) / Math.log(8);
}

// Other work on the bot disturbs a fit: one that really is too steep is so every time.
describe('no address costs more than its length', { retry: 4 }, () => {
  test('the meter sees a quadratic function', () => {
    expect(exponent((size) => /a+$/.test(`${'a'.repeat(size / 2)}b`))).toBeGreaterThan(1.5);
  });

  test.each(HOSTILE)('%s', (_, address) => {
    expect(exponent((size) => inspectUrl(address(size)))).toBeLessThan(1.5);
    expect(exponent((size) => discoverText(address(size), { syntaxes: DEFAULT_TEST_SYNTAXES }))).toBeLessThan(1.5);
    expect(exponent((size) => labelShowsOtherUrl('https://shop.example', address(size)))).toBeLessThan(1.5);
  });
});
