import { TokenError } from '../../errors.js';
import { painted, printable } from '../../print/table.js';
import { decodeClick, type LinkManifest } from '../../token/decode-click.js';
import { findDamagedTokens } from '../../token/find-token.js';
import type { Args } from '../args.js';
import type { Command } from '../command.js';
import { readInput, readJson } from '../files.js';
import { type Io, UsageError } from '../io.js';
import { KEYS_OPTION, keyringOf, SECRET_OPTIONS } from '../keys.js';
import { painterOf } from '../paint.js';

export const decode: Command = {
  name: 'decode',
  operands: 'URL|-',
  summary: 'check a tracked URL and show what it says',
  options: [
    KEYS_OPTION,
    { name: 'manifest', value: 'FILE', help: 'destinations of links sent with destination: manifest' },
    { name: 'json', help: 'print JSON' },
    ...SECRET_OPTIONS,
  ],
  examples: [
    "clickstamp decode -k keys.json 'https://click.brand.example/c/eyJhbGciOi...'",
    'pbpaste | clickstamp decode -k keys.json -',
  ],
  status: '1 if the URL is not a tracked URL of these keys',
  run,
};

async function run(args: Args, io: Io): Promise<number> {
  const [url, ...more] = args.operands;
  if (url === undefined || more.length > 0)
    throw new UsageError('Give one tracked URL, or - to read it from standard input.');
  const keys = await keyringOf(args, io, "clickstamp decode --keys keys.json 'URL'");
  const manifest = args.value('manifest');
  const address = url === '-' ? (await readInput('-', io)).trim() : url;
  const click = await decodeClick(address, {
    keys,
    ...(manifest === undefined ? {} : { manifest: (await readJson(manifest, io)) as LinkManifest }),
  }).catch((error: unknown) => {
    throw error instanceof TokenError &&
      error.code === 'token-malformed' &&
      findDamagedTokens(address).next().done === true
      ? new TokenError(error.code, 'This URL has no complete token: it is not a tracked URL, or its end is missing.')
      : error;
  });
  if (args.has('json')) io.stdout(`${JSON.stringify(click, undefined, 2)}\n`);
  else {
    const paint = painterOf('stdout', io);
    const entries = Object.entries(JSON.parse(JSON.stringify(click)) as Record<string, unknown>);
    const width = Math.max(...entries.map(([name]) => name.length));
    for (const [name, value] of entries) {
      const text = printable(typeof value === 'string' ? value : JSON.stringify(value));
      io.stdout(`${painted(name.padEnd(width), 'quiet', paint)}  ${text}\n`);
    }
  }
  return 0;
}
