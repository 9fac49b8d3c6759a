import { printable } from '../print/table.js';

/** A URL, keys in JSON, a token, an email address, or a secret: long, with a digit, and without the dot of a file's ending. */
const MAY_BE_SECRET =
  /:\/\/|^[\s-]*[[{]|\beyJ[\w-]{8}|^[^\s/@]+@[^\s/@.]+(?:\.[^\s/@.]+)+$|^-{0,2}(?=.*\d)[\w+/=-]{24,}$/;

/**
 * A name of the command line as a message may show it; undefined for what may have been pasted there by mistake, because
 * messages end in logs.
 */
export function shownName(name: string): string | undefined {
  return MAY_BE_SECRET.test(name) ? undefined : printable(name);
}

/** A file's name as a command for a POSIX shell may name it: none of its characters is a command there. */
export function shellWord(path: string): string {
  const shown = printable(path);
  const word = /^[\w./@%+:,-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
  return path.startsWith('-') ? `./${word}` : word;
}
