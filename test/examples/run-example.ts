import { execFile } from 'node:child_process';
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

/** Runs an example and compares every line. Those without a row have tests of their own: they must run, and print something. */
export async function checkExample(file: string, timeout?: number): Promise<void> {
  const lines = (await output([`examples/${file}`], timeout)).replace(/\n$/, '').split('\n');
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
