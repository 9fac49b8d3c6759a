import type { Link, Part } from '../../link.js';
import type { LinkManifest } from '../../token/decode-click.js';
import type { Keyring } from '../../token/keyring.js';
import type { Finding } from '../findings/catalog.js';
import type { Plan } from '../plan/plan.js';
import type { Recipient } from '../plan/recipient.js';
import { type Batch, type BatchOptions, createBatch } from './batch.js';
import type { Many } from './in-order.js';
import { checkRenderCall, destinationsOf, type RenderAllOptions, renderMany, renderOne } from './render-calls.js';
import { createRenderer, type RenderedPart, renderFor } from './renderer.js';
import type { RewriteResult, TextRewriteResult } from './result.js';

/** A part of a message, parsed and classified once, to be rendered for each contact. Made by `compileHtml` and `compileText`. */
export interface CompiledPart<Result extends RewriteResult | TextRewriteResult = RewriteResult> {
  /** Which part it is. */
  readonly part: Part;
  /** The part as it was given. */
  readonly source: string;
  /** Every link in source order. One that waits for a merge tag's value is listed as left, with that reason. */
  readonly links: readonly Link[];
  /** What the author should know about the template. */
  readonly findings: readonly Finding[];
  /**
   * Renders one contact's copy. Never parses. Rejects with `TypeError` for a caller's mistake; whatever else fails, the
   * original comes back with a finding, because mail must go out.
   *
   * @param recipient - who the copy is for
   * @param keys - the first key signs
   */
  render(recipient: Recipient, keys: Keyring): Promise<Result>;
  /**
   * Renders for many contacts in their order, as they are asked for: memory stays flat, and a slow sender slows it down.
   *
   * @param recipients - the app's own records of its contacts; further members are ignored
   * @param keys - the first key signs
   * @returns each result with its `recipient`
   */
  renderAll<To extends Recipient>(
    recipients: Many<To>,
    keys: Keyring,
    options?: RenderAllOptions,
  ): AsyncGenerator<Result & { recipient: To }, void, undefined>;
  /** Returns the destinations that `destination: 'manifest'` keeps out of the tokens, as JSON: keep it, and give it to `decodeClick`. */
  manifest(): LinkManifest;
  /**
   * Lays a variable into the template for each tracked address, so that one API call of a mail service serves many
   * contacts. Throws `TypeError` with the reason if the service is not known to insert values unescaped, or if your own
   * slots cannot be used.
   *
   * @param options - the mail service, or your own slots
   * @example
   * ```ts
   * import { compileHtml, createKeyring } from 'clickstamp';
   *
   * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
   * const part = compileHtml('<a href="https://shop.example/sale">Sale</a>', {
   *   trackingUrl: 'https://click.brand.example/c',
   *   clickTracking: true,
   * });
   * const batch = part.batch({ provider: 'sendgrid' });
   * batch.html; // => '<a href="{{{cs_h0}}}">Sale</a>'
   * Object.keys(await batch.variables({ contactId: 'c-17' }, keys)); // => ['cs_h0']
   * ```
   */
  batch(options: BatchOptions): Batch & Pick<Result, keyof Result & ('html' | 'text')>;
}

/** Wraps a plan for callers; `named` calls the content of a copy what its part is called. */
export function createCompiledPart<Result extends RewriteResult | TextRewriteResult>(
  plan: Plan,
  named: (rendered: RenderedPart) => Result,
): CompiledPart<Result> {
  const { part, source, links, findings } = plan;
  const renderer = createRenderer(plan);
  const renderRecord = async (record: Recipient, keys: Keyring): Promise<Result> =>
    named(await renderFor(record, (recipient) => renderer.render(recipient, keys), renderer.unchanged));
  return {
    part,
    source,
    links,
    findings,
    render: (recipient, keys) => renderOne(recipient, keys, renderRecord),
    renderAll: (recipients, keys, options) => renderMany(recipients, keys, options, renderRecord),
    manifest: () => ({ [part]: destinationsOf(links) }),
    batch(options) {
      const { templates, batch } = createBatch([plan], options, async (record, keys) => {
        checkRenderCall(record, keys);
        return [await renderFor(record, (recipient) => renderer.slots(recipient, keys), renderer.plainSlots)];
      });
      const content = { [part === 'text' ? 'text' : 'html']: templates[0] as string };
      return { ...batch, ...content } as Batch & Pick<Result, keyof Result & ('html' | 'text')>;
    },
  };
}

/** An HTML or AMP part's copy. Written out: V8 takes long to copy members into a literal, and this is made for each contact. */
export function asHtml({ content, links, findings, tracked, bytes }: RenderedPart): RewriteResult {
  return { html: content, links, findings, tracked, bytes };
}

/** A text/plain part's copy. */
export function asText({ content, links, findings, tracked, bytes }: RenderedPart): TextRewriteResult {
  return { text: content, links, findings, tracked, bytes };
}
