import { wrapWords } from '../print/table.js';
import { harmless } from './files.js';
import type { Io } from './io.js';

/** What went wrong, for the reader of a terminal or a log. */
interface Mistake {
  /** What stands in front: the command, or the code of an error. */
  readonly about: string;
  readonly message: string;
  /** The command that helps. */
  readonly help?: string | undefined;
}

/** Writes a mistake to standard error; its last line is the command that helps. Sentences break between words. */
export function sayMistake({ about, message, help }: Mistake, io: Io): void {
  const start = about.length + 2;
  const said = wrapWords(harmless(message), { start, indent: 2, width: io.errorColumns ?? Number.POSITIVE_INFINITY });
  io.stderr(`${about}: ${said}\n${help === undefined ? '' : `Try: ${harmless(help)}\n`}`);
}
