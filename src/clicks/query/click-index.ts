import { type Label, storedLabel, timeLabel, type Verdict, verdictOf } from '../bots/labels.js';
import type { BotRules } from '../bots/rules.js';
import { SIGNALS, STORED } from '../bots/signals.js';
import { THRESHOLDS } from '../bots/thresholds.js';
import type { Group } from '../bots/windows.js';
import { type ClickLog, HONEYPOT, linkCountOf, requestBitsOf, TEST } from '../store/click-log.js';
import { signalBits } from '../store/request-signals.js';
import { PairTally } from './pair-tally.js';
import type { ClickCounts } from './tally.js';

const BLOCK_BITS = 13;
const BLOCK = 1 << BLOCK_BITS;
const MASK = BLOCK - 1;

const HEAD = signalBits(['head']);
const NOT_GET = signalBits(['method', 'head']);
/** Clicks further apart than this are in no signal that asks for haste. */
const HASTE_MS = Math.max(...[...THRESHOLDS.burst, ...THRESHOLDS.quickSuccession].map(({ withinMs }) => withinMs));
/** What is known of a contact's clicks: two bits; then in ten bits each their part, the least number of links of a copy, and how many they are. */
const UNORDERED = 1;
const MAY_BE_BOTS = 2;
const PART_SHIFT = 2;
const COUNT_SHIFT = 12;
const CLICKS_SHIFT = 22;
const MOST = (1 << (COUNT_SHIFT - PART_SHIFT)) - 1;
/** Counts of more links than this are not kept. */
const MOST_KEPT = 1_000;
/** Up to so many times are sorted by inserting one after another, in less than a call takes. */
const MOST_TO_INSERT = 24;
/** What is kept of a label beside the flags: the verdict in two bits, then the rows that are worked out. */
const VERDICT_BITS = 2;

/**
 * What reading needs beside the log: the clicks of each contact, and the label of each click. It is brought up to date
 * whenever counts are read, and that takes what the new clicks take: those of a contact hang together as a list, and only
 * contacts who clicked again are labelled again. Six bytes a click and eight a contact, from the first reading on.
 */
export class ClickIndex {
  readonly #log: ClickLog;
  readonly #rules: BotRules;
  /** How many rows have been taken in. */
  #size = 0;
  /** By contact, two numbers: the last row + 1, or 0 for none; and what its clicks have shown so far, see `#look`. */
  #contacts = new Uint32Array(128);
  /** By row, the row of the same contact before it, + 1; 0 for none. */
  readonly #before: Uint32Array[] = [];
  /** By row, the verdict and the signals that were worked out. */
  readonly #labels: Uint16Array[] = [];
  /** Worked out when first asked for. */
  readonly #anonymous = new Map<number, PairTally>();
  #anonymousRows = 0;
  #counts: ClickCounts | undefined;
  #countedRows = 0;
  /** For the times of one contact's clicks. */
  #times = new Float64Array(64);

  constructor(log: ClickLog, rules: BotRules) {
    this.#log = log;
    this.#rules = rules;
  }

