import type { Options as MailOptions } from 'nodemailer/lib/mailer/index.js';
import type { Part } from '../link.js';

/** What is used of nodemailer's `MailMessage`. */
export interface PluginMessage {
  /** What was passed to `sendMail`. */
  data: MailOptions;
  /** Reads a content from wherever it is. */
  resolveContent(data: object, key: string | number, callback: (error: Error | null, value?: unknown) => void): unknown;
}

/** A place in a message where a part of ours stands: a field of its own, or one of its alternatives. */
export interface Content {
  readonly part: Part;
  /** Resolves to its text, or to undefined where there is none. Rejects for what cannot be read or is not ours to read. */
  read(): Promise<string | undefined>;
  /** Puts a text in its place, in the shape in which it came, so that headers of its own stay. */
  write(text: string): void;
}

const PARTS: readonly Part[] = ['html', 'text', 'amp'];

/** The media types of an alternative that are parts of ours. */
const PART_OF_TYPE: ReadonlyMap<string, Part> = new Map([
  ['text/html', 'html'],
  ['text/plain', 'text'],
  ['text/x-amp-html', 'amp'],
]);

/** The same for an alternative without a type: nodemailer goes by its name, and takes one without a name for text. */
const PART_OF_NAME: ReadonlyMap<string, Part> = new Map([
  ['html', 'html'],
  ['htm', 'html'],
  ['txt', 'text'],
]);

/** Finds the parts of a message: its own fields first, then its alternatives in their order. */
export function findContents(mail: PluginMessage): Content[] {
  const { data } = mail;
  const fields = PARTS.filter((part) => data[part]).map((part) => contentAt(mail, data as Holder, part, part));
  return [...fields, ...alternativesOf(mail)];
}

/** The app's own list stays as it is: the message gets a copy. */
function alternativesOf(mail: PluginMessage): Content[] {
  const given: unknown = mail.data.alternatives;
  if (!given) return [];
  const entries: unknown[] = Array.isArray(given) ? [...given] : [given];
  const contents: Content[] = [];
  entries.forEach((entry, at) => {
    const part = isObject(entry) ? partOf(entry) : undefined;
    if (part === undefined) return;
    contents.push(contentAt(mail, entries as unknown as Holder, at, part));
  });
  if (contents.length > 0) mail.data.alternatives = entries as Exclude<MailOptions['alternatives'], undefined>;
  return contents;
}

function partOf({ contentType, filename, path, href }: Record<string, unknown>): Part | undefined {
  const type = contentType || /^data:([^;,]+)/i.exec(String(path || href))?.[1];
  if (type) return PART_OF_TYPE.get((String(type).split(';', 1)[0] as string).trim().toLowerCase());
  const name = String(filename || path || href || 'txt').replace(/[?#].*$/s, '');
  return PART_OF_NAME.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

/** What holds a content: the message, or its list of alternatives. */
type Holder = Record<string | number, unknown>;

function contentAt(mail: PluginMessage, holder: Holder, key: string | number, part: Part): Content {
  return {
    part,
    async read() {
      const value = holder[key];
      if (typeof value === 'string') return value;
      if (isObject(value)) {
        if (value['raw']) throw new Error('The part is `raw`: its links cannot be rewritten.');
        if (value['content'] === '') return undefined;
        checkAccess(value, mail.data);
        // nodemailer puts what a stream held in the stream's place; the app's own object stays as it is.
        if (isWrapped(value)) holder[key] = { ...value };
      }
      return textOf(
        await new Promise<unknown>((resolve, reject) => {
          mail.resolveContent(holder, key, (error, resolved) => (error ? reject(error) : resolve(resolved)));
        }),
      );
    },
    write(text) {
      const value = holder[key];
      if (!isWrapped(value)) {
        holder[key] = text;
        return;
      }
      const { path: _, href: __, encoding: ___, ...rest } = value;
      holder[key] = { ...rest, content: text };
    },
  };
}

function textOf(content: unknown): string | undefined {
  if (!content) return undefined;
  if (typeof content === 'string') return content;
  if (!(content instanceof Uint8Array))
    throw new Error(
      'The part is not text, a Buffer, a stream, or an object with `content` or `path`, so it was left as it is.',
    );
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new Error('The part is not UTF-8, so it was left as it is.');
  }
}

/** Older nodemailers let plugins read what the transporter forbids. */
function checkAccess(
  { path, href }: Record<string, unknown>,
  { disableFileAccess, disableUrlAccess }: MailOptions,
): void {
  const isUrl = Boolean(href) || /^https?:/i.test(String(path));
  if (isUrl ? disableUrlAccess : path && disableFileAccess && !/^data:/i.test(String(path)))
    throw new Error('The transporter does not allow reading files or URLs, so the part was left as it is.');
}

/** A content inside an object of nodemailer's, as against a Buffer or a stream. */
function isWrapped(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !(value instanceof Uint8Array) && !('pipe' in value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}
