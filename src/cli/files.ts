import { printable } from '../print/table.js';
import { type OtherEncoding, otherEncoding, wideEncoding } from './encodings.js';
import { type Io, UsageError } from './io.js';
import { type Mail, readEml } from './read-eml.js';
import { shellWord, shownName } from './shown-name.js';

/** What standard input is called where files are named. */
export const STDIN = '(standard input)';

/** A file's name as a terminal and a log may show it: no line of it is a command to either. */
export function shownPath(path: string): string {
  const shown = printable(path);
  return /^(?:: ?:|##)/.test(shown) ? printable(`./${path}`) : shown;
}

/** A sentence that may name a file or show an address, without what would be a command to a terminal or a log. */
export function harmless(message: string): string {
  return message.split('\n').map(printable).join('\n');
}

/** Reads a file, or standard input for `-`. Throws `UsageError` for UTF-16. */
export async function readInput(path: string, io: Io): Promise<string> {
  const text = await (path === '-' ? io.readStdin() : io.readFile(path)).catch((error: unknown) => {
    throw cannot('read', path, error);
  });
  // What older shells of Windows write: UTF-16, whose every other byte is zero, or a byte order mark in front.
  if (/^[^\0]{0,3}\0/.test(text)) throw wrongEncoding(path, { name: 'UTF-16', iconv: 'UTF-16' });
  return text.replace(/^\ufeff/, '');
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
  const shown = path === '-' ? STDIN : printable(path);
  if (iconv === undefined) return new UsageError(`${shown} is ${name}: not a message.`);
  const from = path === '-' ? '' : ` ${shellWord(path)}`;
  return new UsageError(`${shown} is ${name}. Convert it to UTF-8 first.`, `iconv -f ${iconv} -t UTF-8${from}`);
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
  if (size > MAX_MESSAGE) throw new UsageError(`${printable(path)} is larger than 128 MB: not a message.`);
  return Buffer.concat(pieces);
}

/** Whether a file is a whole mail, by its ending. */
export function isMail(path: string): boolean {
  return /\.eml$/i.test(path);
}

/** Throws `UsageError` for a whole mail, where a message is read as it was written. */
export function refuseMail(path: string): void {
  if (isMail(path))
    throw new UsageError(`${printable(path)} is a whole email message: pass one of its parts, decoded.`);
}

/** Reads a whole mail and decodes its parts; throws `UsageError` where it has none that can have links. */
export async function readMail(path: string, io: Io): Promise<Mail> {
  const bytes = await readBytes(path, io);
  // Whatever the encoding of its parts, a mail as a whole is bytes that begin as ASCII.
  const other = otherEncoding(bytes);
  if (other?.name.startsWith('UTF-')) throw wrongEncoding(path, other);
  const mail = await readEml(bytes).catch(() => {
    throw new UsageError(`${printable(path)} cannot be read as an email message: its headers or parts are not valid.`);
  });
  if (Object.keys(mail.parts).length === 0)
    throw new UsageError(`${printable(path)} has neither an HTML nor a text part.`);
  return mail;
}

/** Throws `UsageError` where a file begins as UTF-16 or UTF-32 does. */
export function refuseWide(path: string, head: Uint8Array): void {
  const wide = wideEncoding(head);
  if (wide !== undefined) throw wrongEncoding(path, wide);
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

/** Reads a file of options; a list or a bare value would count as none. Throws `UsageError`. */
export async function readJsonObject(path: string, io: Io): Promise<object> {
  const value = await readJson(path, io);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(`${printable(path)} is not a JSON object.`);
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
      const exists = (error as { code?: unknown }).code === 'EEXIST' && shownName(path) !== undefined;
      throw cannot('written', path, error, exists ? `clickstamp keygen --add ${shellWord(path)}` : undefined);
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
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EEXIST: 'it exists already',
  ELOOP: 'its links go in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
};

/** The one sentence that is said of a file that the system refuses. */
export function cannot(what: 'read' | 'written', path: string, error: unknown, help?: string): UsageError {
  const { code } = error as { code?: unknown };
  const missing = what === 'read' ? 'no such file' : 'no such folder';
  const why = code === 'ENOENT' ? missing : typeof code === 'string' ? (SYSTEM_ERRORS[code] ?? code) : 'unknown error';
  const shown = shownName(path) ?? 'A file whose name is not shown, because it may be a secret,';
  return new UsageError(`${shown === '' ? 'A file without a name' : shown} cannot be ${what}: ${why}.`, help);
}
