import { parse } from 'parse5';
import { test } from 'vitest';
import { auditLinks } from '../../src/index.js';
import { HOSTILE_CASES } from './hostile.cases.js';
import { fitGrowth } from './meter.js';
test('table', () => {
  for (const { name, make } of HOSTILE_CASES) {
    const t0 = Date.now();
    const ours = fitGrowth(6000, 100_000, (n) => void auditLinks(make(n)), 2);
    const theirs = process.env.P5 ? fitGrowth(6000, 100_000, (n) => void parse(make(n), { sourceCodeLocationInfo: true, scriptingEnabled: false }), 2) : ours;
    console.log(`${ours.exponent > 1.15 ? '!!' : '  '} ${ours.exponent.toFixed(2)} ${ours.size} ${ours.milliseconds.toFixed(0)} ms | parse5 ${theirs.exponent.toFixed(2)} ${theirs.milliseconds.toFixed(0)} ms | ${JSON.stringify(name)} ${Date.now() - t0}`);
  }
}, 900_000);
