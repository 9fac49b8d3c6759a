import { expect, test } from 'vitest';
import { remembering } from '../../src/checks/remember.js';

test('makes each text once while it is kept, and never keeps a long one', () => {
  const made: string[] = [];
  const lengthOf = remembering(2, (text) => made.push(text) && text.length);
  const [long, longest] = ['x'.repeat(501), 'y'.repeat(500)];
  expect(['a', 'a', '', '', 'a'].map(lengthOf)).toEqual([1, 1, 0, 0, 1]);
  expect(made).toEqual(['a', '']);
  // A third starts anew.
  expect(['b', 'a', 'b'].map(lengthOf)).toEqual([1, 1, 1]);
  expect(made).toEqual(['a', '', 'b', 'a']);
  made.length = 0;
  expect([long, long, longest, longest].map(lengthOf)).toEqual([501, 501, 500, 500]);
  expect(made).toEqual([long, long, longest]);
});
