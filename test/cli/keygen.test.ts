import { describe, expect, test } from 'vitest';
import { createKeyring, type SigningKey } from '../../src/token/keyring.js';
import { mistake, runIn } from './fake-io.js';

interface Row {
  readonly kid: string;
  readonly alg?: string;
  readonly key: unknown;
}

const make = async (...argv: string[]): Promise<string> => (await runIn({}, 'keygen', ...argv)).stdout;
const rowsOf = (text: string | undefined): Row[] => JSON.parse(text ?? '') as Row[];

describe('--out', () => {
  for (const argv of [[], ['--alg', 'ES256'], ['--encryption']])
    test(`writes ${argv.join(' ') || 'a key'} to a new file and shows nothing of it`, async () => {
      const { status, stdout, stderr, written } = await runIn({}, 'keygen', ...argv, '--out', 'keys.json');
      expect([status, stdout, stderr]).toEqual([0, '', 'keys.json written; only you can read it\n']);
      expect(rowsOf(written.get('keys.json'))).toHaveLength(1);
    });

  test('overwrites nothing', async () => {
    const { status, stderr, written } = await runIn({ files: { 'keys.json': 'x' } }, 'keygen', '-o', 'keys.json');
    expect([status, written.size]).toEqual([2, 0]);
    expect(stderr).toBe(
      mistake('keys.json cannot be written: it exists already.', 'clickstamp keygen --add keys.json'),
    );
  });

  test('public halves go there, too', async () => {
    const files = { 'private.json': await make('--alg', 'EdDSA') };
    const { written } = await runIn({ files }, 'keygen', '--public', 'private.json', '--out', 'public.json');
    expect(Object.keys(JSON.parse(written.get('public.json') ?? ''))).toEqual(['keys']);
  });
});

describe('--add', () => {
  for (const alg of ['HS256', 'ES256', 'EdDSA'])
    test(`a key of the first one's kind (${alg}) behind the others, which stay as they are`, async () => {
      const files = { 'keys.json': await make('--alg', alg) };
      const { status, stdout, stderr, written } = await runIn({ files }, 'keygen', '--add', 'keys.json');
      expect([status, stderr]).toEqual([0, '']);
      const [old, added, ...more] = rowsOf(written.get('keys.json'));
      expect([old, more]).toEqual([rowsOf(files['keys.json'])[0], []]);
      const keyring = createKeyring([old, added] as SigningKey[]);
      expect(keyring.signingKid).toBe(old?.kid);
      expect(keyring.kids).toEqual([old?.kid, added?.kid]);
      expect(typeof added?.key).toBe(typeof old?.key);
      // The order of deployment, with the key's id and nothing of the key.
      expect(stdout).toMatch(new RegExp(`^The key ${added?.kid} was added`));
      expect(stdout.indexOf('every redirect')).toBeLessThan(stdout.indexOf('deploy the sender'));
      for (const secret of [old, added].map((row) => (row?.key as { d?: string } | undefined)?.d ?? row?.key))
        expect(stdout).not.toContain(secret);
    });

  test('another algorithm, a third key, and a key that encrypts', async () => {
    const files = { 'keys.json': await make(), 'enc.json': await make('--encryption') };
    const second = await runIn({ files }, 'keygen', '--add', 'keys.json', '--alg', 'ES256');
    const two = { 'keys.json': second.written.get('keys.json') ?? '' };
    const third = await runIn({ files: two }, 'keygen', '--add', 'keys.json');
    const rows = rowsOf(third.written.get('keys.json'));
    expect(rows.map(({ key }) => typeof key)).toEqual(['string', 'object', 'string']);
    expect(new Set(rows.map(({ kid }) => kid)).size).toBe(3);
    const encrypted = await runIn({ files }, 'keygen', '--add', 'enc.json', '--encryption');
    expect(
      rowsOf(encrypted.written.get('enc.json')).map(({ key }) => Buffer.from(`${key}`, 'base64url').length),
    ).toEqual([32, 32]);
    expect(encrypted.stdout).toContain('the first key encrypts');
  });

  test('from standard input to standard output, for secret stores', async () => {
    const { stdout, stderr } = await runIn({ stdin: await make() }, 'keygen', '--add', '-');
    expect(rowsOf(stdout)).toHaveLength(2);
    expect(stderr).toContain('deploy the sender');
  });

  const secret = 'd0n0tsh0wd0n0tsh0wd0n0tsh0wd0n0tsh0w';
  const files = {
    'keys.json': JSON.stringify([{ kid: 'k1', key: secret }]),
    'set.json': JSON.stringify({ keys: [{ kid: 'k1', kty: 'OKP', d: secret }] }),
    'empty.json': '[]',
    'odd.json': JSON.stringify([{ kid: 1, key: secret }]),
    'rsa.json': JSON.stringify([{ kid: 'k1', alg: 'RS256', key: secret }]),
    'bad.json': secret,
  };
  const mistakes: readonly [argv: string[], message: string][] = [
    [['--add', 'nowhere.json'], 'nowhere.json cannot be read: no such file.'],
    [['--add', 'set.json'], 'set.json must hold a list of keys as `clickstamp keygen` writes it.'],
    [['--add', 'empty.json'], 'empty.json must hold a list of keys as `clickstamp keygen` writes it.'],
    [['--add', 'odd.json'], 'odd.json must hold a list of keys as `clickstamp keygen` writes it.'],
    [['--add', 'rsa.json'], 'The algorithm of the first key in rsa.json is not known; name one with --alg.'],
    [['--add', 'bad.json'], 'The keys in bad.json are not JSON.'],
    [['--add', 'keys.json', '--out', 'x.json'], 'Only one of --add and --out can be given.'],
    [['--add', 'keys.json', '--public', 'keys.json'], 'Only one of --add and --public can be given.'],
  ];
  for (const [argv, message] of mistakes)
    test(argv.join(' '), async () => {
      const { status, stdout, stderr, written } = await runIn({ files }, 'keygen', ...argv);
      expect([status, stdout, written.size]).toEqual([2, '', 0]);
      expect(stderr).toBe(mistake(message, 'clickstamp keygen --help'));
    });

  test('a file that cannot be written', async () => {
    const ran = await runIn({ files, readOnly: true }, 'keygen', '--add', 'keys.json');
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toBe(mistake('keys.json cannot be written: permission denied.', 'clickstamp keygen --help'));
  });
});
