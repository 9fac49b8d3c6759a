import { utf8Length } from '#runtime';
import { checkKeys, checkOneOf, checkType, usageError } from '../../checks/options.js';
import type { Keyring } from '../../token/keyring.js';
import type { Finding } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import type { Plan, PlannedLink } from '../plan/plan.js';
import type { Recipient } from '../plan/recipient.js';
import { fillTemplate } from '../plan/template.js';
import { PROVIDER_NAMES, type Provider, type ProviderName, providerOf } from '../providers/providers.js';

/** How a template for many recipients is made: for a mail service, or with slots of your own. */
export type BatchOptions =
  | {
      /** The service that fills in the variables. Only where it is confirmed that it inserts values unescaped. */
      readonly provider: ProviderName;
      /** Not with `provider`: the service has slots of its own. */
      readonly slot?: undefined;
    }
  | {
      /** Not with `slot`. */
      readonly provider?: undefined;
      /**
       * The text that stands in the template for each variable, counted from 0 over all parts, such as
       * `(index) => '-url' + index + '-'`. It must be possible in a URL attribute, and the service must insert values
       * as they are.
       */
      readonly slot: (index: number) => string;
    };

/** One template for all recipients, and what differs between them. */
export interface Batch {
  /** What the author should know of the template: the message's findings, and a limit of the service that it passes. */
  readonly findings: readonly Finding[];
  /** How many recipients the service takes in one call; undefined with slots of the app's own. */
  readonly recipientsPerCall: number | undefined;
  /**
   * Returns the variables of one recipient: signed or plain URLs, escaped for their place in the template. By the name
   * of the variable, or by the text of your own slot. Filled in, they give what `render` gives. Rejects with
   * `TypeError` for a caller's mistake, for a value that the service would read as a merge tag, and if the variables
   * are larger than the service allows.
   *
   * @param recipient - who the copy is for
   * @param keys - the first key signs
   */
  variables(recipient: Recipient, keys: Keyring): Promise<Record<string, string>>;
}

/** A slot of a part's template. */
interface Variable {
  /** Under which name its value is given. */
  readonly name: string;
  /** As it stands in the template. */
  readonly written: string;
}

/** What rendering writes into a part's slots. */
export interface WrittenSlots {
  readonly texts: readonly string[];
  /** Whether the text of a slot is a signed URL. */
  readonly signed: (slot: number) => boolean;
}

/** Writes the texts of a recipient's slots, for each plan; rejects for a wrong recipient or keyring. */
type WriteSlots = (recipient: Recipient, keys: Keyring) => Promise<readonly WrittenSlots[]>;

/** Checks the options, and lays variables into the slots of a message's parts: one template for each plan, in their order. */
export function createBatch(
  plans: readonly Plan[],
  options: BatchOptions,
  write: WriteSlots,
): { readonly templates: readonly string[]; readonly batch: Batch } {
  checkKeys('batch options', options, ['provider', 'slot']);
  const { provider: name, slot } = options;
  checkOneOf('provider', name, PROVIDER_NAMES);
  checkType('slot', slot, 'function');
  if ((name === undefined) === (slot === undefined))
    throw usageError('batch options', 'must have either provider or slot');
  const provider = name === undefined ? undefined : providerOf(name);
  const { variables, opening } =
    provider === undefined ? ownSlots(plans, slot as (index: number) => string) : slotsOf(plans, provider);
  const templates = plans.map(({ template }, at) =>
    fillTemplate(
      template,
      (variables[at] as readonly Variable[]).map(({ written }) => written),
    ),
  );
  for (const { settings } of plans)
    if (opening.some((delimiter) => settings.trackingUrl.includes(delimiter)))
      throw usageError(
        'trackingUrl',
        `contains text that ${provider?.service ?? 'the service'} would read as a merge tag`,
      );
  const { templateBytes, variablesBytes, recipientsPerCall } = provider?.limits ?? {};
  const bytes = templates.reduce((sum, template) => sum + utf8Length(template), 0);
  const tooLarge =
    templateBytes === undefined || bytes <= templateBytes
      ? []
      : [createFinding('provider-limit', undefined, `${provider?.service}: ${bytes} bytes of ${templateBytes}`)];

  function valuesOf(parts: readonly WrittenSlots[]): Record<string, string> {
    const values: Record<string, string> = {};
    let size = 2;
    for (let part = 0; part < plans.length; part++) {
      const { slots } = plans[part] as Plan;
      const { texts, signed } = parts[part] as WrittenSlots;
      const laid = variables[part] as readonly Variable[];
      for (let at = 0; at < slots.length; at++) {
        const { name: variable } = laid[at] as Variable;
        const text = texts[at] as string;
        // A signed URL is the tracking URL, which was looked at above, and a token; to look at it would cost a copy of each.
        if (!signed(at) && opening.some((delimiter) => text.includes(delimiter)))
          checkInserted(slots[at], text, provider?.service);
        values[variable] = text;
        size += variable.length + text.length + 6;
      }
    }
    if (variablesBytes !== undefined && size > variablesBytes / 4) checkSize(values, variablesBytes, provider?.service);
    return values;
  }

  return {
    templates,
    batch: {
      findings: [...plans.flatMap((plan) => plan.findings), ...tooLarge],
      recipientsPerCall,
      async variables(recipient, keys) {
        return valuesOf(await write(recipient, keys));
      },
    },
  };
}

