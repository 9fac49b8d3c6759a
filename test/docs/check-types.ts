import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import ts from 'typescript';
import { program as surface } from '../structure/public-surface.js';
import { ROOT } from '../structure/read-imports.js';

/** Checks files as an app that is as strict as we are would, with the package's names leading to its source. Gives `file:line message` of each mistake. */
export function checkTypes(files: readonly string[]): readonly string[] {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const paths = { ...options.paths, ...sourcesOfDoors() };
  const forced = { ...options, paths, moduleDetection: ts.ModuleDetectionKind.Force };
  const host = ts.createCompilerHost(forced);
  // What the tests of the public surface have parsed already, the libraries above all, is not parsed again.
  const program = ts.createProgram(files, forced, {
    ...host,
    getSourceFile: (file, ...how) => surface.getSourceFile(file) ?? host.getSourceFile(file, ...how),
  });
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const mistakes = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return mistakes.map(({ messageText, start = 0 }) => {
      const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      return `${relative(ROOT, file)}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

function sourcesOfDoors(): Record<string, string[]> {
  const { exports } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
    exports: Record<string, string | { default: string }>;
  };
  return Object.fromEntries(
    Object.entries(exports).flatMap(([door, target]) =>
      typeof target === 'string'
        ? []
        : [[`clickstamp${door.slice(1)}`, [target.default.replace('./dist/', `${ROOT}src/`).replace(/\.js$/, '.ts')]]],
    ),
  );
}
