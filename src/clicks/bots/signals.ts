import { REQUEST_SIGNALS } from '../store/request-signals.js';
import type { BotReason } from './reasons.js';
import { THRESHOLDS, type Thresholds } from './thresholds.js';
import {
  type Group,
  type Mark,
  markBothParts,
  markDistinct,
  markEveryLink,
  markGetAfterHead,
  markNearHoneypot,
} from './windows.js';

/**
 * One row: `sinceSending` looks at a click's time, `among` at all clicks of a contact on a message; a row with neither is stored
 * with the click.
 */
export interface Signal {
  readonly reason: BotReason;
  /** What it adds to the score; 1 is enough. */
  readonly weight: number;
  /** So long after sending, in milliseconds: from the first number to before the second. */
  readonly sinceSending?: (rules: Thresholds) => readonly [from: number, before: number];
  readonly among?: (group: Group, rules: Thresholds, mark: Mark) => void;
  /** How far from a click, in time, another can lie that gives it this signal. Milliseconds. */
  readonly reachMs?: (rules: Thresholds) => number;
}

/**
 * How long all links of a copy may take to count as `every-link`, in whole milliseconds: the option says it of eight links,
 * and it is in proportion for others, because what tells a program from a reader is the time for each link. Below 0 for
 * never.
 */
export function everyLinkWindow(links: number, { everyLinkWindowMs }: Thresholds): number {
  const wanted = Math.floor(everyLinkWindowMs);
  if (wanted === 0) return -1;
  return Math.min(THRESHOLDS.everyLinkSlowlyMs, Math.floor(((links - 1) * wanted) / THRESHOLDS.everyLinkGaps));
}

const STORED_WEIGHTS: Readonly<Record<(typeof REQUEST_SIGNALS)[number], number>> = {
  method: 1,
  head: 1,
  'user-agent': 1,
  'user-agent-empty': 1,
  prefetch: 1,
  prerender: 0.5,
  'not-navigation': 1,
  network: 1,
  'provider-verdict': 1,
  'many-contacts': 0.7,
  'second-source': 0.7,
};

/**
 * The rule table. Sources: docs/bots.md. Rows of `REQUEST_SIGNALS` come first: they are kept as bits with each click, in
 * this order; the others are worked out from times and places whenever counts are read. All but the first kind look at one
 * contact's clicks on one message within a bounded time, so that no stranger's click changes a label and every label settles.
 */
export const SIGNALS: readonly Signal[] = [
  ...REQUEST_SIGNALS.map((reason) => ({ reason, weight: STORED_WEIGHTS[reason] })),
  { reason: 'honeypot', weight: 1 },
  { reason: 'before-sending', weight: 0.2, sinceSending: () => [-Infinity, -THRESHOLDS.clockLeewayMs] },
  { reason: 'after-sending', weight: 0.5, sinceSending: ({ afterSendingMs }) => [0, afterSendingMs] },
  {
    reason: 'soon-after-sending',
    weight: 0.3,
    sinceSending: ({ afterSendingMs }) => [afterSendingMs, THRESHOLDS.soonAfterSendingMs],
  },
  {
    reason: 'near-honeypot',
    weight: 1,
    among: markNearHoneypot,
    reachMs: ({ honeypotWindowMs }) => honeypotWindowMs,
  },
  {
    reason: 'burst',
    weight: 1,
    among: ({ times, links }, _, mark) => {
      for (const step of THRESHOLDS.burst) markDistinct(times, links, step.withinMs, step.links, mark);
    },
    reachMs: () => Math.max(...THRESHOLDS.burst.map(({ withinMs }) => withinMs)),
  },
  {
    reason: 'quick-succession',
    weight: 0.7,
    among: ({ times, links }, _, mark) => {
      for (const step of THRESHOLDS.quickSuccession) markDistinct(times, links, step.withinMs, step.links, mark);
    },
    reachMs: () => Math.max(...THRESHOLDS.quickSuccession.map(({ withinMs }) => withinMs)),
  },
  {
    reason: 'every-link',
    weight: 1,
    among: (group, rules, mark) =>
      markEveryLink(group, THRESHOLDS.everyLinkMin, (links) => everyLinkWindow(links, rules), mark),
    reachMs: () => THRESHOLDS.everyLinkSlowlyMs,
  },
  {
    reason: 'every-link-slowly',
    weight: 0.5,
    among: (group, _, mark) => markEveryLink(group, THRESHOLDS.everyLinkMin, () => THRESHOLDS.everyLinkSlowlyMs, mark),
    reachMs: () => THRESHOLDS.everyLinkSlowlyMs,
  },
  {
    reason: 'both-parts',
    weight: 1,
    among: (group, _, mark) => markBothParts(group, THRESHOLDS.bothPartsMs, mark),
    reachMs: () => THRESHOLDS.bothPartsMs,
  },
  {
    reason: 'get-after-head',
    weight: 0.5,
    among: (group, _, mark) => markGetAfterHead(group, THRESHOLDS.getAfterHeadMs, mark),
    reachMs: () => THRESHOLDS.getAfterHeadMs,
  },
];

/** How many rows are stored with the click: the request's signals and the honeypot. */
export const STORED: number = REQUEST_SIGNALS.length + 1;
