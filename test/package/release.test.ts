import { expect, test } from 'vitest';
// @ts-expect-error A script without types.
import { missingFor } from '../../build/check-release.mjs';

const complete = { version: '1.2.3', repository: 'r', homepage: 'h', bugs: 'b', author: 'a' };
const changelog = '# Changelog\n\n## 1.2.3 (2026-12-01)\n';

test('nothing is published that lacks what only the owner can fill in', () => {
  expect(missingFor(complete, changelog, 'v1.2.3')).toEqual([]);
  expect(missingFor(complete, changelog, undefined)).toEqual([]);
  for (const field of ['repository', 'homepage', 'bugs', 'author'])
    expect(missingFor({ ...complete, [field]: undefined }, changelog)).toEqual([`package.json has no "${field}"`]);
  expect(missingFor(complete, '# Changelog\n\n## Unreleased\n')).toEqual(['CHANGELOG.md has no heading "## 1.2.3"']);
  expect(missingFor(complete, changelog, 'v1.2.4')).toEqual(['the tag is not v1.2.3']);
});
