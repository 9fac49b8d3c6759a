import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { once } from '../once.js';

export const ROOT: string = fileURLToPath(new URL('../../', import.meta.url));

/** One import, re-export, `import()` or `import('…').Type` of a source file. */
export interface Import {
  /** Relative to `src`. */
  readonly from: string;
  readonly line: number;
  /** As written. */
  readonly specifier: string;
  /** Relative to `src`; empty for a module from outside, two for the conditional `#runtime`. */
  readonly files: readonly string[];
  /** Gone after compiling. */
  readonly typeOnly: boolean;
}

/** Files below a folder of the repository, with `/` between the parts, sorted. */
export function listFiles(folder: string, ending: string): readonly string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules/'))
    .sort();
}

/** Every import of `src`, by TypeScript's own parser: comments and strings cannot mislead it. Read once for all tests. */
export function readImports(): readonly Import[] {
  return once('imports of src', () =>
    listFiles('src', '.ts').flatMap((file) => importsOf(file, readFileSync(`${ROOT}src/${file}`, 'utf8'))),
  );
}

/** The imports of one file. */
export function importsOf(file: string, source: string): readonly Import[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: string, typeOnly: boolean): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push({ from: file, line, specifier, files: filesOf(file, specifier), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      add(node, node.moduleSpecifier.text, isTypeImport(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
      add(node, node.moduleSpecifier.text, isTypeExport(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, (node.argument.literal as ts.StringLiteral).text, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, textOf(node.arguments[0]), false);
    if (isAnywhere) ts.forEachChild(node, visit);
  };
  // Statements are at the top of a file; only `import()` and `import('…').Type` stand inside others.
  const isAnywhere = /\bimport\s*\(/.test(source);
  tree.statements.forEach(visit);
  return found;
}

/** Statements of a file that are not `export { name } from '…'`, as `file:line`. */
export function otherThanReexports(file: string, source: string): readonly string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const isReexport = (node: ts.Statement): boolean =>
    ts.isExportDeclaration(node) &&
    node.moduleSpecifier !== undefined &&
    node.exportClause !== undefined &&
    ts.isNamedExports(node.exportClause);
  return tree.statements
    .filter((node) => !isReexport(node))
    .map((node) => `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return clause.name === undefined && names !== undefined && ts.isNamedImports(names) && areTypes(names.elements);
}

function isTypeExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  return (
    isTypeOnly || (exportClause !== undefined && ts.isNamedExports(exportClause) && areTypes(exportClause.elements))
  );
}

function areTypes(elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]): boolean {
  return elements.length > 0 && elements.every((element) => element.isTypeOnly);
}

function textOf(argument: ts.Expression | undefined): string {
  return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : '(worked out at run time)';
}

function filesOf(file: string, specifier: string): readonly string[] {
  if (specifier === '#runtime') return ['token/runtime-node.ts', 'token/runtime-web.ts'];
  if (!specifier.startsWith('.')) return [];
  return [posix.join(dirname(file), specifier).replace(/\.js$/, '.ts')];
}
