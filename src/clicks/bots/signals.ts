import { checkKeys, checkNumber, mistake, stateless } from '../../checks/options.js';
import { FIRST_SIGNAL_BIT, TRAP } from '../store/click-log.js';
import type { ClickEvent, ClickHeaders } from '../store/event.js';
import { compileNetworks, type NetworkTest } from './networks.js';
import type { MachineReason } from './reasons.js';
import { isKnownProgram } from './user-agents.js';

/** Thresholds of the signals; times in milliseconds. */
export interface MachineOptions {
  /** A click this soon after sending is a machine's. @default 2000 */
  readonly afterSending?: number | undefined;
  /** A click this soon after sending is suspicious. @default 10000 */
  readonly soonAfterSending?: number | undefined;
  /** `burstLinks` different links of one message by one contact within this time. @default 1000 */
  readonly burstWithin?: number | undefined;
  /** @default 3 */
  readonly burstLinks?: number | undefined;
  /** Two different links of one message by one contact within this time. @default 100 */
  readonly pairWithin?: number | undefined;
  /** Whatever a contact clicks this long before or after the trap link. @default 30000 */
  readonly trapWithin?: number | undefined;
  /** All links that anybody clicked, where they are at least this many. @default 3 */
  readonly everyLinkFrom?: number | undefined;
  /** Of scanners and data centres: CIDR notation, or a function. @default none */
  readonly networks?: readonly string[] | NetworkTest | undefined;
  /** Patterns beside the built-in ones. @default none */
  readonly userAgents?: readonly RegExp[] | undefined;
  /** How much a signal counts: a click is a machine's where its signals add up to 1. 0 turns one off. */
  readonly weights?: Partial<Record<MachineReason, number>> | undefined;
}

/** The options with their defaults. */
export interface MachineRules {
  readonly afterSending: number;
  readonly soonAfterSending: number;
  readonly burstWithin: number;
  readonly burstLinks: number;
  readonly pairWithin: number;
  readonly trapWithin: number;
  readonly everyLinkFrom: number;
  readonly inNetwork: NetworkTest | undefined;
  readonly isProgram: (userAgent: string) => boolean;
  /** By place in SIGNALS. */
  readonly weights: readonly number[];
  /** For every label, 1 where its signals add up to a machine. */
  readonly machineLabels: Uint8Array;
}

/** The clicks of one contact on one message, in order of time. */
export interface Group {
  readonly times: readonly number[];
  /** Numbers of their links. */
  readonly places: readonly number[];
  readonly flags: readonly number[];
  /** How many different links of the message anybody clicked, traps left out. */
  readonly links: number;
}

/** One row: `seen` looks at an event as it comes, `at` at a click's times, `among` at all clicks of a contact on a message. */
export interface Signal {
  readonly reason: MachineReason;
  /** What it adds to the score; 1 is enough. */
  readonly weight: number;
  readonly seen?: (event: ClickEvent, rules: MachineRules) => boolean;
  readonly at?: (sinceSending: number, rules: MachineRules) => boolean;
  readonly among?: (group: Group, rules: MachineRules, mark: (from: number, to: number) => void) => void;
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
  { reason: 'trap', weight: 1, seen: ({ trap }) => trap === true },
  { reason: 'before-sending', weight: 1, at: (since) => since < 0 },
  { reason: 'after-sending', weight: 1, at: (since, rules) => since >= 0 && since < rules.afterSending },
  {
    reason: 'soon-after-sending',
    weight: 0.5,
    at: (since, rules) => since >= rules.afterSending && since < rules.soonAfterSending,
  },
  {
    reason: 'near-trap',
    weight: 1,
    among: ({ times, flags }, { trapWithin }, mark) => {
      let from = 0;
      let to = 0;
      flags.forEach((flag, i) => {
        if ((flag & TRAP) === 0) return;
        const time = times[i] as number;
        while ((times[from] as number) < time - trapWithin) from++;
        to = Math.max(to, from);
        while (to < times.length && (times[to] as number) <= time + trapWithin) to++;
        mark(from, to);
      });
    },
  },
  {
    reason: 'burst',
    weight: 1,
    among: (group, { burstWithin, burstLinks, pairWithin }, mark) => {
      markWindows(group, burstWithin, burstLinks, mark);
      markWindows(group, pairWithin, 2, mark);
    },
  },
  {
    reason: 'every-link',
    weight: 0.5,
    among: ({ places, flags, links }, { everyLinkFrom }, mark) => {
      if (places.length < links) return;
      const clicked = new Set(places.filter((_, i) => ((flags[i] as number) & TRAP) === 0)).size;
      if (clicked >= everyLinkFrom && clicked === links) mark(0, places.length);
    },
  },
];

