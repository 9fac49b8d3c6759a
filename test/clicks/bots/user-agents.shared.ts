import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isKnownProgram } from '../../../src/clicks/bots/user-agents.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../shared/corpus/ua/${name}.json`, import.meta.url), 'utf8'));
const listed = read('crawler-user-agents') as { instances: string[] }[];
const robots = listed.flatMap(({ instances }) => instances);
const crawlers = Object.values(read('isbot-crawlers') as Record<string, string[]>).flat();
/** The last groups of that list hold what its authors call glitches and insignificant bots: no browsers. */
const browsers = Object.entries(read('isbot-browsers') as Record<string, string[]>)
  .filter(([group]) => !group.startsWith('ZZZ'))
  .flatMap(([, userAgents]) => userAgents)
  .filter((userAgent) => !robots.includes(userAgent) && !crawlers.includes(userAgent));

/** How many are known, printed: the table names kinds of programs and is not a list of these. */
function known(what: string, userAgents: readonly string[]): number {
  const count = userAgents.filter((userAgent) => isKnownProgram(userAgent)).length;
  console.log(`${what}: ${count} of ${userAgents.length}, ${((count / userAgents.length) * 100).toFixed(1)} %`);
  return count / userAgents.length;
}

test('no browser of the corpus is taken for a program', () => {
  expect(browsers.length).toBeGreaterThan(500);
  expect(browsers.filter((userAgent) => isKnownProgram(userAgent))).toEqual([]);
});

test('programs of the corpus are known', () => {
  expect(known('crawler-user-agents', robots)).toBeGreaterThan(0.985);
  expect(known('isbot crawlers', crawlers)).toBeGreaterThan(0.93);
});
