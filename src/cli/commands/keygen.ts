import type { Args } from '../args.js';
import type { Command } from '../command.js';
import { readInput } from '../files.js';
import { type Io, UsageError } from '../io.js';
import { ALGORITHMS, makeEncryptionKey, makeKey, publicKeys, type StoredKey } from '../key-pairs.js';
import { parseKeys } from '../keys.js';

export const keygen: Command = {
  name: 'keygen',
  operands: '',
  summary: 'make a first key: JSON for createKeyring, --keys and CLICKSTAMP_KEYS',
  options: [
    {
      name: 'alg',
      value: 'NAME',
      choices: ALGORITHMS,
      help: 'HS256 (the default), or ES256 or EdDSA, whose public half verifies and cannot sign',
    },
    {
      name: 'public',
      value: 'FILE',
      help: 'no new key: the public halves of the keys in the file, as a JWK Set for a redirect service',
    },
    { name: 'encryption', help: 'a key for --encryption-keys and createPayloadCipher' },
  ],
  examples: [
    'clickstamp keygen > keys.json',
    'clickstamp keygen --alg ES256 > private.json',
    'clickstamp keygen --public private.json > public.json',
  ],
  run,
};

async function run(args: Args, io: Io): Promise<number> {
  if (args.operands.length > 0) throw new UsageError('keygen takes no operands.');
  if (['alg', 'public', 'encryption'].filter((name) => args.has(name)).length > 1)
    throw new UsageError('Only one of --alg, --public and --encryption can be given.');
  const file = args.value('public');
  const made =
    file === undefined
      ? [args.has('encryption') ? makeEncryptionKey() : makeKey(args.value('alg') ?? 'HS256')]
      : await publicKeysOf(file, io);
  io.stdout(`${JSON.stringify(made, undefined, 2)}\n`);
  return 0;
}

async function publicKeysOf(file: string, io: Io): Promise<unknown> {
  const keys = parseKeys({ text: await readInput(file, io), from: file });
  const list = Array.isArray(keys) ? keys : setOf(keys);
  if (list === undefined || !list.every(isKey)) throw new UsageError(`There are no keys in ${file}.`);
  const made = publicKeys(list);
  if (made === undefined)
    throw new UsageError(
      `A key in ${file} has no public half: who can verify HS256 can sign. Make one with --alg ES256.`,
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
