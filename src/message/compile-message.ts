import { checkKeys, type MisplacedOptions, usageError } from '../checks/options.js';
import type { Part } from '../link.js';
import { createSiblings } from './classify/siblings.js';
import { checkContent, checkedSettings } from './compile.js';
import { createPlan } from './plan/create-plan.js';
import { COMPILE_OPTIONS, type CompileOptions, FOR_RENDER } from './plan/options.js';
import type { Plan } from './plan/plan.js';
import { type CompiledMessage, createCompiledMessage, type MessageParts } from './render/compiled-message.js';

const PARTS: readonly Part[] = ['html', 'text', 'amp'];
/** Those whose links can be marked come first: what the first of them says holds for the others. */
const PLANNED: readonly Part[] = ['html', 'amp', 'text'];

/** Every name in `MessageOptions`. */
export const MESSAGE_OPTIONS: readonly (keyof MessageOptions)[] = COMPILE_OPTIONS.filter((name) => name !== 'part');

const MISPLACED: MisplacedOptions = new Map([...FOR_RENDER, ['part', 'compileMessage takes all parts of a message']]);

/** How a message is compiled: `CompileOptions` for all its parts. */
export type MessageOptions = Omit<CompileOptions, 'part'>;

/**
 * Reads the parts of a message once, so that `render` has nothing left to do for each contact but to sign. Opt-outs,
 * kinds, names and tags of the HTML part's links hold for the same address in the text and AMP parts; without an HTML part,
 * those of the AMP part do. Any string is acceptable content.
 *
 * @param parts - `html`, `text` and `amp`; at least one
 * @param options - for all parts
 * @returns the message, to be rendered for each contact
 * @throws TypeError for a caller's mistake, naming the option
 * @example
 * ```ts
 * import { compileMessage, createKeyring } from 'clickstamp';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const message = compileMessage(
 *   {
 *     html: '<a href="https://shop.example/sale">Sale</a> <a data-track="off" href="https://shop.example/reset?t=1">Reset</a>',
 *     text: 'Sale: https://shop.example/sale\nReset: https://shop.example/reset?t=1',
 *   },
 *   { trackingUrl: 'https://click.brand.example/c', clickTracking: true },
 * );
 * const { html, text, tracked } = await message.render({ contactId: 'c-17' }, keys);
 * tracked; // => 2
 * text.endsWith('Reset: https://shop.example/reset?t=1'); // => true
 * ```
 */
export function compileMessage<Parts extends MessageParts>(
  parts: Parts,
  options: MessageOptions,
): CompiledMessage<{
  readonly [Name in keyof Parts & Part]: Parts[Name] extends string ? string : string | undefined;
}> {
  if (typeof parts === 'string') throw usageError('message', 'must be an object such as { html, text }', parts);
  checkKeys('message', parts, PARTS);
  for (const part of PARTS) if (parts[part] !== undefined) checkContent(part, parts[part]);
  if (PARTS.every((part) => parts[part] === undefined)) throw usageError('message', 'must have html, text or amp');
  checkKeys('compileMessage options', options, MESSAGE_OPTIONS, MISPLACED);
  return createCompiledMessage({ ...parts } as never, planParts(parts, options));
}

function planParts(parts: MessageParts, options: MessageOptions): readonly Plan[] {
  const settings = checkedSettings(options, PARTS);
  const plans = new Map<Part, Plan>();
  for (const part of PLANNED) {
    const source = parts[part];
    if (source === undefined) continue;
    const [first] = plans.values();
    const siblings = first === undefined ? undefined : createSiblings(first.planned);
    plans.set(part, createPlan(source, { ...settings, part }, siblings));
  }
  return PARTS.flatMap((part) => plans.get(part) ?? []);
}
