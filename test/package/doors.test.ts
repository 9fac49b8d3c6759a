import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../structure/read-imports.js';
import { weigh } from './bundle.js';
import { DOORS, LIGHT_NAMES, NODE_DOORS } from './doors.cases.js';

const { exports } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  exports: Record<string, string | { types: string; default: string }>;
};

const README = readFileSync(`${ROOT}README.md`, 'utf8');

/** Bundles the source as a worker's bundler does the package: with the asynchronous half of `#runtime`. */
const forWorkers: Plugin = {
  name: 'workers',
  setup({ onResolve }) {
    onResolve({ filter: /^#runtime$/ }, () => ({ path: `${ROOT}src/token/runtime-web.ts` }));
    onResolve({ filter: /^clickstamp$/ }, () => ({ path: `${ROOT}src/index.ts`, sideEffects: false }));
    onResolve({ filter: /^clickstamp\/redirect$/ }, () => ({
      path: `${ROOT}src/redirect/index.ts`,
      sideEffects: false,
    }));
  },
};

test('package.json has the doors of the table, types first', () => {
  const doors = [...DOORS, ...NODE_DOORS];
  expect(Object.keys(exports).sort()).toEqual([...doors.map(({ door }) => door), './package.json'].sort());
  for (const { door, file } of doors) {
    const path = file.replace(/\.ts$/, '');
    const built = `./dist/${path}`;
    const name = door === '.' ? 'index' : door.slice('./'.length);
    expect(Object.entries(exports[door] ?? {})).toEqual([
      ['require', { types: `./dist/cjs/types/${path}.d.cts`, default: `./dist/cjs/${name}.cjs` }],
      ['types', `${built}.d.ts`],
      ['default', `${built}.js`],
    ]);
  }
});

/** What the README's table says of an entry point, in kilobytes. */
function saidOf(door: string): number {
  const line = README.split('\n').find((each) => each.startsWith(`| \`${door.replace(/^\./, 'clickstamp')}\` |`));
  return Number(/(\d+) KB \|$/.exec(line ?? '')?.[1]);
}

describe('a bundle for workers', () => {
  test.each(DOORS)(
    'of $door weighs at most $limit bytes and reaches $reaches',
    async ({ door, file, limit, reaches }) => {
      const weight = await weigh({ entryPoints: [`${ROOT}src/${file}`], plugins: [forWorkers] });
      expect(weight.reaches).toEqual([...reaches].sort());
      expect(weight.bytes).toBeLessThanOrEqual(limit);
      expect(weight.bytes).toBeGreaterThan(1_000);
      // The README is right to a kilobyte, or two in a hundred.
      expect(Math.abs(saidOf(door) - weight.bytes / 1_000)).toBeLessThan(Math.max(1, weight.bytes / 50_000));
    },
  );

  test.each(LIGHT_NAMES)(
    'of $name alone weighs at most $limit bytes',
    async ({ name, door = 'clickstamp', limit, reaches }) => {
      const contents = `export { ${name} } from '${door}';`;
      const weight = await weigh({ stdin: { contents, resolveDir: ROOT }, plugins: [forWorkers] });
      expect(weight.reaches).toEqual(reaches);
      expect(weight.bytes).toBeLessThanOrEqual(limit);
      expect(weight.bytes).toBeGreaterThan(100);
    },
  );
});

test('the meter finds what must not be there', async () => {
  const contents =
    "import { parse } from 'tldts'; import { readFileSync } from 'node:fs'; console.log(parse, readFileSync);";
  const { reaches, bytes } = await weigh({ stdin: { contents, resolveDir: ROOT } });
  expect(reaches).toEqual(['node:fs', 'tldts', 'tldts-core']);
  expect(bytes).toBeGreaterThan(20_000);
});
