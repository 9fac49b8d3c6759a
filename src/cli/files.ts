import { printable } from '../print/table.js';
import { type Io, UsageError } from './io.js';
import { type MailParts, readEml } from './read-eml.js';

/** What standard input is called where files are named. */
export const STDIN = '(standard input)';

/** A file's name as a terminal and a log may show it: no line of it is a command to either. */
export function shownPath(path: string): string {
  const shown = printable(path);
  return /^(?:::|##)/.test(shown) ? `./${shown}` : shown;
}

/** Reads a file, or standard input for `-`. */
export async function readInput(path: string, io: Io): Promise<string> {
  try {
    return path === '-' ? await io.readStdin() : await io.readFile(path);
  } catch (error) {
    throw cannot('read', path, error);
  }
}

/**
 * Reads a message. Its bytes must be UTF-8, for nothing else can be written back as it was. Throws `UsageError` that names
 * the encoding as far as it can be told.
 */
export async function readMessage(path: string, io: Io): Promise<string> {
  const bytes = await readBytes(path, io);
  const encoding = otherEncoding(bytes);
  if (encoding === undefined) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  throw new UsageError(
    `${printable(path)} is ${encoding}. Convert it first: iconv -f ${encoding === 'UTF-16' ? 'UTF-16' : 'WINDOWS-1252'} -t UTF-8`,
  );
}

async function readBytes(path: string, io: Io): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const { bytes } of io.readChunks(path)) pieces.push(bytes);
  } catch (error) {
    throw cannot('read', path, error);
  }
  return Buffer.concat(pieces);
}

/** Whether a file is a whole mail, by its ending. */
export function isMail(path: string): boolean {
  return /\.eml$/i.test(path);
}

/** Reads a whole mail and decodes its parts; throws `UsageError` where it has none that can have links. */
export async function readMail(path: string, io: Io): Promise<MailParts> {
  const bytes = await readBytes(path, io);
  const parts = await readEml(bytes).catch(() => {
    throw new UsageError(`${printable(path)} cannot be read as a mail: its parts or headers are not those of one.`);
  });
  if (Object.keys(parts).length === 0) throw new UsageError(`${printable(path)} has neither an HTML nor a text part.`);
  return parts;
}

/** What the bytes are instead of UTF-8: by their byte order mark, by a zero byte in each pair, or because they cannot be decoded. */
function otherEncoding(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const head = bytes.subarray(0, 400);
  if (marked || head.filter((byte) => byte === 0).length * 3 > head.length) return 'UTF-16';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return 'not UTF-8';
  }
}

/** Reads a file of JSON; throws `UsageError` without showing what is in it. */
export async function readJson(path: string, io: Io): Promise<unknown> {
  const text = await readInput(path, io);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON.`);
  }
}

/** Writes a file, or to standard output for `-`; what comes piece by piece is written so. */
export async function writeOutput(path: string, text: string | AsyncIterable<string>, io: Io): Promise<void> {
  if (path === '-') for await (const piece of typeof text === 'string' ? [text] : text) io.stdout(piece);
  else
    await io.writeFile(path, text).catch((error: unknown) => {
      throw cannot('written', path, error);
    });
}

/** Makes a file that only its owner can read, or writes to standard output for `-`. Overwrites nothing. */
export async function createPrivate(path: string, text: string, io: Io): Promise<void> {
  if (path === '-') io.stdout(text);
  else
    await io.createPrivateFile(path, text).catch((error: unknown) => {
      throw cannot('written', path, error);
    });
}

/** Replaces a file by one that only its owner can read, or writes to standard output for `-`. */
export async function replacePrivate(path: string, text: string, io: Io): Promise<void> {
  if (path === '-') io.stdout(text);
  else
    await io.replacePrivateFile(path, text).catch((error: unknown) => {
      throw cannot('written', path, error);
    });
}

/** What the system's codes mean. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  EEXIST: 'it exists already',
};

/** The one sentence that is said of a file that the system refuses. */
export function cannot(what: 'read' | 'written', path: string, error: unknown): UsageError {
  const { code } = error as { code?: unknown };
  return new UsageError(
    `${printable(path)} cannot be ${what}: ${typeof code === 'string' ? (SYSTEM_ERRORS[code] ?? code) : 'unknown error'}.`,
  );
}
