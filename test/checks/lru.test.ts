import { describe, expect, test } from 'vitest';
import { createLru } from '../../src/checks/lru.js';

type Step = readonly [key: string, weight: number] | string;

/** What is set (a pair) and asked for (a key), one after another, and what is kept then of a, b and c. */
const CASES: readonly (readonly [name: string, maxWeight: number, steps: readonly Step[], kept: string])[] = [
  [
    'what fits stays',
    3,
    [
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ],
    'abc',
  ],
  [
    'the oldest goes first',
    2,
    [
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ],
    'bc',
  ],
  ['what was asked for is young again', 2, [['a', 1], ['b', 1], 'a', ['c', 1]], 'ac'],
  [
    'a heavy one takes the place of several',
    3,
    [
      ['a', 1],
      ['b', 1],
      ['c', 3],
    ],
    'c',
  ],
  [
    'one that is too heavy is not kept, and displaces nothing',
    3,
    [
      ['a', 1],
      ['b', 1],
      ['c', 4],
    ],
    'ab',
  ],
  [
    'a key that is set anew weighs once',
    2,
    [
      ['a', 1],
      ['a', 1],
      ['a', 1],
      ['b', 1],
    ],
    'ab',
  ],
  [
    'a key that is set anew is young again',
    2,
    [
      ['a', 1],
      ['b', 1],
      ['a', 1],
      ['c', 1],
    ],
    'ac',
  ],
  [
    'a key that grew too heavy is gone',
    2,
    [
      ['a', 1],
      ['b', 1],
      ['a', 3],
    ],
    'b',
  ],
  ['nothing is kept of weight 0', 0, [['a', 1]], ''],
  ['what is asked for and not there changes nothing', 2, [['a', 1], 'b', ['c', 1]], 'ac'],
];

describe('createLru', () => {
  test.each(CASES)('%s', (_, maxWeight, steps, kept) => {
    const lru = createLru<string>(maxWeight);
    for (const step of steps) {
      if (typeof step === 'string') lru.get(step);
      else lru.set(step[0], `value of ${step[0]}`, step[1]);
    }
    expect(['a', 'b', 'c'].filter((key) => lru.get(key) === `value of ${key}`).join('')).toBe(kept);
  });

  test('counts values where no weight is given, and what was given up weighs nothing', () => {
    const lru = createLru<string>(2);
    const kept = () => ['a', 'b', 'c', 'd'].map((key) => lru.get(key) ?? '-').join('');
    for (const key of ['a', 'b', 'c']) lru.set(key, key);
    expect(kept()).toBe('-bc-');
    lru.delete('b');
    lru.delete('a');
    lru.set('d', 'd');
    expect(kept()).toBe('--cd');
  });
});
