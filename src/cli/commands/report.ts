import { basename, resolve } from 'node:path';
import type { ClickAggregator } from '../../clicks/aggregator.js';
import type { BotOptions } from '../../clicks/bots/rules.js';
import type { Part } from '../../link.js';
import { auditLinks } from '../../message/audit.js';
import type { CompileOptions } from '../../message/plan/options.js';
import { plural } from '../../print/format.js';
import { printable } from '../../print/table.js';
import { type CsvOptions, streamCsv } from '../../report/csv.js';
import { toMarkdown } from '../../report/markdown.js';
import { CSV_TABLES, type CsvTable } from '../../report/model/csv-tables.js';
import { createReport } from '../../report/model/report.js';
import type { Report, ReportedMessage } from '../../report/model/rows.js';
import { toHtml } from '../../report/page/page.js';
import type { PageOptions } from '../../report/page/page-scope.js';
import { toText } from '../../report/text.js';
import type { Args } from '../args.js';
import type { Command } from '../command.js';
import { readJsonObject, readMessage, refuseMail, writeOutput } from '../files.js';
import { type Io, UsageError } from '../io.js';
import { valuesOf } from '../message-options.js';
import { painterOf } from '../paint.js';
import { readCounts } from '../read-counts.js';
import { readSqlite } from '../read-sqlite.js';
import { bucketOf, deliveredOf, formatsOf, numberOf, ONLY_NAMES, queryOf } from '../report-options.js';

/** Where each part of the message comes from. */
const PARTS: readonly { file: string; part: Part; what: string }[] = [
  { file: 'message', part: 'html', what: 'the HTML part as it was compiled: names of links, and the click map' },
  { file: 'text', part: 'text', what: 'the text/plain part' },
  { file: 'amp', part: 'amp', what: 'the AMP part' },
];

/** A text piece by piece, however long. */
type Pieces = AsyncIterable<string>;

/** Each file that can be written, and what goes into it. */
const OUTPUTS: readonly { file: string; what: string; write: (report: Report, args: Args) => string | Pieces }[] = [
  { file: 'html', what: 'a self-contained page', write: (report, args) => toHtml(report, pageOptions(report, args)) },
  { file: 'markdown', what: 'Markdown', write: (report) => toMarkdown(report) },
  { file: 'csv', what: 'a table as CSV', write: (report, args) => streamCsv(report, csvTable(args), csvOptions(args)) },
  { file: 'json', what: 'all rows as JSON', write: toJson },
];

export const report: Command = {
  name: 'report',
  operands: '[CLICKS|- ...]',
  summary: 'count clicks from NDJSON of any size, or from snapshots, and show who clicked what',
  options: [
    ...PARTS.map(({ file, what }) => ({ name: file, value: 'FILE', help: what })),
    ...OUTPUTS.map(({ file, what }) => ({ name: file, value: 'FILE', help: `write ${what}` })),
    {
      name: 'table',
      value: 'NAME',
      choices: CSV_TABLES,
      help: `of --csv: ${CSV_TABLES.join(', ')} (default: links)`,
    },
    { name: 'with-csv', help: 'with --html FILE.html: write FILE-links.csv and so on beside it, and link them' },
    { name: 'bom', help: 'begin CSV with a byte order mark, for Excel' },
    { name: 'sqlite', value: 'FILE', help: 'count clicks of a table of clickstamp/sql instead (Node 22.13 or newer)' },
    { name: 'sqlite-table', value: 'NAME', help: 'of --sqlite (default: clicks)' },
    { name: 'title', value: 'TEXT', help: 'the title of the report' },
    { name: 'delivered', value: 'N', many: true, help: 'messages delivered; VARIANT=N for each variant' },
    { name: 'opened', value: 'N', help: 'contacts who opened' },
    { name: 'time-zone', value: 'ZONE', help: 'such as Europe/Rome (default: UTC)' },
    { name: 'locale', value: 'TAG', help: 'how numbers and dates are written, such as de (default: en-GB)' },
    { name: 'bucket', value: 'TIME', help: 'how the timeline is cut: hour, day, 15m, 6h, 7d' },
    { name: 'only', value: 'NAME=VALUE', many: true, help: `count only these: ${ONLY_NAMES.join(', ')}` },
    { name: 'max-contacts', value: 'N', help: 'list so many contacts (default: 20 in text, 500 in files)' },
    { name: 'bots', value: 'FILE', help: 'thresholds for bot clicks as JSON' },
    { name: 'strict', help: 'exit with 1 if a line was skipped' },
    { name: 'tracking-url', value: 'URL', help: 'as the message was compiled with' },
    { name: 'options', value: 'FILE', help: 'further compile options of the message as JSON' },
    { name: 'values', value: 'FILE', help: 'values of merge tags as a JSON object' },
  ],
  examples: [
    'clickstamp report clicks.ndjson --message mail.html --html out.html',
    'clickstamp report clicks.ndjson --delivered A=500 --delivered B=500',
    'zcat clicks.ndjson.gz | clickstamp report - --csv links.csv',
    'clickstamp report --sqlite clicks.db --html november.html --with-csv',
  ],
  status: '1 if no line of the input is a click, or a snapshot is damaged',
  run,
};

