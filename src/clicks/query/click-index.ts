import { type BotRules, type Group, labelOfFlags, labelOfTime, SIGNALS } from '../bots/signals.js';
import { type ClickLog, HONEYPOT, TEST } from '../store/click-log.js';
import type { LinkInstance } from '../store/link-instances.js';

const BLOCK_BITS = 13;
const BLOCK = 1 << BLOCK_BITS;
const MASK = BLOCK - 1;

/**
 * What reading needs beside the log: the clicks of each contact, and the label of each click. It is brought up to date
 * whenever counts are read, and that takes what the new clicks take: those of a contact hang together as a list, and only
 * contacts who clicked again are labelled again. The first click on a link is the exception: it changes `every-link` for
 * everybody. Six bytes a click and four a contact, from the first reading on.
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
  /** By row, one bit for each row of SIGNALS. */
  readonly #labels: Uint16Array[] = [];
  /** By link, the row of its first click + 1, honeypots and test clicks left out; 0 for none. */
  readonly #firstRows: number[] = [];
  /** By message, how many of its links have been clicked. */
  readonly #links: number[] = [];

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

  label(row: number): number {
    return (this.#labels[row >>> BLOCK_BITS] as Uint16Array)[row & MASK] as number;
  }

  /** Messages with a link whose first click was at `row` or later. */
  grownSince(row: number): Set<number> {
    const grown = new Set<number>();
    this.#firstRows.forEach((first, link) => {
      if (first > row) grown.add(this.#place(link).message);
    });
    return grown;
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
    let grown = false;
    for (let row = from; row < log.size; row++) {
      if ((row & MASK) === 0) {
        this.#before.push(new Uint32Array(BLOCK));
        this.#labels.push(new Uint16Array(BLOCK));
      }
      const contact = log.contactAt(row);
      (this.#before[row >>> BLOCK_BITS] as Uint32Array)[row & MASK] = this.#newest[contact] as number;
      this.#newest[contact] = row + 1;
      this.#setLabel(row, this.#ownLabel(row));
      if ((log.flagsAt(row) & (TEST | HONEYPOT)) === 0 && this.#noteLink(this.#place(log.instanceAt(row)), row))
        grown = true;
    }
    this.#size = log.size;
    if (grown) {
      for (let contact = 1; contact <= log.contacts.size; contact++) this.#labelContact(contact);
      return this;
    }
    for (let row = from; row < log.size; row++) {
      const contact = log.contactAt(row);
      if (contact !== 0 && this.newest(contact) === row) this.#labelContact(contact);
    }
    return this;
  }

  #place(index: number): LinkInstance {
    return this.#log.instances.list[index] as LinkInstance;
  }

  /** Says whether this is the first click on the link. */
  #noteLink({ link, message }: LinkInstance, row: number): boolean {
    if ((this.#firstRows[link] ?? 0) !== 0) return false;
    // Filled up to here, for an array with holes would be slow.
    while (this.#firstRows.length <= link) this.#firstRows.push(0);
    while (this.#links.length <= message) this.#links.push(0);
    this.#firstRows[link] = row + 1;
    (this.#links[message] as number)++;
    return true;
  }

  #setLabel(row: number, label: number): void {
    (this.#labels[row >>> BLOCK_BITS] as Uint16Array)[row & MASK] = label;
  }

  /** What a click says by itself. */
  #ownLabel(row: number): number {
    const log = this.#log;
    const sentAt = log.sentAt(row);
    return (
      labelOfFlags(log.flagsAt(row)) | (sentAt === 0 ? 0 : labelOfTime(log.timeAt(row) - sentAt * 1000, this.#rules))
    );
  }

  /** Labels the clicks of a contact anew. One click alone is no burst, and no message followed whole. */
  #labelContact(contact: number): void {
    const newest = this.newest(contact);
    if (newest === -1 || this.before(newest) === -1) return;
    const rows: number[] = [];
    for (let row = newest; row !== -1; row = this.before(row)) {
      this.#setLabel(row, this.#ownLabel(row));
      if ((this.#log.flagsAt(row) & TEST) === 0) rows.push(row);
    }
    if (rows.length < 2) return;
    const message = this.#messageOf(rows[0] as number);
    if (rows.every((row) => this.#messageOf(row) === message)) {
      this.#labelMessage(message, rows);
      return;
    }
    const messages = new Map<number, number[]>();
    for (const row of rows) {
      const others = messages.get(this.#messageOf(row));
      if (others === undefined) messages.set(this.#messageOf(row), [row]);
      else others.push(row);
    }
    for (const [each, group] of messages) if (group.length > 1) this.#labelMessage(each, group);
  }

  #messageOf(row: number): number {
    return this.#place(this.#log.instanceAt(row)).message;
  }

  #labelMessage(message: number, rows: number[]): void {
    const log = this.#log;
    rows.sort((a, b) => log.timeAt(a) - log.timeAt(b));
    const group: Group = {
      times: rows.map((row) => log.timeAt(row)),
      instances: rows.map((row) => this.#place(log.instanceAt(row)).link),
      flags: rows.map((row) => log.flagsAt(row)),
      links: this.#links[message] ?? 0,
    };
    SIGNALS.forEach(({ among }, bit) => {
      let start = 0;
      let done = 0;
      among?.(group, this.#rules, (from, to) => {
        // Windows come in order and overlap: no click is marked twice, or bursts of thousands would take their square.
        if (from < start) done = 0;
        start = from;
        for (let i = Math.max(from, done); i < to; i++) {
          const row = rows[i] as number;
          this.#setLabel(row, this.label(row) | (1 << bit));
        }
        done = Math.max(done, to);
      });
    });
  }
}
