import { type Label, reasonsOf, type Verdict } from '../bots/labels.js';
import type { BotReason } from '../bots/reasons.js';
import type { BotRules } from '../bots/rules.js';
import { type ClickLog, EXPIRED, TEST } from '../store/click-log.js';
import type { ClickIndex } from './click-index.js';
import type { Counted, ReasonCounts, Split } from './stats.js';

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
  suspectClicks = 0;
  contacts = 0;
  humanContacts = 0;
  botContacts = 0;
  first: number = Number.POSITIVE_INFINITY;
  last: number = Number.NEGATIVE_INFINITY;
  /** The contact last counted: rows come by contact, so a stamp is all that uniqueness takes. */
  #contact = 0;
  #humanContact = 0;
  #botContact = 0;
  /** How many clicks have each label that has a weight. */
  #labels: Map<Label, number> | undefined;

  add(contact: number, at: number, label: Label, verdict: Verdict): void {
    this.clicks++;
    if (verdict !== 0) {
      if (verdict === 2) this.botClicks++;
      else this.suspectClicks++;
      this.#labels ??= new Map();
      this.#labels.set(label, (this.#labels.get(label) ?? 0) + 1);
    }
    if (at < this.first) this.first = at;
    if (at > this.last) this.last = at;
    if (contact === 0) return;
    if (this.#contact !== contact) {
      this.#contact = contact;
      this.contacts++;
    }
    if (verdict === 2) {
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
      human: { ...counted(this.clicks - this.botClicks, this.humanContacts), suspect: this.suspectClicks },
      bot: counted(this.botClicks, this.botContacts),
    };
  }

  /** In the order of the table of signals, so that the order of clicks is irrelevant. */
  reasons({ rules }: QueryContext): ReasonCounts {
    const counts: { [Reason in BotReason]?: number } = {};
    if (this.#labels === undefined) return counts;
    let all = 0;
    for (const label of this.#labels.keys()) all |= label;
    for (const reason of reasonsOf(all, rules)) counts[reason] = 0;
    for (const [label, clicks] of this.#labels)
      for (const reason of reasonsOf(label, rules)) counts[reason] = (counts[reason] ?? 0) + clicks;
    return counts;
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
  visit: (contact: number, instance: number, at: number, label: Label, verdict: Verdict, row: number) => void,
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
      const verdict = clickIndex.verdict(row);
      visit(contact, instance, at, verdict === 0 ? 0 : clickIndex.label(row), verdict, row);
    }
  }
  return { test, expired };
}
