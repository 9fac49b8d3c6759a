import { expect, test } from 'vitest';
import { auditLinks } from '../../src/index.js';
import { formatSummary } from '../../src/print/link-report.js';
import { formatFinding, summariseLinks } from '../../src/report/index.js';

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

test('a sentence is broken between words where the terminal ends, and whole where there is room', () => {
  const [finding] = auditLinks('<a href="htp://shop.example/">x</a>').findings;
  if (finding === undefined) throw new Error('no finding');
  const head = (width: number | undefined, path: string): string[] =>
    formatFinding({ ...finding, frame: '', suggestion: '' }, { width, path })
      .split('\n')
      .slice(0, -3);
  const sentence = 'The scheme is misspelt, so a click opens nothing.';
  expect(head(undefined, 'mail.html')).toEqual([`mail.html:1:10: error scheme-typo: ${sentence}`]);
  expect(head(60, 'mail.html')).toEqual([
    'mail.html:1:10: error scheme-typo: The scheme is misspelt,',
    '  so a click opens nothing.',
  ]);
  expect(head(40, 'folder/of/letters.html')).toEqual([
    'folder/of/letters.html:1:10:',
    '  error scheme-typo: The scheme is',
    '  misspelt, so a click opens nothing.',
  ]);
});

test('the line that names a message breaks between words as well', () => {
  const audit = auditLinks('<a href="https://shop.example/">x</a>');
  const summary = (width: number | undefined, path: string): string[] =>
    formatSummary(audit, { width, path }).split('\n');
  const counts = '1 link: 1 tracked, 0 left; 0 errors, 0 warnings';
  expect(summary(undefined, 'mail.html')).toEqual([`mail.html: ${counts}`, '']);
  expect(summary(40, 'mail.html')).toEqual(['mail.html: 1 link: 1 tracked, 0 left; 0', '  errors, 0 warnings', '']);
  expect(summary(40, 'a/folder/of/letters/newsletter.html')).toEqual([
    'a/folder/of/letters/newsletter.html: 1',
    '  link: 1 tracked, 0 left; 0 errors, 0',
    '  warnings',
    '',
  ]);
  expect(summary(30, 'a/folder/of/letters/newsletter.html').slice(0, 2)).toEqual([
    'a/folder/of/letters/newsletter.html:',
    '  1 link: 1 tracked, 0 left; 0',
  ]);
});

test('every number of the summary is written alike', () => {
  const message = (times: number): string => '<a href="https://shop.example/">x</a><a href="#">y</a>'.repeat(times);
  const options = { clickTracking: true, trackingUrl: 'https://click.brand.example/c' };
  expect(summariseLinks(auditLinks(message(1_234), options))).toMatch(
    /^2,468 links: 1,234 tracked, 1,234 left; 0 errors, 1,234 warnings$/,
  );
});
