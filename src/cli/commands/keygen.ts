import { printable } from '../../print/table.js';
import type { Args } from '../args.js';
import type { Command } from '../command.js';
import { createPrivate, readInput, replacePrivate } from '../files.js';
import { type Io, UsageError } from '../io.js';
import { ALGORITHMS, algorithmOf, makeEncryptionKey, makeKey, publicKeys, type StoredKey } from '../key-pairs.js';
import { parseKeys } from '../keys.js';

export const keygen: Command = {
  name: 'keygen',
  operands: '',
  summary: 'make a key: JSON for createKeyring, --keys and CLICKSTAMP_KEYS',
  options: [
    {
      name: 'alg',
      value: 'NAME',
      choices: ALGORITHMS,
      instead: (alg) =>
        /^[RP]S/i.test(alg) ? 'For a public key, take ES256 or EdDSA: RSA makes URLs too long.' : undefined,
      help: 'HS256 (the default), or ES256 or EdDSA, whose public half verifies and cannot sign',
    },
    {
      name: 'public',
      value: 'FILE',
      help: 'no new key: the public halves of the keys in the file, as a JWK Set for a redirect service',
    },
    { name: 'encryption', help: 'a key for --encryption-keys and createPayloadCipher' },
    {
      name: 'add',
      value: 'FILE',
      help: 'add the new key after those in the file, and say in which order to deploy',
    },
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      help: 'write there instead of standard output: a new file that only you can read',
    },
  ],
  examples: [
    'clickstamp keygen --out keys.json',
    'clickstamp keygen --add keys.json',
    'clickstamp keygen --alg ES256 --out private.json',
    'clickstamp keygen --public private.json > public.json',
  ],
  run,
};

/** Options that say what is made, or where it goes, and cannot stand together. */
const APART: readonly (readonly string[])[] = [
  ['alg', 'public', 'encryption'],
  ['add', 'public'],
  ['add', 'out'],
];

async function run(args: Args, io: Io): Promise<number> {
  if (args.operands.length > 0) throw new UsageError('keygen takes no operands.');
  for (const names of APART)
    if (names.filter((name) => args.has(name)).length > 1)
      throw new UsageError(`Only one of ${listOf(names.map((name) => `--${name}`))} can be given.`);
  const toAdd = args.value('add');
  if (toAdd !== undefined) return add(toAdd, args, io);
  const file = args.value('public');
  const made = file === undefined ? [makeOne(args)] : await publicKeysOf(file, io);
  const out = args.value('out') ?? '-';
  await createPrivate(out, toJson(made), io);
  if (out !== '-') io.stderr(`${printable(out)} written; only you can read it\n`);
  return 0;
}

const listOf = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const toJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

function makeOne(args: Args, alg = 'HS256'): StoredKey {
  return args.has('encryption') ? makeEncryptionKey() : makeKey(args.value('alg') ?? alg);
}

/** Puts a new key last: every redirect must know it before the first link is signed with it. */
async function add(file: string, args: Args, io: Io): Promise<number> {
  const keys = parseKeys({ text: await readInput(file, io), from: file });
  if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isKey))
    throw new UsageError(`${printable(file)} must hold a list of keys as \`clickstamp keygen\` writes it.`);
  const alg = algorithmOf(keys[0] as StoredKey);
  if (!args.has('encryption') && !args.has('alg') && !ALGORITHMS.includes(alg))
    throw new UsageError(`The algorithm of the first key in ${printable(file)} is not known; name one with --alg.`);
  let made = makeOne(args, alg);
  while (keys.some(({ kid }) => kid === made.kid)) made = makeOne(args, alg);
  await replacePrivate(file, toJson([...keys, made]), io);
  const say = file === '-' ? io.stderr : io.stdout;
  say(orderOfDeployment(made, args.has('encryption')));
  return 0;
}

function orderOfDeployment(made: StoredKey, encrypts: boolean): string {
  const [uses, hasUsed] = encrypts ? ['encrypts', 'encrypted'] : ['signs', 'signed'];
  const publicly = typeof made.key === 'string' ? '' : ' (or what `clickstamp keygen --public` makes of them)';
  return `The key ${made.kid} was added behind the others, so it ${uses} nothing yet.
1. Deploy these keys${publicly} to every redirect: it reads links of both keys.
2. When every redirect runs with them, put the new key first and deploy the sender: the first key ${uses}.
3. Keep the old key for as long as links that it ${hasUsed} may be clicked.
`;
}

async function publicKeysOf(file: string, io: Io): Promise<unknown> {
  const keys = parseKeys({ text: await readInput(file, io), from: file });
  const list = Array.isArray(keys) ? keys : setOf(keys);
  if (list === undefined || !list.every(isKey)) throw new UsageError(`There are no keys in ${printable(file)}.`);
  const made = publicKeys(list);
  if (made === undefined)
    throw new UsageError(
      `${printable(file)} has an HS256 key, which has no public half: anyone who can verify with it can sign.`,
      'clickstamp keygen --alg ES256 --out private.json',
    );
  return made;
}

/** The keys of a JWK Set (RFC 7517 §5) as a keyring names them. */
function setOf(value: unknown): StoredKey[] | undefined {
  const keys = (value as { keys?: unknown } | null)?.keys;
  return Array.isArray(keys) ? keys.map((key) => ({ kid: (key as StoredKey | null)?.kid ?? '', key })) : undefined;
}

function isKey(value: unknown): value is StoredKey {
  const { kid, key } = (value ?? {}) as Partial<Record<keyof StoredKey, unknown>>;
  return typeof kid === 'string' && (typeof key === 'string' || (typeof key === 'object' && key !== null));
}
