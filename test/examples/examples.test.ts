import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES, WITH_ENGINES, WITH_SERVERS } from './examples.cases.js';
import { compareLines, output, root, runExamples } from './run-example.js';

// The examples import the package by its name, which is what stands in `dist`: `npm run build` comes first.
const files = readdirSync(`${root}examples`).filter((file) => file.endsWith('.mjs'));

beforeAll(() => {
  expect(existsSync(`${root}dist/index.js`), 'dist is there: npm run build').toBe(true);
});

/** Not a program but a route; those that take a while or need servers, which the end-to-end tests run; and those of `npm run test:engines`. */
const ELSEWHERE = ['redirect-next.mjs', 'postgres.mjs', ...WITH_SERVERS, ...WITH_ENGINES];

describe('every example runs to its end and prints what it did', () => {
  const here = files.filter((file) => !ELSEWHERE.includes(file));
  let runs: Awaited<ReturnType<typeof runExamples>> = [];
  beforeAll(async () => {
    runs = await runExamples(here);
  });

  test.each(here)('%s', (file) => {
    const run = runs.find((each) => each.file === file);
    expect(run, 'it did not end, or one before it').toBeDefined();
    expect(run?.stderr).toBe('');
    compareLines(file, run?.stdout ?? '');
  });

  test('and every row of the table is an example', () => {
    expect(Object.keys(EXAMPLES).filter((file) => !files.includes(file))).toEqual([]);
  });
});

test("Next's route handler answers a real Request", async () => {
  const program = `
    import { GET, dynamic } from './examples/redirect-next.mjs';
    import { trackedUrl } from './examples/shared/try-it.mjs';
    const url = await trackedUrl('https://click.brand.example');
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await GET(new Request(url, { method }));
      console.log(method, status, headers.get('location'), headers.get('cache-control'));
    }
    console.log(dynamic);`;
  expect((await output(['--input-type=module', '--eval', program])).trim().split('\n')).toEqual([
    'clicked c-17',
    'GET 302 https://shop.example/sale?a=1&b=2 private, no-store',
    'clicked c-17',
    'HEAD 302 https://shop.example/sale?a=1&b=2 private, no-store',
    'force-dynamic',
  ]);
});

test('plain Express needs no more than ten lines', () => {
  const lines = readFileSync(`${root}examples/redirect-express.mjs`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('//'));
  const asked = lines.filter((line) => /clickAt|server\.close|^}\);$/.test(line));
  expect(asked).toHaveLength(4);
  expect(lines.length - asked.length).toBeLessThanOrEqual(10);
});

test('templates are checked by Vitest as the example shows', async () => {
  const said = await output(['node_modules/vitest/vitest.mjs', 'run', '--root', 'examples/vitest']);
  expect(said).toMatch(/Tests\s+1 passed \(1\)/);
});
