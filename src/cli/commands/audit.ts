import { resolve } from 'node:path';
import type { Part } from '../../link.js';
import { type Audit, auditLinks } from '../../message/audit.js';
import { plural } from '../../print/format.js';
import { formatFinding, formatLinks, formatSummary, summariseLinks } from '../../print/link-report.js';
import { printable } from '../../print/table.js';
import type { Args } from '../args.js';
import type { Command } from '../command.js';
import { cannot, harmless, isMail, readMail, readMessage, STDIN, shownPath } from '../files.js';
import { AUDIT_FORMATS, type AuditedFile, type RefusedFile } from '../formats.js';
import { type Io, UsageError } from '../io.js';
import { compileOptionsOf, EXTENSIONS, MESSAGE_OPTIONS, partOf, partOfFile, valuesOf } from '../message-options.js';
import { sayMistake } from '../mistakes.js';
import { painterOf } from '../paint.js';

export const audit: Command = {
  name: 'audit',
  operands: 'FILE|FOLDER|- ...',
  summary: 'say what every link of a message is, whether a click on it can be counted, and what is wrong with it',
  options: [
    {
      name: 'format',
      value: 'NAME',
      choices: ['table', ...Object.keys(AUDIT_FORMATS)],
      help: 'table (the default), json, github or sarif',
    },
    { name: 'json', help: 'the same as --format json' },
    { name: 'max-warnings', value: 'N', help: 'exit with 1 if there are more warnings than this' },
    { name: 'quiet', short: 'q', help: 'only files with findings, and a summary' },
    ...MESSAGE_OPTIONS,
  ],
  examples: [
    'clickstamp audit newsletter.html',
    'clickstamp audit --format github templates/',
    'clickstamp audit received.eml',
    'cat mail.txt | clickstamp audit --text -',
  ],
  status: '1 if a link is broken or there are more warnings than --max-warnings',
  run,
};

async function run(args: Args, io: Io): Promise<number> {
  if (args.operands.length === 0)
    throw new UsageError('Name a file or folder, or - for standard input.', 'clickstamp audit newsletter.html');
  const format = formatOf(args);
  const options = await compileOptionsOf(args, io);
  const values = await valuesOf(args, io);
  const limit = limitOf(args);
  const check: Check = (source, part, listed) =>
    auditLinks(source, {
      ...options,
      part,
      listUnsubscribe: [options.listUnsubscribe ?? [], listed ?? []].flat(),
      ...(values === undefined ? {} : { values }),
    });
  const files: AuditedFile[] = [];
  const refused: RefusedFile[] = [];
  const refuse = (path: string, { message, help }: UsageError): void => void refused.push({ path, message, help });
  for (const path of await filesOf(args, io, refuse))
    try {
      files.push(...(await auditFile(path, check, args, io)));
    } catch (error) {
      // One file of many that cannot be read leaves the others to be told of.
      if (!(error instanceof UsageError)) throw error;
      refuse(path, error);
    }
  const print = AUDIT_FORMATS[format];
  if (print !== undefined) io.stdout(print(files, refused));
  else if (files.length > 0) io.stdout(tables(files, args, io));
  for (const { message } of refused) sayMistake({ about: 'clickstamp', message }, io);
  if (files.length > 0 && refused.length > 0) io.stderr(`${plural(refused.length, 'file')} not audited\n`);
  // What helps with the last of them, because one kind of mistake is mostly all there is.
  const last = refused.at(-1);
  if (last !== undefined) io.stderr(`Try: ${harmless(last.help ?? 'clickstamp audit --help')}\n`);
  return refused.length > 0 ? 2 : exitStatus(files, limit);
}

/** Audits one part; `listed` is the header List-Unsubscribe, where there is one. */
type Check = (source: string, part: Part, listed?: string) => Audit;

/** A file as one message, or a whole mail as its parts. Throws `UsageError` for what is neither. */
async function auditFile(path: string, check: Check, args: Args, io: Io): Promise<AuditedFile[]> {
  if (!isMail(path)) {
    const part = partOfFile(path, args, 'audit');
    return [{ path: path === '-' ? STDIN : path, ...check(await readMessage(path, io), part) }];
  }
  const only = args.has('text') || args.has('amp') ? partOf(args) : undefined;
  const mail = await readMail(path, io);
  const all = Object.entries(mail.parts) as [Part, string][];
  const parts = all.filter(([part]) => only === undefined || only === part);
  for (const [part, source] of parts)
    if (source.includes('\ufffd'))
      io.stderr(`${shownPath(path)}:${part}: characters that its charset does not have are read as U+FFFD\n`);
  return parts.map(([part, source]) => ({ path, part, ...check(source, part, mail.listUnsubscribe) }));
}

function formatOf(args: Args): string {
  const named = args.value('format');
  if (!args.has('json')) return named ?? 'table';
  if (named !== undefined && named !== 'json') throw new UsageError(`Use --json or --format ${named}, not both.`);
  return 'json';
}

/** A link is broken where there is an error. */
function exitStatus(audits: readonly Pick<Audit, 'findings'>[], maxWarnings: number): number {
  const findings = audits.flatMap((each) => each.findings);
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return findings.some(({ severity }) => severity === 'error') || warnings > maxWarnings ? 1 : 0;
}

function limitOf(args: Args): number {
  const value = args.value('max-warnings');
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError('--max-warnings must be a whole number from 0.');
  return Number(value);
}

async function filesOf(
  args: Args,
  io: Io,
  refuse: (path: string, why: UsageError) => void,
): Promise<readonly string[]> {
  const files: string[] = [];
  const refuseFolder = (folder: string, error: unknown): void => refuse(folder, cannot('read', folder, error));
  const extensions = EXTENSIONS[partOf(args)];
  for (const path of args.operands) {
    if (path === '-') files.push(path);
    else
      try {
        const found = await io.listFiles(path, extensions, refuseFolder);
        if (found.length === 0)
          refuse(path, new UsageError(`There is no ${listOf(extensions)} file in ${printable(path)}.`));
        files.push(...found);
      } catch (error) {
        refuseFolder(path, error);
      }
  }
  // A file that is named twice, by itself or in its folder, is one.
  const seen = new Set<string>();
  return files.filter((path) => {
    const place = path === '-' ? path : resolve(path);
    return !seen.has(place) && seen.add(place);
  });
}

function listOf(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((each) => each !== '').join(' or ');
}

function tables(files: readonly AuditedFile[], args: Args, io: Io): string {
  const layout = { width: io.columns, paint: painterOf('stdout', io) };
  const quiet = args.has('quiet');
  const shown = quiet ? files.filter(({ findings }) => findings.length > 0) : files;
  const blocks = shown.map((file) => {
    const path = `${shownPath(file.path)}${file.part === undefined ? '' : `:${file.part}`}`;
    const lines = [formatSummary(file, { ...layout, path })];
    if (!quiet && file.links.length > 0) lines.push(`\n${formatLinks(file.links, layout)}`);
    if (!quiet && file.findings.length > 0) lines.push('\n');
    for (const finding of file.findings) lines.push(formatFinding(finding, { ...layout, path }));
    return lines.join('');
  });
  if (files.length > 1 || shown.length === 0)
    blocks.push(`${plural(new Set(files.map(({ path }) => path)).size, 'file')}, ${summariseLinks(sum(files))}\n`);
  return blocks.join('\n');
}

function sum(files: readonly AuditedFile[]): Audit {
  return {
    links: files.flatMap(({ links }) => links),
    findings: files.flatMap(({ findings }) => findings),
    tracked: files.reduce((total, { tracked }) => total + tracked, 0),
  };
}
