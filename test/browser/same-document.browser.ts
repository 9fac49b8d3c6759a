import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKeyring, type RewriteResult, rewriteLinks } from '../../src/index.js';
import { chooseSyntaxes } from '../../src/message/merge-tags/choose.js';
import { maskMergeTags } from '../../src/message/merge-tags/mask.js';
import { FIXTURES as CASES } from '../fixtures/fixtures.cases.js';
import { openReader } from './same-document.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const TRACKED = /https:\/\/click\.brand\.example\/c\/[\w-]+\.[\w-]+\.[\w-]+/g;

let browser: Awaited<ReturnType<typeof openReader>>;
beforeAll(async () => {
  browser = await openReader();
});
afterAll(() => browser.close());

/** Messages under a folder, by path. */
function messagesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.html?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

const rewrite = (source: string): Promise<RewriteResult> =>
  rewriteLinks(source, { trackingUrl: 'https://click.brand.example/c', clickTracking: true, contactId: 'c-17', keys });

/** The tracked URLs in a node stand for destinations: with those put back, each node is what it was. */
async function compare(path: string): Promise<number> {
  const written = readFileSync(path, 'utf8');
  // A browser ends a value at a merge tag's quote; what is sent has no tags any more, and fillers stand for what it has.
  const masked = CASES[basename(path)]?.masked === true;
  const source = masked ? maskMergeTags(written, chooseSyntaxes()).masked : written;
  const result = await rewrite(source);
  const destinations = new Map<string, string>();
  const urls = result.html.match(TRACKED) ?? [];
  const tracked = result.links.filter((link) => link.verdict === 'track');
  expect(urls, path).toHaveLength(tracked.length);
  tracked.forEach((link, at) => {
    destinations.set(urls[at] as string, link.condition === undefined ? link.href : source.slice(...link.range));
  });
  const before = await browser.read(source);
  const after = await browser.read(result.html);
  const back = (text: string) => text.replace(TRACKED, (url) => destinations.get(url) ?? url);
  expect(after.nodes.map(back), path).toEqual(before.nodes);
  expect(after.hrefs.map(back), path).toEqual(before.hrefs);
  // And what is tracked is what was there to be clicked.
  const live = new Set(before.hrefs);
  for (const link of tracked) if (link.condition === undefined) expect(live, path).toContain(link.href);
  return tracked.length;
}

const FIXTURES = messagesUnder(join(root, 'fixtures'));

test('there are fixtures to look at', () => {
  expect(FIXTURES.length).toBeGreaterThan(0);
});

test.each(FIXTURES)('%s is the same document but for its links', async (path) => {
  expect(await compare(path)).toBeGreaterThan(0);
});

const CORPUS = messagesUnder(join(root, '../shared/corpus/html'));

test.runIf(CORPUS.length > 0)('so is every message of the corpus', async () => {
  let tracked = 0;
  for (const path of CORPUS) tracked += await compare(path);
  expect(tracked).toBeGreaterThan(CORPUS.length);
});
