import { describe, expect, test } from 'vitest';
import { isKnownProgram, USER_AGENT_RULES } from '../../../src/clicks/bots/user-agents.js';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { BROWSERS } from './browsers.cases.js';
import { PROGRAMS } from './user-agents.cases.js';

const matching = (userAgent: string): string[] =>
  USER_AGENT_RULES.filter(({ pattern }) => pattern.test(userAgent)).map(({ name }) => name);

describe('user agents', () => {
  test('no browser, mail program or app is taken for a program', () => {
    expect(BROWSERS.length).toBeGreaterThanOrEqual(60);
    expect(BROWSERS.filter(([, userAgent]) => isKnownProgram(userAgent))).toEqual([]);
  });

  test('every program is known', () => {
    expect(PROGRAMS.length).toBeGreaterThanOrEqual(80);
    expect(PROGRAMS.filter(([, userAgent]) => !isKnownProgram(userAgent))).toEqual([]);
    expect(PROGRAMS.filter(([rule, userAgent]) => !matching(userAgent).includes(rule))).toEqual([]);
  });

  test.each(USER_AGENT_RULES)('without the row $name a program would go unknown', ({ name }) => {
    const alone = PROGRAMS.filter(([, userAgent]) => matching(userAgent).join() === name);
    expect(alone).not.toEqual([]);
  });

  test.each(USER_AGENT_RULES)('every word of $name is there for a program', ({ pattern }) => {
    const idle = cutAlternatives(pattern.source).filter((word) => {
      const one = new RegExp(word, pattern.flags);
      return !PROGRAMS.some(([, userAgent]) => one.test(userAgent));
    });
    expect(idle).toEqual([]);
  });

  test('what the app itself knows comes on top', () => {
    const counts = new ClickAggregator({ bots: { isBot: (userAgent) => userAgent.includes('OurTool') } });
    const click = { linkId: 'a', at: 0 };
    expect(counts.add({ ...click, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) OurTool/1' }).reasons).toEqual([
      'user-agent',
    ]);
    expect(counts.add({ ...click, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }).reasons).toEqual([]);
    expect(counts.add({ ...click, userAgent: 'curl/8.0' }).reasons).toEqual(['user-agent']);
  });

  test('patterns of the app come on top', () => {
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Ourtool/1.0 Firefox/140.0';
    expect(isKnownProgram(userAgent, [/ourtool/i])).toBe(true);
    expect(isKnownProgram(userAgent, [/othertool/i])).toBe(false);
  });

  test('no more than 500 characters of a user agent are looked at', () => {
    const [, program] = PROGRAMS[0] as (typeof PROGRAMS)[number];
    expect(isKnownProgram(program)).toBe(true);
    for (const piece of ['a', ' ', 'compatible;', 'safari/1.1', '(((', 'x@', 'Firefox/1.0 '])
      expect(isKnownProgram(piece.repeat(100_000))).toBe(isKnownProgram(piece.repeat(100_000).slice(0, 500)));
  });
});

/** Cuts a pattern at the bars that stand in no group. */
function cutAlternatives(source: string): string[] {
  const words = [''];
  let depth = 0;
  for (const [i, char] of [...source].entries()) {
    if (source[i - 1] !== '\\') depth += char === '(' || char === '[' ? 1 : char === ')' || char === ']' ? -1 : 0;
    if (char === '|' && depth === 0) words.push('');
    else words[words.length - 1] += char;
  }
  return words;
}
