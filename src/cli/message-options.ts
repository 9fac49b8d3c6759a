import type { CompileOptions } from '../message/plan/options.js';
import { printable } from '../print/table.js';
import type { Args, OptionSpec } from './args.js';
import { readJson, readJsonObject } from './files.js';
import { type Io, UsageError } from './io.js';
import { shellWord } from './shown-name.js';

/** Options of commands that read messages. */
export const MESSAGE_OPTIONS: readonly OptionSpec[] = [
  { name: 'text', help: 'the input is a text/plain part' },
  { name: 'amp', help: 'the input is an AMP part' },
  { name: 'tracking-url', value: 'URL', help: 'where clicks go; links under it are already tracked' },
  { name: 'options', value: 'FILE', help: 'further compile options as JSON, as docs/options.md lists them' },
  { name: 'values', value: 'FILE', help: 'values of merge tags as a JSON object' },
];

/** The extensions of messages in a folder. */
export const EXTENSIONS = { html: ['.html', '.htm', '.eml'], amp: ['.amp', '.html'], text: ['.txt'] } as const;

/** Which part the command line says. */
export function partOf(args: Args): 'html' | 'amp' | 'text' {
  if (args.has('text') && args.has('amp')) throw new UsageError('Use --text or --amp, not both.');
  return args.has('text') ? 'text' : args.has('amp') ? 'amp' : 'html';
}

/** Which part a file is: as the command line says, else by its ending. Throws `UsageError` for what is no message. */
export function partOfFile(path: string, args: Args, command: string): 'html' | 'amp' | 'text' {
  if (args.has('text') || args.has('amp') || path === '-') return partOf(args);
  const ending = /\.[^./\\]*$/.exec(path)?.[0].toLowerCase();
  if (ending === '.html' || ending === '.htm') return 'html';
  if (ending === '.txt') return 'text';
  if (ending === '.amp') return 'amp';
  const shown = printable(path);
  throw new UsageError(
    `${shown} is neither .html, .txt nor .eml. If it is a message all the same, pipe it in.`,
    `clickstamp ${command} - < ${shellWord(path)}`,
  );
}

/** Reads the compile options of a command line. */
export async function compileOptionsOf(args: Args, io: Io): Promise<Partial<CompileOptions>> {
  const file = args.value('options');
  const given = file === undefined ? {} : ((await readJsonObject(file, io)) as Partial<CompileOptions>);
  const trackingUrl = args.value('tracking-url');
  return { ...given, part: partOf(args), ...(trackingUrl === undefined ? {} : { trackingUrl }) };
}

/** Reads the values of merge tags. */
export async function valuesOf(args: Args, io: Io): Promise<Readonly<Record<string, string>> | undefined> {
  const file = args.value('values');
  return file === undefined ? undefined : ((await readJson(file, io)) as Record<string, string>);
}
