import { Buffer } from 'node:buffer';
import { emitWarning } from 'node:process';
import type { Options as MailOptions } from 'nodemailer/lib/mailer/index.js';
import { createLru } from './checks/lru.js';
import { checkKeys, checkNumber, checkOneOf, checkType, type MisplacedOptions, usageError } from './checks/options.js';
import type { Link, Part } from './link.js';
import { compileMessage, type MessageOptions } from './message/compile-message.js';
import { COMPILE_OPTIONS, type CompileOptions } from './message/plan/options.js';
import { RECIPIENT_OPTIONS, type Recipient, readRecipient } from './message/plan/recipient.js';
import type { CompiledMessage, MessageParts, MessageResult } from './message/render/compiled-message.js';
import { checkKeyring } from './message/render/renderer.js';
import type { RewriteSummary } from './message/render/result.js';
import { createIdWatch } from './nodemailer/changing-ids.js';
import { type Content, findContents, type PluginMessage } from './nodemailer/contents.js';
import { unsubscribeUrls } from './nodemailer/unsubscribe-urls.js';
import type { Keyring } from './token/keyring.js';

/** What may differ from message to message. */
type MessageOption = 'campaignId' | 'messageId' | 'variant' | 'clickTracking' | 'testEmail' | 'expiresInSeconds';

const MESSAGE_OPTIONS: readonly MessageOption[] = [
  'campaignId',
  'messageId',
  'variant',
  'clickTracking',
  'testEmail',
  'expiresInSeconds',
] satisfies readonly (keyof CompileOptions)[];

/** A message's own say: who it goes to, and what of the plugin's options is different for it. */
export interface MessageClicks extends Recipient, Pick<CompileOptions, MessageOption> {}

/** Which message a callback is told of. `part` is undefined where the trouble is with all of it. */
export interface MessagePlace {
  /** The message as nodemailer has it: what was passed to `sendMail`, with the defaults of the transporter. */
  readonly message: MailOptions;
  /** Which part; undefined where the trouble is with the whole message. */
  readonly part: Part | undefined;
}

/** How a transporter's mail is tracked: `CompileOptions` for all messages, and the plugin's own options. */
export interface NodemailerOptions extends Omit<CompileOptions, 'part'> {
  /** The first key signs. */
  readonly keys: Keyring;
  /** Returns what the message's `clickstamp` field does not say; the field wins. `false` leaves the message alone. */
  readonly recipient?:
    | ((message: MailOptions) => MessageClicks | false | undefined | Promise<MessageClicks | false | undefined>)
    | undefined;
  /** @default ['html', 'text', 'amp'] */
  readonly parts?: readonly Part[] | undefined;
  /** About how many bytes of compiled messages are kept, for messages of the same content; 0 keeps none. @default 33_554_432 */
  readonly cacheBytes?: number | undefined;
  /** Told of each part that was rewritten: its links, findings and sizes. */
  readonly onRewrite?: ((summary: RewriteSummary, place: MessagePlace) => unknown) | undefined;
  /** Told why a message or part went out as it was. @default a warning of the process, once for each kind */
  readonly onError?: ((error: unknown, place: MessagePlace) => unknown) | undefined;
}

/** Goes into `transporter.use('compile', plugin)`. */
type NodemailerPlugin = (mail: PluginMessage, done: (error?: null) => void) => void;

// nodemailer's own types and @types/nodemailer both have the message's interface in this module.
declare module 'nodemailer/lib/mailer/index.js' {
  interface Options {
    /** For the plugin of `clickstamp/nodemailer`; `false` leaves this message alone. Never sent. */
    clickstamp?: MessageClicks | false | undefined;
  }
}

const OWN_OPTIONS = ['keys', 'recipient', 'parts', 'cacheBytes', 'onRewrite', 'onError'] as const;
const COMPILED = COMPILE_OPTIONS.filter((option) => option !== 'part');
const PARTS: readonly Part[] = ['html', 'text', 'amp'];

