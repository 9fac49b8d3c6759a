import { expect, test } from 'vitest';
import { COMMANDS, loadCommands } from '../../src/cli/commands.js';
import { mistake, runIn } from './fake-io.js';

const commands = await loadCommands();
const HELPS: readonly string[][] = [['--help'], ...commands.map(({ name }) => [name, '--help'])];

test('every command is loaded by its own name', () => {
  expect(commands.map(({ name }) => name)).toEqual(Object.keys(COMMANDS));
});

test('every help fits 80 columns, ends a line, and goes to standard output', async () => {
  for (const argv of HELPS) {
    const { status, stdout, stderr } = await runIn({}, ...argv);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout.endsWith('\n')).toBe(true);
    expect(
      stdout.split('\n').filter((line) => line.length > 80 || line.endsWith(' ')),
      argv.join(' '),
    ).toEqual([]);
  }
});

test('the general help names every command; each help its options and its exit status', async () => {
  const { stdout } = await runIn({}, '--help');
  for (const { name, options, status = '', examples } of commands) {
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    const help = (await runIn({}, 'help', name)).stdout;
    for (const option of options) expect(help).toContain(` --${option.name}`);
    expect(help).toContain(examples[0] as string);
    expect(help.replace(/\s+/g, ' ')).toContain(
      `Exit status: 0 success, ${status === '' ? '' : `${status}, `}2 a mistake`,
    );
    for (const flag of ['--help', '-h']) expect((await runIn({}, name, flag)).stdout).toBe(help);
  }
});

test('no command: the help on standard error, and status 2', async () => {
  const { status, stdout, stderr } = await runIn({});
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: clickstamp COMMAND');
});

test('--version', async () => {
  for (const flag of ['--version', '-v', '-V'])
    expect(await runIn({}, flag)).toMatchObject({ status: 0, stdout: '1.2.3\n', stderr: '' });
});

test('help of help is the general help', async () => {
  const { stdout } = await runIn({}, '--help');
  for (const argv of [['help'], ['help', '--help'], ['help', '-h']])
    expect(await runIn({}, ...argv)).toMatchObject({ status: 0, stdout, stderr: '' });
  expect((await runIn({}, 'help', 'audit', '--help')).stdout).toBe((await runIn({}, 'audit', '--help')).stdout);
});

test('an unknown command', async () => {
  expect(await runIn({}, 'audti')).toMatchObject({
    status: 2,
    stderr: mistake('There is no command "audti". Did you mean audit?', 'clickstamp audit --help'),
  });
  expect(await runIn({}, 'help', 'xyzzyx')).toMatchObject({
    status: 2,
    stderr: mistake('There is no command "xyzzyx".', 'clickstamp --help'),
  });
});

test('no two options of a command share a name or a letter', () => {
  for (const { name, options } of commands) {
    const flags = options.flatMap((option) => [option.name, ...(option.short === undefined ? [] : [option.short])]);
    expect(new Set(flags).size, name).toBe(flags.length);
  }
});
