import type { Link, Part, Range } from '../../link.js';
import type { LinkManifest } from '../../token/decode-click.js';
import type { Keyring } from '../../token/keyring.js';
import type { Finding } from '../findings/catalog.js';
import type { Plan } from '../plan/plan.js';
import type { CheckedRecipient, Recipient } from '../plan/recipient.js';
import { type Batch, type BatchOptions, createBatch, type WrittenSlots } from './batch.js';
import type { Many } from './in-order.js';
import { checkRenderCall, destinationsOf, type RenderAllOptions, renderMany, renderOne } from './render-calls.js';
import { createRenderer, type RenderedPart, type Renderer, renderFor } from './renderer.js';
import type { RewriteSummary } from './result.js';
import { CLIP_BYTES, clipFinding } from './summary.js';

/** The parts of a message, each as a string. */
export interface MessageParts {
  /** The text/html part. @default none */
  readonly html?: string | undefined;
  /** The text/plain part. @default none */
  readonly text?: string | undefined;
  /** The text/x-amp-html part. @default none */
  readonly amp?: string | undefined;
}

/** One contact's copy of a message: the parts that it has, and what there is to say of them as a whole. */
export type MessageResult<Parts extends MessageParts = MessageParts> = RewriteSummary & {
  readonly [Name in keyof Parts & Part]: Parts[Name];
};

/** A message parsed and classified once, to be rendered for each contact. Made by `compileMessage`. */
export interface CompiledMessage<Parts extends MessageParts = MessageParts> {
  /** The parts as they were given. */
  readonly source: Parts;
  /** Every link, those of the HTML part first, then text, then AMP. Its `index` is the place in its own part. */
  readonly links: readonly Link[];
  /** What the author should know about the message. One about a place in it says of which `part`. */
  readonly findings: readonly Finding[];
  /**
   * Renders one contact's copy. Never parses. Rejects with `TypeError` for a caller's mistake; whatever else fails in a
   * part, that part comes back as it was with a finding, because mail must go out.
   *
   * @param recipient - who the copy is for
   * @param keys - the first key signs
   */
  render(recipient: Recipient, keys: Keyring): Promise<MessageResult<Parts>>;
  /**
   * Renders for many contacts in their order, as they are asked for: memory stays flat, and a slow sender slows it down.
   *
   * @param recipients - the app's own records of its contacts; further members are ignored
   * @param keys - the first key signs
   * @returns each copy with its `recipient`
   */
  renderAll<To extends Recipient>(
    recipients: Many<To>,
    keys: Keyring,
    options?: RenderAllOptions,
  ): AsyncGenerator<MessageResult<Parts> & { recipient: To }, void, undefined>;
  /** Returns the destinations that `destination: 'manifest'` keeps out of the tokens, as JSON: keep it, and give it to `decodeClick`. */
  manifest(): LinkManifest;
  /**
   * Lays a variable into the templates for each tracked address, as a part's `batch` does, counted over all parts.
   *
   * @param options - the mail service, or your own slots
   */
  batch(options: BatchOptions): Batch & { readonly [Name in keyof Parts & Part]: Parts[Name] };
}

/** Wraps the plans of a message's parts for callers. */
export function createCompiledMessage<Parts extends MessageParts>(
  source: Parts,
  plans: readonly Plan[],
): CompiledMessage<Parts> {
  const renderers = plans.map(createRenderer);
  const join = (parts: readonly RenderedPart[]): MessageResult<Parts> => joined(plans, parts) as MessageResult<Parts>;
  const renderRecord = (record: Recipient, keys: Keyring): Promise<MessageResult<Parts>> =>
    renderFor(
      record,
      async (recipient) => join(await renderParts(plans, renderers, recipient, keys)),
      (error) => join(renderers.map((renderer) => renderer.unchanged(error))),
    );
  return {
    source,
    links: plans.flatMap((plan) => plan.links),
    findings: plans.flatMap((plan) => located(plan.part, plan.findings)),
    render: (recipient, keys) => renderOne(recipient, keys, renderRecord),
    renderAll: (recipients, keys, options) => renderMany(recipients, keys, options, renderRecord),
    manifest: () => Object.fromEntries(plans.map(({ part, links }) => [part, destinationsOf(links)])),
    batch(options) {
      const { templates, batch } = createBatch(plans, options, async (record, keys) => {
        checkRenderCall(record, keys);
        return renderFor(
          record,
          (recipient) => slotsOfParts(plans, renderers, recipient, keys),
          () => renderers.map((renderer) => renderer.plainSlots()),
        );
      });
      const contents = Object.fromEntries(plans.map(({ part }, at) => [part, templates[at]]));
      return { ...batch, ...contents } as unknown as Batch & { readonly [Name in keyof Parts & Part]: Parts[Name] };
    },
  };
}

/** All parts of a copy are sent at the same time. */
function renderParts(
  plans: readonly Plan[],
  renderers: readonly Renderer[],
  recipient: CheckedRecipient,
  keys: Keyring,
): Promise<readonly RenderedPart[]> {
  const to = atOneTime(plans, recipient);
  return Promise.all(renderers.map((renderer) => renderer.render(to, keys)));
}

function slotsOfParts(
  plans: readonly Plan[],
  renderers: readonly Renderer[],
  recipient: CheckedRecipient,
  keys: Keyring,
): Promise<readonly WrittenSlots[]> {
  const to = atOneTime(plans, recipient);
  return Promise.all(renderers.map((renderer) => renderer.slots(to, keys)));
}

function atOneTime(plans: readonly Plan[], recipient: CheckedRecipient): CheckedRecipient {
  return { ...recipient, sentAt: recipient.sentAt ?? plans[0]?.settings.options.sentAt ?? new Date() };
}

/** One result of the parts' results: sizes are the message's, and what holds for all parts is said once. */
function joined(plans: readonly Plan[], parts: readonly RenderedPart[]): MessageResult {
  const bytes = { before: 0, after: 0 };
  const result: Record<string, unknown> = {};
  const links: Link[] = [];
  const findings: Finding[] = [];
  let tracked = 0;
  parts.forEach((part, at) => {
    const { part: name } = plans[at] as Plan;
    result[name] = part.content;
    bytes.before += part.bytes.before;
    bytes.after += part.bytes.after;
    tracked += part.tracked;
    links.push(...part.links);
    for (const finding of located(name, part.findings)) if (!isSaid(findings, finding)) findings.push(finding);
  });
  if (bytes.after > CLIP_BYTES) findings.push(clipFinding('the parts have', bytes.before, bytes.after));
  // Added one by one: on Node 20, V8 takes a microsecond for each member that is added to a copy.
  return Object.assign(result, { links, findings, tracked, bytes }) as unknown as MessageResult;
}

/** What is not about a place in the message is said once; the size of a part is no news beside that of the message. */
function isSaid(findings: readonly Finding[], { code, range, message }: Finding): boolean {
  return (
    code === 'message-clipped' ||
    (range === undefined && findings.some((each) => each.code === code && each.message === message))
  );
}

/** The findings with the name of their part. They are this message's own, and their frames are drawn when they are read. */
function located(part: Part, findings: readonly Finding[]): readonly Finding[] {
  for (const finding of findings as readonly { part?: Part; readonly range?: Range }[])
    if (finding.range !== undefined) finding.part = part;
  return findings;
}
