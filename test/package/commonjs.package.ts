import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../structure/read-imports.js';
import { CONSUMER, PRINTED } from './consumer.cases.js';
import { createFolder, exec, install, pack, remove } from './packed.js';

// App code that is compiled to CommonJS, with Jest as it comes out of the box, with ts-jest, and with plain Node.
const folder = createFolder('commonjs');
const app = join(folder, 'app');
const COMPILER = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  strict: true,
  skipLibCheck: false,
  types: [],
};

/** The consumer's module as a function that returns what it prints, because CommonJS awaits nothing at its top. */
const [IMPORTS, BODY] = splitConsumer();
const MODULE = `${IMPORTS}
export async function run(): Promise<string> {
${BODY.replace('console.log(JSON.stringify(', 'return (JSON.stringify(')}
}
`;

function splitConsumer(): [imports: string, body: string] {
  const lines = CONSUMER.trim().split('\n');
  const first = lines.findIndex((line) => !line.startsWith('import'));
  return [lines.slice(0, first).join('\n'), lines.slice(first).join('\n')];
}

async function compile(options: Readonly<Record<string, unknown>>, files: readonly string[]): Promise<string> {
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...COMPILER, ...options }, files }));
  return (await exec(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], app)).stdout;
}

beforeAll(async () => {
  const { tarball } = await pack(folder);
  await install(app, tarball, 'jest@30', 'ts-jest@29', 'typescript@5', '@types/jest@30');
  writeFileSync(join(app, 'package.json'), '{ "name": "consumer", "private": true, "type": "commonjs" }\n');
  mkdirSync(join(app, 'src'), { recursive: true });
  writeFileSync(join(app, 'src/app.ts'), MODULE);
});
afterAll(() => remove(folder));

test.each([
  // Dependencies of dependencies have no types that this one finds.
  ['node10', { module: 'commonjs', moduleResolution: 'node10', outDir: 'lib', skipLibCheck: true }],
  ['node16', { module: 'Node16', moduleResolution: 'node16', outDir: 'lib' }],
  ['nodenext', { module: 'NodeNext', moduleResolution: 'nodenext', outDir: 'lib' }],
])('TypeScript finds the types by %s, and the compiled module runs', async (_, options) => {
  expect(await compile(options, ['src/app.ts'])).toBe('');
  writeFileSync(join(app, 'run.js'), "require('./lib/app.js').run().then(console.log);");
  const { stdout, stderr } = await exec(process.execPath, ['run.js'], app);
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe(PRINTED);
});

test('Jest without any configuration', async () => {
  const options = { module: 'commonjs', moduleResolution: 'node10', outDir: 'lib', skipLibCheck: true };
  expect(await compile(options, ['src/app.ts'])).toBe('');
  writeFileSync(
    join(app, 'plain.test.js'),
    `const { run } = require('./lib/app.js');
const { clickstampMatchers } = require('clickstamp/matchers');
expect.extend(clickstampMatchers);
test('runs', async () => {
  expect(await run()).toBe(${JSON.stringify(PRINTED)});
  expect('<a href="https://shop.example/">Shop</a>').toTrack('https://shop.example/');
});
`,
  );
  const { status, stderr } = await exec(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--ci', '-i', 'plain.test.js'],
    app,
  );
  expect(stderr).toContain('Tests:       1 passed, 1 total');
  expect(status).toBe(0);
});

test('ts-jest', async () => {
  writeFileSync(
    join(app, 'typed.test.ts'),
    `import { run } from './src/app';
test('runs', async () => {
  expect(await run()).toBe(${JSON.stringify(PRINTED)});
});
`,
  );
  writeFileSync(join(app, 'jest.typed.json'), '{ "preset": "ts-jest", "testMatch": ["**/typed.test.ts"] }');
  writeFileSync(
    join(app, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        ...COMPILER,
        module: 'commonjs',
        moduleResolution: 'node10',
        skipLibCheck: true,
        types: ['jest'],
      },
    }),
  );
  const { status, stderr } = await exec(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--ci', '-i', '-c', 'jest.typed.json'],
    app,
  );
  expect(stderr).toContain('Tests:       1 passed, 1 total');
  expect(status).toBe(0);
});

test('objects of the CommonJS copy work with those of the ES module copy', async () => {
  writeFileSync(
    join(app, 'both.mjs'),
    `import { createRequire } from 'node:module';
import * as esm from 'clickstamp';
import * as report from 'clickstamp/report';
const cjs = createRequire(import.meta.url)('clickstamp');
const key = '0123456789abcdef0123456789abcdef';
const options = { trackingUrl: 'https://click.brand.example/c', clickTracking: true, contactId: 'c-1' };
const html = '<a href="https://shop.example/">Shop</a>';
const a = await esm.rewriteLinks(html, { ...options, keys: cjs.createKeyring([{ kid: 'k', key }]) });
const b = await cjs.rewriteLinks(html, { ...options, keys: esm.createKeyring([{ kid: 'k', key }]) });
const counts = new cjs.ClickAggregator();
counts.add({ linkId: 'a', at: new Date(0) });
const other = esm.ClickAggregator.fromBytes(counts.toBytes());
console.log(cjs === esm, a.tracked, b.tracked, report.createReport(counts).links.length, other.totals().clicks);
`,
  );
  const { stdout, stderr } = await exec(process.execPath, ['both.mjs'], app);
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe('false 1 1 1 1');
});
