import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { checker, declarationsOf, namedTypes, optionNames, publicNames, reachedTypes } from './public-surface.js';
import {
  type FirstMet,
  METHODS,
  MOST_NAMES,
  MOST_OPTIONS,
  MOST_VALUES,
  PRINTERS,
  QUIET_FUNCTIONS,
  WITH_EXAMPLE,
} from './surface.cases.js';

const names = publicNames();
const values = names.filter(({ isType }) => !isType);
/** Each once, whichever entry points export it. */
const symbols = [...new Set(names.map(({ symbol }) => symbol))].filter((symbol) => declarationsOf(symbol).length > 0);

describe('the public surface', () => {
  test(`has at most ${MOST_VALUES} values, ${MOST_NAMES} names and ${MOST_OPTIONS} options`, () => {
    expect(values.length).toBeLessThanOrEqual(MOST_VALUES);
    expect(new Set(names.map(({ name }) => name)).size).toBeLessThanOrEqual(MOST_NAMES);
    expect(optionNames(names).length).toBeLessThanOrEqual(MOST_OPTIONS);
    expect([values.length > 20, names.length > 100, optionNames(names).length > 50]).toEqual([true, true, true]);
  });

  test('has the options of options.txt (`npx vitest run test/structure -u` after a wanted change)', async () => {
    await expect(`${optionNames(names).join('\n')}\n`).toMatchFileSnapshot('options.txt');
  });

  test('exports a type only where a value that is exported names it, or a type that it names', () => {
    const reached = reachedTypes(values.map(({ symbol }) => symbol));
    const unnamed = names.filter(({ isType, symbol }) => isType && !reached.has(symbol)).map(({ name }) => name);
    expect([...new Set(unnamed)]).toEqual([]);
    expect(reached.size).toBeGreaterThan(100);
  });

  test('exports the tables of rules under no name: every new row would be a question of versions', () => {
    const tables = values
      .filter(({ symbol }) => (symbol.flags & ts.SymbolFlags.Variable) !== 0)
      .map(({ name }) => name);
    expect(tables).toEqual(['clickstampMatchers', 'linkReportSerializer']);
  });
});

