import { expect, test } from 'vitest';
import { auditLinks } from '../../src/index.js';
import { formatFinding } from '../../src/report/index.js';

test('a frame is never wider than the terminal, and whole where there is room', () => {
  const line = `<p>${'words before it '.repeat(4)}<a href="htp://shop.example/${'long/'.repeat(20)}">x</a></p>`;
  const [finding] = auditLinks(line).findings;
  if (finding === undefined) throw new Error('no finding');
  const frameOf = (width?: number) =>
    formatFinding(finding, { width })
      .split('\n')
      .filter((each) => each.startsWith('  ') && each.includes('|'));
  const whole = frameOf();
  expect(Math.max(...whole.map((each) => each.length))).toBeGreaterThan(80);
  expect(frameOf(80).map((each) => each.length)).toEqual([80, 80]);
  expect(frameOf(80).map((each) => each.slice(0, 79))).toEqual(whole.map((each) => each.slice(0, 79)));
});
