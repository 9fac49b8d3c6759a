import { parse } from 'parse5';
import { test } from 'vitest';
import { auditLinks } from '../../src/index.js';
import { HOSTILE_CASES } from './hostile.cases.js';
import { expectLinear, fitGrowth } from './meter.js';

test.each(HOSTILE_CASES)('$name', ({ name, make }) => {
  const ours = expectLinear(name, 12_500, (size) => auditLinks(make(size)));
  const theirs = fitGrowth(
    12_500,
    12_500,
    (size) => void parse(make(size), { sourceCodeLocationInfo: true, scriptingEnabled: false }),
    1,
  );
  console.log(
    `${name}: ${ours.exponent.toFixed(2)}, ${ours.milliseconds.toFixed(0)} ms for ${ours.size}; parse5 alone: ` +
      `${theirs.exponent.toFixed(2)}, ${theirs.milliseconds.toFixed(0)} ms for ${theirs.size}`,
  );
});
