import { emitWarning } from 'node:process';
import type { Options as MailOptions } from 'nodemailer/lib/mailer/index.js';
import { checkKeys, checkNumber, checkOneOf, checkType, type MisplacedOptions, usageError } from './checks/options.js';
import type { Part } from './link.js';
import { compileHtml, compileText } from './message/compile.js';
import { COMPILE_OPTIONS, type CompileOptions } from './message/plan/options.js';
import { RECIPIENT_OPTIONS, type Recipient, readRecipient } from './message/plan/recipient.js';
import type { CompiledPart } from './message/render/compiled-part.js';
import { checkKeyring } from './message/render/renderer.js';
import type { RewriteResult, RewriteSummary, TextRewriteResult } from './message/render/result.js';
import type { Keyring } from './token/keyring.js';

/** What may differ from message to message. */
type MessageOption =
  | 'campaignId'
  | 'messageId'
  | 'variant'
  | 'clickTracking'
  | 'testEmail'
  | 'sentAt'
  | 'expiresInSeconds';

const MESSAGE_OPTIONS: readonly MessageOption[] = [
  'campaignId',
  'messageId',
  'variant',
  'clickTracking',
  'testEmail',
  'sentAt',
  'expiresInSeconds',
] satisfies readonly (keyof CompileOptions)[];

/** A message's own say: who it goes to, and what of the plugin's options is different for it. */
export interface MessageClicks extends Recipient, Pick<CompileOptions, MessageOption> {}

/** Which message a callback is told of. `part` is undefined where the trouble is with all of it. */
export interface MessagePlace {
  /** As nodemailer holds it: what was passed to `sendMail`, with the transporter's defaults. */
  readonly message: MailOptions;
  readonly part: Part | undefined;
}

/** How a transporter's mail is tracked: `CompileOptions` for all messages, and the plugin's own options. */
export interface NodemailerOptions extends Omit<CompileOptions, 'part'> {
  /** The first key signs. */
  readonly keys: Keyring;
  /** Gives what the message's `clickstamp` field does not say; the field wins. `false` leaves the message alone. */
  readonly recipient?:
    | ((message: MailOptions) => MessageClicks | false | undefined | Promise<MessageClicks | false | undefined>)
    | undefined;
  /** @default ['html', 'text', 'amp'] */
  readonly parts?: readonly Part[] | undefined;
  /** How many compiled parts are kept for messages of the same content; 0 keeps none. @default 50 */
  readonly cacheSize?: number | undefined;
  /** Told of each part that was rewritten: its links, findings and sizes. */
  readonly onRewrite?: ((summary: RewriteSummary, place: MessagePlace) => unknown) | undefined;
  /** Told why a message or part went out as it was. @default a warning of the process, once for each kind */
  readonly onError?: ((error: unknown, place: MessagePlace) => unknown) | undefined;
}

/** What is used of nodemailer's `MailMessage`. */
export interface PluginMessage {
  data: MailOptions;
  resolveContent(data: object, key: string, callback: (error: Error | null, value?: unknown) => void): unknown;
}

/** Goes into `transporter.use('compile', plugin)`. */
export type NodemailerPlugin = (mail: PluginMessage, done: (error?: null) => void) => void;

// nodemailer's own types and @types/nodemailer both have the message's interface in this module.
declare module 'nodemailer/lib/mailer/index.js' {
  interface Options {
    /** For the plugin of `clickstamp/nodemailer`; `false` leaves this message alone. Never sent. */
    clickstamp?: MessageClicks | false | undefined;
  }
}

const OWN_OPTIONS = ['keys', 'recipient', 'parts', 'cacheSize', 'onRewrite', 'onError'] as const;
const COMPILED = COMPILE_OPTIONS.filter((option) => option !== 'part');
const PARTS: readonly Part[] = ['html', 'text', 'amp'];

/** What those are told who give an option in the other of the two places. */
const FOR_MESSAGE: MisplacedOptions = new Map(
  RECIPIENT_OPTIONS.map((name) => [
    name,
    "it is for a message's clickstamp field, or what the recipient option returns",
  ]),
);
const FOR_TRANSPORTER: MisplacedOptions = new Map(
  [...COMPILED, ...OWN_OPTIONS].map((name) => [name, 'it is for all messages: clickstamp({ … })']),
);

type Compiled = CompiledPart<RewriteResult> | CompiledPart<TextRewriteResult>;

/**
 * Makes the nodemailer plugin that tracks the links of each message's `html`, `text` and `amp`. Who a message is for
 * stands in its `clickstamp` field or comes from the `recipient` callback; its `list.unsubscribe` and List-Unsubscribe
 * URLs are recognised. Headers, attachments and alternatives stay as they are, and no failure keeps a mail from going out.
 * Throws `TypeError` for a wrong option, at once.
 *
 * @example
 * ```ts
 * import { createKeyring } from 'clickstamp';
 * import { clickstamp } from 'clickstamp/nodemailer';
 * import { createTransport } from 'nodemailer';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const transporter = createTransport({ jsonTransport: true });
 * transporter.use('compile', clickstamp({ trackingUrl: 'https://click.brand.example/c', clickTracking: true, keys }));
 * const { message } = await transporter.sendMail({
 *   to: 'ada@reader.example',
 *   html: '<a href="https://shop.example/sale">Sale</a>',
 *   clickstamp: { contactId: 'c-17', campaignId: 'november' },
 * });
 * JSON.parse(message).html.startsWith('<a href="https://click.brand.example/c/'); // => true
 * ```
 */
