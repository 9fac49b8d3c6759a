import { describe, expect, test } from 'vitest';
import { createKeyring, openKeyring, type SigningKey } from '../../src/token/keyring.js';
import { mistake, runIn } from './fake-io.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const keys = JSON.stringify([{ kid: 'k1', key: SECRET }]);
const html = '<a data-link-id="sale" href="https://shop.example/?a=1&amp;b=2">Sale</a>';
const rewrite = ['--tracking-url', 'https://click.brand.example/c', '--contact', 'c-17'];

async function keygen(...argv: string[]): Promise<string> {
  const { status, stdout, stderr } = await runIn({}, 'keygen', ...argv);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

function urlIn(message: string): string {
  return /https:\/\/click\.brand\.example\/c\/[\w.-]+/.exec(message)?.[0] ?? '';
}

test('a file of keys may begin with a byte order mark', async () => {
  const files = { 'keys.json': `\ufeff${keys}`, 'mail.html': html };
  expect((await runIn({ files }, 'rewrite', '-k', 'keys.json', ...rewrite, 'mail.html')).status).toBe(0);
  const { status, written } = await runIn({ files }, 'keygen', '--add', 'keys.json');
  expect([status, JSON.parse(written.get('keys.json') ?? '').length]).toEqual([0, 2]);
});

describe('every kind of key, from making it to reading a click', () => {
  for (const alg of [[], ['--alg', 'HS256'], ['--alg', 'ES256'], ['--alg', 'EdDSA']])
    test(alg.join(' ') || 'the default', async () => {
      const made = await keygen(...alg);
      expect(openKeyring(createKeyring(JSON.parse(made) as SigningKey[])).signing?.alg).toBe(alg[1] ?? 'HS256');
      const files = { 'keys.json': made, 'mail.html': html };
      const { stdout, status } = await runIn({ files }, 'rewrite', '-k', 'keys.json', ...rewrite, 'mail.html');
      expect(status).toBe(0);
      const decoded = await runIn({ files }, 'decode', '--keys', 'keys.json', '--json', urlIn(stdout));
      expect(JSON.parse(decoded.stdout)).toMatchObject({ url: 'https://shop.example/?a=1&b=2', contactId: 'c-17' });
      if (alg[1] !== 'ES256' && alg[1] !== 'EdDSA') return;
      const { stdout: set } = await runIn({ files }, 'keygen', '--public', 'keys.json');
      expect(set).not.toContain('"d"');
      const verifier = createKeyring(JSON.parse(set) as { keys: [] });
      expect(verifier.signingKid).toBeUndefined();
      const publicly = await runIn({ env: { CLICKSTAMP_KEYS: set } }, 'decode', '--json', urlIn(stdout));
      expect(publicly).toMatchObject({ status: 0, stdout: decoded.stdout });
      const again = await runIn({ stdin: set }, 'keygen', '--public', '-');
      expect(again.stdout).toBe(set);
    });

  test('a file is rewritten as what its ending says', async () => {
    const files = { 'keys.json': keys, 'a.txt': 'Sale: https://shop.example/ <br>', 'a.json': '{}', 'a.HTM': html };
    const text = await runIn({ files }, 'rewrite', '-k', 'keys.json', ...rewrite, 'a.txt');
    expect(text.stdout).toMatch(/^Sale: https:\/\/click\.brand\.example\/c\/\S+ <br>$/);
    expect(text.stderr).toMatch(/^1 link: 1 tracked/);
    expect((await runIn({ files }, 'rewrite', '-k', 'keys.json', ...rewrite, 'a.HTM')).stderr).toMatch(/1 tracked/);
    const { status, stderr } = await runIn({ files }, 'rewrite', '-k', 'keys.json', ...rewrite, 'a.json');
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/pipe it in\.\nTry: clickstamp rewrite - < a\.json\n$/),
    ]);
    // What cannot be read cannot be piped in either.
    const nowhere = await runIn({ files }, 'rewrite', '-k', 'keys.json', ...rewrite, 'nowhere');
    expect(nowhere.stderr).toMatch(/^clickstamp: nowhere cannot be read: no such file\.\n/);
  });

  test('an encrypted token', async () => {
    const files = {
      'enc.json': await keygen('--encryption'),
      'mail.html': html,
    };
    const env = { CLICKSTAMP_KEYS: keys };
    const { stdout } = await runIn({ files, env }, 'rewrite', '--encryption-keys', 'enc.json', ...rewrite, 'mail.html');
    const url = urlIn(stdout);
    expect(url.split('/').at(-1)?.split('.')).toHaveLength(5);
    expect(await runIn({ files, env }, 'decode', url)).toMatchObject({
      status: 1,
      stderr:
        'token-encrypted: The token is encrypted, and the keyring has no cipher.\nTry: clickstamp decode --help\n',
    });
    const withKey = { ...env, CLICKSTAMP_ENCRYPTION_KEYS: files['enc.json'] };
    expect((await runIn({ env: withKey }, 'decode', url)).stdout).toMatch(/^contactId {2}c-17$/m);
  });

  test('a contact under another name', async () => {
    const env = { CLICKSTAMP_KEYS: keys, CLICKSTAMP_PSEUDONYM_KEY: `${SECRET}\n` };
    const world = { env, stdin: html };
    const { stdout } = await runIn(world, 'rewrite', '--consent', 'pseudonymous', ...rewrite, '-');
    const click = await runIn({ env }, 'decode', urlIn(stdout));
    expect(click.stdout).toMatch(/^contactId {2}[\w-]{22}$/m);
    expect(click.stdout).not.toContain('c-17');
    const without = await runIn(
      { env: { CLICKSTAMP_KEYS: keys }, stdin: html },
      'rewrite',
      '--consent',
      'pseudonymous',
      ...rewrite,
      '-',
    );
    expect(without.status).toBe(2);
  });

  test('a destination kept in a manifest', async () => {
    const files = {
      'options.json': '{"destination":"manifest"}',
      'manifest.json': '{"html":{"sale":"https://new.example/"}}',
    };
    const env = { CLICKSTAMP_KEYS: keys };
    const { stdout } = await runIn(
      { files, env, stdin: html },
      'rewrite',
      '--options',
      'options.json',
      ...rewrite,
      '-',
    );
    const url = urlIn(stdout);
    expect((await runIn({ files, env }, 'decode', '--manifest', 'manifest.json', url)).stdout).toContain(
      'https://new.example/',
    );
    expect((await runIn({ files, env }, 'decode', url)).stderr).toContain('token-link-unknown');
  });
});

