import ts from 'typescript';
import { once } from '../once.js';
import { DOORS, NODE_DOORS } from '../package/doors.cases.js';
import { ROOT } from './read-imports.js';

/** A name that an entry point exports, and what it stands for. */
export interface PublicName {
  /** As in package.json's `exports`. */
  readonly door: string;
  readonly name: string;
  readonly isType: boolean;
  readonly symbol: ts.Symbol;
}

const config = ts.parseJsonConfigFileContent(
  ts.readConfigFile(`${ROOT}tsconfig.build.json`, ts.sys.readFile).config,
  ts.sys,
  ROOT,
).options;

const ALL_DOORS = [...DOORS, ...NODE_DOORS];

export const program: ts.Program = once('program of the public surface', () =>
  ts.createProgram(
    ALL_DOORS.map(({ file }) => `${ROOT}src/${file}`),
    config,
  ),
);
export const checker: ts.TypeChecker = program.getTypeChecker();

/** Every name that the entry points export, door by door. A class that is exported as a type alone is a type. */
export function publicNames(): readonly PublicName[] {
  return ALL_DOORS.flatMap(({ door, file }) => {
    const source = program.getSourceFile(`${ROOT}src/${file}`);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} is no module`);
    return checker
      .getExportsOfModule(module)
      .map((symbol) => {
        const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        const typeOnly = symbol.declarations?.some(ts.isTypeOnlyExportDeclaration) ?? false;
        const isType = typeOnly || (target.flags & ts.SymbolFlags.Value) === 0;
        return { door, name: symbol.name, isType, symbol: target };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/** The declarations of a name in the package's own source; none for what comes from elsewhere. */
export function declarationsOf(symbol: ts.Symbol): readonly ts.Declaration[] {
  return (symbol.declarations ?? []).filter((node) => node.getSourceFile().fileName.startsWith(`${ROOT}src/`));
}

/** What of a declaration its users see: no bodies, no private members. */
function visibleParts(node: ts.Node): readonly ts.Node[] {
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    if (ts.isBlock(child) || (ts.isPropertyDeclaration(node) && child === node.initializer)) return;
    if (ts.isVariableDeclaration(node) && child === node.initializer && node.type !== undefined) return;
    if (ts.isClassElement(child) && isPrivate(child)) return;
    parts.push(child);
  });
  return parts;
}

function isPrivate(node: ts.ClassElement): boolean {
  return (
    (node.name !== undefined && ts.isPrivateIdentifier(node.name)) ||
    (ts.canHaveModifiers(node) &&
      (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword))
  );
}

/** The types of the package that a declaration names where its users see them. */
export function namedTypes(symbol: ts.Symbol): ReadonlySet<ts.Symbol> {
  const named = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    const name = ts.isTypeReferenceNode(node)
      ? node.typeName
      : ts.isExpressionWithTypeArguments(node)
        ? node.expression
        : ts.isTypeQueryNode(node)
          ? node.exprName
          : undefined;
    const found = name === undefined ? undefined : checker.getSymbolAtLocation(name);
    if (found !== undefined) {
      const target = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
      if (declarationsOf(target).length > 0 && !(target.flags & ts.SymbolFlags.TypeParameter)) named.add(target);
    }
    visibleParts(node).forEach(visit);
  };
  for (const node of declarationsOf(symbol)) visit(node);
  return named;
}

/** The types that the exported values name, and those that these name in turn. */
export function reachedTypes(values: readonly ts.Symbol[]): ReadonlySet<ts.Symbol> {
  const reached = new Set<ts.Symbol>();
  const open = [...values];
  for (let symbol = open.pop(); symbol !== undefined; symbol = open.pop())
    for (const each of namedTypes(symbol))
      if (!reached.has(each)) {
        reached.add(each);
        open.push(each);
      }
  return reached;
}

/** Types whose members an app writes, beside those that are called options. */
const WRITTEN = [
  'Recipient',
  'MessageClicks',
  'SigningKey',
  'EncryptionKey',
  'ClickQuery',
  'TimelineQuery',
  'PageQuery',
];

/** The names of all options, each once: what an app may write into an object of options, a recipient, a key or a query. */
export function optionNames(names: readonly PublicName[]): readonly string[] {
  const found = names
    .filter(({ name, isType }) => isType && (name.endsWith('Options') || WRITTEN.includes(name)))
    .flatMap(({ symbol }) => {
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      const types = type.isUnion() ? type.types : [type];
      return types.flatMap((each) => checker.getPropertiesOfType(each).flatMap(namesIn));
    });
  return [...new Set(found)].sort();
}

/** A member's name, and those of the object that is written out as its value. */
function namesIn(member: ts.Symbol): readonly string[] {
  const inner = (member.declarations ?? []).filter(ts.isPropertySignature).flatMap(({ type }) => literalsIn(type));
  return [member.name, ...inner.flatMap(({ members }) => members.flatMap(({ name }) => name?.getText() ?? []))];
}

/** The object types in a type, but for what functions take and give. */
function literalsIn(node: ts.Node | undefined): readonly ts.TypeLiteralNode[] {
  if (node === undefined || ts.isFunctionTypeNode(node)) return [];
  const own = ts.isTypeLiteralNode(node) ? [node] : [];
  const inner: ts.TypeLiteralNode[] = [];
  ts.forEachChild(node, (child) => void inner.push(...literalsIn(child)));
  return [...own, ...inner];
}
