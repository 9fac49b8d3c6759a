import { checkKeys, checkOneOf, isUsageError, type MisplacedOptions, usageError } from '../../checks/options.js';
import type { Link, Part } from '../../link.js';
import type { LinkManifest } from '../../token/decode-click.js';
import { isKeyring, type Keyring } from '../../token/keyring.js';
import type { Finding } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import { COMPILE_OPTIONS, isTimeOfSending } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { checkRecipient, pickRecipient, RECIPIENT_OPTIONS, type Recipient } from '../plan/recipient.js';
import { encodeLiterals, fillBytes, fillTemplate } from '../plan/template.js';
import { errorName } from './error-name.js';
import { draftFor, signDraft, summarise, untracked } from './render.js';
import type { RenderOptions, RewriteResult, RewriteSummary, TextRewriteResult } from './result.js';
import { prepareSigning, type Signing } from './signing.js';

/** The same result with bytes instead of a string. */
export type InBytes<Result> = Result extends RewriteResult ? RewriteResult<Uint8Array> : TextRewriteResult<Uint8Array>;

/** What those are told who give a recipient what is the same for all. */
const NOT_OF_ONE_RECIPIENT: MisplacedOptions = new Map([
  ...COMPILE_OPTIONS.map((name): [string, string] => [name, 'it is for compileHtml or compileText, once for all']),
  ['keys', 'it is the second argument of render'],
]);

/** A part of a message, parsed and classified once, to be rendered for each contact. Made by `compileHtml` and `compileText`. */
export class CompiledPart<Result extends RewriteResult | TextRewriteResult = RewriteResult> {
  readonly part: Part;
  /** The message as it was given. */
  readonly source: string;
  /** Every link in source order. One that waits for a merge tag's value is listed as left, with that reason. */
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  readonly #plan: Plan;
  readonly #field: 'html' | 'text';
  readonly #signings = new WeakMap<Keyring, Signing | Promise<Signing>>();
  #literals: readonly Uint8Array[] | undefined;

  /** Not for callers: `compileHtml` and `compileText` make these. */
  constructor(plan: Plan, field: Result extends RewriteResult ? 'html' : 'text') {
    this.part = plan.part;
    this.source = plan.source;
    this.links = plan.links;
    this.findings = plan.findings;
    this.#plan = plan;
    this.#field = field;
  }

  /**
   * Gives one contact's copy. Never parses. Rejects with `TypeError` for a caller's mistake; whatever else fails, the
   * original comes back with a finding, because mail must go out.
   */
  render(
    recipient: Recipient,
    keys: Keyring,
    options: RenderOptions & { readonly as: 'bytes' },
  ): Promise<InBytes<Result>>;
  render(recipient: Recipient, keys: Keyring, options?: RenderOptions): Promise<Result>;
  async render(recipient: Recipient, keys: Keyring, options: RenderOptions = {}): Promise<Result | InBytes<Result>> {
    checkKeys('recipient', recipient, RECIPIENT_OPTIONS, NOT_OF_ONE_RECIPIENT);
    checkRenderOptions(options);
    checkKeyring(keys);
    return this.#render(recipient, keys, options.as === 'bytes');
  }

