import { TokenError } from '../../errors.js';
import { decodeClick } from '../../token/decode-click.js';
import type { Args } from '../args.js';
import type { Command } from '../command.js';
import { type Io, UsageError } from '../io.js';
import { KEYS_OPTION, keyringOf } from '../keys.js';
import { readJson } from '../message-options.js';

export const decode: Command = {
  name: 'decode',
  operands: 'URL',
  summary: 'check a tracked URL and show what it says',
  options: [
    KEYS_OPTION,
    { name: 'manifest', value: 'FILE', help: 'destinations of links sent with destination: manifest' },
    { name: 'json', help: 'print JSON' },
  ],
  examples: ['clickstamp decode --keys keys.json https://click.brand.example/c/eyJhbGciOi...'],
  status: '1 where the URL is not one of ours',
  run,
};

async function run(args: Args, io: Io): Promise<number> {
  const [url, ...more] = args.operands;
  if (url === undefined || more.length > 0)
    throw new UsageError('Give one tracked URL, or - to read it from standard input.');
  const keys = await keyringOf(args, io);
  const manifest = args.value('manifest');
  try {
    const click = await decodeClick(url === '-' ? (await io.readStdin()).trim() : url, {
      keys,
      ...(manifest === undefined ? {} : { manifest: (await readJson(manifest, io)) as Record<string, never> }),
    });
    if (args.has('json')) io.stdout(`${JSON.stringify(click, undefined, 2)}\n`);
    else {
      const entries = Object.entries(JSON.parse(JSON.stringify(click)) as Record<string, unknown>);
      const width = Math.max(...entries.map(([name]) => name.length));
      for (const [name, value] of entries)
        io.stdout(`${name.padEnd(width)}  ${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    io.stderr(`${error.code}: ${error.message}\n`);
    return 1;
  }
}
