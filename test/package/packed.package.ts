import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as viteBuild } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFiles, ROOT } from '../structure/read-imports.js';
import { weigh } from './bundle.js';
import { CONSUMER, EXPORTED, MISTAKES, PRINTED, RESOLUTIONS, WITH_TOOLS } from './consumer.cases.js';
import { DOORS, LIGHT_NAMES, NODE_DOORS } from './doors.cases.js';
import { createFolder, exec, install, installLocked, pack, remove, shippedFiles } from './packed.js';

const folder = createFolder('package');
const app = join(folder, 'app');
const withTools = join(folder, 'with-tools');
let tarball: string;
let files: readonly string[];

beforeAll(async () => {
  ({ tarball, files } = await pack(folder));
  await installLocked(app, tarball);
});
afterAll(() => remove(folder));

/** Checks one file as strictly as TypeScript can, libraries included, with the compiler of this repository. */
async function check(
  cwd: string,
  options: Readonly<Record<string, string | boolean>>,
  types: readonly string[],
): Promise<string> {
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    types,
    ...options,
  };
  writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }));
  return (await exec(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], cwd)).stdout;
}

test('the tarball holds what `shippedFiles` says', () => {
  expect(files).toEqual(shippedFiles());
});

test('the tarball holds what is built, the pages, and nothing else', () => {
  const sources = listFiles('src', '.ts').map((file) => file.replace(/\.ts$/, ''));
  const built = sources.flatMap((file) => [`dist/${file}.d.ts`, `dist/${file}.js`]);
  const pages = listFiles('docs', '.md')
    .filter((page) => !page.startsWith('api/'))
    .map((page) => `docs/${page}`);
  const examples = listFiles('examples', '')
    .filter((file) => /\.\w+$/.test(file) && !file.includes('node_modules'))
    .map((file) => `examples/${file}`);
  expect(examples.filter((file) => !files.includes(file))).toEqual([]);
  const rest = files.filter((file) => ![...built, ...pages, ...examples].includes(file));
  expect(built.filter((file) => !files.includes(file))).toEqual([]);
  expect(pages.filter((file) => !files.includes(file))).toEqual([]);
  const commonjs = rest.filter((file) => file.startsWith('dist/cjs/'));
  expect(commonjs).toContain('dist/cjs/LICENSES.txt');
  const known = [
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'THREAT_MODEL.md',
    'bench/PROFILE.md',
    'bench/RESULTS-SQL.md',
    'bench/RESULTS.md',
    'package.json',
    'docs/audit.schema.json',
    'dist/cli/LICENSES.txt',
  ];
  expect(
    rest.filter((file) => !known.includes(file) && !commonjs.includes(file) && !/^fixtures\/emails\//.test(file)),
  ).toEqual([]);
});

test('publint finds nothing', async () => {
  const { status, stdout } = await exec(
    process.execPath,
    [join(ROOT, 'node_modules/publint/src/cli.js'), '--strict', tarball],
    ROOT,
  );
  expect(stdout).toContain('All good!');
  expect(status).toBe(0);
});

test('the types are right for every way in which packages are found', async () => {
  const attw = join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  const { status, stdout, stderr } = await exec(process.execPath, [attw, tarball, '--format', 'json'], ROOT);
  expect(stderr).toBe('');
  const { analysis, problems } = JSON.parse(stdout) as {
    analysis: { entrypoints: object };
    problems: Record<string, unknown[]>;
  };
  expect(problems).toEqual({});
  expect(Object.keys(analysis.entrypoints).length).toBe(DOORS.length + NODE_DOORS.length + 1);
  expect(status).toBe(0);
});

test('it installs with its own dependencies and no others', async () => {
  const { stdout } = await exec('npm', ['ls', '--all', '--parseable'], app);
  const names = stdout
    .trim()
    .split('\n')
    .slice(1)
    .map((path) => path.split('node_modules/').at(-1));
  expect(names.sort()).toEqual(
    [
      'clickstamp',
      'domelementtype',
      'domhandler',
      'entities',
      'jose',
      'parse5',
      'parse5-htmlparser2-tree-adapter',
      'tldts',
      'tldts-core',
    ].sort(),
  );
});

describe('used from TypeScript, with nothing else installed', () => {
  test.each(RESOLUTIONS)('$name', async ({ options }) => {
    writeFileSync(join(app, 'app.ts'), CONSUMER);
    expect(await check(app, options, [])).toBe('');
  });

  test.each(RESOLUTIONS)('$name, by a library that exports what it is given', async ({ options }) => {
    writeFileSync(join(app, 'app.ts'), EXPORTED);
    expect(await check(app, { ...options, declaration: true }, [])).toBe('');
  });

  test('mistakes are found', async () => {
    for (const usageError of MISTAKES) {
      writeFileSync(join(app, 'app.ts'), usageError);
      expect(await check(app, { module: 'NodeNext', moduleResolution: 'nodenext' }, []), usageError).toMatch(
        /error TS2/,
      );
    }
  });
});

test('used from JavaScript', async () => {
  writeFileSync(join(app, 'app.js'), CONSUMER);
  const { stdout, stderr } = await exec(process.execPath, ['app.js'], app);
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe(PRINTED);
});

describe('bundled for browsers and workers', () => {
  test.each(DOORS)('$door by esbuild', async ({ door, limit, reaches }) => {
    const contents = `export * from 'clickstamp${door.slice(1)}';`;
    const weight = await weigh({ stdin: { contents, resolveDir: app }, conditions: ['worker'] });
    expect(weight.reaches).toEqual([...reaches].sort());
    expect(weight.bytes).toBeLessThanOrEqual(limit);
  });

  test.each(LIGHT_NAMES)('$name alone by esbuild', async ({ name, door = 'clickstamp', limit, reaches }) => {
    const contents = `export { ${name} } from '${door}';`;
    const weight = await weigh({ stdin: { contents, resolveDir: app } });
    expect(weight.reaches).toEqual(reaches);
    expect(weight.bytes).toBeLessThanOrEqual(limit);
  });

  test.each(DOORS)('$door by vite', async ({ door, limit }) => {
    writeFileSync(join(app, 'entry.js'), `export * from 'clickstamp${door.slice(1)}';`);
    const built = await viteBuild({
      root: app,
      configFile: false,
      logLevel: 'silent',
      build: { write: false, minify: true, lib: { entry: 'entry.js', formats: ['es'], fileName: 'out' } },
    });
    const [{ output }] = built as unknown as [{ output: { code?: string }[] }];
    const code = output.map((each) => each.code ?? '').join('');
    expect(code).not.toMatch(/from\s*["']node:|__vite-browser-external/);
    // Vite leaves white space in libraries.
    expect(gzipSync(code).length).toBeLessThan(limit * 1.6);
    expect(code.length).toBeGreaterThan(1_000);
  });
});

test('two bundles of one app share a keyring, a handler and counts, as the routes of a framework do', async () => {
  // Each has a copy of the package with names of its own; what they hand on to each other lies on the global object.
  const bundle = async (name: string, contents: string): Promise<void> => {
    const { code } = await weigh({ stdin: { contents, resolveDir: app }, platform: 'node', conditions: ['node'] });
    writeFileSync(join(app, name), code);
  };
  await bundle(
    'send.mjs',
    `import { ClickAggregator, createKeyring, rewriteLinks } from 'clickstamp';
import { createClickHandler } from 'clickstamp/redirect';
const trackingUrl = 'https://click.brand.example/c';
const keys = createKeyring([{ kid: 'k', key: '0123456789abcdef0123456789abcdef' }]);
const counts = new ClickAggregator();
const handler = createClickHandler({ trackingUrl, keys, onClick: (click, info) => counts.add({ ...click, ...info }) });
const { html } = await rewriteLinks('<a href="https://shop.example/">Shop</a>', { trackingUrl, clickTracking: true, keys });
globalThis.shared = { keys, counts, handler, url: html.split('"')[1] };`,
  );
  await bundle(
    'read.mjs',
    `import { ClickAggregator, decodeClick } from 'clickstamp';
import { createReport } from 'clickstamp/report';
import { toNodeListener } from 'clickstamp/redirect';
import { createServer, get } from 'node:http';
const { keys, counts, handler, url } = globalThis.shared;
const click = await decodeClick(url, { keys });
const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1', () => {
  get({ port: server.address().port, path: new URL(url).pathname }, ({ statusCode, headers }) => {
    server.close();
    const merged = new ClickAggregator().merge(counts);
    console.log(click.url, statusCode, headers.location, createReport(counts).links.length, merged.totals().bot.clicks);
  });
});`,
  );
  const { stdout, stderr } = await exec(process.execPath, ['--import', './send.mjs', 'read.mjs'], app);
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe('https://shop.example/ 302 https://shop.example/ 1 1');
});

describe('the command', () => {
  test('is there after installing', async () => {
    const { status, stdout } = await exec('npx', ['clickstamp', '--help'], app);
    expect(stdout).toContain('audit');
    expect(status).toBe(0);
  });

  test('audits a whole mail without a package more', async () => {
    writeFileSync(
      join(app, 'mail.eml'),
      'Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<a href=3D"https://shop.example/">x</a>',
    );
    const { status, stdout } = await exec('npx', ['clickstamp', 'audit', 'mail.eml'], app);
    expect([status, stdout]).toEqual([0, expect.stringContaining('mail.eml:html: 1 link: 1 tracked')]);
  });

  test('audits a message', async () => {
    writeFileSync(
      join(app, 'mail.html'),
      '<a href="https://shop.example/">Shop</a><a href="htp://shop.example/">Typo</a>',
    );
    const { status, stdout } = await exec('npx', ['clickstamp', 'audit', 'mail.html'], app);
    expect(stdout).toContain('http://shop.example/');
    expect(status).toBe(1);
  });
});

describe('beside nodemailer and vitest', () => {
  beforeAll(() => install(withTools, tarball, 'nodemailer', 'vitest@4', '@types/node@20'));

  test.each(RESOLUTIONS)('$name', async ({ options }) => {
    writeFileSync(join(withTools, 'app.ts'), WITH_TOOLS);
    // Libraries are left to their authors here.
    expect(await check(withTools, { ...options, skipLibCheck: true }, ['node'])).toBe('');
  });

  test('at run time', async () => {
    writeFileSync(join(withTools, 'app.js'), WITH_TOOLS);
    const { stdout, stderr } = await exec(process.execPath, ['app.js'], withTools);
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe('true object object');
  });
});
