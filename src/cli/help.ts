import type { OptionSpec } from './args.js';
import type { Command } from './command.js';

/** The help of the whole command. */
export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'clickstamp: click tracking for people who send their own mail',
    '',
    'Usage: clickstamp COMMAND [options]',
    '',
    ...commands.map(({ name, summary }) => wrap(`  ${name.padEnd(width)}  `, summary)),
    '',
    'Start with: clickstamp audit newsletter.html',
    'Options of a command: clickstamp COMMAND --help',
    wrap(
      '',
      'Exit status: 0 success, 1 something is broken or not a tracked URL, 2 a mistake on the command line or a file that cannot be read.',
    ),
    '',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp({ name, operands, summary, options, examples, status }: Command): string {
  const rows: (readonly [string, string])[] = [...options, HELP].map((option) => [flagsOf(option), option.help]);
  const width = Math.max(...rows.map(([flags]) => flags.length));
  return [
    `Usage: clickstamp ${name} ${`[options] ${operands}`.trim()}`,
    '',
    wrap('', `${summary[0]?.toUpperCase()}${summary.slice(1)}.`),
    '',
    'Options:',
    ...rows.map(([flags, help]) => wrap(`  ${flags.padEnd(width)}  `, help)),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
    wrap(
      '',
      `Exit status: 0 success, ${status === undefined ? '' : `${status}, `}2 a mistake on the command line or a file that cannot be read.`,
    ),
    '',
  ].join('\n');
}

export const HELP: OptionSpec = { name: 'help', short: 'h', help: 'show this help' };

function flagsOf({ name, short, value }: OptionSpec): string {
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

/** Wraps text at 80 columns behind an indent as wide as what stands before it. */
function wrap(before: string, text: string): string {
  const lines: string[] = [];
  let line = before;
  for (const word of text.split(' ')) {
    if (line.length + word.length > 79 && line.trim() !== '' && line.length > before.length) {
      lines.push(line.trimEnd());
      line = ' '.repeat(before.length);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}