test('keys differ from run to run', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => keygen()));
  expect(new Set(made).size).toBe(5);
});

test('decode reads from standard input and shows no control characters', async () => {
  const world = { env: { CLICKSTAMP_KEYS: keys }, stdin: html, files: { 'o.json': '{"campaignId":"a\\u001b[2Jb"}' } };
  const { stdout } = await runIn(world, 'rewrite', '--options', 'o.json', ...rewrite, '-');
  const click = await runIn({ env: world.env, stdin: `${urlIn(stdout)}\n` }, 'decode', '-');
  expect(click.status).toBe(0);
  expect(click.stdout).toMatch(/^campaignId {2}a \[2Jb$/m);
});

test('rewrite writes the message alone to standard output, or to a file', async () => {
  const env = { CLICKSTAMP_KEYS: keys };
  const text = 'Sale: https://shop.example/sale';
  const ran = await runIn(
    { env, stdin: text, files: { 'v.json': '{}' } },
    'rewrite',
    '--text',
    '--values',
    'v.json',
    '--campaign',
    'nov',
    ...rewrite,
    '-',
  );
  expect(ran.stdout).toBe(`Sale: ${urlIn(ran.stdout)}`);
  expect(ran.stderr).toBe('1 link: 1 tracked, 0 left; 0 errors, 0 warnings\n');
  const filed = await runIn({ env, stdin: html }, 'rewrite', ...rewrite, '-o', 'out.html', '-');
  expect(filed.stdout).toBe('');
  expect(filed.written.get('out.html')).toContain('https://click.brand.example/c/');
  const refused = await runIn({ env, stdin: html, readOnly: true }, 'rewrite', ...rewrite, '-o', 'out.html', '-');
  expect(refused).toMatchObject({
    status: 2,
    stderr: mistake('out.html cannot be written: permission denied.', 'clickstamp rewrite --help'),
  });
});

test('what is found goes to standard error, painted where that is a terminal', async () => {
  const world = { env: { CLICKSTAMP_KEYS: keys }, stdin: '<a href="htp://x.example">x</a>' };
  expect((await runIn(world, 'rewrite', ...rewrite, '-')).stderr).toContain('1:10: error scheme-typo');
  const named = await runIn(
    { ...world, errorColumns: 60, files: { '::error x.html': world.stdin } },
    'rewrite',
    ...rewrite,
    '::error x.html',
  );
  expect(named.stderr).toMatch(/^\.\/::error x\.html:1:10: error scheme-typo: The scheme is\n {2}misspelt/);
  expect((await runIn({ ...world, progress: true }, 'rewrite', ...rewrite, '-')).stderr).toContain('\u001b[31merror');
});

test.each(['https://click.brand.example/', 'https://shop.example/sale', 'https://click.brand.example/c/eyJhbGciOi'])(
  '%s has no token, and decode says so',
  async (url) => {
    const { status, stderr } = await runIn({ env: { CLICKSTAMP_KEYS: keys } }, 'decode', url);
    expect([status, stderr]).toEqual([
      1,
      'token-malformed: This URL has no complete token: it is not a tracked URL, or its end is missing.\nTry: clickstamp decode --help\n',
    ]);
  },
);

describe('a forged or foreign URL: its code, status 1, and nothing of it', () => {
  const CASES: readonly [url: string, code: string][] = [
    ['https://click.brand.example/c/nothing', 'token-malformed'],
    ['a.b.c', 'token-malformed'],
    ['', 'token-malformed'],
  ];
  for (const [url, code] of CASES)
    test(url || 'nothing', async () => {
      const { status, stdout, stderr } = await runIn({ env: { CLICKSTAMP_KEYS: keys }, stdin: url }, 'decode', '-');
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr.startsWith(`${code}: `)).toBe(true);
      if (url !== '') expect(stderr).not.toContain(url);
    });
});

