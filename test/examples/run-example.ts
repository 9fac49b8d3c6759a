import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { EXAMPLES } from './examples.cases.js';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Runs a program to its end. One that leaves a server, a timer or a process behind never ends, and fails here. */
export async function output(
  args: readonly string[],
  timeout: number = 110_000,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, [...args], {
    cwd: root,
    timeout,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1', ...environment },
  });
  expect(stderr).toBe('');
  return stdout;
}

/** What an example wrote. */
interface ExampleRun {
  readonly file: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs examples one after another in one process. Of one that never ends, and of those behind it, nothing comes back. */
export async function runExamples(files: readonly string[]): Promise<readonly ExampleRun[]> {
  const program = ['test/examples/run-all.child.mjs', ...files.map((file) => `examples/${file}`)];
  const { stdout } = await run(process.execPath, program, {
    cwd: root,
    timeout: 100_000,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1' },
  }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  const lines = stdout.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as ExampleRun).map((each) => ({ ...each, file: basename(each.file) }));
}

/** Runs an example by itself and compares every line. */
export async function checkExample(file: string, timeout?: number): Promise<void> {
  compareLines(file, await output([`examples/${file}`], timeout));
}

/** Compares what an example wrote with its row. Those without a row have tests of their own: they must run, and print something. */
export function compareLines(file: string, written: string): void {
  const lines = written.replace(/\n$/, '').split('\n');
  const wanted = EXAMPLES[file];
  if (wanted === undefined) {
    expect(lines.join('')).not.toBe('');
    return;
  }
  expect(lines).toHaveLength(wanted.length);
  for (const [at, line] of lines.entries()) {
    const want = wanted[at] as string | RegExp;
    if (typeof want === 'string') expect(line).toBe(want);
    else expect(line).toMatch(want);
  }
}
