import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bothParsers } from './both-parsers.js';

const FOLDER = fileURLToPath(new URL('../../../../shared/corpus/html/', import.meta.url));

test('the plain parser finds what the fast one does in every message of the corpus', () => {
  let links = 0;
  for (const file of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
    if (!/\.html?$/.test(file)) continue;
    const { fast, plain } = bothParsers(readFileSync(`${FOLDER}${file}`, 'utf8'));
    expect({ file, ...plain }).toEqual({ file, ...fast });
    links += fast.occurrences.length;
  }
  expect(links).toBeGreaterThan(3_000);
}, 600_000);
