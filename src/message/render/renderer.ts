import { isUsageError, usageError } from '../../checks/options.js';
import { isKeyring, type Keyring } from '../../token/keyring.js';
import type { PayloadSuffix } from '../../token/writer.js';
import { failureFinding } from '../findings/create.js';
import type { Plan } from '../plan/plan.js';
import { checkRecipient, pickRecipient, type Recipient } from '../plan/recipient.js';
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

/** Renders one plan. Keys are checked by whoever calls; the recipient may be any record of the app's. */
export interface Renderer {
  /**
   * Waits for nothing that is there already: for HS256 on Node a contact costs one promise, whatever the number of
   * links. Rejects with `TypeError` for a caller's mistake; whatever else fails, the original comes back with a finding.
   */
  render(record: Recipient, keys: Keyring): Promise<RenderedPart>;
  /** The texts that rendering writes into the slots, without the rest. Where it would give the original, they are plain. */
  slots(record: Recipient, keys: Keyring): Promise<WrittenSlots>;
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

  /** What is written into the slots, and why. */
  async function fill(recipient: Recipient, keys: Keyring): Promise<{ resolved: ResolvedPart; texts: string[] }> {
    const prepared = signings.get(keys) ?? prepare(keys);
    const signing = prepared instanceof Promise ? await prepared : prepared;
    const made = suffixFor(plan, recipient, signing);
    const suffix = made instanceof Promise ? await made : made;
    const resolved = resolvePart(plan, recipient, signing);
    const written = writeSlots(plan, resolved, signing, suffix);
    return { resolved, texts: written instanceof Promise ? await written : written };
  }

  return {
    async render(record, keys) {
      try {
        const recipient = pickRecipient(record);
        checkRecipient(recipient);
        const { resolved, texts } = await fill(recipient, keys);
        return { content: fillTemplate(plan.template, texts), ...summarise(plan, resolved, texts, recipient) };
      } catch (error) {
        if (isUsageError(error)) throw error;
        return unchanged(plan, error);
      }
    },
    async slots(record, keys) {
      try {
        const recipient = pickRecipient(record);
        checkRecipient(recipient);
        const { resolved, texts } = await fill(recipient, keys);
        return { texts, signed: (slot) => resolved.prefixes[slot] !== undefined };
      } catch (error) {
        if (isUsageError(error)) throw error;
        return { texts: plan.slots.map((planned) => planned?.plain ?? ''), signed: () => false };
      }
    },
  };
}

function suffixFor(
  { settings }: Plan,
  { contactId, consent }: Recipient,
  { writer }: Signing,
): PayloadSuffix | Promise<PayloadSuffix> | undefined {
  if (writer === undefined || consent === 'none') return undefined;
  return writer.suffix({
    ...(contactId === undefined ? {} : { contactId: String(contactId) }),
    ...(consent === undefined ? {} : { consent }),
    ...sentAt(settings.options, consent),
  });
}

/** The time of rendering would tell anonymous recipients apart. */
function sentAt(options: Plan['settings']['options'], consent: Recipient['consent']): { sentAt?: Date } {
  if (options.sentAt !== undefined) return { sentAt: options.sentAt };
  if (consent === 'anonymous') return {};
  return { sentAt: new Date() };
}

/** The message as it was given: mail must go out. */
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
