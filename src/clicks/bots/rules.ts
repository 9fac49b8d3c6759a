import { checkKeys, checkNumber } from '../../checks/options.js';
import type { BotReason } from './reasons.js';
import { createRequestRules, type RequestRuleOptions, type RequestRules } from './request.js';
import { SIGNALS, STORED } from './signals.js';
import type { Thresholds } from './thresholds.js';

/** What makes a click a bot's. Times in milliseconds. */
export interface BotOptions extends RequestRuleOptions {
  /** A click this soon after sending gives `after-sending`. @default 2000 */
  readonly afterSendingMs?: number | undefined;
  /** Clicks this long before or after the same contact's click on the honeypot give `near-honeypot`. @default 30000 */
  readonly honeypotWindowMs?: number | undefined;
  /**
   * All links of a copy of eight within this time give `every-link`, and of others, at least four, in proportion; 0 for never.
   * At most 15 minutes. @default 45000
   */
  readonly everyLinkWindowMs?: number | undefined;
  /** How much a signal counts: a click is a bot's if its signals add up to 1. 0 turns one off. */
  readonly weights?: { readonly [Reason in BotReason]?: number | undefined } | undefined;
}

/** The options, checked, with their defaults. */
export interface BotRules extends RequestRules, Thresholds {
  /** By place in SIGNALS. */
  readonly weights: readonly number[];
  /** The signals of a click's time after sending, in milliseconds, each with its bit in labels. */
  readonly times: readonly { readonly bit: number; readonly from: number; readonly before: number }[];
  /** The sum of the weights for every label, in two halves. */
  readonly scores: readonly [low: Float64Array, high: Float64Array];
}

const NUMBERS = { afterSendingMs: 2_000, honeypotWindowMs: 30_000, everyLinkWindowMs: 45_000 } as const;
const MAXIMUM = { afterSendingMs: 60_000, honeypotWindowMs: 900_000, everyLinkWindowMs: 900_000 } as const;

/** Checks bot options and fills in the defaults. Throws `TypeError` naming the option. */
export function createBotRules(options: BotOptions = {}): BotRules {
  const names = Object.keys(NUMBERS) as (keyof typeof NUMBERS)[];
  checkKeys('bots', options, [...names, 'networks', 'userAgents', 'isBot', 'weights']);
  for (const name of names) checkNumber(`bots.${name}`, options[name], 0, MAXIMUM[name]);
  const { weights = {} } = options;
  checkKeys(
    'bots.weights',
    weights,
    SIGNALS.map(({ reason }) => reason),
  );
  for (const [reason, weight] of Object.entries(weights)) checkNumber(`bots.weights.${reason}`, weight, 0);
  const allWeights = SIGNALS.map(({ reason, weight }) => weights[reason] ?? weight);
  const thresholds: Thresholds = {
    afterSendingMs: options.afterSendingMs ?? NUMBERS.afterSendingMs,
    honeypotWindowMs: options.honeypotWindowMs ?? NUMBERS.honeypotWindowMs,
    everyLinkWindowMs: options.everyLinkWindowMs ?? NUMBERS.everyLinkWindowMs,
  };
  return {
    ...createRequestRules(options),
    ...thresholds,
    weights: allWeights,
    times: timesOf(thresholds),
    scores: [sums(allWeights.slice(0, STORED)), sums(allWeights.slice(STORED))],
  };
}

function timesOf(thresholds: Thresholds): BotRules['times'] {
  return SIGNALS.flatMap(({ sinceSending }, place) => {
    if (sinceSending === undefined) return [];
    const [from, before] = sinceSending(thresholds);
    return [{ bit: 1 << place, from, before }];
  });
}

/** For every set of rows, the sum of their weights: a table, because it is asked of every click. */
function sums(weights: readonly number[]): Float64Array {
  const table = new Float64Array(1 << weights.length);
  // Each is the sum of the set without its lowest row, and that row.
  for (let label = 1; label < table.length; label++)
    table[label] = (table[label & (label - 1)] as number) + (weights[31 - Math.clz32(label & -label)] as number);
  return table;
}
