import { type Audit, auditLinks } from '../../message/audit.js';
import { plural } from '../../print/format.js';
import { formatFinding, formatLinks, summariseLinks } from '../../print/link-report.js';
import type { Args } from '../args.js';
import type { Command } from '../command.js';
import { cannot, readInput } from '../files.js';
import { AUDIT_FORMATS, type AuditedFile } from '../formats.js';
import { type Io, UsageError } from '../io.js';
import { compileOptionsOf, EXTENSIONS, MESSAGE_OPTIONS, partOf, valuesOf } from '../message-options.js';
import { painterOf } from '../paint.js';

export const audit: Command = {
  name: 'audit',
  operands: 'FILE|FOLDER|- ...',
  summary: 'say what every link of a message is, whether a click on it can be counted, and what is wrong',
  options: [
    {
      name: 'format',
      value: 'NAME',
      choices: ['table', ...Object.keys(AUDIT_FORMATS)],
      help: 'table (the default), json, github or sarif',
    },
    { name: 'json', help: 'the same as --format json' },
    { name: 'max-warnings', value: 'N', help: 'exit with 1 where there are more warnings than this' },
    { name: 'quiet', short: 'q', help: 'no table, only what was found and a summary' },
    ...MESSAGE_OPTIONS,
  ],
  examples: [
    'clickstamp audit newsletter.html',
    'clickstamp audit --format github templates/',
    'cat mail.txt | clickstamp audit --text -',
  ],
  status: '1 where a link is broken, or where there are more warnings than --max-warnings',
  run,
};

async function run(args: Args, io: Io): Promise<number> {
  if (args.operands.length === 0) throw new UsageError('Name a file or folder, or - for standard input.');
  const options = await compileOptionsOf(args, io);
  const values = await valuesOf(args, io);
  const limit = limitOf(args);
  const paths = await filesOf(args, io);
  const files: AuditedFile[] = [];
  for (const path of paths) {
    const source = await readInput(path, io);
    const result = auditLinks(source, { ...options, ...(values === undefined ? {} : { values }) });
    files.push({ path: path === '-' ? '(standard input)' : path, ...result });
  }
  const format = args.has('json') ? 'json' : (args.value('format') ?? 'table');
  const print = AUDIT_FORMATS[format];
  io.stdout(print === undefined ? tables(files, args, io) : print(files));
  return exitStatus(files, limit);
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

async function filesOf(args: Args, io: Io): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of args.operands) {
    if (path === '-') files.push(path);
    else {
      const found = await io.listFiles(path, EXTENSIONS[partOf(args)]).catch((error: unknown) => {
        throw cannot('read', path, error);
      });
      if (found.length === 0)
        throw new UsageError(`There is no ${EXTENSIONS[partOf(args)].join(' or ')} file in ${path}.`);
      files.push(...found);
    }
  }
  return files;
}

function tables(files: readonly AuditedFile[], args: Args, io: Io): string {
  const layout = { width: io.columns, paint: painterOf('stdout', io) };
  const blocks = files.map((file) => {
    const lines = [args.has('quiet') || file.links.length === 0 ? '' : `${formatLinks(file.links, layout)}\n`];
    for (const finding of file.findings) lines.push(formatFinding(finding, layout));
    if (file.findings.length > 0) lines.push('\n');
    lines.push(`${file.path}: ${summariseLinks(file)}\n`);
    return lines.join('');
  });
  if (files.length > 1) blocks.push(`${plural(files.length, 'file')}: ${summariseLinks(sum(files))}\n`);
  return blocks.join('\n');
}

function sum(files: readonly AuditedFile[]): Audit {
  return {
    links: files.flatMap(({ links }) => links),
    findings: files.flatMap(({ findings }) => findings),
    tracked: files.reduce((total, { tracked }) => total + tracked, 0),
  };
}