const CHANGING_IDS =
  'The link ids of one campaign change from message to message, because its HTML is rendered for each recipient with ' +
  "addresses of their own: each row of a report would be one recipient's. Give the option linkId: 'label' or 'position', or " +
  "data-link-id in the HTML; linkId: 'address' keeps it as it is, without this warning.";

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

/**
 * Makes the nodemailer plugin that tracks the links of each message's `html`, `text` and `amp`, and of `alternatives`
 * of these types. What the HTML says about a link (opt-out, kind, name, tags) holds for the same address in the other
 * parts. The recipient of a message is in its `clickstamp` field, or comes from the `recipient` callback; its
 * `list.unsubscribe` and List-Unsubscribe URLs are recognised. Headers, attachments and other alternatives stay as they
 * are, and no failure keeps a mail from going out.
 *
 * @param options - for all messages of the transporter
 * @returns the plugin, for `transporter.use('compile', plugin)`
 * @throws TypeError for a wrong option, at once
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
  const compiled = createCache(own.cacheBytes ?? 32 * 1024 * 1024);
  const onError = own.onError ?? createWarner();
  // Who names the rule has read about it.
  const watch = compile.linkId === undefined ? createIdWatch() : undefined;

  async function rewriteMessage(message: MailOptions, mail: PluginMessage): Promise<void> {
    const clicks = await clicksOf(message, recipient);
    if (clicks === false) return;
    checkClicks(clicks);
    if (message.raw) throw new Error('The message is `raw`: its parts cannot be rewritten.');
    const { contactId, values, consent, sentAt = compile.sentAt ?? new Date(), ...different } = clicks;
    const settings = { ...compile, ...definedOf(different) };
    const to = { contactId, values, consent, sentAt };
    const links: (readonly Link[])[] = [];
    for (const copy of copiesOf(await readContents(mail))) links.push(await rewriteCopy(message, copy, settings, to));
    if (watch?.note(settings, links[0] ?? [])) warn(CHANGING_IDS);
  }

  /** Reads what is to be rewritten, and the HTML in any case: opt-outs stand there. */
  async function readContents(mail: PluginMessage): Promise<ReadContent[]> {
    const contents: ReadContent[] = [];
    for (const content of findContents(mail)) {
      const { part } = content;
      const isWanted = parts.includes(part);
      if (!isWanted && part !== 'html') continue;
      try {
        const source = await content.read();
        if (source !== undefined) contents.push({ ...content, source, isWanted });
      } catch (error) {
        if (isWanted) await tell(() => onError(error, { message: mail.data, part }));
      }
    }
    return contents;
  }

  async function rewriteCopy(
    message: MailOptions,
    copy: ReadonlyMap<Part, ReadContent>,
    settings: MessageOptions,
    to: Recipient,
  ): Promise<readonly Link[]> {
    const sources = Object.fromEntries([...copy].map(([part, { source }]) => [part, source]));
    const listed = unsubscribeUrls(message);
    const render = (options: MessageOptions): Promise<MessageResult> => compiled(sources, options).render(to, keys);
    const withList =
      listed.length === 0
        ? settings
        : { ...settings, listUnsubscribe: [settings.listUnsubscribe ?? [], listed].flat() };
    // Each contact's unsubscribe URL is different, so a template is compiled with it only where that makes a difference.
    let result = await render(settings.utm === undefined ? settings : withList);
    if (result.links.some(({ url, href, kind }) => kind !== 'unsubscribe' && listed.includes(url ?? href.trim())))
      result = await render(withList);
    let isFirst = true;
    for (const content of copy.values()) {
      if (!content.isWanted) continue;
      const text = result[content.part] as string;
      content.write(text);
      const summary = summaryOf(result, content, text, isFirst);
      isFirst = false;
      await tell(() => onRewrite?.(summary, { message, part: content.part }));
    }
    return result.links;
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
  const { keys, recipient, parts, cacheBytes, onRewrite, onError, ...compile } = options;
  checkKeyring(keys);
  if (keys.signingKid === undefined)
    throw usageError('keys', 'the first key can only verify, so nothing can be signed');
  for (const [name, value] of Object.entries({ recipient, onRewrite, onError })) checkType(name, value, 'function');
  checkType('parts', parts, 'array');
  for (const part of parts ?? []) checkOneOf('parts', part, PARTS);
  checkNumber('cacheBytes', cacheBytes, 0);
  compileMessage({ html: '' }, compile);
  return { compile, own: { keys, recipient, parts, cacheBytes, onRewrite, onError } };
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

/** A content that could be read. */
interface ReadContent extends Content {
  readonly source: string;
  /** Whether it is to be rewritten; else it is there for what it says of the other parts' links. */
  readonly isWanted: boolean;
}

/**
 * Sorts contents into messages with one of each part. Where there are more, as in `alternatives`, the first of each go
 * together, then the second, and those without an HTML part of their own go by the first one.
 */
function copiesOf(contents: readonly ReadContent[]): ReadonlyMap<Part, ReadContent>[] {
  const copies: Map<Part, ReadContent>[] = [];
  for (const part of PARTS)
    contents
      .filter((content) => content.part === part)
      .forEach((content, at) => {
        const html = copies[0]?.get('html');
        copies[at] ??= new Map(html === undefined ? [] : [['html', { ...html, isWanted: false }]]);
        copies[at].set(part, content);
      });
  return copies.filter((copy) => [...copy.values()].some(({ isWanted }) => isWanted));
}

/** What a message's result says of one part; what holds for the whole message is said with the first. */
function summaryOf(
  { links, findings }: RewriteSummary,
  { part, source }: ReadContent,
  text: string,
  isFirst: boolean,
): RewriteSummary {
  const own = links.filter((link) => link.part === part);
  return {
    links: own,
    findings: findings.filter((finding) => (finding.part === undefined ? isFirst : finding.part === part)),
    tracked: own.filter(({ verdict }) => verdict === 'track').length,
    bytes: { before: Buffer.byteLength(source), after: Buffer.byteLength(text) },
  };
}

/** A compiled message and each of its links, with what is kept to sign them. Measured. */
const BYTES_PER_MESSAGE = 5_000;
const BYTES_PER_LINK = 2_000;

/** Compiles messages and keeps the latest: same parts and message options, same compiled message. The time of sending is none of them. */
function createCache(maxBytes: number): (sources: MessageParts, settings: MessageOptions) => CompiledMessage {
  const kept = createLru<CompiledMessage>(maxBytes);
  return (sources, settings) => {
    const different = [...MESSAGE_OPTIONS, 'listUnsubscribe' as const].map((option) => settings[option] ?? null);
    const written = PARTS.map((part) => `${part} ${sources[part]?.length} ${sources[part]}`);
    const key = `${JSON.stringify(different)} ${written.join(' ')}`;
    const found = kept.get(key);
    if (found !== undefined) return found;
    const compiled = compileMessage(sources, settings);
    // The key and the sources, at two bytes a character.
    kept.set(key, compiled, 4 * key.length + BYTES_PER_MESSAGE + BYTES_PER_LINK * compiled.links.length);
    return compiled;
  };
}

/** Calls an app's own function; what it throws must not keep the mail back. */
async function tell(call: () => unknown): Promise<void> {
  try {
    await call();
  } catch (error) {
    reportFailure(error);
  }
}

/** Warns once for each thing that can go wrong: a campaign of a million would say it a million times. */
function createWarner(): (error: unknown) => void {
  const said = new Set<string>();
  return (error) => {
    const text = String(error);
    if (said.has(text) || said.size >= 20) return;
    said.add(text);
    reportFailure(error);
  };
}

function reportFailure(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  warn(`A message went out untracked or unreported: ${text}`);
}

function warn(text: string): void {
  emitWarning(text, { type: 'ClickstampWarning' });
}
