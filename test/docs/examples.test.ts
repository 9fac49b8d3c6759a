import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Server } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { listFiles, ROOT } from '../structure/read-imports.js';
import { checkTypes } from './check-types.js';
import { docstringsOf, type Example, examplesOf, readExamples } from './read-examples.js';
import { recorderOf } from './recorder.js';
import { createShell, expectationsOf } from './run-shell.js';
import { writeChecks } from './write-checks.js';

const FOLDER = `${ROOT}.vitest/examples`;
const RUN = ['ts', 'js', 'sh'];
const OTHERS = ['', 'text', 'json', 'html', 'css', 'yaml', 'mermaid', 'diff', 'sql', 'python', 'xml'];

const examples = readExamples();
const scripts = examples.filter(({ language }) => language === 'ts' || language === 'js');
const nameOf = ({ file, line }: Example): string => `${file}:${line}`;

/** A block on the lines that it has on its page, after the blocks that it continues: messages then name the right line. */
function codeOf(example: Example): string {
  const page = scripts.filter(({ file, line }) => file === example.file && line <= example.line);
  let first = page.length - 1;
  while (first > 0 && page[first]?.info === 'continues') first--;
  const lines: string[] = [];
  for (const { line, code } of page.slice(first)) {
    while (lines.length < line - 1) lines.push('');
    lines.push(...code.split('\n'));
  }
  return lines.join('\n');
}

function write(kind: string, { file, line, language }: Example, code: string): string {
  const path = `${FOLDER}/${kind}/${file}/${line}.${language}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
  return path;
}

/** Runs an example's module with its output kept quiet and its servers on free ports, closed at the end. */
async function run(path: string): Promise<void> {
  const servers = new Set<Server>();
  const listen = Server.prototype.listen;
  const quiet = (['log', 'error', 'warn', 'table'] as const).map((name) => vi.spyOn(console, name).mockReturnValue());
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    servers.add(this);
    return listen.call(this, 0, ...(args.filter((each) => typeof each === 'function') as [() => void]));
  } as typeof listen;
  try {
    await import(/* @vite-ignore */ path);
  } finally {
    Server.prototype.listen = listen;
    for (const server of servers) server.close();
    for (const spy of quiet) spy.mockRestore();
  }
}

rmSync(FOLDER, { recursive: true, force: true });
/** Lines that say what they give; each example is tested to have reached all of its own. */
let checks = 0;

test('every block is of a language that is run, or of one that has nothing to run', () => {
  const strange = examples.filter(
    ({ language, info }) => ![...RUN, ...OTHERS].includes(language) || !['', 'continues'].includes(info),
  );
  expect(strange.map((each) => `${nameOf(each)} ${each.language} ${each.info}`)).toEqual([]);
});

test('every @example of a docstring has a block', () => {
  for (const file of listFiles('src', '.ts')) {
    const text = docstringsOf(readFileSync(`${ROOT}src/${file}`, 'utf8'));
    const parts = text.split(/^@example/m).slice(1);
    expect(
      parts.filter((part) => examplesOf(file, part.split(/^@\w/m)[0] ?? '').length === 0),
      file,
    ).toEqual([]);
  }
});

test('examples are sound TypeScript', () => {
  const files = scripts.filter(({ language }) => language === 'ts').map((each) => write('types', each, codeOf(each)));
  // `.vitest/examples/types/README.md/126.ts:132` is line 132 of README.md.
  expect(checkTypes(files).map((usageError) => usageError.replace(/^.*?\/types\/(.+?)\/\d+\.ts:/, '$1:'))).toEqual([]);
});

describe('examples do what their comments say', () => {
  for (const example of scripts) {
    const name = nameOf(example);
    const { code, lines } = writeChecks(example.file, codeOf(example));
    const path = write(
      'run',
      example,
      `import { recorderOf } from ${JSON.stringify(`${ROOT}test/docs/recorder.js`)}; const $recorder = recorderOf('${name}');${code}`,
    );
    checks += lines.length;
    const all = (): void => {
      expect([...recorderOf(name).seen].sort((a, b) => a - b)).toEqual(lines);
    };
    // An example of tests has tests of its own.
    if (/from 'vitest'/.test(example.code))
      describe(name, async () => {
        await import(/* @vite-ignore */ path);
        afterAll(all);
      });
    else
      test(name, async () => {
        await run(path);
        all();
      });
  }
});

describe('shell lines run', async () => {
  const shell = await createShell(`${FOLDER}/shell`);
  for (const example of examples.filter(({ language }) => language === 'sh'))
    test(nameOf(example), async () => {
      const { status, stdout, stderr } = await shell(example.code);
      expect(status, `${nameOf(example)}\n${stdout}${stderr}`).toBeLessThanOrEqual(1);
      expect(stderr).not.toMatch(/command not found/);
      for (const expected of expectationsOf(example.code)) expect(stdout, nameOf(example)).toContain(expected);
    });
});

test('there was something to run', () => {
  expect(scripts.length).toBeGreaterThan(15);
  expect(checks).toBeGreaterThan(25);
});
