import { isUsageError, usageError } from '../../checks/options.js';
import type { Link } from '../../link.js';
import { isKeyring, type Keyring } from '../../token/keyring.js';
import type { PayloadSuffix } from '../../token/writer.js';
import { failureFinding } from '../findings/create.js';
import type { Plan } from '../plan/plan.js';
import { type CheckedRecipient, type Recipient, readRecipient } from '../plan/recipient.js';
import { fillTemplate } from '../plan/template.js';
import type { WrittenSlots } from './batch.js';
import { type ResolvedPart, resolvePart, untracked } from './resolve-part.js';
import type { RewriteSummary } from './result.js';
import { prepareSigning, type Signing } from './signing.js';
import { summarise } from './summary.js';
import { writeSlots } from './write-part.js';

/** One contact's copy of a part, before it is called `html` or `text`. */
export interface RenderedPart extends RewriteSummary {
  readonly content: string;
}

/** A copy's slots, filled in. */
export interface FilledPart {
  readonly resolved: ResolvedPart;
  readonly texts: readonly string[];
}

/** Renders one plan. Keys are checked by whoever calls. */
export interface Renderer {
  /**
   * Waits for nothing that is there already: for HS256 on Node a contact costs one promise, whatever the number of
   * links. Rejects with `TypeError` for a caller's mistake; whatever else fails, the original comes back with a finding.
   */
  render(recipient: CheckedRecipient, keys: Keyring): Promise<RenderedPart>;
  /** The texts that rendering writes into the slots, without the rest. Where it would give the original, they are plain. */
  slots(recipient: CheckedRecipient, keys: Keyring): Promise<WrittenSlots>;
  /** What is written into the slots, and why. Rejects for whatever fails. */
  fill(recipient: CheckedRecipient, keys: Keyring): Promise<FilledPart>;
  /** The part as it was given, with a finding: mail must go out. */
  unchanged(error: unknown): RenderedPart;
  /** What `slots` gives for it. */
  plainSlots(): WrittenSlots;
}

/** Makes the renderer of a plan. What a keyring signs is prepared once for each. */
export function createRenderer(plan: Plan): Renderer {
  const signings = new WeakMap<Keyring, Signing | Promise<Signing>>();

  /** Once for each keyring; those who come before it is done wait for the same. */
  function prepare(keys: Keyring): Promise<Signing> {
    const preparing = prepareSigning(plan, keys).then((signing) => {
      signings.set(keys, signing);
      return signing;
    });
    signings.set(keys, preparing);
    return preparing;
  }

  /** How many different links a copy tracks: neighbours on a list mostly have the same links, whatever their tags' values. */
  let lastLinks: readonly Link[] = [];
  let lastCount = 0;
  function linkCountOf(links: readonly Link[]): number {
    const isSame = links.length === lastLinks.length && links.every((link, at) => link === lastLinks[at]);
    if (!isSame) {
      lastCount = countTracked(links);
      lastLinks = links;
    }
    return lastCount;
  }

  async function fill(recipient: CheckedRecipient, keys: Keyring): Promise<FilledPart> {
    const prepared = signings.get(keys) ?? prepare(keys);
    const signing = prepared instanceof Promise ? await prepared : prepared;
    const resolved = resolvePart(plan, recipient, signing);
    const made = suffixFor(plan, recipient, signing, resolved, linkCountOf(resolved.links));
    const suffix = made instanceof Promise ? await made : made;
    const written = writeSlots(plan, resolved, signing, suffix);
    return { resolved, texts: written instanceof Promise ? await written : written };
  }

  const plainSlots = (): WrittenSlots => ({
    texts: plan.slots.map((planned) => planned?.plain ?? ''),
    signed: () => false,
  });

  return {
    async render(recipient, keys) {
      try {
        const { resolved, texts } = await fill(recipient, keys);
        const { links, findings, tracked, bytes } = summarise(plan, resolved, texts, recipient);
        return { content: fillTemplate(plan.template, texts), links, findings, tracked, bytes };
      } catch (error) {
        if (isUsageError(error)) throw error;
        return unchanged(plan, error);
      }
    },
    async slots(recipient, keys) {
      try {
        const { resolved, texts } = await fill(recipient, keys);
        return { texts, signed: (slot) => resolved.prefixes[slot] !== undefined };
      } catch (error) {
        if (isUsageError(error)) throw error;
        return plainSlots();
      }
    },
    fill,
    unchanged: (error) => unchanged(plan, error),
    plainSlots,
  };
}

/**
 * Reads a recipient off an app's own record and renders for it. A record that fails by itself, by a getter for one, is
 * no reason to keep the mail back.
 */
export function renderFor<Rendered>(
  record: unknown,
  render: (recipient: CheckedRecipient) => Promise<Rendered>,
  unchanged: (error: unknown) => Rendered,
): Promise<Rendered> {
  let recipient: CheckedRecipient;
  try {
    recipient = readRecipient(record);
  } catch (error) {
    return isUsageError(error) ? Promise.reject(error) : Promise.resolve(unchanged(error));
  }
  return render(recipient);
}

function suffixFor(
  { settings }: Plan,
  { consent, sentAt }: CheckedRecipient,
  { writer }: Signing,
  { claims }: ResolvedPart,
  linkCount: number,
): PayloadSuffix | Promise<PayloadSuffix> | undefined {
  if (writer === undefined || consent === 'none') return undefined;
  const time = timeOfSending(settings.options.sentAt, sentAt, consent);
  // Written out, because V8 takes long to copy members into a literal, and this is made for each contact.
  return writer.suffix({
    linkCount,
    contactId: claims?.contactId,
    campaignId: claims?.campaignId,
    messageId: claims?.messageId,
    variant: claims?.variant,
    consent,
    sentAt: time,
  });
}

/** Ids are each link's own, so that is how many links there are; but nobody sees both Outlook's button and its twin. */
function countTracked(links: readonly Link[]): number {
  const tracked = links.filter(({ verdict }) => verdict === 'track');
  const conditional = new Map<string, number>();
  for (const { url = '', condition } of tracked)
    if (condition !== undefined) conditional.set(url, (conditional.get(url) ?? 0) + 1);
  let twins = 0;
  for (const { url = '', condition } of conditional.size === 0 ? [] : tracked) {
    const left = condition === undefined ? (conditional.get(url) ?? 0) : 0;
    if (left === 0) continue;
    twins++;
    conditional.set(url, left - 1);
  }
  return tracked.length - twins;
}

/** A time of one's own would tell anonymous recipients apart. */
function timeOfSending(
  ofAll: Date | undefined,
  own: Date | undefined,
  consent: Recipient['consent'],
): Date | undefined {
  return consent === 'anonymous' ? ofAll : (own ?? ofAll ?? new Date());
}

function unchanged(plan: Plan, error: unknown): RenderedPart {
  const { source, bytesBefore, findings } = plan;
  return {
    content: source,
    links: untracked(plan, 'internal-error').links,
    findings: [...findings, failureFinding(error)],
    tracked: 0,
    bytes: { before: bytesBefore, after: bytesBefore },
  };
}

/** Throws unless the keys were made by `createKeyring`. */
export function checkKeyring(keys: unknown): asserts keys is Keyring {
  if (!isKeyring(keys)) throw usageError('keys', 'must be a keyring made by createKeyring', keys);
}
