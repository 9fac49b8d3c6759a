import type { Args, OptionSpec } from './args.js';
import type { Io } from './io.js';

/** One command: a row of the table in `commands.ts`. */
export interface Command {
  readonly name: string;
  /** Behind the name in the usage line. */
  readonly operands: string;
  /** One line. */
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  /** Lines that can be typed as they are. */
  readonly examples: readonly string[];
  /** What the exit status says, beside 0 for good and 2 for a mistake on the command line. */
  readonly status?: string;
  run(args: Args, io: Io): Promise<number>;
}
