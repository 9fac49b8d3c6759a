import { type ClickEvent, checkEvent } from '../store/event.js';
import { timeOf } from '../store/record.js';
import { signalBits } from '../store/request-signals.js';
import { type Label, reasonsOf, storedLabel, timeLabel, verdictOf } from './labels.js';
import type { BotReason } from './reasons.js';
import { isIpUnreadable, requestBits } from './request.js';
import { type BotOptions, type BotRules, createBotRules } from './rules.js';

/**
 * Judges one click by itself, at once: by its request, its time and the honeypot. Signals that compare several clicks,
 * such as `burst`, cannot be known yet. If you need the final label, use `settledSince`. Throws `TypeError` for a
 * record of the wrong shape, and for a wrong option.
 *
 * @param record - the click, as `ClickAggregator.add` takes it
 * @param options - what makes a click a bot's
 * @returns whether it is a bot's by itself, and why
 * @throws TypeError for a record of the wrong shape, and for a wrong option
 * @example
 * ```ts
 * import { judgeClick } from 'clickstamp/clicks';
 *
 * const sentAt = '2026-11-24T10:00:00Z';
 * judgeClick({ linkId: 'sale', at: '2026-11-24T10:00:30Z', sentAt, signals: ['head'] });
 * // => { bot: true, reasons: ['head', 'soon-after-sending'] }
 * ```
 */
export function judgeClick(
  record: ClickEvent,
  options?: BotOptions,
): {
  /** Its signals add up to 1 or more. */
  readonly bot: boolean;
  /** Its signals, of bots and of suspects. Empty if nothing speaks against a person. */
  readonly reasons: readonly BotReason[];
  /** `networks` could not be asked, because `ip` is not an IP address in any spelling. Absent otherwise. */
  readonly ipUnreadable?: true;
} {
  checkEvent(record);
  const rules = options === undefined ? defaultRules() : createBotRules(options);
  const at = timeOf('event.at', record.at);
  const sentAt = record.sentAt === undefined ? undefined : timeOf('event.sentAt', record.sentAt);
  const bits = requestBits(record, rules) | (record.signals === undefined ? 0 : signalBits(record.signals));
  const label = ownLabel(bits, record.honeypot === true, at, sentAt, rules);
  return {
    bot: verdictOf(label, rules) === 2,
    reasons: reasonsOf(label, rules),
    ...(isIpUnreadable(record, rules) ? { ipUnreadable: true } : {}),
  };
}

/** What a click says by itself. */
export type Judgement = ReturnType<typeof judgeClick>;

/** The label of a click by itself. */
export function ownLabel(
  bits: number,
  honeypot: boolean,
  at: number,
  sentAt: number | undefined,
  rules: BotRules,
): Label {
  // Moments of sending are kept in whole seconds.
  const since = sentAt === undefined ? undefined : at - Math.floor(sentAt / 1000) * 1000;
  return storedLabel(bits, honeypot) | (since === undefined ? 0 : timeLabel(since, rules));
}

let rules: BotRules | undefined;

/** Made at the first call, for importing must cost nothing. */
function defaultRules(): BotRules {
  rules ??= createBotRules();
  return rules;
}