export function clickstamp(options: NodemailerOptions): NodemailerPlugin {
  const { compile, own } = checkOptions(options);
  const { keys, recipient, parts = PARTS, onRewrite } = own;
  const compiled = createCache(own.cacheSize ?? 50);
  const onError = own.onError ?? createWarner();

  async function rewriteMessage(message: MailOptions, mail: PluginMessage): Promise<void> {
    const clicks = await clicksOf(message, recipient);
    if (clicks === false) return;
    checkClicks(clicks);
    if (message.raw) throw new Error('The message is `raw`: its parts cannot be rewritten.');
    const { contactId, values, consent, ...different } = clicks;
    const settings = { ...compile, ...definedOf(different) };
    for (const part of parts) {
      const place = { message, part };
      try {
        const summary = await rewritePart(mail, part, settings, { contactId, values, consent });
        if (summary !== undefined) await tell(() => onRewrite?.(summary, place));
      } catch (error) {
        await tell(() => onError(error, place));
      }
    }
  }

  async function rewritePart(
    mail: PluginMessage,
    part: Part,
    settings: CompileOptions,
    to: Recipient,
  ): Promise<RewriteSummary | undefined> {
    const message: MailOptions = mail.data;
    const source = await readPart(mail, part);
    if (source === undefined) return undefined;
    const own = unsubscribeUrls(message);
    const render = (listed: CompileOptions): Promise<RewriteResult | TextRewriteResult> =>
      compiled(part, source, listed).render(to, keys);
    const withList =
      own.length === 0 ? settings : { ...settings, listUnsubscribe: [settings.listUnsubscribe ?? [], own].flat() };
    // Each contact's unsubscribe URL is different, so a template is compiled with it only where that makes a difference.
    let result = await render(settings.utm === undefined ? settings : withList);
    if (result.links.some(({ url, href, kind }) => kind !== 'unsubscribe' && own.includes(url ?? href.trim())))
      result = await render(withList);
    const { content, summary } = contentOf(result);
    writePart(message, part, content);
    return summary;
  }

  return (mail, done) => {
    const message = mail.data;
    rewriteMessage(message, mail)
      .catch((error) => tell(() => onError(error, { message, part: undefined })))
      .then(() => {
        delete message.clickstamp;
        done();
      });
  };
}

function checkOptions(options: NodemailerOptions): {
  compile: CompileOptions;
  own: Pick<NodemailerOptions, (typeof OWN_OPTIONS)[number]>;
} {
  checkKeys('clickstamp options', options, [...COMPILED, ...OWN_OPTIONS], FOR_MESSAGE);
  const { keys, recipient, parts, cacheSize, onRewrite, onError, ...compile } = options;
  checkKeyring(keys);
  if (keys.signingKid === undefined)
    throw usageError('keys', 'the first key can only verify, so nothing can be signed');
  for (const [name, value] of Object.entries({ recipient, onRewrite, onError })) checkType(name, value, 'function');
  checkType('parts', parts, 'array');
  for (const part of parts ?? []) checkOneOf('parts', part, PARTS);
  checkNumber('cacheSize', cacheSize, 0, 1_000_000);
  compileHtml('', compile);
  return { compile, own: { keys, recipient, parts, cacheSize, onRewrite, onError } };
}

/** The callback's say with the message's own on top. */
async function clicksOf(
  message: MailOptions,
  recipient: NodemailerOptions['recipient'],
): Promise<MessageClicks | false> {
  const field = message.clickstamp;
  if (field === false) return false;
  const given = await recipient?.(message);
  if (given === false) return false;
  for (const each of [field, given])
    if (each === null || !['object', 'undefined'].includes(typeof each))
      throw usageError('message.clickstamp', 'must be an object, or false for no tracking', each);
  return { ...given, ...definedOf(field ?? {}) };
}

/** Throws for a field that says what no message can: the mail goes out as it is, and `onError` hears why. */
function checkClicks(clicks: MessageClicks): void {
  checkKeys('message.clickstamp', clicks, [...RECIPIENT_OPTIONS, ...MESSAGE_OPTIONS], FOR_TRANSPORTER);
  readRecipient(clicks);
}

function definedOf<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
}