describe('mistakes show no key', () => {
  const files = {
    'mail.html': html,
    'hs.json': keys,
    'short.json': '[{"kid":"k1","key":"too-short-secret"}]',
    'bad.json': '[{secret',
    'empty.json': '[]',
    'odd.json': '{"kid":1}',
    'enc.json': '[{"kid":"e1","key":"c2hvcnQ"}]',
    'encobject.json': '{"kid":"e1"}',
    'encnull.json': '[null]',
  };
  const CASES: readonly [argv: string[], message: string | RegExp][] = [
    [
      ['decode', 'x'],
      'Keys are needed: pass --keys FILE, or put what the file says into the variable CLICKSTAMP_KEYS.',
    ],
    [['decode', '-k', 'hs.json'], 'Give one tracked URL, or - to read it from standard input.'],
    [['decode', '-k', 'hs.json', 'a', 'b'], 'Give one tracked URL, or - to read it from standard input.'],
    [['decode', '-k', 'short.json', 'x'], /^keys\[0\].*at least 32 bytes/],
    [['decode', '-k', 'bad.json', 'x'], 'The keys in bad.json are not JSON.'],
    [['decode', '-k', 'empty.json', 'x'], 'keys: must have at least one key'],
    [['decode', '-k', 'nowhere.json', 'x'], 'nowhere.json cannot be read: no such file.'],
    [['decode', '-k', 'hs.json', '--encryption-keys', 'enc.json', 'x'], /^encryption keys\[0\]\.key: must be/],
    [
      ['decode', '-k', 'hs.json', '--encryption-keys', 'encobject.json', 'x'],
      'The keys in encobject.json are not a list.',
    ],
    [['decode', '-k', 'hs.json', '--encryption-keys', 'encnull.json', 'x'], /^encryption keys\[0\]\.kid/],
    [['keygen', 'x'], 'keygen takes no operands.'],
    [['keygen', '--alg', 'RS256'], /^--alg must be one of HS256, ES256, EdDSA\. For a public key, take ES256 or EdDSA/],
    [['keygen', '--alg', 'ps512'], /For a public key, take ES256 or EdDSA/],
    [['keygen', '--alg', 'HS265'], /Did you mean HS256\?/],
    [['keygen', '--alg', 'ES256', '--encryption'], 'Only one of --alg, --public and --encryption can be given.'],
    [['keygen', '--public', 'hs.json'], /^hs\.json has an HS256 key, which has no public half/],
    [['keygen', '--public', 'odd.json'], 'There are no keys in odd.json.'],
    [['keygen', '--public', 'bad.json'], 'The keys in bad.json are not JSON.'],
    [['rewrite', '-k', 'hs.json', 'mail.html'], '--tracking-url is required: the URL where clicks go.'],
    [['rewrite', '-k', 'hs.json'], 'Name one file, or - for standard input.'],
    [['rewrite', '-k', 'hs.json', '--tracking-url', 'ftp://x', 'mail.html'], /^trackingUrl: /],
  ];
  for (const [argv, message] of CASES)
    test(argv.join(' '), async () => {
      const { status, stdout, stderr } = await runIn({ files }, ...argv);
      expect([status, stdout]).toEqual([2, '']);
      const [said, help] = stderr.split('\nTry: ');
      if (typeof message === 'string') expect(said).toBe(`clickstamp: ${message}`);
      else expect(said?.replace(/^clickstamp: /, '')).toMatch(message);
      expect(help).toMatch(/^clickstamp \w+ [^\n]+\n$/);
      expect(stderr).not.toMatch(/secret|c2hvcnQ|0123456789abcdef/);
    });

  test('keys in the environment that are not JSON', async () => {
    const { stderr } = await runIn({ env: { CLICKSTAMP_KEYS: '{secret' } }, 'decode', 'x');
    expect(stderr).toBe(mistake('The keys in CLICKSTAMP_KEYS are not JSON.', 'clickstamp decode --help'));
  });
});

