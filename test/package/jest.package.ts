import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../structure/read-imports.js';
import { createFolder, exec, install, pack, remove } from './packed.js';

// The matchers in a real Jest, with the `expect` that it sets and with the one that is imported.
const folder = createFolder('jest');
const app = join(folder, 'app');
const MATCHERS = "import { clickstampMatchers } from 'clickstamp/matchers';\nexpect.extend(clickstampMatchers);\n";
const HTML =
  'const html = \'<a href="https://shop.example/">Shop</a> <a href="htp://shop.example/">Typo</a> <a href="#top">Up</a>\';\n';
const PASSING = `${MATCHERS}${HTML}test('passing', () => {
  expect(html).toTrack('https://shop.example/');
  expect(html).not.toTrack('#top');
  expect(html).toTrackOnly([/^https:/]);
  expect(html).toLeave('#top', 'anchor');
  expect(html).not.toHaveNoBrokenLinks();
});
`;
const FAILING = `test('failing', () => {
  expect(html).toHaveNoBrokenLinks();
});
`;
/** As the README says it. */
const DECLARATION = `import type { LinkMatchers } from 'clickstamp/matchers';
declare module 'expect' { interface Matchers<R, T> extends LinkMatchers<R> {} }
`;
const WAYS = [
  { name: 'global', first: '', types: ['jest'] },
  { name: 'imported', first: "import { expect, test } from '@jest/globals';\n", types: [] },
];

beforeAll(async () => {
  const { tarball } = await pack(folder);
  await install(app, tarball, 'jest@30', '@types/jest@30', '@jest/globals@30');
});
afterAll(() => remove(folder));

describe.each(WAYS)('$name expect', ({ name, first, types }) => {
  test('runs', async () => {
    writeFileSync(join(app, `${name}.test.js`), `${first}${PASSING}${FAILING}`);
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--ci', '-i', '--testMatch'];
    const { status, stderr } = await exec(process.execPath, [...jest, `**/${name}.test.js`], app);
    expect(stderr).toContain('Tests:       1 failed, 1 passed, 2 total');
    expect(stderr).toContain('Expected the message to have no broken links');
    expect(stderr).toContain('did you mean http://shop.example/ ?');
    expect(status).toBe(1);
  });

  test('has types', async () => {
    const refused = `test('refused', () => {
  // @ts-expect-error There is no such reason.
  expect(html).toLeave('#top', 'nothing');
});
`;
    writeFileSync(join(app, `${name}.ts`), `${first}${PASSING}${refused}`);
    writeFileSync(join(app, 'imported.d.ts'), DECLARATION);
    const files = [`${name}.ts`, ...(first === '' ? [] : ['imported.d.ts'])];
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2022',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types,
    };
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    expect((await exec(process.execPath, [tsc, '-p', '.'], app)).stdout).toBe('');
  });
});