/** A name, or a member of it, as `Recipient.contactId`, with where it stands. */
const placeOf = (path: string, node: ts.Node): string => {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${path} (${file.fileName.replace(/^.*\/src\//, 'src/')}:${line + 1})`;
};

const isCommented = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).some(ts.isJSDoc);

/** The members of an interface, a class or an object type that its users see, those of objects inside included. */
function membersOf(path: string, node: ts.Node): readonly (readonly [path: string, node: ts.Node])[] {
  const found: (readonly [path: string, node: ts.Node])[] = [];
  ts.forEachChild(node, (child) => {
    if (ts.isBlock(child)) return;
    if ((ts.isTypeElement(child) || ts.isClassElement(child)) && child.name !== undefined) {
      if (ts.isPrivateIdentifier(child.name) || ts.isComputedPropertyName(child.name)) return;
      const own = `${path}.${child.name.getText()}`;
      found.push([own, child]);
      if (!ts.isPropertySignature(child)) return;
      found.push(...membersOf(own, child));
    } else if (!ts.isParameter(child) && !ts.isFunctionTypeNode(child)) found.push(...membersOf(path, child));
  });
  return found;
}

describe('comments', () => {
  test('every exported name has one', () => {
    const bare = symbols.filter((symbol) => !declarationsOf(symbol).some((node) => isCommented(documentedNode(node))));
    expect(bare.map((symbol) => placeOf(symbol.name, declarationsOf(symbol)[0] as ts.Node))).toEqual([]);
  });

  test('every member of an exported type has one', () => {
    const members = symbols.flatMap((symbol) =>
      declarationsOf(symbol)
        .filter(
          (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node),
        )
        .flatMap((node) => membersOf(symbol.name, node)),
    );
    expect(members.length).toBeGreaterThan(300);
    expect(members.filter(([, node]) => !isCommented(node)).map(([path, node]) => placeOf(path, node))).toEqual([]);
  });
});

/** A constant's comment stands before its statement. */
function documentedNode(node: ts.Node): ts.Node {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

/** The methods of a class or an interface that its users call. */
function methodsOf(type: string): readonly (ts.MethodDeclaration | ts.MethodSignature)[] {
  const symbol = names.find(({ name }) => name === type)?.symbol;
  return (symbol === undefined ? [] : declarationsOf(symbol))
    .flatMap((node) => (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) ? [...node.members] : []))
    .filter((node) => ts.isMethodDeclaration(node) || ts.isMethodSignature(node))
    .filter(({ name }) => !ts.isPrivateIdentifier(name));
}

/** Every function that is exported. */
const FIRST_MET: readonly FirstMet[] = [...new Set(values.map(({ name }) => name))]
  .filter((name) => calledOf(name).length > 0 && !PRINTERS.includes(name))
  .map((path) => ({ path, ...(QUIET_FUNCTIONS.includes(path) ? { throws: false as const } : {}) }));

/** Every method of the types of `METHODS`. */
const METHODS_MET: readonly FirstMet[] = METHODS.flatMap(({ type, quiet }) =>
  [...new Set(methodsOf(type).map(({ name }) => name.getText()))].map((name) => ({
    path: `${type}.${name}`,
    ...(quiet.includes(name) ? { throws: false as const } : {}),
    ...(WITH_EXAMPLE.includes(`${type}.${name}`) ? {} : { example: false as const }),
  })),
);

/** The declarations of what a program calls: a function, or a type's method. */
function calledOf(path: string): readonly ts.SignatureDeclaration[] {
  const [name = '', member] = path.split('.');
  if (member !== undefined) return methodsOf(name).filter((node) => node.name.getText() === member);
  const symbol = values.find((each) => each.name === name)?.symbol;
  return symbol === undefined ? [] : declarationsOf(symbol).filter(ts.isFunctionDeclaration);
}

describe('what people meet first', () => {
  test.each([...FIRST_MET, ...METHODS_MET])(
    '$path says what it takes, what it returns and what it throws, with an example',
    ({ path, throws, example }) => {
      const nodes = calledOf(path);
      expect(nodes.length).toBeGreaterThan(0);
      const said = nodes.flatMap((node) => ts.getJSDocTags(node));
      const tag = (name: string): readonly ts.JSDocTag[] => said.filter(({ tagName }) => tagName.text === name);
      const parameters = nodes.flatMap((node) => node.parameters.map(({ name }) => name.getText()));
      const described = said
        .filter(ts.isJSDocParameterTag)
        .filter(({ comment }) => (ts.getTextOfJSDocComment(comment) ?? '') !== '')
        .map(({ name }) => name.getText());
      expect([...new Set(described)].sort()).toEqual([...new Set(parameters)].sort());
      const isVoid = nodes.every((node) => checker.typeToString(returnTypeOf(node)) === 'void');
      expect(tag('returns').length > 0).toBe(!isVoid);
      if (throws !== false) expect(tag('throws').length).toBeGreaterThan(0);
      if (example !== false) expect(tag('example').length).toBeGreaterThan(0);
    },
  );
});

test('the lists of functions and methods name some that are there', () => {
  const met = [...FIRST_MET, ...METHODS_MET].map(({ path }) => path);
  expect([FIRST_MET.length, METHODS_MET.length].map((count) => count > 30)).toEqual([true, true]);
  const methods = METHODS.flatMap(({ type, quiet }) => quiet.map((name) => `${type}.${name}`));
  const listed = [...QUIET_FUNCTIONS, ...WITH_EXAMPLE, ...methods];
  expect(PRINTERS.filter((path) => calledOf(path).length === 0)).toEqual([]);
  expect(listed.filter((path) => !met.includes(path))).toEqual([]);
});

function returnTypeOf(node: ts.SignatureDeclaration): ts.Type {
  const signature = checker.getSignatureFromDeclaration(node);
  if (signature === undefined) throw new Error('this cannot be called');
  return checker.getReturnTypeOfSignature(signature);
}

test('the reader of the surface sees types in signatures and members, and no bodies', () => {
  const [open] = names.filter(({ name }) => name === 'signLink');
  const named = [...namedTypes((open as (typeof names)[number]).symbol)].map(({ name }) => name).sort();
  expect(named).toEqual(['Keyring', 'SignLinkOptions']);
  expect(readFileSync(new URL('../../src/message/sign-link.ts', import.meta.url), 'utf8')).toContain(
    'MisplacedOptions',
  );
});
