import ts from 'typescript';
import { expect, test } from 'vitest';
import { publicNames } from '../structure/public-surface.js';
import { ROOT } from '../structure/read-imports.js';
import { DOORS, NODE_DOORS } from './doors.cases.js';

const config = ts.parseJsonConfigFileContent(
  ts.readConfigFile(`${ROOT}tsconfig.build.json`, ts.sys.readFile).config,
  ts.sys,
  ROOT,
).options;

/** Mistakes that the compiler finds, so that no reviewer has to. */
const SETTINGS = [
  'strict',
  'exactOptionalPropertyTypes',
  'noUncheckedIndexedAccess',
  'noPropertyAccessFromIndexSignature',
  'noImplicitOverride',
  'verbatimModuleSyntax',
  'isolatedDeclarations',
  'erasableSyntaxOnly',
] as const;

test('the compiler is as strict as it can be', () => {
  expect(SETTINGS.filter((name) => config[name] !== true)).toEqual([]);
  expect(config.skipLibCheck).toBe(false);
});

const names = publicNames();
const namesOf = (door: string): typeof names => names.filter((each) => each.door === door);

test('the exported names are those of exports.txt (`npx vitest run test/package/exports -u` after a wanted change)', async () => {
  const list = [...DOORS, ...NODE_DOORS].map(({ door }) => {
    const lines = namesOf(door).map(({ name, isType }) => `  ${isType ? 'type ' : ''}${name}`);
    return `clickstamp${door.slice(1)}\n${lines.join('\n')}\n`;
  });
  await expect(list.join('\n')).toMatchFileSnapshot('exports.txt');
});

test.each([...DOORS, ...NODE_DOORS])('$door gives at run time what its types say', async ({ door, file }) => {
  const module = (await import(/* @vite-ignore */ `${ROOT}src/${file}`)) as Record<string, unknown>;
  const values = namesOf(door).filter(({ isType }) => !isType);
  expect(Object.keys(module).sort(), door).toEqual(values.map(({ name }) => name));
  expect(values.length).toBeGreaterThan(0);
});
