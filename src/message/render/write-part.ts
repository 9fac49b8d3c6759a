import { MAX_TOKEN_LENGTH } from '../../token/decode-click.js';
import type { PayloadPrefix, PayloadSuffix } from '../../token/writer.js';
import type { Plan, PlannedLink } from '../plan/plan.js';
import type { ResolvedPart } from './resolve-part.js';
import type { Signing } from './signing.js';

/** A token would be longer than the redirect accepts. */
export class TokenLengthError extends RangeError {}

/**
 * Signs a resolved part: the text for each slot. No promise at all where the runtime can sign synchronously. Throws
 * `TokenLengthError`.
 */
export function writeSlots(
  plan: Plan,
  resolved: ResolvedPart,
  signing: Signing,
  suffix: PayloadSuffix | undefined,
): string[] | Promise<string[]> {
  const { writer } = signing;
  const plainAt = (planned: PlannedLink | undefined, at: number): string => resolved.plain[at] ?? planned?.plain ?? '';
  if (writer === undefined || suffix === undefined) return plan.slots.map(plainAt);
  const write = (tokenAt: (prefix: PayloadPrefix, at: number) => string): string[] =>
    plan.slots.map((planned, at) => {
      const prefix = resolved.prefixes[at];
      if (prefix === undefined) return plainAt(planned, at);
      const text = writeSlot(planned, signing.honeypotStart, tokenAt(prefix, at), resolved.tracked > 0);
      if (text.length > MAX_TOKEN_LENGTH)
        throw new TokenLengthError('A token would be longer than the redirect accepts.');
      return text;
    });
  if (writer.sync) return write((prefix) => writer.token(prefix, suffix));
  return Promise.all(
    resolved.prefixes.map((prefix) => (prefix === undefined ? '' : writer.tokenAsync(prefix, suffix))),
  ).then((tokens) => write((_, at) => tokens[at] as string));
}

function writeSlot(planned: PlannedLink | undefined, honeypotStart: string, token: string, tracked: boolean): string {
  if (planned !== undefined) return planned.base + token;
  return tracked ? honeypotLink(honeypotStart + token) : '';
}

/** A link without text or size, out of the tab order and hidden from screen readers; Outlook drops it by `mso-hide`. */
function honeypotLink(start: string): string {
  return `${start}" style="display:none;mso-hide:all;font-size:0;line-height:0;max-height:0;overflow:hidden;opacity:0" tabindex="-1" aria-hidden="true" rel="nofollow"></a>`;
}
