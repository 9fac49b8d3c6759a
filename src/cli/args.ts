import { parseArgs as parseTokens } from 'node:util';
import { didYouMean } from '../checks/options.js';
import { UsageError } from './io.js';
import { shownName } from './shown-name.js';

/** One option of a command. */
export interface OptionSpec {
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What stands for its value in the help; an option without is a switch. */
  readonly value?: string;
  /** May be given several times. */
  readonly many?: boolean;
  /** What it may be. */
  readonly choices?: readonly string[];
  /** What to take instead of a value that is no choice, where the one that is spelt most like it would mislead. */
  readonly instead?: (value: string) => string | undefined;
  readonly help: string;
}

/** A command line taken apart. */
export interface Args {
  readonly operands: readonly string[];
  /** Switches by name. */
  has(name: string): boolean;
  /** The last value given. */
  value(name: string): string | undefined;
  /** All values given. */
  values(name: string): readonly string[];
}

/**
 * Takes a command line apart by the usual rules, those of `node:util`: `--name value`, `--name=value`, `-n value`,
 * switches, `--` before operands that start with a hyphen. Throws `UsageError` with a did-you-mean.
 */
export function parseArgs(argv: readonly string[], specs: readonly OptionSpec[]): Args {
  const { tokens } = parseTokens({
    args: [...argv],
    options: Object.fromEntries(
      specs.map(({ name, short, value }) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const operands: string[] = [];
  const found = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = token.rawName;
    const spec = specFor(flag, specs);
    const values = found.get(spec.name) ?? [];
    found.set(spec.name, values);
    if (spec.value === undefined) {
      if (token.value !== undefined) throw new UsageError(`${flag} takes no value.`);
      values.push('');
      continue;
    }
    const { value } = token;
    if (value === undefined || value === '') throw new UsageError(`${flag} needs a value: ${flag} ${spec.value}`);
    checkChoice(flag, value, spec);
    if (values.length > 0 && spec.many !== true) throw new UsageError(`${flag} is given twice.`);
    values.push(value);
  }
  return {
    operands,
    has: (name) => found.has(name),
    value: (name) => found.get(name)?.at(-1),
    values: (name) => found.get(name) ?? [],
  };
}

function specFor(flag: string, specs: readonly OptionSpec[]): OptionSpec {
  const spec = specs.find(({ name, short }) => flag === `--${name}` || (short !== undefined && flag === `-${short}`));
  if (spec !== undefined) return spec;
  const names = specs.map(({ name }) => `--${name}`);
  const near = didYouMean(flag, names);
  const shown = shownName(flag);
  throw new UsageError(
    `There is no ${shown === undefined ? 'such option' : `option ${shown}`}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  );
}

function checkChoice(flag: string, value: string, { choices, instead }: OptionSpec): void {
  if (choices === undefined || choices.includes(value)) return;
  const near = didYouMean(value, choices);
  const advice = instead?.(value) ?? (near === undefined ? undefined : `Did you mean ${near}?`);
  throw new UsageError(`${flag} must be one of ${choices.join(', ')}.${advice === undefined ? '' : ` ${advice}`}`);
}
