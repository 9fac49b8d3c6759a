import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { listFiles, ROOT } from '../structure/read-imports.js';

/** A regular expression written in the source. */
export interface WrittenRegex {
  /** `file:line`, relative to the repository. */
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal of `src`, each pattern once. */
export function listRegexes(): readonly WrittenRegex[] {
  const found = new Map<string, WrittenRegex>();
  for (const file of listFiles('src', '.ts')) {
    const tree = ts.createSourceFile(file, readFileSync(`${ROOT}src/${file}`, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        const regex = { at: `src/${file}:${line}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
        if (!found.has(node.text)) found.set(node.text, regex);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return [...found.values()];
}
