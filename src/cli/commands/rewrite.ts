import { rewriteLinks, rewriteText } from '../../message/rewrite.js';
import { formatFinding, summariseLinks } from '../../print/link-report.js';
import type { Args } from '../args.js';
import type { Command } from '../command.js';
import { readMessage, refuseMail, STDIN, shownPath, writeOutput } from '../files.js';
import { type Io, UsageError } from '../io.js';
import { KEYS_OPTION, keyringOf, SECRET_OPTIONS } from '../keys.js';
import { compileOptionsOf, MESSAGE_OPTIONS, partOfFile, valuesOf } from '../message-options.js';
import { painterOf } from '../paint.js';

export const rewrite: Command = {
  name: 'rewrite',
  operands: 'FILE|-',
  summary: 'replace the links of a message by signed URLs, for one contact',
  options: [
    KEYS_OPTION,
    { name: 'contact', value: 'ID', help: "the contact's id, not an email address" },
    {
      name: 'consent',
      value: 'NAME',
      choices: ['identified', 'pseudonymous', 'anonymous', 'none'],
      help: 'what tracked URLs may say about the contact',
    },
    { name: 'campaign', value: 'ID', help: "the campaign's id" },
    { name: 'out', short: 'o', value: 'FILE', help: 'write the message there instead of standard output' },
    ...MESSAGE_OPTIONS,
    ...SECRET_OPTIONS,
  ],
  examples: [
    'clickstamp keygen --out keys.json',
    'clickstamp rewrite -k keys.json --tracking-url https://click.brand.example/c \\',
    '    --contact c-17 mail.html > out.html',
  ],
  run,
};

async function run(args: Args, io: Io): Promise<number> {
  const [path, ...more] = args.operands;
  if (path === undefined || more.length > 0) throw new UsageError('Name one file, or - for standard input.');
  refuseMail(path);
  const source = await readMessage(path, io);
  const part = partOfFile(path, args, 'rewrite');
  const { trackingUrl, ...options } = { ...(await compileOptionsOf(args, io)), part };
  if (trackingUrl === undefined) throw new UsageError('--tracking-url is required: the URL where clicks go.');
  const values = await valuesOf(args, io);
  const campaignId = args.value('campaign');
  const contactId = args.value('contact');
  const consent = args.value('consent') as 'identified' | undefined;
  const all = {
    clickTracking: true,
    ...options,
    trackingUrl,
    keys: await keyringOf(args, io, 'clickstamp keygen --out keys.json'),
    ...(values === undefined ? {} : { values }),
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(contactId === undefined ? {} : { contactId }),
    ...(consent === undefined ? {} : { consent }),
  };
  const result = part === 'text' ? await rewriteText(source, all) : await rewriteLinks(source, all);
  const content = 'text' in result ? result.text : result.html;
  const out = args.value('out') ?? '-';
  await writeOutput(out, content, io);
  // In a terminal, what is said of the message begins a line of its own.
  if (out === '-' && io.columns !== undefined && io.errorColumns !== undefined && !content.endsWith('\n'))
    io.stderr('\n');
  const layout = {
    width: io.errorColumns,
    paint: painterOf('stderr', io),
    path: path === '-' ? STDIN : shownPath(path),
  };
  for (const finding of result.findings) io.stderr(formatFinding(finding, layout));
  io.stderr(`${summariseLinks(result)}\n`);
  return 0;
}
