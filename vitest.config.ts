import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

/** Tests import the package by its own name or by file; both are the source, so that coverage sees them. */
export const alias: { find: string | RegExp; replacement: string }[] = [
  { find: '#runtime', replacement: source('token/runtime-node.ts') },
  ...['clicks', 'redirect', 'report'].map((door) => ({
    find: new RegExp(`^clickstamp/${door}$`),
    replacement: source(`${door}/index.ts`),
  })),
  { find: /^clickstamp\/sql$/, replacement: source('clicks/sql/index.ts') },
  ...['encryption', 'matchers', 'nodemailer'].map((door) => ({
    find: new RegExp(`^clickstamp/${door}$`),
    replacement: source(`${door}.ts`),
  })),
  { find: /^clickstamp\/providers$/, replacement: source('clicks/providers/index.ts') },
  { find: /^clickstamp$/, replacement: source('index.ts') },
];

/** Files of `npm test` that do more in the long run: those that ask `test/runs.ts` how often. */
const moreRuns = readdirSync(fileURLToPath(new URL('test', import.meta.url)), { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter(
    (file) =>
      file.endsWith('.test.ts') &&
      !file.includes('node_modules/') &&
      /from '[./]+\/runs\.js'/.test(readFileSync(new URL(file, import.meta.url), 'utf8')),
  );

/** One project for each ending of a test file; README's command runs `unit`, and `.ci/run` the rest. */
const project = (name: string, ending: string, testTimeout: number, others: object = {}) => ({
  resolve: { alias },
  test: {
    name,
    include: [`test/**/*.${ending}.ts`],
    // Far above what any test takes, so that none fails because the machine is busy.
    testTimeout,
    hookTimeout: testTimeout,
    setupFiles: ['test/seed.ts'],
    ...others,
  },
});

export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/cli/main.ts', 'src/token/runtime-web.ts'],
      thresholds: { lines: 95 },
      reporter: ['text-summary', 'json-summary'],
    },
    projects: [
      // One process and one module graph for all files cost half as much; `test/left-behind.ts` holds that none changes what they share.
      project('unit', 'test', 120_000, {
        pool: 'threads',
        isolate: false,
        setupFiles: ['test/optimise-late.ts', 'test/seed.ts', 'test/left-behind.ts'],
      }),
      project('long', 'long', 3_600_000, {
        include: ['test/**/*.long.ts', ...moreRuns],
        env: { CLICKSTAMP_TEST_RUNS: '20' },
      }),
      project('shared', 'shared', 600_000),
      project('browser', 'browser', 300_000),
      project('e2e', 'e2e', 600_000),
      project('package', 'package', 600_000),
      project('runtimes', 'runtimes', 600_000),
      project('engines', 'engines', 600_000),
    ],
  },
});
