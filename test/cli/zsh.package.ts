import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { runIn } from './fake-io.js';

// A real zsh with its own completion system, at a terminal that zsh itself makes (zshmodules, zsh/zpty).
const folder = mkdtempSync(join(tmpdir(), 'clickstamp-zsh-'));
const functions = join(folder, 'functions');
const work = join(folder, 'work');
const answer = join(folder, 'answer');

/** Types the line as soon as there is a prompt, presses Tab, and writes down every word that is offered. */
const ZSHRC = `
autoload -Uz compinit
if [[ $FROM == fpath ]]; then fpath=(${functions} $fpath); compinit -u -d ${folder}/dump-$FROM
else compinit -u -d ${folder}/dump-$FROM; source ${functions}/_clickstamp; fi
compadd() {
  local -a words
  builtin compadd -A words "$@"
  [[ $words == '' ]] || print -rl -- $words >> ${answer}
  builtin compadd "$@"
}
zle-line-init() {
  BUFFER=$LINE CURSOR=$#LINE
  zle list-choices
  exit
}
zle -N zle-line-init
`;

function complete(line: string, from: 'fpath' | 'source' = 'fpath'): string[] {
  writeFileSync(answer, '');
  const terminal = 'zmodload zsh/zpty; zpty shell zsh -i; while zpty -r shell said; do :; done';
  const env = { ...process.env, ZDOTDIR: folder, LINE: `clickstamp ${line}`, FROM: from, TERM: 'xterm' };
  execFileSync('zsh', ['-f', '-c', terminal], {
    cwd: work,
    env,
    timeout: 20_000,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return [...new Set(readFileSync(answer, 'utf8').split('\n'))].filter((word) => word !== '').sort();
}

beforeAll(async () => {
  mkdirSync(functions);
  mkdirSync(join(work, 'templates'), { recursive: true });
  writeFileSync(join(work, 'mail.html'), '');
  writeFileSync(join(folder, '.zshrc'), ZSHRC);
  writeFileSync(join(functions, '_clickstamp'), (await runIn({}, 'completion', 'zsh')).stdout);
});
afterAll(() => rmSync(folder, { recursive: true }));

const FILES = ['mail.html', 'templates'];

test('commands', () => {
  expect(complete('')).toEqual([...COMMANDS.map(({ name }) => name), 'help'].sort());
  expect(complete('', 'source')).toEqual(complete(''));
  expect(complete('de')).toEqual(['decode', 'demo']);
  expect(complete('--')).toEqual(['--help', '--version']);
});

describe('every option of every command', () => {
  test.each(COMMANDS)('$name', ({ name, options }) => {
    const long = [...options.map((option) => `--${option.name}`), '--help'].sort();
    expect(complete(`${name} --`).map((option) => option.replace(/=$/, ''))).toEqual(long);
  });
});

test.each([
  ['audit --format ', ['github', 'json', 'sarif', 'table']],
  ['audit --format=s', ['sarif']],
  ['audit --options ', FILES],
  ['decode -k ', FILES],
  ['report --title ', []],
  ['audit ', FILES],
  ['audit -q ma', ['mail.html']],
  ['completion ', ['bash', 'zsh']],
  ['help k', ['keygen']],
  ['keygen x', []],
  ['nothing ', []],
])('%s', (line, offered) => {
  expect(complete(line)).toEqual(offered);
});
