import { REQUEST_SIGNALS } from '../store/request-signals.js';
import type { BotReason } from './reasons.js';
import type { BotRules } from './rules.js';
import { SIGNALS, STORED } from './signals.js';

/** One bit for each row of SIGNALS: what was found of a click. */
export type Label = number;

/** What the signals of a click come to: 0 a person's, 1 a person's that some signals speak against (a suspect), 2 a bot's. */
export type Verdict = 0 | 1 | 2;

/** Returns the label of the signals that are stored with a click: its request's bits, and the honeypot. */
export function storedLabel(requestBits: number, honeypot: boolean): Label {
  return honeypot ? requestBits | (1 << REQUEST_SIGNALS.length) : requestBits;
}

/** Returns the label that a click's time after sending gives it, in milliseconds. */
export function timeLabel(sinceSending: number, { times }: BotRules): Label {
  let label = 0;
  for (const { bit, from, before } of times) if (sinceSending >= from && sinceSending < before) label |= bit;
  return label;
}

/** Adds up the weights of a label's signals. */
export function verdictOf(label: Label, { scores: [low, high] }: BotRules): Verdict {
  if (label === 0) return 0;
  const score = (low[label & STORED_MASK] as number) + (high[label >>> STORED] as number);
  // Tenths add up to a little less than they should.
  return score >= 1 - 1e-9 ? 2 : score > 0 ? 1 : 0;
}

const STORED_MASK = (1 << STORED) - 1;

/** The reasons of a label that have a weight, in the order of the table. */
export function reasonsOf(label: Label, { weights }: BotRules): BotReason[] {
  const reasons: BotReason[] = [];
  for (let i = 0; i < SIGNALS.length; i++)
    if ((label & (1 << i)) !== 0 && (weights[i] as number) > 0)
      reasons.push((SIGNALS[i] as (typeof SIGNALS)[number]).reason);
  return reasons;
}

/**
 * How far from a click, in time, another can lie that changes its label, in milliseconds: the longest reach of all signals
 * with a weight. The one truth for what settles when.
 */
export function settlingMs(rules: BotRules): number {
  return Math.max(
    0,
    ...SIGNALS.map(({ reachMs }, i) => ((rules.weights[i] as number) > 0 ? (reachMs?.(rules) ?? 0) : 0)),
  );
}
