import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { runIn } from './fake-io.js';

/** What bash offers when Tab is pressed at the end of a line: the words, or `files` where it lists files. */
async function complete(...words: string[]): Promise<string[] | 'files'> {
  const { stdout: script } = await runIn({}, 'completion', 'bash');
  const ask = `${script}
compopt() { files=1; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _clickstamp
if [[ -n $files ]]; then echo files; else printf '%s\\n' "\${COMPREPLY[@]}"; fi`;
  const said = execFileSync('bash', ['--norc', '-c', ask, 'bash', 'clickstamp', ...words], { encoding: 'utf8' });
  const lines = said.split('\n').filter((line) => line !== '');
  return lines[0] === 'files' ? 'files' : lines;
}

describe('bash', () => {
  test('commands', async () => {
    expect(await complete('')).toEqual([...COMMANDS.map(({ name }) => name), 'help', '--help', '--version']);
    expect(await complete('de')).toEqual(['decode', 'demo']);
    expect(await complete('help', 'k')).toEqual(['keygen']);
  });

  test('every option of every command', async () => {
    for (const { name, options } of COMMANDS)
      expect(await complete(name, '--')).toEqual([...options.map((option) => `--${option.name}`), '--help']);
  });

  test('values: choices, files, or nothing', async () => {
    expect(await complete('audit', '--format', '')).toEqual(['table', 'json', 'github', 'sarif']);
    expect(await complete('audit', '--format', 's')).toEqual(['sarif']);
    expect(await complete('audit', '--options', '')).toBe('files');
    expect(await complete('decode', '-k', '')).toBe('files');
    expect(await complete('report', '--title', '')).toEqual([]);
  });

  test('operands: files, names, or nothing', async () => {
    expect(await complete('audit', '')).toBe('files');
    expect(await complete('completion', 'z')).toEqual(['zsh']);
    expect(await complete('keygen', '')).toEqual([]);
    expect(await complete('nothing', '')).toEqual([]);
  });
});

test('zsh: every command and option is described', async () => {
  const { stdout } = await runIn({}, 'completion', 'zsh');
  expect(stdout.startsWith('#compdef clickstamp\n')).toBe(true);
  for (const { name, options } of COMMANDS) {
    expect(stdout).toContain(`\n  ${name})\n`);
    for (const option of options)
      expect(stdout).toContain(`--${option.name}${option.value === undefined ? '[' : '=['}`);
  }
});

describe('mistakes', () => {
  for (const argv of [[], ['fish'], ['bash', 'zsh'], ['toString']])
    test(argv.join(' ') || 'nothing', async () => {
      expect(await runIn({}, 'completion', ...argv)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: 'clickstamp: Name a shell: bash or zsh.\n',
      });
    });
});
