import { expect, test } from 'vitest';
import { checkKeys, checkNumber, checkWhole } from '../../src/checks/options.js';

test.each([
  [0, 'size: must be a number from 1 to 5'],
  [6, 'size: must be a number from 1 to 5'],
  [Number.NaN, 'size: must be a number from 1 to 5, not NaN'],
  ['3', 'size: must be a number from 1 to 5, not a string'],
])('of %j a message says what is true', (value, message) => {
  const messageOf = (check: typeof checkNumber): string => {
    try {
      check('size', value, 1, 5);
      return 'was taken';
    } catch (error) {
      return (error as TypeError).message;
    }
  };
  expect(messageOf(checkNumber)).toBe(message);
  expect(messageOf(checkWhole)).toBe(message.replace('a number', 'a whole number'));
});

test('an unknown name that may be an id is not shown', () => {
  const nameless = /^options: unknown option; known are size$/;
  for (const name of ['contact4711', 'user_8841_jane', 'c17', 'jane@shop.example'])
    expect(() => checkKeys('options', { [name]: 1 }, ['size'])).toThrow(nameless);
  expect(() => checkKeys('options', { sized: 1 }, ['size'])).toThrow('unknown option "sized", did you mean "size"?');
});