  /** The last row of a contact, or -1. */
  newest(contact: number): number {
    return (this.#contacts[2 * contact] ?? 0) - 1;
  }

  /** The row of the same contact that came before, or -1. */
  before(row: number): number {
    return ((this.#before[row >>> BLOCK_BITS] as Uint32Array)[row & MASK] as number) - 1;
  }

  /** One bit for each row of SIGNALS. */
  label(row: number): Label {
    return this.#storedLabel(row) | ((this.#kept(row) >>> VERDICT_BITS) << STORED);
  }

  /** What the label comes to. */
  verdict(row: number): Verdict {
    return (this.#kept(row) & ((1 << VERDICT_BITS) - 1)) as Verdict;
  }

  /** Takes in the rows that have come since. */
  update(): this {
    const log = this.#log;
    const from = this.#size;
    if (from === log.size) return this;
    if (this.#contacts.length <= 2 * log.contacts.size) {
      const longer = new Uint32Array(2 * (Math.floor(log.contacts.size * 1.25) + 64));
      longer.set(this.#contacts);
      this.#contacts = longer;
    }
    for (let row = from; row < log.size; row++) {
      if ((row & MASK) === 0) {
        this.#before.push(new Uint32Array(BLOCK));
        this.#labels.push(new Uint16Array(BLOCK));
      }
      const contact = log.contactAt(row);
      const newest = this.#contacts[2 * contact] as number;
      (this.#before[row >>> BLOCK_BITS] as Uint32Array)[row & MASK] = newest;
      this.#contacts[2 * contact] = row + 1;
      if (contact !== 0)
        this.#contacts[2 * contact + 1] = this.#look(row, newest - 1, this.#contacts[2 * contact + 1] as number);
      this.#setLabel(row, this.#ownLabel(row));
    }
    this.#size = log.size;
    for (let row = from; row < log.size; row++) {
      const contact = log.contactAt(row);
      if (contact !== 0 && this.newest(contact) === row) this.#labelContact(contact);
    }
    return this;
  }

  /** What was last counted of all clicks, counted anew if there are more by now; nothing large is kept. */
  kept(count: () => ClickCounts): ClickCounts {
    if (this.#counts === undefined || this.#countedRows !== this.#size) {
      this.#counts = count();
      this.#countedRows = this.#size;
    }
    const counts = this.#counts;
    if (counts.uniqueLinks > MOST_KEPT) this.#counts = undefined;
    return counts;
  }

  #kept(row: number): number {
    return (this.#labels[row >>> BLOCK_BITS] as Uint16Array)[row & MASK] as number;
  }

  #setLabel(row: number, label: Label): void {
    (this.#labels[row >>> BLOCK_BITS] as Uint16Array)[row & MASK] =
      ((label >>> STORED) << VERDICT_BITS) | verdictOf(label, this.#rules);
  }

  #storedLabel(row: number): Label {
    const flags = this.#log.flagsAt(row);
    return storedLabel(requestBitsOf(flags), (flags & HONEYPOT) !== 0);
  }

  /** What a click says by itself. */
  #ownLabel(row: number): Label {
    const log = this.#log;
    const sentAt = log.sentAt(row);
    return this.#storedLabel(row) | (sentAt === 0 ? 0 : timeLabel(log.timeAt(row) - sentAt * 1000, this.#rules));
  }

  /**
   * Takes down what one more click shows of its contact, from what `before` it had been: whether any signal that spans
   * several clicks can hold. Most people click at leisure, in one part, and not everything: nothing is worked out for them.
   * All clicks of the contact are looked at, so that whatever holds of those on one message holds of them.
   */
  #look(row: number, earlier: number, before: number): number {
    const log = this.#log;
    const flags = log.flagsAt(row);
    const count = linkCountOf(flags);
    const part = Math.min(MOST, log.instances.partAt(log.instanceAt(row)));
    const clicks = Math.min(MOST, (before >>> CLICKS_SHIFT) + 1);
    const known = (before >>> COUNT_SHIFT) & MOST;
    const least = count >= THRESHOLDS.everyLinkMin && (known === 0 || count < known) ? count : known;
    let bits = before & (UNORDERED | MAY_BE_BOTS);
    if (
      (flags & HONEYPOT) !== 0 ||
      (requestBitsOf(flags) & HEAD) !== 0 ||
      (least !== 0 && clicks >= least) ||
      part === MOST ||
      (clicks > 1 && part !== ((before >>> PART_SHIFT) & MOST))
    )
      bits |= MAY_BE_BOTS;
    if (earlier !== -1) {
      const since = log.timeAt(row) - log.timeAt(earlier);
      if (since < 0) bits |= UNORDERED;
      else if (since <= HASTE_MS) bits |= MAY_BE_BOTS;
    }
    return bits | (part << PART_SHIFT) | (least << COUNT_SHIFT) | (clicks << CLICKS_SHIFT);
  }

  /**
   * Labels the clicks of a contact anew. One click alone is no burst, and no message followed whole; and clicks that may not
   * be bots' now may not have been before, so their labels are what they say by themselves.
   */
  #labelContact(contact: number): void {
    const seen = this.#contacts[2 * contact + 1] as number;
    if (
      seen >>> CLICKS_SHIFT < 2 ||
      !((seen & MAY_BE_BOTS) !== 0 || ((seen & UNORDERED) !== 0 && this.#isHasty(contact)))
    )
      return;
    this.#contacts[2 * contact + 1] = seen | MAY_BE_BOTS;
    for (const rows of this.messagesOf(contact).values()) {
      const labels = this.labelsOf(rows);
      rows.forEach((row, i) => {
        this.#setLabel(row, labels[i] as Label);
      });
    }
  }

  /** The rows of a contact by message. */
  messagesOf(contact: number): Map<number, number[]> {
    const messages = new Map<number, number[]>();
    const { instances } = this.#log;
    for (let row = this.newest(contact); row !== -1; row = this.before(row)) {
      const message = instances.messageAt(this.#log.instanceAt(row));
      const others = messages.get(message);
      if (others === undefined) messages.set(message, [row]);
      else others.push(row);
    }
    return messages;
  }

  /** Works out the labels of rows as if they were all clicks of one contact on one message. Sorts the rows by time. */
  labelsOf(rows: number[]): Label[] {
    const log = this.#log;
    rows.sort((a, b) => log.timeAt(a) - log.timeAt(b));
    const labels = rows.map((row) => this.#ownLabel(row));
    if (rows.length < 2 || !this.#mayBeBots(rows)) return labels;
    // Test clicks are in no signal that spans several.
    const places = rows.map((_, i) => i).filter((i) => (log.flagsAt(rows[i] as number) & TEST) === 0);
    const read = (of: (row: number) => number): number[] => places.map((i) => of(rows[i] as number));
    const group: Group = {
      times: read((row) => log.timeAt(row)),
      links: read((row) => log.instances.linkAt(log.instanceAt(row))),
      parts: read((row) => log.instances.partAt(log.instanceAt(row))),
      linkCounts: read((row) => linkCountOf(log.flagsAt(row))),
      honeypots: read((row) => (log.flagsAt(row) & HONEYPOT) / HONEYPOT),
      heads: read((row) => ((requestBitsOf(log.flagsAt(row)) & HEAD) === 0 ? 0 : 1)),
      notGets: read((row) => ((requestBitsOf(log.flagsAt(row)) & NOT_GET) === 0 ? 0 : 1)),
    };
    SIGNALS.forEach(({ among }, bit) => {
      among?.(group, this.#rules, (from, to) => {
        for (let i = from; i < to; i++) (labels[places[i] as number] as number) |= 1 << bit;
      });
    });
    return labels;
  }

  /** Counts of anonymous clicks by link: their labels never change, so they are only added to. */
  anonymous(): ReadonlyMap<number, PairTally> {
    const log = this.#log;
    for (; this.#anonymousRows < this.#size; this.#anonymousRows++) {
      const row = this.#anonymousRows;
      if (log.contactAt(row) !== 0 || !log.isCounted(row)) continue;
      const link = log.instances.linkAt(log.instanceAt(row));
      let pair = this.#anonymous.get(link);
      if (pair === undefined) {
        pair = new PairTally();
        this.#anonymous.set(link, pair);
      }
      pair.add(log.timeAt(row), this.label(row), this.verdict(row));
    }
    return this.#anonymous;
  }

  /** Says whether any two clicks of a contact lie close together. */
  #isHasty(contact: number): boolean {
    let times = this.#times;
    let clicks = 0;
    for (let row = this.newest(contact); row !== -1; row = this.before(row)) {
      if (clicks === times.length) {
        times = new Float64Array(2 * clicks);
        times.set(this.#times);
        this.#times = times;
      }
      times[clicks++] = this.#log.timeAt(row);
    }
    return isHasty(times.subarray(0, clicks));
  }

  /** Most people click at leisure, in one part, and not everything: nothing is worked out for them. */
  #mayBeBots(rows: readonly number[]): boolean {
    const log = this.#log;
    const part = log.instances.partAt(log.instanceAt(rows[0] as number));
    let before = -Infinity;
    for (const row of rows) {
      const at = log.timeAt(row);
      const flags = log.flagsAt(row);
      const count = linkCountOf(flags);
      if (
        at - before <= HASTE_MS ||
        (flags & HONEYPOT) !== 0 ||
        (requestBitsOf(flags) & HEAD) !== 0 ||
        (count >= THRESHOLDS.everyLinkMin && count <= rows.length) ||
        log.instances.partAt(log.instanceAt(row)) !== part
      )
        return true;
      before = at;
    }
    return false;
  }
}

/** Says whether two of the times lie close together. Sorts them. */
function isHasty(times: Float64Array): boolean {
  if (times.length > MOST_TO_INSERT) times.sort();
  for (let i = 1; i < times.length; i++) {
    const at = times[i] as number;
    let k = i;
    for (; k > 0 && (times[k - 1] as number) > at; k--) times[k] = times[k - 1] as number;
    times[k] = at;
    if ((k > 0 && at - (times[k - 1] as number) <= HASTE_MS) || (k < i && (times[k + 1] as number) - at <= HASTE_MS))
      return true;
  }
  return false;
}
