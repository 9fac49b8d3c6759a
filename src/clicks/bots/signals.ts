import { checkKeys, checkNumber, usageError, withoutStickyFlags } from '../../checks/options.js';
import { FIRST_SIGNAL_BIT, HONEYPOT } from '../store/click-log.js';
import type { ClickEvent, ClickHeaders } from '../store/event.js';
import { compileNetworks, type NetworkTest } from './networks.js';
import type { BotReason } from './reasons.js';
import { isKnownProgram } from './user-agents.js';

/** Thresholds of the signals; times in milliseconds. */
export interface BotOptions {
  /** A click this soon after sending is a bot's. @default 2000 */
  readonly afterSendingMs?: number | undefined;
  /** A click this soon after sending is suspicious. @default 10000 */
  readonly soonAfterSendingMs?: number | undefined;
  /** `burstLinks` different links of one message by one contact within this time. @default 1000 */
  readonly burstWindowMs?: number | undefined;
  /** @default 3 */
  readonly burstLinks?: number | undefined;
  /** Two different links of one message by one contact within this time. @default 100 */
  readonly pairWindowMs?: number | undefined;
  /** Whatever a contact clicks this long before or after the honeypot link. @default 30000 */
  readonly honeypotWindowMs?: number | undefined;
  /** All links that anybody clicked, where they are at least this many. @default 3 */
  readonly everyLinkMin?: number | undefined;
  /** Of scanners and data centres: CIDR notation, or a function. @default none */
  readonly networks?: readonly string[] | NetworkTest | undefined;
  /** Patterns beside the built-in ones. @default none */
  readonly userAgents?: readonly RegExp[] | undefined;
  /** How much a signal counts: a click is a bot's where its signals add up to 1. 0 turns one off. */
  readonly weights?: Partial<Record<BotReason, number>> | undefined;
}

/** The options with their defaults. */
export interface BotRules {
  readonly afterSendingMs: number;
  readonly soonAfterSendingMs: number;
  readonly burstWindowMs: number;
  readonly burstLinks: number;
  readonly pairWindowMs: number;
  readonly honeypotWindowMs: number;
  readonly everyLinkMin: number;
  readonly inNetwork: NetworkTest | undefined;
  readonly isProgram: (userAgent: string) => boolean;
  /** By place in SIGNALS. */
  readonly weights: readonly number[];
  /** For every label, 1 where its signals add up to a bot. */
  readonly botLabels: Uint8Array;
}

/** The clicks of one contact on one message, in order of time. */
export interface Group {
  readonly times: readonly number[];
  /** Numbers of their links. */
  readonly instances: readonly number[];
  readonly flags: readonly number[];
  /** How many different links of the message anybody clicked, honeypots left out. */
  readonly links: number;
}

/** One row: `seen` looks at an event as it comes, `at` at a click's times, `among` at all clicks of a contact on a message. */
export interface Signal {
  readonly reason: BotReason;
  /** What it adds to the score; 1 is enough. */
  readonly weight: number;
  readonly seen?: (event: ClickEvent, rules: BotRules) => boolean;
  readonly at?: (sinceSending: number, rules: BotRules) => boolean;
  readonly among?: (group: Group, rules: BotRules, mark: (from: number, to: number) => void) => void;
}

/**
 * The rule table. Sources: docs/machine-clicks.md. Signals with `seen` are kept as bits with each click, in this order;
 * the others are worked out from times and places whenever counts are read.
 */
