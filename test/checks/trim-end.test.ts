import { expect, test } from 'vitest';
import { trimEnd } from '../../src/checks/trim-end.js';

test.each([
  ['', ''],
  ['///', ''],
  ['/a//', '/a'],
  ['/a/b', '/a/b'],
])('%j is %j without the slashes at its end', (text, without) => {
  expect(trimEnd(text, '/')).toBe(without);
});
