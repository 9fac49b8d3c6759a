import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { shellWord } from '../../src/cli/shown-name.js';
import { displayWidth } from '../../src/print/table.js';
import { mistake, runIn, type World } from './fake-io.js';

const world: World = {
  files: {
    'mail.html': '<a href="https://shop.example/">Shop</a>',
    'mail.txt': 'plain',
    'utf16.html': new Uint8Array([0xff, 0xfe, 0x3c, 0x00]),
    'clicks.gz': new Uint8Array([0x1f, 0x8b, 8, 0]),
    'cut.bin': 'CLKSTAMP',
    'bad.json': '{',
    'keys.json': '[{"kid":"k","key":"0123456789abcdef0123456789abcdef"}]',
  },
};

/** Mistakes of every kind; none of them prints anything on standard output. */
const MISTAKES: readonly (readonly string[])[] = [
  ['adit'],
  ['--fromat'],
  ['help', 'nothing'],
  ...Object.keys(COMMANDS).flatMap((name) => [
    [name, '--nope'],
    [name, '-z'],
    [name, '--help=yes'],
  ]),
  ['audit'],
  ['audit', 'nowhere.html'],
  ['audit', 'utf16.html'],
  ['audit', 'keys.json'],
  ['audit', '--options', 'bad.json', 'mail.html'],
  ['audit', '--tracking-url', 'x', 'mail.html'],
  ['rewrite'],
  ['rewrite', 'mail.html'],
  ['rewrite', 'mail.html', '--tracking-url', 'https://click.brand.example/c'],
  ['decode', 'x'],
  ['decode', '-k', 'keys.json', 'https://shop.example/'],
  ['keygen', '-o', 'keys.json'],
  ['keygen', '--public', 'keys.json'],
  ['report'],
  ['report', 'nowhere'],
  ['report', 'clicks.gz'],
  ['report', 'cut.bin'],
  ['report', 'mail.html', '--with-csv'],
  ['report', '--sqlite', 'nowhere'],
  ['demo', 'x'],
];

test.each(MISTAKES.map((argv) => [argv] as const))('%j ends with the command that helps', async (argv) => {
  for (const errorColumns of [undefined, 40]) {
    const ran = await runIn({ ...world, ...(errorColumns === undefined ? {} : { errorColumns }) }, ...argv);
    expect(ran.status).toBeGreaterThan(0);
    expect(ran.stdout).toBe('');
    const lines = ran.stderr.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.pop()).toMatch(/^Try: (?:clickstamp \w+|clickstamp --help|iconv|zcat)/);
    // Sentences break between words; a word that is wider than the terminal cannot.
    for (const line of lines)
      if (errorColumns !== undefined && line.trim().includes(' '))
        expect(displayWidth(line), line).toBeLessThanOrEqual(errorColumns);
  }
});

test('in a terminal, what is said of a rewritten message begins a line of its own', async () => {
  const argv = ['rewrite', '-k', 'keys.json', '--tracking-url', 'https://click.brand.example/c', 'mail.html'];
  const terminal = { ...world, columns: 80, errorColumns: 80 };
  expect((await runIn(terminal, ...argv)).stderr).toBe('\n1 link: 1 tracked, 0 left; 0 errors, 0 warnings\n');
  for (const [where, more] of [
    [{ ...terminal, columns: 0 }, ['-o', 'x']],
    [world, []],
  ] as const)
    expect((await runIn(where, ...argv, ...more)).stderr).toMatch(/^1 link/);
});

test('keys as older shells of Windows write them: with a byte order mark, or as UTF-16', async () => {
  const keys = String(world.files?.['keys.json']);
  const files = { 'mark.json': `\ufeff${keys}`, 'wide.json': new Uint8Array(Buffer.from(`\ufeff${keys}`, 'utf16le')) };
  const token = ['decode', 'https://shop.example/', '-k'];
  expect((await runIn({ files }, ...token, 'mark.json')).stderr).toMatch(/^token-malformed: /);
  const { status, stderr } = await runIn({ files }, ...token, 'wide.json');
  expect([status, stderr]).toEqual([
    2,
    mistake('wide.json is UTF-16. Convert it to UTF-8 first.', 'iconv -f UTF-16 -t UTF-8 wide.json'),
  ]);
});

test('a message of a report that has no links is named', async () => {
  const files = { ...world.files, 'clicks.ndjson': '{"linkId":"a","url":"https://x.example/","at":1}' };
  const { status, stderr } = await runIn({ files }, 'report', 'clicks.ndjson', '--message', 'clicks.ndjson');
  expect([status, stderr]).toEqual([0, 'clicks.ndjson has no links. Is it the message that was compiled?\n']);
  expect((await runIn({ files }, 'report', 'clicks.ndjson', '--message', 'mail.html')).stderr).toBe('');
});

test('a command that helps names a file so that a shell reads its name and nothing else', () => {
  const names = ['mail.html', 'a b.html', "it's.html", '$(touch x).html', '`x`;x&x|x>x', '-rf', '~', '*.html', '{a,b}'];
  for (const name of names) {
    const word = shellWord(name);
    const read = execFileSync('/bin/sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' });
    expect(read).toBe(name.startsWith('-') ? `./${name}` : name);
  }
  expect(shellWord('mail.html')).toBe('mail.html');
  expect(shellWord('x\u001b[2J\n::error::x')).toBe("'x [2J ::error::x'");
});
