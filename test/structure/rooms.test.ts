import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importsOf, listFiles, otherThanReexports, ROOT, readImports } from './read-imports.js';
import { FENCED, GROUND, MAX_LINES, NEVER, NODE_FILES, OWNERS, PARSE5_INTERNALS, ROOMS } from './rooms.cases.js';
import { edgesOf, floors, reachOf, roomOf } from './rooms.js';

const files = listFiles('src', '.ts');
const imports = readImports();
const { dependencies, peerDependencies, devDependencies } = JSON.parse(
  readFileSync(`${ROOT}package.json`, 'utf8'),
) as Record<'dependencies' | 'peerDependencies' | 'devDependencies', Record<string, string>>;
const bundled = OWNERS.filter((each) => each.bundled === true).map(({ module }) => module);
const modules = [...Object.keys({ ...dependencies, ...peerDependencies }), ...bundled];
const isOf = (module: string, specifier: string): boolean => specifier === module || specifier.startsWith(`${module}/`);

test('every file stands in a room of the table, and every room has files', () => {
  expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  const seen = new Set(files.map(roomOf));
  expect(ROOMS.filter(({ room }) => !seen.has(room))).toEqual([]);
  expect(ROOMS.flatMap((room) => room.files ?? []).filter((file) => !files.includes(file))).toEqual([]);
});

test('a room imports lower floors only, floors being numbered by depth', () => {
  const floorOf = floors();
  expect([...floorOf.keys()].sort()).toEqual(ROOMS.map(({ room }) => room).sort());
  for (const { room, imports: values, types = [] } of ROOMS)
    for (const other of [...values, ...types])
      expect(floorOf.get(other), `${room} imports ${other}`).toBeLessThan(floorOf.get(room) as number);
});

test.each(NEVER)('$from never reaches $to: $why', ({ from, to }) => {
  const reached = [...reachOf(from, imports)];
  expect(reached.length).toBeGreaterThan(1);
  expect(reached.filter((file) => to.test(file))).toEqual([]);
});

test('rooms import what the table says, no more and no less', () => {
  const edges = edgesOf(imports);
  for (const { room, imports: values, types = [] } of ROOMS) {
    const found = edges.filter((edge) => edge.from === room && edge.to !== GROUND);
    const where = (typeOnly: boolean): Record<string, string> =>
      Object.fromEntries(found.filter((edge) => edge.typeOnly === typeOnly).map(({ to, first }) => [to, first]));
    expect(Object.keys(where(false)).sort(), `${room}: ${JSON.stringify(where(false))}`).toEqual([...values].sort());
    expect(Object.keys(where(true)).sort(), `${room}, types: ${JSON.stringify(where(true))}`).toEqual(
      [...types].sort(),
    );
  }
});

test('relative imports lead to files that are there', () => {
  const lost = imports.filter((each) => each.files.some((file) => !files.includes(file)));
  expect(lost.map(({ from, specifier }) => `${from}: ${specifier}`)).toEqual([]);
});

test('each third-party module is run by one file', () => {
  expect(OWNERS.map(({ module }) => module).sort()).toEqual([...modules].sort());
  expect(bundled.filter((module) => devDependencies[module] === undefined)).toEqual([]);
  for (const { module, owner, types } of OWNERS) {
    const users = imports.filter(({ specifier }) => isOf(module, specifier));
    const runners = new Set(users.filter(({ typeOnly }) => !typeOnly).map(({ from }) => from));
    const readers = new Set(users.filter(({ typeOnly, from }) => typeOnly && from !== owner).map(({ from }) => from));
    expect([...runners], module).toEqual(owner === undefined ? [] : [owner]);
    expect([...readers], `types of ${module}`).toEqual(types);
  }
});

test('nothing else is imported from outside, and built-ins of Node only where they may', () => {
  const outside = imports.filter(
    (each) => each.files.length === 0 && !modules.some((module) => isOf(module, each.specifier)),
  );
  const strangers = outside.filter(
    ({ from, specifier }) => !specifier.startsWith('node:') || !NODE_FILES.some((pattern) => pattern.test(from)),
  );
  expect(strangers.map(({ from, line, specifier }) => `${from}:${line} ${specifier}`)).toEqual([]);
});

test('the internals of parse5 are used behind the fence alone', () => {
  const users = files.filter((file) => PARSE5_INTERNALS.test(readFileSync(`${ROOT}src/${file}`, 'utf8')));
  expect(users).toEqual(FENCED);
});

test('the URL parser is asked in one file, and `URL.canParse` never (wrong once hot on Node 20 and 22)', () => {
  const users = files.filter((file) => /\bcanParse\b/.test(readFileSync(`${ROOT}src/${file}`, 'utf8')));
  expect(users).toEqual(['url/parse.ts']);
});

test('no file imports itself in a circle, not even for types', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (done.has(file)) return;
    done.add(file);
    for (const { from, files: targets } of imports)
      if (from === file) for (const target of targets) visit(target, [...path, file]);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test('index files only re-export names', () => {
  const doors = files.filter((file) => /(^|\/)index\.ts$/.test(file) || file === 'encryption.ts');
  const others = doors.flatMap((file) => otherThanReexports(file, readFileSync(`${ROOT}src/${file}`, 'utf8')));
  expect(others).toEqual([]);
});

test(`no file of src or test is longer than ${MAX_LINES} lines`, () => {
  const long = ['src', 'test']
    .flatMap((folder) => listFiles(folder, '.ts').map((file) => `${folder}/${file}`))
    .filter((file) => readFileSync(`${ROOT}${file}`, 'utf8').split('\n').length - 1 > MAX_LINES);
  expect(long).toEqual([]);
});

test('the reader of imports sees every form, and tells types from values', () => {
  const source = `import a from 'a'; import type { B } from 'b'; import { type C } from 'c'; import { type D, d } from 'd';
    import 'e'; export { f } from 'f'; export type { G } from 'g'; export { type H } from 'h'; export * from 'i';
    const j = () => import('j'); type K = import('k').K; // import 'not'
    const text = "import 'neither'"; import * as l from '#runtime';`;
  const read = importsOf('clicks/x.ts', source);
  expect(read.map(({ specifier, typeOnly }) => `${specifier} ${typeOnly ? 'type' : 'value'}`).sort()).toEqual([
    '#runtime value',
    'a value',
    'b type',
    'c type',
    'd value',
    'e value',
    'f value',
    'g type',
    'h type',
    'i value',
    'j value',
    'k type',
  ]);
  expect(imports.length).toBeGreaterThan(200);
});
