import { type Label, reasonsOf, type Verdict } from '../bots/labels.js';
import type { BotRules } from '../bots/rules.js';
import type { PairClicks } from './stats.js';

/** The clicks of one contact on one link while they are being counted. */
export class PairTally {
  #clicks = 0;
  #bot = 0;
  #suspect = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #labels = 0;

  add(at: number, label: Label, verdict: Verdict): void {
    this.#clicks++;
    if (verdict !== 0) {
      if (verdict === 2) this.#bot++;
      else this.#suspect++;
      this.#labels |= label;
    }
    this.#first = Math.min(this.#first, at);
    this.#last = Math.max(this.#last, at);
  }

  clicks(rules: BotRules): PairClicks {
    const pair = {
      clicks: this.#clicks,
      human: this.#clicks - this.#bot,
      suspect: this.#suspect,
      bot: this.#bot,
      firstClickAt: new Date(this.#first),
      lastClickAt: new Date(this.#last),
    };
    return this.#labels === 0 ? pair : { ...pair, reasons: reasonsOf(this.#labels, rules) };
  }
}
