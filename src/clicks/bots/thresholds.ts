/** The thresholds that are options, checked. Milliseconds. */
export interface Thresholds {
  readonly afterSendingMs: number;
  readonly honeypotWindowMs: number;
  readonly everyLinkWindowMs: number;
}

/** So many different links within a time, in milliseconds. */
export interface Pace {
  readonly links: number;
  readonly withinMs: number;
}

/** The thresholds that are not options. */
interface FixedThresholds {
  readonly clockLeewayMs: number;
  readonly soonAfterSendingMs: number;
  readonly burst: readonly [Pace, Pace];
  readonly quickSuccession: readonly [Pace, Pace];
  readonly everyLinkMin: number;
  readonly everyLinkGaps: number;
  readonly everyLinkSlowlyMs: number;
  readonly bothPartsMs: number;
  readonly getAfterHeadMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * The thresholds that are not options. Times in milliseconds. Where they come from: docs/bots.md; the scenarios of
 * fixtures/clicks hold them.
 */
export const THRESHOLDS: FixedThresholds = {
  /** Clocks of senders and redirects differ: a click this little before sending says nothing. */
  clockLeewayMs: MINUTE,
  /** Sweeps of a public log: 66 % came within a minute of sending. */
  soonAfterSendingMs: MINUTE,
  /** Different links within a time that no hand is quick enough for. Tabs are opened at some 300 ms each at best. */
  burst: [
    { links: 3, withinMs: 500 },
    { links: 4, withinMs: SECOND },
  ],
  /** Different links within a time for which a hand must hurry. */
  quickSuccession: [
    { links: 2, withinMs: 100 },
    { links: 3, withinMs: 3 * SECOND },
  ],
  /** Fewer links than this are followed whole by people, too. */
  everyLinkMin: 4,
  /** The gaps between eight links, of which `everyLinkWindowMs` is said. */
  everyLinkGaps: 7,
  everyLinkSlowlyMs: 15 * MINUTE,
  bothPartsMs: MINUTE,
  getAfterHeadMs: MINUTE,
};