describe('what was pasted in the wrong place', () => {
  const PASTED: readonly (readonly [string, string])[] = [
    ['a key', 'kZ8vQ2mX7rT4wN9bL3pY6cF1hJ5gD0sA-1234567890'],
    ['a key in hexadecimal', '00112233445566778899aabbccddeeff'],
    ['keys', keys],
    ['a tracked URL', 'https://click.brand.example/c/eyJhbGciOiJIUzI1NiJ9.WzQs.abcdef'],
    ['a token', 'eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0.WzQs.abcdef'],
    ['an email address', 'jane.q.doe@customer.example'],
  ];
  const WHERE: readonly (readonly [string, (pasted: string) => string[]])[] = [
    ['keys', (pasted) => ['decode', '--keys', pasted, 'x']],
    ['the pseudonym key', (pasted) => ['decode', '--pseudonym-key', pasted, '--keys', 'keys.json', 'x']],
    ['keygen --add', (pasted) => ['keygen', '--add', pasted]],
    ['a file', (pasted) => ['report', pasted]],
    ['templates', (pasted) => ['audit', pasted]],
    ['a command', (pasted) => [pasted]],
    ['an option', (pasted) => ['decode', `--${pasted}`, 'x']],
    ['the URL', (pasted) => ['decode', '--keys', 'keys.json', pasted]],
  ];
  test.each(WHERE.flatMap(([where, argv]) => PASTED.map(([what, pasted]) => ({ where, what, pasted, argv }))))(
    '$what for $where: the message does not show it',
    async ({ pasted, argv }) => {
      const { status, stdout, stderr } = await runIn({ files: { 'keys.json': keys } }, ...argv(pasted));
      expect(status).not.toBe(0);
      expect(stderr).not.toBe('');
      expect(stdout + stderr).not.toContain(pasted.slice(0, 10));
    },
  );

  test('the name of a file is shown', async () => {
    for (const name of ['nowhere.json', 'a/very/long/path/to-a/newsletter-2026-11-24.html', 'templates'])
      expect((await runIn({}, 'audit', name)).stderr).toContain(name);
  });
});
