import type { Derived } from '../bots/derive.js';
import { type MachineRules, reasonsOf } from '../bots/signals.js';
import { type ClickLog, EXPIRED, TEST } from '../store/click-log.js';
import type { Counted, PairClicks, Split } from './stats.js';

/** A log with what was derived from it: all that reading needs. */
export interface Reading {
  readonly log: ClickLog;
  readonly derived: Derived;
  readonly rules: MachineRules;
}

/** Which rows are read. */
export interface RowFilter {
  /** By place, 1 where its clicks are read. */
  readonly places: Uint8Array;
  /** Milliseconds since 1970; half-open. */
  readonly from: number;
  readonly to: number;
}

/** The counts of a group of clicks while they are being counted. */
export class Tally {
  clicks = 0;
  machineClicks = 0;
  contacts = 0;
  humanContacts = 0;
  machineContacts = 0;
  first: number = Number.POSITIVE_INFINITY;
  last: number = Number.NEGATIVE_INFINITY;
  /** The contact last counted: rows come by contact, so a stamp is all that uniqueness takes. */
  #contact = 0;
  #humanContact = 0;
  #machineContact = 0;

  add(contact: number, at: number, machine: boolean): void {
    this.clicks++;
    if (machine) this.machineClicks++;
    if (at < this.first) this.first = at;
    if (at > this.last) this.last = at;
    if (contact === 0) return;
    if (this.#contact !== contact) {
      this.#contact = contact;
      this.contacts++;
    }
    if (machine) {
      if (this.#machineContact !== contact) {
        this.#machineContact = contact;
        this.machineContacts++;
      }
    } else if (this.#humanContact !== contact) {
      this.#humanContact = contact;
      this.humanContacts++;
    }
  }

  split(): Split {
    return {
      ...counted(this.clicks, this.contacts),
      human: counted(this.clicks - this.machineClicks, this.humanContacts),
      machine: counted(this.machineClicks, this.machineContacts),
    };
  }
}

/** The clicks of one contact on one link while they are being counted. */
export class PairTally {
  #clicks = 0;
  #machine = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #labels = 0;

  add(at: number, label: number, machine: boolean): void {
    this.#clicks++;
    if (machine) {
      this.#machine++;
      this.#labels |= label;
    }
    this.#first = Math.min(this.#first, at);
    this.#last = Math.max(this.#last, at);
  }

  clicks({ rules }: Reading): PairClicks {
    const pair = {
      clicks: this.#clicks,
      human: this.#clicks - this.#machine,
      machine: this.#machine,
      firstClickAt: new Date(this.#first),
      lastClickAt: new Date(this.#last),
    };
    return this.#machine > 0 ? { ...pair, reasons: reasonsOf(this.#labels, rules) } : pair;
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
  { log, derived, rules }: Reading,
  { places, from, to }: RowFilter,
  visit: (contact: number, place: number, at: number, label: number, machine: boolean) => void,
  only?: number,
): { test: number; expired: number } {
  let test = 0;
  let expired = 0;
  const last = only ?? log.contacts.size;
  for (let contact = only ?? 0; contact <= last; contact++) {
    for (let row = derived.newest(contact); row !== -1; row = derived.before(row)) {
      const place = log.placeAt(row);
      if (places[place] === 0) continue;
      const at = log.timeAt(row);
      if (at < from || at >= to) continue;
      const flags = log.flagsAt(row);
      if (flags & (TEST | EXPIRED)) {
        if (flags & TEST) test++;
        else expired++;
        continue;
      }
      const label = derived.label(row);
      visit(contact, place, at, label, rules.machineLabels[label] === 1);
    }
  }
  return { test, expired };
}
