import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Column } from '../../../src/clicks/store/column.js';

test('a column gives back what was set, whatever lies how far apart', () => {
  const near = fc.integer({ min: -40_000, max: 40_000 });
  const far = fc.integer({ min: -(2 ** 32), max: 2 ** 32 });
  const anywhere = fc.integer({ min: -2e15, max: 2e15 });
  const seen = { same: 0, near: 0, far: 0, anywhere: 0 };
  const kinds = { same: fc.constant(0), near, far, anywhere } as const;
  fc.assert(
    fc.property(
      fc.constantFrom(0, 4),
      fc.integer({ min: -1e15, max: 1e15 }),
      fc.array(
        fc
          .constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[]))
          .chain((kind) => fc.tuple(fc.constant(kind), kinds[kind])),
        { maxLength: 30 },
      ),
      (bytes, first, rest) => {
        const values = [first, ...rest.map(([kind, by]) => (kind === 'anywhere' ? by : first + by))];
        for (const [kind] of rest) seen[kind]++;
        const column = new Column(values.length, first, bytes);
        values.forEach((value, index) => {
          column.push(index, value);
          expect(column.at(index)).toBe(value);
        });
        expect(values.map((_, index) => column.at(index))).toEqual(values);
      },
    ),
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});
