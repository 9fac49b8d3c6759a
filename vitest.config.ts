import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

/** Tests import the package by its own name or by file; both are the source, so that coverage sees them. */
const alias = [
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

/** One project for each ending of a test file; README's command runs `unit`, and `.ci/run` the rest. */
const project = (name: string, ending: string, testTimeout: number) => ({
  resolve: { alias },
  test: {
    name,
    include: [`test/**/*.${ending}.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    setupFiles: name === 'long' ? [] : ['test/seed.ts'],
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
      project('unit', 'test', 60_000),
      project('long', 'long', 1_800_000),
      project('shared', 'shared', 600_000),
      project('browser', 'browser', 300_000),
      project('e2e', 'e2e', 600_000),
      project('package', 'package', 600_000),
      project('runtimes', 'runtimes', 600_000),
      project('engines', 'engines', 600_000),
    ],
  },
});
