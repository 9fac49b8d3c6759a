import { check } from 'recheck';
import { expect, test } from 'vitest';
import { SUPERLINEAR } from './regexes.cases.js';
import { listRegexes } from './regexes.js';

const regexes = listRegexes();
const reasonOf = (source: string): string | undefined => SUPERLINEAR.find((row) => source.startsWith(row.start))?.why;

test.each(regexes)('$at /$source/$flags takes linear time, or its input is short', async ({ source, flags }) => {
  const { status } = await check(source, flags, { timeout: 20_000 });
  // What the tool cannot decide in time is looked at by hand, and has a row as well.
  // On a fast machine it may decide after all.
  const reason = reasonOf(source);
  if (status !== 'safe') expect(reason, status).toBeDefined();
  else if (reason !== undefined) expect(reason).toMatch(/^undecided in time/);
});

test('every exception is still written somewhere', () => {
  expect(regexes.length).toBeGreaterThan(150);
  expect(SUPERLINEAR.filter(({ start }) => !regexes.some(({ source }) => source.startsWith(start)))).toEqual([]);
});
