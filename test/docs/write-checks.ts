import ts from 'typescript';

/** `// => value` and `// throws Name: message` behind a statement. */
const SAYS = /^\s*\/\/ (=>|throws) ?(.*)$/;

/** An example's code with its comments made into calls of `$recorder`, and the lines that have such comments. */
export interface CheckedCode {
  readonly code: string;
  readonly lines: readonly number[];
}

/**
 * Turns `expr; // => value` into a check of `expr`, `const name = …; // => value` into one of `name`,
 * `console.log(expr); // => value` into one of `expr`, and `call(); // throws Name: message` into one that it fails.
 * A value may go on in comment lines below. Throws where such a comment stands behind something else or is no value.
 */
export function writeChecks(where: string, code: string): CheckedCode {
  const tree = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node)) {
      const says = SAYS.exec(code.slice(node.end).split('\n', 1)[0] ?? '');
      if (says !== null) {
        const line = tree.getLineAndCharacterOfPosition(node.end).line + 1;
        const value =
          says[1] === '=>' ? valueAt(`${where}:${line}`, says[2] as string, code, node.end) : (says[2] ?? '');
        edits.push({
          start: node.getStart(),
          end: node.end,
          text: checkOf(`${where}:${line}`, node, line, says[1] as string, value),
        });
        lines.push(line);
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  let checked = code;
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start))
    checked = checked.slice(0, start) + text + checked.slice(end);
  return { code: checked, lines: lines.sort((a, b) => a - b) };
}

function checkOf(
  where: string,
  node: ts.ExpressionStatement | ts.VariableStatement,
  line: number,
  kind: string,
  value: string,
): string {
  const statement = node.getText();
  if (kind === 'throws')
    return `await $recorder.throws(${line}, async () => { ${statement} }, ${JSON.stringify(value.trim())});`;
  if (ts.isExpressionStatement(node)) return `$recorder.check(${line}, (${subjectOf(node.expression)}), (${value}));`;
  const [declaration] = node.declarationList.declarations;
  if (declaration === undefined || !ts.isIdentifier(declaration.name))
    throw new Error(`${where}: a value can only be said of one name`);
  return `${statement} $recorder.check(${line}, ${declaration.name.text}, (${value}));`;
}

function subjectOf(expression: ts.Expression): string {
  const isLog = ts.isCallExpression(expression) && expression.expression.getText() === 'console.log';
  const printed = isLog && expression.arguments.length === 1 ? expression.arguments[0] : undefined;
  return (printed ?? expression).getText();
}

function valueAt(where: string, first: string, code: string, end: number): string {
  let value = first;
  for (const line of code.slice(end).split('\n').slice(1)) {
    const more = /^\s*\/\/(?! =>| throws)(.*)$/.exec(line);
    if (isExpression(value) || more === null) break;
    value += `\n${more[1]}`;
  }
  if (!isExpression(value)) throw new Error(`${where}: "${first}" is no JavaScript value`);
  return value;
}

function isExpression(text: string): boolean {
  try {
    new Function(`return (${text}\n);`);
    return text.trim() !== '';
  } catch {
    return false;
  }
}
