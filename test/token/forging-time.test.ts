import { expect, test } from 'vitest';
import { encode, header, keyrings, makeToken, outcomeOf, signAny } from './sample.js';

/** Processor time of reading a token, in microseconds: the least of several runs, because others share the bot. */
async function costOf(token: string, repeats = 30): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 7; round++) {
    const before = process.cpuUsage();
    for (let times = 0; times < repeats; times++) await outcomeOf(token);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / repeats);
  }
  return least;
}

/** How fast cost grows: the exponent of the size, from the first to the last. */
function exponentOf(sizes: readonly number[], costs: readonly number[]): number {
  const [first, last] = [0, sizes.length - 1] as const;
  return (
    Math.log((costs[last] as number) / (costs[first] as number)) /
    Math.log((sizes[last] as number) / (sizes[first] as number))
  );
}

const SIZES = [2_000, 4_000, 8_000, 15_000] as const;
const SHAPES: readonly (readonly [string, (size: number) => string])[] = [
  ['letters', (size) => 'a'.repeat(size)],
  ['dots', (size) => '.'.repeat(size)],
  ['slashes', (size) => '/'.repeat(size)],
  ['question marks', (size) => '?'.repeat(size)],
  ['a long payload that nobody signed', (size) => `${encode(header())}.${'a'.repeat(size)}.${'a'.repeat(43)}`],
  ['a long signature', (size) => `${encode(header())}.aaaa.${'a'.repeat(size)}`],
  [
    'five long parts',
    (size) =>
      Array(5)
        .fill('a'.repeat(size / 5))
        .join('.'),
  ],
  ['deep JSON, signed', (size) => signAny(header(), '['.repeat(size / 3) + ']'.repeat(size / 3))],
  [
    'tags full of quotes and colons, signed',
    (size) => signAny(header(), `["https://a.example/",["x",0,{"k":"${'\\":'.repeat(size / 5)}"}],0]`),
  ],
  [
    'a destination of percent signs, signed',
    (size) => signAny(header(), `["https://a.example/${'%'.repeat(size / 2)}","x",0]`),
  ],
  [
    'a destination that goes up, signed',
    (size) => signAny(header(), `["https://a.example/${'../'.repeat(size / 6)}","x",0]`),
  ],
];

test('the meter tells a square from a line', () => {
  expect(
    exponentOf(
      SIZES,
      SIZES.map((size) => size * size),
    ),
  ).toBeCloseTo(2);
});

/** Other work on the bot disturbs a fit: one that really is too steep is so every time. */
const AGAIN = { retry: 4 } as const;

test.each(SHAPES)('time to read grows no faster than the token: %s', AGAIN, async (_, make) => {
  const costs: number[] = [];
  for (const size of SIZES) costs.push(await costOf(make(size)));
  expect(exponentOf(SIZES, costs)).toBeLessThan(1.3);
});

test('a token of 1 MB costs no more than one that is read', AGAIN, async () => {
  const good = await costOf(await makeToken(keyrings.HS256));
  for (const token of ['a', '.', '/', '?', '%', 'a.a.'].map((text) => text.repeat(1_000_000 / text.length)))
    expect(await costOf(token)).toBeLessThan(good * 5 + 200);
});