/** Options that say how another is meant, and would say nothing without it. */
const NEEDED: readonly (readonly [option: string, ...needed: string[]])[] = [
  ['table', 'csv'],
  ['bom', 'csv', 'with-csv'],
  ['sqlite-table', 'sqlite'],
];

function checkTogether(args: Args): void {
  if (args.has('with-csv') && besideOf(args) === undefined)
    throw new UsageError('--with-csv writes files beside a page, so it needs --html FILE.html.');
  for (const [option, ...needed] of NEEDED)
    if (args.has(option) && !needed.some((name) => args.has(name)))
      throw new UsageError(`--${option} needs ${needed.map((name) => `--${name}`).join(' or ')}.`);
}

/** Options whose files are read. */
const READ = ['message', 'text', 'amp', 'sqlite', 'bots', 'options', 'values'];

/** Clicks and messages that are read stay what they are, and no output covers another. */
function checkPaths(args: Args): void {
  const beside = besideOf(args);
  const tables = args.has('with-csv') ? CSV_TABLES.map((table) => `${beside}-${table}.csv`) : [];
  const outputs = [...OUTPUTS.flatMap(({ file }) => args.value(file) ?? []), ...tables];
  const taken = new Set(
    [...args.operands, ...READ.flatMap((name) => args.value(name) ?? [])].map((path) => resolve(path)),
  );
  for (const path of outputs) {
    const place = resolve(path);
    if (path === '-' || place.startsWith('/dev/')) continue;
    if (taken.has(place)) throw new UsageError(`${printable(path)} is read, or written twice: name another file.`);
    taken.add(place);
  }
}