  /**
   * Renders for many contacts, one at a time as they are asked for: memory stays flat, and a slow sender slows it down.
   * Each result carries its `recipient`.
   */
  renderAll<To extends Recipient>(
    recipients: Iterable<To> | AsyncIterable<To>,
    keys: Keyring,
    options: RenderOptions & { readonly as: 'bytes' },
  ): AsyncGenerator<InBytes<Result> & { recipient: To }, void, undefined>;
  renderAll<To extends Recipient>(
    recipients: Iterable<To> | AsyncIterable<To>,
    keys: Keyring,
    options?: RenderOptions,
  ): AsyncGenerator<Result & { recipient: To }, void, undefined>;
  async *renderAll<To extends Recipient>(
    recipients: Iterable<To> | AsyncIterable<To>,
    keys: Keyring,
    options: RenderOptions = {},
  ): AsyncGenerator<(Result | InBytes<Result>) & { recipient: To }, void, undefined> {
    checkRenderOptions(options);
    checkKeyring(keys);
    for await (const recipient of recipients) {
      yield { ...(await this.#render(recipient, keys, options.as === 'bytes')), recipient };
    }
  }

  /** The destinations that `destination: 'manifest'` keeps out of the tokens, as JSON: keep it, and give it to `decodeClick`. */
  manifest(): LinkManifest {
    const entries = this.links
      .filter((link) => link.verdict === 'track' && link.url !== undefined)
      .map((link) => [link.id, link.url as string] as const);
    return { [this.part]: Object.fromEntries(entries) };
  }

  /** Waits for nothing that is there already: for HS256 on Node a contact costs one promise, whatever the number of links. */
  async #render(record: Recipient, keys: Keyring, asBytes: boolean): Promise<Result | InBytes<Result>> {
    const plan = this.#plan;
    try {
      const recipient = pickRecipient(record);
      checkRecipient(recipient);
      const prepared = this.#signings.get(keys) ?? this.#prepare(keys);
      const signing = prepared instanceof Promise ? await prepared : prepared;
      const { writer } = signing;
      const made =
        writer === undefined || recipient.consent === 'none'
          ? undefined
          : writer.suffix({ ...recipientClaims(recipient), ...this.#sentAt(recipient) });
      const suffix = made instanceof Promise ? await made : made;
      const draft = draftFor(plan, recipient, signing);
      const signed = signDraft(plan, draft, signing, suffix);
      const texts = signed instanceof Promise ? await signed : signed;
      return this.#result(
        asBytes ? fillBytes(this.#encoded(), texts) : fillTemplate(plan.template, texts),
        summarise(plan, draft, texts, recipient),
      );
    } catch (error) {
      if (isUsageError(error)) throw error;
      return this.#unchanged(error, asBytes);
    }
  }

  /** Once for each keyring; those who come before it is done wait for the same. */
  #prepare(keys: Keyring): Promise<Signing> {
    const preparing = prepareSigning(this.#plan, keys).then((signing) => {
      this.#signings.set(keys, signing);
      return signing;
    });
    this.#signings.set(keys, preparing);
    return preparing;
  }

  /** The time of rendering would tell anonymous recipients apart. */
  #sentAt(recipient: Recipient): { sentAt?: Date } {
    const { sentAt, now } = this.#plan.settings.options;
    if (sentAt !== undefined) return { sentAt };
    if (recipient.consent === 'anonymous') return {};
    const time = now === undefined ? new Date() : now();
    if (!isTimeOfSending(time))
      throw usageError('now', 'must give a valid Date from 1970 on and before the year 10000');
    return { sentAt: time };
  }

  #encoded(): readonly Uint8Array[] {
    this.#literals ??= encodeLiterals(this.#plan.template);
    return this.#literals;
  }

  #result(content: string | Uint8Array, summary: RewriteSummary): Result | InBytes<Result> {
    return { [this.#field]: content, ...summary } as unknown as Result | InBytes<Result>;
  }

  #unchanged(error: unknown, asBytes: boolean): Result | InBytes<Result> {
    const { source, bytesBefore, findings } = this.#plan;
    return this.#result(asBytes ? new TextEncoder().encode(source) : source, {
      links: untracked(this.#plan, 'internal-error').links,
      findings: [...findings, createFinding('internal-error', undefined, errorName(error))],
      tracked: 0,
      bytes: { before: bytesBefore, after: bytesBefore },
    });
  }
}

function recipientClaims(recipient: Recipient): {
  contactId?: string;
  consent?: 'identified' | 'pseudonymous' | 'anonymous';
} {
  const { contactId, consent } = recipient;
  return {
    ...(contactId === undefined ? {} : { contactId }),
    ...(consent === undefined || consent === 'none' ? {} : { consent }),
  };
}

function checkRenderOptions(options: unknown): void {
  checkKeys('render options', options, ['as']);
  checkOneOf('as', (options as RenderOptions).as, ['string', 'bytes']);
}

/** Throws unless the keys were made by `createKeyring`. */
export function checkKeyring(keys: unknown): asserts keys is Keyring {
  if (!isKeyring(keys)) throw usageError('keys', 'must be a keyring made by createKeyring', keys);
}
