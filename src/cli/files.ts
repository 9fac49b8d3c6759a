import { printable } from '../print/table.js';
import { type Io, UsageError } from './io.js';
import { type MailParts, readEml } from './read-eml.js';
import { shownName } from './shown-name.js';

/** What standard input is called where files are named. */
export const STDIN = '(standard input)';

/** A file's name as a terminal and a log may show it: no line of it is a command to either. */
export function shownPath(path: string): string {
  const shown = printable(path);
  return /^(?:::|##)/.test(shown) ? `./${shown}` : shown;
}

/** A sentence that may name a file or show an address, without what would be a command to a terminal or a log. */
export function harmless(message: string): string {
  return message.split('\n').map(printable).join('\n');
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
  const other = otherEncoding(bytes);
  if (other === undefined) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  throw wrongEncoding(path, other);
}

function wrongEncoding(path: string, { name, iconv }: OtherEncoding): UsageError {
  const advice = iconv === undefined ? 'It is no message.' : `Convert it first: iconv -f ${iconv} -t UTF-8`;
  return new UsageError(`${path === '-' ? STDIN : printable(path)} is ${name}. ${advice}`);
}

/** No message and no mail is larger than this, and none may fill the memory. Bytes. */
const MAX_MESSAGE = 128 * 1024 * 1024;

async function readBytes(path: string, io: Io): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const { bytes } of io.readChunks(path)) {
      size += bytes.length;
      if (size > MAX_MESSAGE) break;
      pieces.push(bytes);
    }
  } catch (error) {
    throw cannot('read', path, error);
  }
  if (size > MAX_MESSAGE) throw new UsageError(`${printable(path)} is larger than 128 MB. It is no message.`);
  return Buffer.concat(pieces);
}

/** Whether a file is a whole mail, by its ending. */
export function isMail(path: string): boolean {
  return /\.eml$/i.test(path);
}

/** Reads a whole mail and decodes its parts; throws `UsageError` where it has none that can have links. */
export async function readMail(path: string, io: Io): Promise<MailParts> {
  const bytes = await readBytes(path, io);
  // Whatever the encoding of its parts, a mail as a whole is bytes that begin as ASCII.
  const other = otherEncoding(bytes);
  if (other?.name.startsWith('UTF-')) throw wrongEncoding(path, other);
  const parts = await readEml(bytes).catch(() => {
    throw new UsageError(`${printable(path)} cannot be read as a mail: its parts or headers are not those of one.`);
  });
  if (Object.keys(parts).length === 0) throw new UsageError(`${printable(path)} has neither an HTML nor a text part.`);
  return parts;
}

/** What bytes are that are no UTF-8, and what `iconv` calls it. */
interface OtherEncoding {
  readonly name: string;
  /** Undefined for what no conversion would make text. */
  readonly iconv?: string;
}

/** Byte order marks (Unicode 16, table 23-6), the longer first. */
const MARKS: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0xff, 0xfe, 0, 0], name: 'UTF-32' },
  { bytes: [0, 0, 0xfe, 0xff], name: 'UTF-32' },
  { bytes: [0xff, 0xfe], name: 'UTF-16' },
  { bytes: [0xfe, 0xff], name: 'UTF-16' },
];

/** What the bytes are instead of UTF-8: by their byte order mark, by a zero byte in each pair, or because they cannot be decoded. */
function otherEncoding(bytes: Uint8Array): OtherEncoding | undefined {
  const mark = MARKS.find((each) => each.bytes.every((byte, at) => bytes[at] === byte));
  if (mark !== undefined) return { name: mark.name, iconv: mark.name };
  const head = bytes.subarray(0, 400);
  const zeros = [0, 1].map((odd) => head.filter((byte, at) => byte === 0 && at % 2 === odd).length);
  const [even = 0, odd = 0] = zeros;
  if ((even + odd) * 3 > head.length && Math.min(even, odd) * 4 < even + odd)
    return { name: 'UTF-16', iconv: even > odd ? 'UTF-16BE' : 'UTF-16LE' };
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return bytes.includes(0) ? { name: 'binary' } : { name: 'not UTF-8', iconv: 'WINDOWS-1252' };
  }
}

/** Reads a file of JSON; throws `UsageError` without showing what is in it. */
export async function readJson(path: string, io: Io): Promise<unknown> {
  const text = await readInput(path, io);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${printable(path)} is not JSON.`);
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
    `${shownName(path) ?? 'A file whose name is not shown, because it may be a secret,'} cannot be ${what}: ${typeof code === 'string' ? (SYSTEM_ERRORS[code] ?? code) : 'unknown error'}.`,
  );
}
