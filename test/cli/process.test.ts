import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The built command, as npm links it. \`npm test\` builds before it tests. */
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clickstamp-'));
const click = '{"linkId":"a","url":"https://shop.example/","contactId":"c-1","at":"2026-11-24T10:00:00Z"}\n';

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line of shell in the folder, where `clickstamp` is the built command. */
function shell(line: string, env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn('bash', ['--norc', '-c', `clickstamp() { "$NODE" "$MAIN" "$@"; }; ${line}`], {
      cwd: folder,
      env: { PATH: process.env['PATH'], NODE: process.execPath, MAIN: main, ...env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
    });
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

beforeAll(() => {
  writeFileSync(join(folder, 'mail.html'), '<a href="https://shop.example/">Shop</a> <a href="htp://x.example">x</a>');
  writeFileSync(join(folder, 'clicks.ndjson'), click.repeat(5_000));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the built command', () => {
  test('says the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await shell('clickstamp --version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('exit status: 0, 1 and 2', async () => {
    expect((await shell('clickstamp audit -q mail.html')).status).toBe(1);
    expect((await shell('clickstamp audit nowhere.html')).status).toBe(2);
    expect((await shell('clickstamp report clicks.ndjson --json -')).status).toBe(0);
  });

  test('a folder: links to files are followed, those that lead nowhere and folders that nobody may read are named', async () => {
    const { status, stdout, stderr } = await shell(`
      mkdir -p mails/in && cp mail.html mails/a.html && ln -sf ../mail.html mails/b.html && ln -sf nowhere mails/c.html
      ln -sfn ../mails mails/circle && printf '\\377\\376<' > mails/in/d.html && printf x > mails/in/e.md
      clickstamp audit -q mails`);
    expect(status).toBe(2);
    expect(stdout).toMatch(/^mails\/a\.html: [\s\S]*^mails\/b\.html: [\s\S]*^2 files, 4 links/m);
    expect(stderr).toMatch(
      /mails\/c\.html cannot be read: no such file\.\n.*d\.html is UTF-16.*\n2 files not audited\nTry: iconv -f UTF-16 .*\n$/,
    );
  });

  test('a chain through pipes: keygen, rewrite, decode', async () => {
    const { stdout, status } = await shell(`set -o pipefail
clickstamp keygen > keys.json
clickstamp rewrite -k keys.json --tracking-url https://click.brand.example/c --contact c-9 - < mail.html 2> said.txt |
  grep -o 'https://click[^"]*' | clickstamp decode -k keys.json -`);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^contactId {2}c-9$/m);
    expect(readFileSync(join(folder, 'said.txt'), 'utf8')).toContain('error scheme-typo');
  });

  test('keys go to files that only their owner can read, made anew or added to', async () => {
    const { stdout } = await shell(`umask 022
clickstamp keygen --out own.json; stat -c %a own.json
clickstamp keygen --out own.json; echo "again: $?"
chmod 644 own.json; ln -s own.json link.json
clickstamp keygen --add link.json > order.txt; stat -c '%a %F' own.json link.json; ls own*`);
    expect(stdout.trim().split('\n')).toEqual(['600', 'again: 2', '600 regular file', '777 symbolic link', 'own.json']);
    expect(JSON.parse(readFileSync(join(folder, 'own.json'), 'utf8'))).toHaveLength(2);
  });

  test('more than a pipe holds comes through whole', async () => {
    const { stdout } = await shell(
      'clickstamp report clicks.ndjson clicks.ndjson --json - | wc -c; clickstamp report - --csv - < clicks.ndjson',
    );
    expect(stdout).toContain('html,a,a,https://shop.example/,5000,1,');
  });

  test('a reader that goes away is no failure', async () => {
    const line = 'clickstamp report --html - clicks.ndjson | head -c 10; echo " ${PIPESTATUS[0]}"';
    const { stdout, stderr } = await shell(line);
    expect([stdout, stderr]).toEqual(['<!doctype  0\n', '']);
  });

  test('no colour through a pipe', async () => {
    const { stdout } = await shell('clickstamp audit mail.html', { TERM: 'xterm-256color' });
    expect(stdout).not.toContain('\u001b');
  });
});