/** Compiles parts and keeps the latest: same part, content and message options, same compiled part. */
function createCache(size: number): (part: Part, source: string, settings: CompileOptions) => Compiled {
  const kept = new Map<string, Compiled>();
  return (part, source, settings) => {
    const different = [...MESSAGE_OPTIONS, 'listUnsubscribe' as const].map((option) => settings[option] ?? null);
    const key = `${part} ${JSON.stringify(different)} ${source}`;
    const found = kept.get(key);
    // A map keeps the order of insertion, so what was used last goes to its end.
    kept.delete(key);
    const compiled =
      found ?? (part === 'text' ? compileText(source, settings) : compileHtml(source, { ...settings, part }));
    if (size > 0) kept.set(key, compiled);
    const oldest = kept.keys().next();
    if (kept.size > size && oldest.done === false) kept.delete(oldest.value);
    return compiled;
  };
}

/** Gives a part's text, or undefined where the message has none. Rejects for what cannot be read or is none of ours to read. */
async function readPart(mail: PluginMessage, part: Part): Promise<string | undefined> {
  const value: unknown = mail.data[part];
  if (!value) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && 'raw' in value && value.raw)
    throw new Error('The part is `raw`: its links cannot be rewritten.');
  checkAccess(value, mail.data);
  const content = await new Promise<unknown>((resolve, reject) => {
    mail.resolveContent(mail.data, part, (error, resolved) => (error ? reject(error) : resolve(resolved)));
  });
  if (!content) return undefined;
  if (typeof content === 'string') return content;
  if (content instanceof Uint8Array) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    } catch {
      throw new Error('The part is not UTF-8, so it was left as it is.');
    }
  }
  throw new Error('The part is no text, Buffer, stream, or object with `content` or `path`, so it was left as it is.');
}

/** Older nodemailers let plugins read what the transporter forbids. */
function checkAccess(value: unknown, { disableFileAccess, disableUrlAccess }: MailOptions): void {
  const { path, href } = value as { readonly path?: unknown; readonly href?: unknown };
  const isUrl = Boolean(href) || /^https?:/i.test(String(path));
  if (isUrl ? disableUrlAccess : path && disableFileAccess && !/^data:/i.test(String(path)))
    throw new Error('The transporter forbids to read files or URLs, so the part was left as it is.');
}

/** Puts the text back in the shape in which it came, so that headers of its own stay. */
function writePart(message: MailOptions, part: Part, content: string): void {
  const value: unknown = message[part];
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || 'pipe' in value) {
    message[part] = content;
    return;
  }
  const { path: _, href: __, encoding: ___, ...rest } = value as Record<string, unknown>;
  message[part] = { ...rest, content };
}

function contentOf(result: RewriteResult | TextRewriteResult): { content: string; summary: RewriteSummary } {
  if ('html' in result) {
    const { html, ...summary } = result;
    return { content: html, summary };
  }
  const { text, ...summary } = result;
  return { content: text, summary };
}

/** The URLs under which a message can be unsubscribed from, as nodemailer's `list` and headers have them (RFC 2369 §3.2). */
function unsubscribeUrls({ list, headers }: MailOptions): string[] {
  const fromList = namedValues(list, 'unsubscribe').map((entry) => textOf(entry, 'url').replace(/[\s<>]+/g, ''));
  const fromHeaders = namedValues(headers, 'list-unsubscribe').flatMap((entry) =>
    [...textOf(entry, 'value').matchAll(/<([^<>]*)>/g)].map((match) => (match[1] as string).replace(/\s+/g, '')),
  );
  return [...fromList.map(withScheme), ...fromHeaders].filter((url) => url !== '');
}

/** What nodemailer makes of a list URL without a scheme. */
function withScheme(url: string): string {
  if (url === '' || /^(?:https?|mailto|ftp):/.test(url)) return url;
  return /^[^@]+@[^@]+$/.test(url) ? `mailto:${url}` : `http://${url}`;
}

/** Values under a name in any case, of an object or a list of `{ key, value }`, however deep the lists are nested. */
function namedValues(holder: unknown, name: string): unknown[] {
  if (holder === null || typeof holder !== 'object') return [];
  const entries: [string, unknown][] = Array.isArray(holder)
    ? holder.map((entry) => [String(entry?.key), entry?.value])
    : Object.entries(holder);
  return entries
    .filter(([key]) => key.toLowerCase().trim() === name)
    .flatMap(([, value]) => (Array.isArray(value) ? value.flat(2) : [value]));
}

function textOf(entry: unknown, member: 'url' | 'value'): string {
  if (typeof entry === 'string') return entry;
  const text = entry !== null && typeof entry === 'object' ? (entry as Record<string, unknown>)[member] : undefined;
  return typeof text === 'string' ? text : '';
}

/** Calls an app's own function; what it throws must not keep the mail back. */
async function tell(call: () => unknown): Promise<void> {
  try {
    await call();
  } catch (error) {
    warn(error);
  }
}

/** Warns once for each thing that can go wrong: a campaign of a million would say it a million times. */
function createWarner(): (error: unknown) => void {
  const said = new Set<string>();
  return (error) => {
    const text = String(error);
    if (said.has(text) || said.size >= 20) return;
    said.add(text);
    warn(error);
  };
}

function warn(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  emitWarning(`A message went out untracked or unreported: ${text}`, { type: 'ClickstampWarning' });
}
