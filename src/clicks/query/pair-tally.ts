import { type Label, reasonsOf, type Verdict } from '../bots/labels.js';
import type { BotRules } from '../bots/rules.js';
import type { PairClicks } from './stats.js';

/** The clicks of one contact on one link while they are being counted. */
export class PairTally {
  clicks = 0;
  #bot = 0;
  #suspect = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #labels = 0;

  add(at: number, label: Label, verdict: Verdict): void {
    this.clicks++;
    if (verdict !== 0) {
      if (verdict === 2) this.#bot++;
      else this.#suspect++;
      this.#labels |= label;
    }
    if (at < this.#first) this.#first = at;
    if (at > this.#last) this.#last = at;
  }

  get human(): number {
    return this.clicks - this.#bot;
  }

  /** Makes it as good as new. */
  reset(): void {
    this.clicks = 0;
    this.#bot = 0;
    this.#suspect = 0;
    this.#first = Number.POSITIVE_INFINITY;
    this.#last = Number.NEGATIVE_INFINITY;
    this.#labels = 0;
  }

  counts(rules: BotRules): PairClicks {
    const pair = {
      clicks: this.clicks,
      human: this.human,
      suspect: this.#suspect,
      bot: this.#bot,
      firstClickAt: new Date(this.#first),
      lastClickAt: new Date(this.#last),
    };
    return this.#labels === 0 ? pair : { ...pair, reasons: reasonsOf(this.#labels, rules) };
  }
}