/** Marks every stretch of clicks no longer than `within` that holds at least `links` different places. */
function markWindows(
  { times, places }: Group,
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
      const place = places[to++] as number;
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    if (counts.size >= links) mark(from, to);
    const place = places[from] as number;
    const left = (counts.get(place) as number) - 1;
    if (left === 0) counts.delete(place);
    else counts.set(place, left);
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
export function seenSignals(event: ClickEvent, rules: MachineRules): number {
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
export function labelOfTime(sinceSending: number, rules: MachineRules): number {
  let label = 0;
  for (let i = SEEN.length; i < SIGNALS.length; i++) if (SIGNALS[i]?.at?.(sinceSending, rules)) label |= 1 << i;
  return label;
}

/** For every label, whether its signals add up to a machine: a table, because it is asked of every click. */
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

/** Says whether the signals of a label add up to a machine. */
export function isMachine(label: number, { machineLabels }: MachineRules): boolean {
  return machineLabels[label] === 1;
}

/** The reasons of a label, those with weight. */
export function reasonsOf(label: number, { weights }: MachineRules): MachineReason[] {
  return SIGNALS.filter((_, i) => (label & (1 << i)) !== 0 && (weights[i] as number) > 0).map(({ reason }) => reason);
}

const NUMBERS = {
  afterSending: 2_000,
  soonAfterSending: 10_000,
  burstWithin: 1_000,
  burstLinks: 3,
  pairWithin: 100,
  trapWithin: 30_000,
  everyLinkFrom: 3,
} as const;

/** Checks machine options and fills in the defaults. Throws `TypeError` naming the option. */
export function createMachineRules(options: MachineOptions = {}): MachineRules {
  const names = Object.keys(NUMBERS) as (keyof typeof NUMBERS)[];
  checkKeys('machine', options, [...names, 'networks', 'userAgents', 'weights']);
  for (const name of names) checkNumber(`machine.${name}`, options[name], 0);
  const { networks, userAgents = [], weights = {} } = options;
  if (!Array.isArray(userAgents) || userAgents.some((pattern) => !(pattern instanceof RegExp)))
    throw mistake('machine.userAgents', 'must be an array of regular expressions', userAgents);
  checkKeys(
    'machine.weights',
    weights,
    SIGNALS.map(({ reason }) => reason),
  );
  for (const [reason, weight] of Object.entries(weights)) checkNumber(`machine.weights.${reason}`, weight, 0);
  const allWeights = SIGNALS.map(({ reason, weight }) => weights[reason] ?? weight);
  return {
    afterSending: options.afterSending ?? NUMBERS.afterSending,
    soonAfterSending: options.soonAfterSending ?? NUMBERS.soonAfterSending,
    burstWithin: options.burstWithin ?? NUMBERS.burstWithin,
    burstLinks: options.burstLinks ?? NUMBERS.burstLinks,
    pairWithin: options.pairWithin ?? NUMBERS.pairWithin,
    trapWithin: options.trapWithin ?? NUMBERS.trapWithin,
    everyLinkFrom: options.everyLinkFrom ?? NUMBERS.everyLinkFrom,
    inNetwork: networks === undefined ? undefined : compileNetworks(networks),
    isProgram: rememberPrograms(userAgents.map(stateless)),
    weights: allWeights,
    machineLabels: sumLabels(allWeights),
  };
}
