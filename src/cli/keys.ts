import { createKeyring, type Keyring } from '../token/keyring.js';
import { createPayloadCipher, type EncryptionKey } from '../token/payload-cipher.js';
import type { Args, OptionSpec } from './args.js';
import { readInput } from './files.js';
import { type Io, UsageError } from './io.js';

export const KEYS_OPTION: OptionSpec = {
  name: 'keys',
  short: 'k',
  value: 'FILE',
  help: 'keys as `clickstamp keygen` writes them, or a JWK Set; or put them into the variable CLICKSTAMP_KEYS',
};

/** For tokens that hide what they say, and for contacts under another name. */
export const SECRET_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'encryption-keys',
    value: 'FILE',
    help: 'keys as `clickstamp keygen --encryption` writes them; or CLICKSTAMP_ENCRYPTION_KEYS',
  },
  {
    name: 'pseudonym-key',
    value: 'FILE',
    help: 'a secret of at least 32 bytes that hashes contact ids; or CLICKSTAMP_PSEUDONYM_KEY',
  },
];

/**
 * Reads the keyring that the command line or the environment names. No message shows what was read; `help` is the command
 * that helps where no keys are named.
 */
export async function keyringOf(args: Args, io: Io, help?: string): Promise<Keyring> {
  const keys = await secretOf('keys', 'CLICKSTAMP_KEYS', args, io);
  if (keys === undefined)
    throw new UsageError(
      'Keys are needed: pass --keys FILE, or put what the file says into the variable CLICKSTAMP_KEYS.',
      help,
    );
  const encryptionKeys = await secretOf('encryption-keys', 'CLICKSTAMP_ENCRYPTION_KEYS', args, io);
  const pseudonymKey = await secretOf('pseudonym-key', 'CLICKSTAMP_PSEUDONYM_KEY', args, io);
  return createKeyring(parseKeys(keys) as Parameters<typeof createKeyring>[0], {
    ...(encryptionKeys === undefined ? {} : { cipher: createPayloadCipher(encryptionKeysOf(encryptionKeys)) }),
    ...(pseudonymKey === undefined ? {} : { pseudonymKey: pseudonymKey.text.trim() }),
  });
}

interface Secret {
  readonly text: string;
  /** Where it was found, for messages. */
  readonly from: string;
}

async function secretOf(option: string, variable: string, args: Args, io: Io): Promise<Secret | undefined> {
  const file = args.value(option);
  if (file !== undefined) return { text: await readInput(file, io), from: file };
  const text = io.env[variable];
  return text === undefined || text === '' ? undefined : { text, from: variable };
}

/** Gives the keys of a file as they stand in it. */
export function parseKeys({ text, from }: Secret): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`The keys in ${from} are not JSON.`);
  }
}

function encryptionKeysOf(secret: Secret): EncryptionKey[] {
  const keys = parseKeys(secret);
  if (!Array.isArray(keys)) throw new UsageError(`The keys in ${secret.from} are not a list.`);
  return keys.map((key: { kid?: unknown; key?: unknown } | null) => ({
    kid: key?.kid as string,
    key: new Uint8Array(Buffer.from(String(key?.key ?? ''), 'base64url')),
  }));
}
