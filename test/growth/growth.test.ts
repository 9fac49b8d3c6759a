import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import type { Count } from './count.child.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = `${ROOT}node_modules/.cache/.growth/`;

/** Runs the works in a process of their own, and counts the blocks of our source that each takes. */
async function countAll(): Promise<readonly Count[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  await build({
    entryPoints: [`${ROOT}test/growth/count.child.ts`],
    outdir: FOLDER,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    outExtension: { '.js': '.mjs' },
    alias: { '#runtime': `${ROOT}src/token/runtime-node.ts` },
  });
  const { stdout } = await promisify(execFile)(process.execPath, [`${FOLDER}count.child.mjs`], {
    maxBuffer: 1e8,
    env: { PATH: process.env['PATH'] },
  });
  return JSON.parse(stdout) as readonly Count[];
}

const counts = await countAll();

/** How fast the count grows from the smallest size to eight times that: 1 is linear, 2 quadratic, 0 flat. */
const exponentOf = ({ blocks }: Count): number =>
  Math.log((blocks.at(-1) as number) / (blocks[0] as number)) / Math.log(8);

test('the meter tells a square from a line, and counts the same each time', () => {
  const [linear, quadratic] = ['meter: linear', 'meter: quadratic'].map((name) =>
    counts.find((each) => each.name === name),
  ) as [Count, Count];
  expect(exponentOf(linear)).toBeCloseTo(1, 1);
  expect(exponentOf(quadratic)).toBeCloseTo(2, 1);
});

test.each(counts.filter(({ name }) => !name.startsWith('meter')))('$name: no steeper than its input', (count) => {
  expect(Math.min(...count.blocks)).toBeGreaterThan(0);
  expect(exponentOf(count)).toBeLessThanOrEqual(1.15);
});

test('every kind of work was counted', () => {
  const kinds = new Set(counts.map(({ name }) => name.split(':')[0]));
  expect([...kinds].sort()).toEqual([
    'address',
    'clicks',
    'email',
    'label',
    'message',
    'meter',
    'page',
    'text',
    'token',
  ]);
  expect(counts.length).toBeGreaterThan(150);
});
