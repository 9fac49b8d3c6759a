import { didYouMean } from '../checks/options.js';
import { UsageError } from './io.js';

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
 * Takes a command line apart by the usual rules: `--name value`, `--name=value`, `-n value`, switches, `--` before operands
 * that start with a hyphen. Throws `UsageError` with a did-you-mean.
 */
export function parseArgs(argv: readonly string[], specs: readonly OptionSpec[]): Args {
  const operands: string[] = [];
  const found = new Map<string, string[]>();
  let onlyOperands = false;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] as string;
    if (onlyOperands || word === '-' || !word.startsWith('-')) operands.push(word);
    else if (word === '--') onlyOperands = true;
    else {
      const equals = word.startsWith('--') ? word.indexOf('=') : -1;
      const flag = equals === -1 ? word : word.slice(0, equals);
      const spec = specFor(flag, specs);
      const values = found.get(spec.name) ?? [];
      found.set(spec.name, values);
      if (spec.value === undefined) {
        if (equals !== -1) throw new UsageError(`${flag} takes no value.`);
        values.push('');
        continue;
      }
      const value = equals === -1 ? argv[++i] : word.slice(equals + 1);
      if (value === undefined || value === '') throw new UsageError(`${flag} needs a value: ${flag} ${spec.value}`);
      checkChoice(flag, value, spec);
      if (values.length > 0 && spec.many !== true) throw new UsageError(`${flag} is given twice.`);
      values.push(value);
    }
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
  throw new UsageError(
    `There is no option ${flag}${near === undefined ? `; there are ${names.join(', ')}.` : `. Did you mean ${near}?`}`,
  );
}

function checkChoice(flag: string, value: string, { choices }: OptionSpec): void {
  if (choices === undefined || choices.includes(value)) return;
  const near = didYouMean(value, choices);
  throw new UsageError(
    `${flag} must be one of ${choices.join(', ')}${near === undefined ? '.' : `. Did you mean ${near}?`}`,
  );
}
