import ts from 'typescript';
import { expect, test } from 'vitest';
import { listFiles, ROOT } from '../structure/read-imports.js';
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

const doors = listFiles('src', '.ts').filter((file) => /(^|\/)index\.ts$/.test(file) || !file.includes('/'));
const program = ts.createProgram(
  doors.map((file) => `${ROOT}src/${file}`),
  config,
);
const checker = program.getTypeChecker();

/** Names that an entry point gives, sorted. A class that is exported as a type alone is a type. */
function namesOf(file: string): readonly { readonly name: string; readonly isType: boolean }[] {
  const source = program.getSourceFile(`${ROOT}src/${file}`);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is no module`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const typeOnly = symbol.declarations?.some(ts.isTypeOnlyExportDeclaration) ?? false;
      return { name: symbol.name, isType: typeOnly || (target.flags & ts.SymbolFlags.Value) === 0 };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

test('the exported names are those of exports.txt (`npx vitest run test/package/exports -u` after a wanted change)', async () => {
  const list = [...DOORS, ...NODE_DOORS].map(({ door, file }) => {
    const names = namesOf(file).map(({ name, isType }) => `  ${isType ? 'type ' : ''}${name}`);
    return `clickstamp${door.slice(1)}\n${names.join('\n')}\n`;
  });
  await expect(list.join('\n')).toMatchFileSnapshot('exports.txt');
});

test.each([...DOORS, ...NODE_DOORS])('$door gives at run time what its types say', async ({ door, file }) => {
  const module = (await import(/* @vite-ignore */ `${ROOT}src/${file}`)) as Record<string, unknown>;
  const values = namesOf(file).filter(({ isType }) => !isType);
  expect(Object.keys(module).sort(), door).toEqual(values.map(({ name }) => name));
  expect(values.length).toBeGreaterThan(0);
});
