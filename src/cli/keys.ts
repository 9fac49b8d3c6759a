import { createKeyring, type JwkSet, type Keyring, type SigningKey } from '../token/keyring.js';
import type { Args, OptionSpec } from './args.js';
import { type Io, UsageError } from './io.js';
import { readInput } from './message-options.js';

export const KEYS_OPTION: OptionSpec = {
  name: 'keys',
  short: 'k',
  value: 'FILE',
  help: 'keys as `clickstamp keygen` writes them, or a JWK Set; or the variable CLICKSTAMP_KEYS with the same in it',
};

/** Reads the keyring that the command line or the environment names. No message shows what was read. */
export async function keyringOf(args: Args, io: Io): Promise<Keyring> {
  const file = args.value('keys');
  const text = file === undefined ? io.env['CLICKSTAMP_KEYS'] : await readInput(file, io);
  if (text === undefined || text === '')
    throw new UsageError('Keys are needed: --keys FILE, or CLICKSTAMP_KEYS. `clickstamp keygen` makes some.');
  let keys: unknown;
  try {
    keys = JSON.parse(text);
  } catch {
    throw new UsageError(`The keys are not JSON${file === undefined ? ' in CLICKSTAMP_KEYS' : `: ${file}`}.`);
  }
  try {
    return createKeyring(keys as readonly SigningKey[] | JwkSet);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
