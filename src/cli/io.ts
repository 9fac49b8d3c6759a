import type { Run } from '../clicks/sql/index.js';

/** A piece of a file. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** Of the whole file, where that is known. */
  readonly total?: number;
}

/** Everything the command reads and writes, so that tests can run it without a process. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** All of standard input as UTF-8. */
  readStdin(): Promise<string>;
  /** A file or, for `-`, standard input, piece by piece. */
  readChunks(path: string): AsyncIterable<Chunk>;
  readFile(path: string): Promise<string>;
  /** Text that comes in pieces is written as it comes. */
  writeFile(path: string, text: string | AsyncIterable<string>): Promise<void>;
  /** Makes a file that only its owner can read; rejects with `EEXIST` where there is one already. */
  createPrivateFile(path: string, text: string): Promise<void>;
  /** Puts a file that only its owner can read in the place of another, whole or not at all. */
  replacePrivateFile(path: string, text: string): Promise<void>;
  /** Files below a folder that end in one of the extensions; the path itself where it is a file. Folders inside that cannot be read are refused. */
  listFiles(
    path: string,
    extensions: readonly string[],
    refuse: (folder: string, error: unknown) => void,
  ): Promise<readonly string[]>;
  /** Opens a file of SQLite's for reading; rejects with `UsageError` where this runtime has no SQLite. */
  openSqlite(path: string): Promise<Run>;
  /** Of this package. */
  readVersion(): Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of standard output; undefined where it is no terminal. */
  readonly columns: number | undefined;
  /** Of standard error; undefined where it is no terminal. */
  readonly errorColumns: number | undefined;
  /** Standard error is a terminal. */
  readonly progress: boolean;
}

/** A mistake on the command line: a sentence on standard error, the command that helps, and exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The command that helps; where there is none, it is the help of the command that was called. */
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}
