import { generateKey } from '../../token/generate-key.js';
import type { Command } from '../command.js';
import { UsageError } from '../io.js';

export const keygen: Command = {
  name: 'keygen',
  operands: '',
  summary: 'make a first key: JSON for createKeyring, --keys and CLICKSTAMP_KEYS',
  options: [],
  examples: ['clickstamp keygen > keys.json'],
  async run(args, io) {
    if (args.operands.length > 0) throw new UsageError('keygen takes no operands.');
    io.stdout(`${JSON.stringify([generateKey()], undefined, 2)}\n`);
    return 0;
  },
};