export const SIGNALS: readonly Signal[] = [
  { reason: 'method', weight: 1, seen: ({ method }) => method !== undefined && method.toUpperCase() !== 'GET' },
  {
    reason: 'user-agent',
    weight: 1,
    seen: ({ userAgent }, { isProgram }) => userAgent !== undefined && isProgram(userAgent),
  },
  {
    reason: 'user-agent-empty',
    weight: 1,
    seen: ({ userAgent }) => userAgent !== undefined && userAgent.trim() === '',
  },
  { reason: 'prefetch', weight: 1, seen: ({ headers }) => headers !== undefined && isPrefetch(headers) },
  { reason: 'network', weight: 1, seen: ({ ip }, { inNetwork }) => ip !== undefined && (inNetwork?.(ip) ?? false) },
  { reason: 'honeypot', weight: 1, seen: ({ honeypot }) => honeypot === true },
  { reason: 'before-sending', weight: 1, at: (since) => since < 0 },
  { reason: 'after-sending', weight: 1, at: (since, rules) => since >= 0 && since < rules.afterSendingMs },
  {
    reason: 'soon-after-sending',
    weight: 0.5,
    at: (since, rules) => since >= rules.afterSendingMs && since < rules.soonAfterSendingMs,
  },
  {
    reason: 'near-honeypot',
    weight: 1,
    among: ({ times, flags }, { honeypotWindowMs }, mark) => {
      let from = 0;
      let to = 0;
      flags.forEach((flag, i) => {
        if ((flag & HONEYPOT) === 0) return;
        const time = times[i] as number;
        while ((times[from] as number) < time - honeypotWindowMs) from++;
        to = Math.max(to, from);
        while (to < times.length && (times[to] as number) <= time + honeypotWindowMs) to++;
        mark(from, to);
      });
    },
  },
  {
    reason: 'burst',
    weight: 1,
    among: (group, { burstWindowMs, burstLinks, pairWindowMs }, mark) => {
      markWindows(group, burstWindowMs, burstLinks, mark);
      markWindows(group, pairWindowMs, 2, mark);
    },
  },
  {
    reason: 'every-link',
    weight: 0.5,
    among: ({ instances, flags, links }, { everyLinkMin }, mark) => {
      if (instances.length < links) return;
      const clicked = new Set(instances.filter((_, i) => ((flags[i] as number) & HONEYPOT) === 0)).size;
      if (clicked >= everyLinkMin && clicked === links) mark(0, instances.length);
    },
  },
];

/** Marks every stretch of clicks no longer than `within` that holds at least `links` different places. */
function markWindows(
  { times, instances }: Group,
  within: number,
  links: number,
  mark: (from: number, to: number) => void,
): void {
  // Most people click at leisure: no two clicks so close, no window.
  if (links > 1 && times.every((time, i) => i === 0 || time - (times[i - 1] as number) > within)) return;
  const counts = new Map<number, number>();
  let to = 0;
  for (let from = 0; from < times.length; from++) {
    while (to < times.length && (times[to] as number) - (times[from] as number) <= within) {
      const instance = instances[to++] as number;
      counts.set(instance, (counts.get(instance) ?? 0) + 1);
    }
    if (counts.size >= links) mark(from, to);
    const instance = instances[from] as number;
    const left = (counts.get(instance) as number) - 1;
    if (left === 0) counts.delete(instance);
    else counts.set(instance, left);
  }
}

/** Header names and values by which browsers and mail programs say that nobody clicked yet. */
const PREFETCH_HEADERS: readonly (readonly [name: string, value: RegExp])[] = [
  ['purpose', /prefetch|preview/i],
  ['sec-purpose', /prefetch|prerender/i],
  ['x-purpose', /preview|prefetch/i],
  ['x-moz', /prefetch/i],
];

function isPrefetch(headers: ClickHeaders): boolean {
  return PREFETCH_HEADERS.some(([name, value]) => value.test(headerOf(headers, name)));
}

function headerOf(headers: ClickHeaders, name: string): string {
  if (typeof headers.get === 'function') return headers.get(name) ?? '';
  const plain = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  const key = Object.hasOwn(plain, name) ? name : Object.keys(plain).find((each) => each.toLowerCase() === name);
  return key === undefined ? '' : String(plain[key]);
}

const SEEN = SIGNALS.filter((signal) => signal.seen !== undefined);

/** The signals that an event carries by itself, as bits of a click's flags. */
export function seenSignals(event: ClickEvent, rules: BotRules): number {
  let bits = 0;
  for (let i = 0; i < SEEN.length; i++)
    if ((SEEN[i] as Signal).seen?.(event, rules)) bits |= 1 << (FIRST_SIGNAL_BIT + i);
  return bits;
}

