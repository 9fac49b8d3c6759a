import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../structure/read-imports.js';

const DOCS = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
const PAGES = ['README.md', ...DOCS.map((file) => `docs/${file}`)].concat(
  ['CONTRIBUTING', 'SECURITY', 'THREAT_MODEL', 'CHANGELOG'].map((name) => `${name}.md`),
);
const LINK = /(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g;

/** A page without what stands in fences and between backticks, where brackets are code. */
function prose(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

/** The fragments of a page's headings, as GitHub makes them: lower case, no punctuation, dashes for spaces, `-1` on a second. */
function fragmentsOf(page: string): Set<string> {
  const fragments = new Set<string>();
  for (const [, title = ''] of prose(page).matchAll(/^#{1,6} (.+)$/gm)) {
    const fragment = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-');
    let name = fragment;
    for (let again = 1; fragments.has(name); again++) name = `${fragment}-${again}`;
    fragments.add(name);
  }
  return fragments;
}

/** The relative links of a page that lead nowhere. */
function deadLinks(page: string, text: string = prose(page)): string[] {
  return [...text.matchAll(LINK)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target))
    .filter((target) => {
      const [path = '', fragment] = target.split('#');
      const file = path === '' ? page : normalize(join(dirname(page), path));
      if (!existsSync(join(ROOT, file))) return true;
      return fragment !== undefined && !fragmentsOf(file).has(fragment);
    });
}

describe('every link leads somewhere', () => {
  test.each(PAGES)('%s', (page) => {
    expect(deadLinks(page)).toEqual([]);
  });

  test('and a dead one would be seen', () => {
    const text =
      '[a](docs/nothing.md) [b](docs/codes.md#nothing) [c](#nothing) [d](docs/codes.md#token-errors) [e](#limits)';
    expect(deadLinks('README.md', text)).toEqual(['docs/nothing.md', 'docs/codes.md#nothing', '#nothing']);
    const links = PAGES.flatMap((page) => [...prose(page).matchAll(LINK)]);
    expect(links.length).toBeGreaterThan(40);
  });
});

test('every page is packed', () => {
  const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: string[] };
  const packed = (path: string): boolean =>
    path === 'README.md' || files.some((name) => path === name || path.startsWith(`${name}/`));
  expect(PAGES.filter((page) => !packed(page))).toEqual([]);
});

test('every page of docs is reachable from the README', () => {
  const seen = new Set<string>(['README.md']);
  for (const page of seen)
    for (const [, target = ''] of prose(page).matchAll(LINK)) {
      const file = normalize(join(dirname(page), target.split('#')[0] ?? ''));
      if (PAGES.includes(file)) seen.add(file);
    }
  expect(DOCS.map((file) => `docs/${file}`).filter((page) => !seen.has(page))).toEqual([]);
});
