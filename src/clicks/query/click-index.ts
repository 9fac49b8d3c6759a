import { type Label, storedLabel, timeLabel, type Verdict, verdictOf } from '../bots/labels.js';
import type { BotRules } from '../bots/rules.js';
import { SIGNALS, STORED } from '../bots/signals.js';
import { THRESHOLDS } from '../bots/thresholds.js';
import type { Group } from '../bots/windows.js';
import { type ClickLog, HONEYPOT, linkCountOf, requestBitsOf, TEST } from '../store/click-log.js';
import { signalBits } from '../store/request-signals.js';
import { PairTally } from './pair-tally.js';

const BLOCK_BITS = 13;
const BLOCK = 1 << BLOCK_BITS;
const MASK = BLOCK - 1;

const HEAD = signalBits(['head']);
const NOT_GET = signalBits(['method', 'head']);
/** Clicks further apart than this are in no signal that asks for haste. */
const HASTE_MS = Math.max(...[...THRESHOLDS.burst, ...THRESHOLDS.quickSuccession].map(({ withinMs }) => withinMs));
/** What is kept of a label beside the flags: the verdict in two bits, then the rows that are worked out. */
const VERDICT_BITS = 2;

/**
 * What reading needs beside the log: the clicks of each contact, and the label of each click. It is brought up to date
 * whenever counts are read, and that takes what the new clicks take: those of a contact hang together as a list, and only
 * contacts who clicked again are labelled again. Six bytes a click and four a contact, from the first reading on.
 */
export class ClickIndex {
  readonly #log: ClickLog;
  readonly #rules: BotRules;
  /** How many rows have been taken in. */
  #size = 0;
  /** By contact, the last row + 1; 0 for none. */
  #newest = new Uint32Array(64);
  /** By row, the row of the same contact before it, + 1; 0 for none. */
  readonly #before: Uint32Array[] = [];
  /** By row, the verdict and the signals that were worked out. */
  readonly #labels: Uint16Array[] = [];
  /** Worked out when first asked for. */
  readonly #anonymous = new Map<number, PairTally>();
  #anonymousRows = 0;

  constructor(log: ClickLog, rules: BotRules) {
    this.#log = log;
    this.#rules = rules;
  }

  /** The last row of a contact, or -1. */
  newest(contact: number): number {
    return (this.#newest[contact] ?? 0) - 1;
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
    if (this.#newest.length <= log.contacts.size) {
      const longer = new Uint32Array(log.contacts.size * 1.5 + 64);
      longer.set(this.#newest);
      this.#newest = longer;
    }
    for (let row = from; row < log.size; row++) {
      if ((row & MASK) === 0) {
        this.#before.push(new Uint32Array(BLOCK));
        this.#labels.push(new Uint16Array(BLOCK));
      }
      const contact = log.contactAt(row);
      (this.#before[row >>> BLOCK_BITS] as Uint32Array)[row & MASK] = this.#newest[contact] as number;
      this.#newest[contact] = row + 1;
      this.#setLabel(row, this.#ownLabel(row));
    }
    this.#size = log.size;
    for (let row = from; row < log.size; row++) {
      const contact = log.contactAt(row);
      if (contact !== 0 && this.newest(contact) === row) this.#labelContact(contact);
    }
    return this;
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

  /** Labels the clicks of a contact anew. One click alone is no burst, and no message followed whole. */
  #labelContact(contact: number): void {
    const newest = this.newest(contact);
    if (newest === -1 || this.before(newest) === -1) return;
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
