import { parse } from 'parse5';
import { test } from 'vitest';
import { auditLinks } from '../../src/index.js';
import { HOSTILE_CASES } from './hostile.cases.js';
import { expectLinear, fitGrowth } from './meter.js';

/**
 * From 50,000 repetitions on, doubled twice: below, a stack of open elements that outgrows one cache after the other looks
 * steeper than it is, in parse5 as in ours.
 */
const REPETITIONS = 50_000;

test.each(HOSTILE_CASES)('$name', ({ name, make }) => {
  const theirs = fitGrowth(
    REPETITIONS / 4,
    REPETITIONS / 4,
    (size) => void parse(make(size), { sourceCodeLocationInfo: true, scriptingEnabled: false }),
    1,
  );
  // Where parse5 itself is worse, ours may be as bad and no worse.
  const most = Math.max(1.15, theirs.exponent + 0.05);
  const ours = expectLinear(name, REPETITIONS, (size) => auditLinks(make(size)), most);
  console.log(
    `${name}: ${ours.exponent.toFixed(2)}, ${ours.milliseconds.toFixed(0)} ms for ${ours.size}; parse5 alone: ` +
      `${theirs.exponent.toFixed(2)}, ${theirs.milliseconds.toFixed(0)} ms for ${theirs.size}`,
  );
});
