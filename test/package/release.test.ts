import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
// @ts-expect-error A script without types.
import { missingFor } from '../../build/check-release.mjs';
import { ROOT } from '../structure/read-imports.js';

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

const folder = mkdtempSync(join(tmpdir(), "clickstamp release é'"));
afterAll(() => rmSync(folder, { recursive: true }));

test('the script stops publishing in any folder, and by a link to it', () => {
  mkdirSync(join(folder, 'build'));
  cpSync(`${ROOT}build/check-release.mjs`, join(folder, 'build/check-release.mjs'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...complete, homepage: undefined }));
  writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
  symlinkSync(join(folder, 'build'), join(folder, 'link'));
  for (const path of ['build', 'link']) {
    const { status, stderr } = spawnSync(process.execPath, [join(folder, path, 'check-release.mjs')], {
      encoding: 'utf8',
      env: {},
    });
    expect([status, stderr]).toEqual([1, 'before publishing: package.json has no "homepage"\n']);
  }
});
