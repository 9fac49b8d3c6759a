import { expect, test } from 'vitest';
import { isPublicSuffix } from '../../src/url/host.js';
import { fixTld, TLD_TYPOS } from '../../src/url/suggest.js';

test.each([...TLD_TYPOS])('without .%s, nothing is suggested for it', (wrong, right) => {
  const host = `shop.${wrong}`;
  expect(fixTld(`https://${host}/`, host)).toBe(`https://shop.${right}/`);
  const rest = new Map([...TLD_TYPOS].filter(([typo]) => typo !== wrong));
  expect(fixTld(`https://${host}/`, host, rest)).toBeUndefined();
});

test('what is called a typo does not exist, and what is meant does', () => {
  for (const [wrong, right] of TLD_TYPOS)
    expect([wrong, isPublicSuffix(wrong), isPublicSuffix(right)]).toEqual([wrong, false, true]);
});
