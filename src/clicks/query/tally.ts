import { type Label, reasonsOf } from '../bots/labels.js';
import type { BotRules } from '../bots/rules.js';
import { type ClickLog, EXPIRED, TEST } from '../store/click-log.js';
import type { ClickIndex } from './click-index.js';
import type { Counted, PairClicks, Split } from './stats.js';

/** A log with what was derived from it: all that reading needs. */
export interface QueryContext {
  readonly log: ClickLog;
  readonly clickIndex: ClickIndex;
  readonly rules: BotRules;
}

/** Which rows are read. */
export interface RowFilter {
  /** By place, 1 where its clicks are read. */
  readonly instances: Uint8Array;
  /** Milliseconds since 1970; half-open. */
  readonly from: number;
  readonly to: number;
}

/** The counts of a group of clicks while they are being counted. */
export class Tally {
  clicks = 0;
  botClicks = 0;
  contacts = 0;
  humanContacts = 0;
  botContacts = 0;
  first: number = Number.POSITIVE_INFINITY;
  last: number = Number.NEGATIVE_INFINITY;
  /** The contact last counted: rows come by contact, so a stamp is all that uniqueness takes. */
  #contact = 0;
  #humanContact = 0;
  #botContact = 0;

  add(contact: number, at: number, bot: boolean): void {
    this.clicks++;
    if (bot) this.botClicks++;
    if (at < this.first) this.first = at;
    if (at > this.last) this.last = at;
    if (contact === 0) return;
    if (this.#contact !== contact) {
      this.#contact = contact;
      this.contacts++;
    }
    if (bot) {
      if (this.#botContact !== contact) {
        this.#botContact = contact;
        this.botContacts++;
      }
    } else if (this.#humanContact !== contact) {
      this.#humanContact = contact;
      this.humanContacts++;
    }
  }

  split(): Split {
    return {
      ...counted(this.clicks, this.contacts),
      human: counted(this.clicks - this.botClicks, this.humanContacts),
      bot: counted(this.botClicks, this.botContacts),
    };
  }
}

/** The clicks of one contact on one link while they are being counted. */
export class PairTally {
  #clicks = 0;
  #bot = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #labels = 0;

  add(at: number, label: number, bot: boolean): void {
    this.#clicks++;
    if (bot) {
      this.#bot++;
      this.#labels |= label;
    }
    this.#first = Math.min(this.#first, at);
    this.#last = Math.max(this.#last, at);
  }

  clicks({ rules }: QueryContext): PairClicks {
    const pair = {
      clicks: this.#clicks,
      human: this.#clicks - this.#bot,
      bot: this.#bot,
      firstClickAt: new Date(this.#first),
      lastClickAt: new Date(this.#last),
    };
    return this.#bot > 0 ? { ...pair, reasons: reasonsOf(this.#labels, rules) } : pair;
  }
}

function counted(clicks: number, uniqueContacts: number): Counted {
  return { clicks, uniqueContacts };
}

/**
 * Calls back for every click that counts, those of one contact one after another; anonymous ones, contact 0, come first.
 * Or only for those of one contact. Gives how many test and expired clicks were passed over.
 */
export function eachClick(
  { log, clickIndex }: QueryContext,
  { instances, from, to }: RowFilter,
  visit: (contact: number, instance: number, at: number, label: Label, bot: boolean) => void,
  only?: number,
): { test: number; expired: number } {
  let test = 0;
  let expired = 0;
  const last = only ?? log.contacts.size;
  for (let contact = only ?? 0; contact <= last; contact++) {
    for (let row = clickIndex.newest(contact); row !== -1; row = clickIndex.before(row)) {
      const instance = log.instanceAt(row);
      if (instances[instance] === 0) continue;
      const at = log.timeAt(row);
      if (at < from || at >= to) continue;
      const flags = log.flagsAt(row);
      if (flags & (TEST | EXPIRED)) {
        if (flags & TEST) test++;
        else expired++;
        continue;
      }
      const label = clickIndex.label(row);
      visit(contact, instance, at, label, clickIndex.verdict(row) === 2);
    }
  }
  return { test, expired };
}
