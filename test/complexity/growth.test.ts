import { describe, expect, test } from 'vitest';
import { auditLinks } from '../../src/index.js';
import { HOSTILE_CASES } from './hostile.cases.js';
import { expectLinear } from './meter.js';

/** Those that the promise names; test/complexity/growth.long.ts takes all of them. */
const NAMED = ['<a href="', '{{', '<!--[if mso]>', 'http://', '&', '<a href=x>', '*|', '%', '[[', '"'];

describe('the meter', { retry: 4 }, () => {
  test('passes a linear function and fails a quadratic one', () => {
    let sum = 0;
    expectLinear('linear', 100_000, (size) => {
      for (let i = 0; i < size; i++) sum = (sum + i) % 1_000_003;
    });
    const quadratic = (size: number): void => {
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sum = (sum + i * j) % 1_000_003;
    };
    expect(() => expectLinear('quadratic', 300, quadratic)).toThrow(/quadratic: time grows with exponent [12]\.\d/);
    expect(sum).toBeGreaterThanOrEqual(0);
  });
});

describe('50,000 times', { retry: 2 }, () => {
  test.each(HOSTILE_CASES.filter(({ name }) => NAMED.includes(name)))('$name', ({ name, make }) => {
    expectLinear(name, 12_500, (size) => auditLinks(make(size)));
  });

  test('each has a case', () => {
    const names = HOSTILE_CASES.map(({ name }) => name);
    expect(NAMED.filter((name) => !names.includes(name))).toEqual([]);
  });
});