/** The same bits as a label: one bit for each row of SIGNALS. */
export function labelOfFlags(flags: number): number {
  return (flags >>> FIRST_SIGNAL_BIT) & ((1 << SEEN.length) - 1);
}

/** Gives a label the signals that a click's time says. */
export function labelOfTime(sinceSending: number, rules: BotRules): number {
  let label = 0;
  for (let i = SEEN.length; i < SIGNALS.length; i++) if (SIGNALS[i]?.at?.(sinceSending, rules)) label |= 1 << i;
  return label;
}

/** For every label, whether its signals add up to a bot: a table, because it is asked of every click. */
function sumLabels(weights: readonly number[]): Uint8Array {
  const table = new Uint8Array(1 << weights.length);
  for (let label = 0; label < table.length; label++) {
    let score = 0;
    for (let i = 0; i < weights.length; i++) if (label & (1 << i)) score += weights[i] as number;
    // Tenths add up to a little less than they should.
    table[label] = score >= 1 - 1e-9 ? 1 : 0;
  }
  return table;
}

/** Remembers what was said of the last thousand user agents: most clicks come from a few. */
function rememberPrograms(more: readonly RegExp[]): (userAgent: string) => boolean {
  const known = new Map<string, boolean>();
  return (userAgent) => {
    const before = known.get(userAgent);
    if (before !== undefined) return before;
    if (known.size >= 1_000) known.clear();
    const now = isKnownProgram(userAgent, more);
    if (userAgent.length <= 500) known.set(userAgent, now);
    return now;
  };
}

/** Says whether the signals of a label add up to a bot. */
export function isBot(label: number, { botLabels }: BotRules): boolean {
  return botLabels[label] === 1;
}

/** The reasons of a label, those with weight. */
export function reasonsOf(label: number, { weights }: BotRules): BotReason[] {
  return SIGNALS.filter((_, i) => (label & (1 << i)) !== 0 && (weights[i] as number) > 0).map(({ reason }) => reason);
}

const NUMBERS = {
  afterSendingMs: 2_000,
  soonAfterSendingMs: 10_000,
  burstWindowMs: 1_000,
  burstLinks: 3,
  pairWindowMs: 100,
  honeypotWindowMs: 30_000,
  everyLinkMin: 3,
} as const;

/** Checks bot options and fills in the defaults. Throws `TypeError` naming the option. */
export function createBotRules(options: BotOptions = {}): BotRules {
  const names = Object.keys(NUMBERS) as (keyof typeof NUMBERS)[];
  checkKeys('bots', options, [...names, 'networks', 'userAgents', 'weights']);
  for (const name of names) checkNumber(`bots.${name}`, options[name], 0);
  const { networks, userAgents = [], weights = {} } = options;
  if (!Array.isArray(userAgents) || userAgents.some((pattern) => !(pattern instanceof RegExp)))
    throw usageError('bots.userAgents', 'must be an array of regular expressions', userAgents);
  checkKeys(
    'bots.weights',
    weights,
    SIGNALS.map(({ reason }) => reason),
  );
  for (const [reason, weight] of Object.entries(weights)) checkNumber(`bots.weights.${reason}`, weight, 0);
  const allWeights = SIGNALS.map(({ reason, weight }) => weights[reason] ?? weight);
  return {
    afterSendingMs: options.afterSendingMs ?? NUMBERS.afterSendingMs,
    soonAfterSendingMs: options.soonAfterSendingMs ?? NUMBERS.soonAfterSendingMs,
    burstWindowMs: options.burstWindowMs ?? NUMBERS.burstWindowMs,
    burstLinks: options.burstLinks ?? NUMBERS.burstLinks,
    pairWindowMs: options.pairWindowMs ?? NUMBERS.pairWindowMs,
    honeypotWindowMs: options.honeypotWindowMs ?? NUMBERS.honeypotWindowMs,
    everyLinkMin: options.everyLinkMin ?? NUMBERS.everyLinkMin,
    inNetwork: networks === undefined ? undefined : compileNetworks(networks),
    isProgram: rememberPrograms(userAgents.map(withoutStickyFlags)),
    weights: allWeights,
    botLabels: sumLabels(allWeights),
  };
}