async function run(args: Args, io: Io): Promise<number> {
  const database = args.value('sqlite');
  if (args.operands.length === 0 && database === undefined)
    throw new UsageError('Name a file of clicks, or - for standard input.', 'clickstamp report clicks.ndjson');
  if (args.operands.length > 0 && database !== undefined)
    throw new UsageError('Name files of clicks or --sqlite FILE, not both.');
  const outputs = OUTPUTS.flatMap(({ file, write }) => {
    const path = args.value(file);
    return path === undefined ? [] : [{ path, write }];
  });
  checkTogether(args);
  if (outputs.filter(({ path }) => path === '-').length > 1)
    throw new UsageError('Only one output can go to standard output: name files for the others.');
  checkPaths(args);
  const bot = args.value('bots');
  const bots = bot === undefined ? undefined : ((await readJsonObject(bot, io)) as BotOptions);
  const query = queryOf(args);
  const options = {
    title: args.value('title'),
    delivered: deliveredOf(args),
    uniqueOpens: numberOf(args, 'opened'),
    bucket: bucketOf(args),
    ...formatsOf(args),
    maxContacts: numberOf(args, 'max-contacts') ?? (outputs.length === 0 ? 20 : 500),
    message: await messagesOf(args, io),
  };
  const read =
    database === undefined
      ? await readCounts(args.operands, io, bots === undefined ? undefined : { bots })
      : { lines: 0, skipped: 0 };
  const made =
    'counts' in read
      ? createReport(read.counts.where(query), options)
      : await readSqlite({ path: database as string, table: args.value('sqlite-table'), bots, query }, options, io);
  for (const { path, write } of outputs) await writeOutput(path, write(made, args), io);
  const beside = args.has('with-csv') ? csvBeside(made, args) : [];
  for (const { path, table } of beside) await writeOutput(path, streamCsv(made, table, csvOptions(args)), io);
  const nothing = read.skipped > 0 && read.lines === 0 && !('counts' in read && hasClicks(read.counts));
  if (outputs.length === 0 && !nothing) io.stdout(toText(made, { width: io.columns, paint: painterOf('stdout', io) }));
  const files = [...outputs, ...beside].filter(({ path }) => path !== '-').map(({ path }) => path);
  const { lines, skipped } = read;
  if (skipped > 0) io.stderr(`${plural(lines, 'click')} read, ${plural(skipped, 'line')} skipped\n`);
  if (nothing) io.stderr(NO_CLICKS);
  if (files.length > 0) io.stderr(`${files.map(printable).join(', ')} written\n`);
  return nothing || (skipped > 0 && args.has('strict')) ? 1 : 0;
}

/** From a snapshot, beside the lines. */
function hasClicks(counts: ClickAggregator): boolean {
  const { clicks, test } = counts.totals();
  return clicks + test > 0;
}

const NO_CLICKS =
  'Nothing in the input is a click. Each line must be a click as JSON: { ...click, ...info } of onClick. Pass a message with --message:\n' +
  '  clickstamp report clicks.ndjson --message newsletter.html\n';

/** The path of the page without its ending, where the page is a file. */
function besideOf(args: Args): string | undefined {
  const path = args.value('html');
  return path === undefined || path === '-' ? undefined : path.replace(/\.html?$/i, '');
}

/** The tables that have rows, each with the file it goes to. */
function csvBeside(report: Report, args: Args): { table: CsvTable; path: string }[] {
  const rowless: readonly CsvTable[] = report.variants.length === 0 ? ['variants', 'variant-links'] : [];
  return CSV_TABLES.filter((table) => !rowless.includes(table)).map((table) => ({
    table,
    path: `${besideOf(args)}-${table}.csv`,
  }));
}

function pageOptions(report: Report, args: Args): PageOptions {
  if (!args.has('with-csv')) return {};
  const files = csvBeside(report, args).map(({ table, path }) => [table, encodeURIComponent(basename(path))]);
  return { csvFiles: Object.fromEntries(files) };
}

function csvOptions(args: Args): CsvOptions {
  return { bom: args.has('bom') };
}

/** The parts of the message, compiled as they were for sending: same options, same link ids. */
async function messagesOf(args: Args, io: Io): Promise<ReportedMessage[]> {
  const file = args.value('options');
  const given = file === undefined ? {} : ((await readJsonObject(file, io)) as Partial<CompileOptions>);
  const trackingUrl = args.value('tracking-url');
  const values = await valuesOf(args, io);
  const messages: ReportedMessage[] = [];
  for (const each of PARTS) {
    const path = args.value(each.file);
    if (path === undefined) continue;
    const { part } = each;
    refuseMail(path);
    const source = await readMessage(path, io);
    const { links } = auditLinks(source, {
      ...given,
      part,
      ...(trackingUrl === undefined ? {} : { trackingUrl }),
      ...(values === undefined ? {} : { values }),
    });
    if (links.length === 0) io.stderr(`${printable(path)} has no links. Is it the message that was compiled?\n`);
    messages.push({ part, source, links });
  }
  return messages;
}

function csvTable(args: Args): (typeof CSV_TABLES)[number] | undefined {
  return args.value('table') as (typeof CSV_TABLES)[number] | undefined;
}

/** The source of the message is no row. */
function toJson({ messages: _, ...rows }: Report): string {
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}
