import { type Label, reasonsOf, type Verdict } from '../bots/labels.js';
import type { BotReason } from '../bots/reasons.js';
import type { BotRules } from '../bots/rules.js';
import type { Counted, ReasonCounts, Split } from './stats.js';

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

  /** Counts a click; those of one contact must come one after another. */
  add(contact: number, at: number, label: Label, verdict: Verdict): void {
    this.addClick(at, label, verdict);
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

  /** Counts a click, and leaves its contact to the caller. */
  addClick(at: number, label: Label, verdict: Verdict): void {
    this.clicks++;
    if (verdict !== 0) {
      if (verdict === 2) this.botClicks++;
      else this.suspectClicks++;
      this.#labels ??= new Map();
      this.#labels.set(label, (this.#labels.get(label) ?? 0) + 1);
    }
    if (at < this.first) this.first = at;
    if (at > this.last) this.last = at;
  }

  /** Counts a contact by what the group has seen of them: bit 0 for a click of a person's, bit 1 for a bot's. */
  addContact(seen: number, verdict: Verdict): void {
    if (seen === 0) this.contacts++;
    if (verdict === 2) this.botContacts += 1 - (seen >> 1);
    else this.humanContacts += 1 - (seen & 1);
  }

  /** Makes it as good as new. */
  reset(): void {
    this.clicks = 0;
    this.botClicks = 0;
    this.suspectClicks = 0;
    this.contacts = 0;
    this.humanContacts = 0;
    this.botContacts = 0;
    this.first = Number.POSITIVE_INFINITY;
    this.last = Number.NEGATIVE_INFINITY;
    this.#contact = 0;
    this.#humanContact = 0;
    this.#botContact = 0;
    this.#labels = undefined;
  }

  split(): Split {
    return {
      ...counted(this.clicks, this.contacts),
      human: { ...counted(this.clicks - this.botClicks, this.humanContacts), suspect: this.suspectClicks },
      bot: counted(this.botClicks, this.botContacts),
    };
  }

  /** In the order of the table of signals, so that the order of clicks is irrelevant. */
  reasons(rules: BotRules): ReasonCounts {
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

/** Everything together, and each link: what totals and the list of links are made of. */
export interface ClickCounts {
  readonly total: Tally;
  /** By number of the link's name; undefined for a link without a click. */
  readonly links: readonly (Tally | undefined)[];
  /** How many links have a click. */
  readonly uniqueLinks: number;
  readonly test: number;
  readonly expired: number;
}

function counted(clicks: number, uniqueContacts: number): Counted {
  return { clicks, uniqueContacts };
}