/** Variables in a service's own syntax. Links that are the same for everybody who reads them share one. */
function slotsOf(plans: readonly Plan[], { slot }: Provider): Slots {
  if (typeof slot === 'string')
    throw usageError('provider', `${slot}. Render each recipient's copy instead, or use batch({ slot })`);
  const prefix = freePrefix(plans);
  const variables = plans.map((plan) => {
    const names = new Map<string, Variable>();
    return plan.slots.map((planned) => {
      const key = keyOf(planned);
      const known = names.get(key);
      if (known !== undefined) return known;
      const name = `${prefix}${plan.part[0]}${names.size}`;
      const variable = { name, written: slot.write(name) };
      names.set(key, variable);
      return variable;
    });
  });
  return { variables, opening: slot.opening };
}

interface Slots {
  /** For each plan, the variable of each of its slots. */
  readonly variables: readonly (readonly Variable[])[];
  readonly opening: readonly string[];
}

/** What two links have in common when their text is the same in every copy: Outlook's button and everybody's, for one. */
function keyOf(planned: PlannedLink | undefined): string {
  if (planned === undefined) return '';
  const { link, base, plain, deferred, context } = planned;
  return JSON.stringify([
    link.id,
    base,
    plain,
    deferred,
    link.href,
    link.url,
    link.tags,
    context.hints.appLink,
    link.kind,
  ]);
}

/** Letters that start a variable's name, and that no part has in it. */
function freePrefix(plans: readonly Plan[]): string {
  for (let number = 0; ; number++) {
    const prefix = `cs${number === 0 ? '' : number}_`;
    if (plans.every(({ source }) => !source.includes(prefix))) return prefix;
  }
}

// A slot stands in an attribute with any quotes or none, and in text: it must be one word there, and start no reference.
const UNSAFE = /[\s"'<>`&\u0000-\u001f\u007f]/;

/** An app's own slots: each text once, none inside another or anywhere else in the message. */
function ownSlots(plans: readonly Plan[], slot: (index: number) => string): Slots {
  const written: string[] = [];
  const variables = plans.map((plan) =>
    plan.slots.map(() => {
      const text: unknown = slot(written.length);
      if (typeof text !== 'string' || text === '' || text.length > 200)
        throw usageError('slot', 'must return a text of 1 to 200 characters');
      if (UNSAFE.test(text)) throw usageError('slot', 'must return a text without white space, quotes, <, > and &');
      written.push(text);
      return { name: text, written: text };
    }),
  );
  const sorted = [...written].sort((a, b) => a.length - b.length);
  sorted.forEach((text, at) => {
    if (sorted.slice(at + 1).some((longer) => longer.includes(text)))
      throw usageError('slot', 'must return strings that do not contain one another, such as -url0- and -url1-');
    if (plans.some(({ source }) => source.includes(text)))
      throw usageError('slot', 'must return strings that do not occur in the message');
  });
  return { variables, opening: written };
}

/**
 * A tag that stands in an address as its author wrote it is as it would be in a rendered copy. One that a value or an option
 * brings in is refused: the service might fill it in.
 */
function checkInserted(planned: PlannedLink | undefined, text: string, service: string | undefined): void {
  if (text === planned?.plain) return;
  const where = planned === undefined ? 'honeypotUrl' : `the address of link ${planned.link.index}`;
  throw usageError('variables', `${where} contains text that ${service ?? 'the service'} would read as a merge tag`);
}

function checkSize(values: Record<string, string>, limit: number, service: string | undefined): void {
  const size = utf8Length(JSON.stringify(values));
  if (size > limit)
    throw usageError('variables', `would have ${size} bytes; ${service} takes ${limit} for each recipient`);
}
