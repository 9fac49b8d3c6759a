import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../structure/read-imports.js';
import { shippedFiles } from './packed.js';

// `npm run test:package` compares this list with what npm packs.
const files = shippedFiles();

/** The relative links of a page, as paths from the package's root. */
function linksOf(page: string): string[] {
  const prose = readFileSync(join(ROOT, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:|^#/i.test(target))
    .map((target) => normalize(join(dirname(page), target.replace(/#.*$/, ''))));
}

test('every relative link of a page in the tarball leads to a file in it', () => {
  const pages = files.filter((file) => file.endsWith('.md'));
  const links = pages.flatMap((page) => linksOf(page).map((target) => ({ page, target })));
  expect(links.filter(({ target }) => !files.includes(target))).toEqual([]);
  expect(links.length).toBeGreaterThan(40);
  expect(links.map(({ target }) => target)).toContain('examples/sqlite.mjs');
});

test('examples import the package by its name, and only files that are shipped with them', () => {
  const examples = files.filter((file) => /^examples\/.*\.m?[jt]s$/.test(file));
  expect(examples.length).toBeGreaterThan(15);
  for (const example of examples) {
    const source = readFileSync(join(ROOT, example), 'utf8');
    for (const [, from = ''] of source.matchAll(/(?:from |import\()'(\.[^']*)'/g))
      expect(files, `${example}: ${from}`).toContain(normalize(join(dirname(example), from)));
  }
});
