import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const RUNTIME = ['jose', 'parse5', 'parse5-htmlparser2-tree-adapter', 'tldts', 'domhandler', '@types/node'];

/**
 * Compiles a program against the sources in a folder that has these packages beside the package's own dependencies and
 * no others, library files checked too, and gives what the compiler says. `package` may be `name as other`.
 */
export function compileWith(packages: readonly string[], program: string, modules: 'nodenext' | 'bundler'): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'clickstamp-types-'));
  try {
    for (const name of [...RUNTIME, ...packages]) {
      const link = join(folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), link);
    }
    cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const file = join(folder, 'program.ts');
    writeFileSync(file, program);
    const { options } = ts.convertCompilerOptionsFromJson(
      {
        target: 'ES2022',
        lib: ['ES2023'],
        types: ['node'],
        module: modules === 'bundler' ? 'esnext' : 'nodenext',
        moduleResolution: modules,
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        paths: { '#runtime': ['./src/token/runtime-node.ts'] },
      },
      folder,
    );
    return ts
      .getPreEmitDiagnostics(ts.createProgram([file], { ...options, typeRoots: [join(folder, 'node_modules/@types')] }))
      .map(({ file: at, start, messageText }) => {
        const line = at === undefined || start === undefined ? 0 : at.getLineAndCharacterOfPosition(start).line + 1;
        return `${at?.fileName.replace(folder, '') ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
