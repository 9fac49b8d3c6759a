import type { ClickEvent } from '../../../src/clicks/index.js';
import { BROWSERS } from './drawn-agents.cases.js';

/** A click of which it is known who made it. */
export interface KnownClick extends ClickEvent {
  readonly at: number;
  readonly bot: boolean;
}

/** One kind of behaviour: what it does with one mail, drawn anew for each. */
export interface Kind {
  readonly what: string;
  readonly make: (mail: Mail) => void;
  /** Nobody can tell all of these: they count for recall and are not held one by one. */
  readonly mayMiss?: boolean;
}

type Details = Partial<Omit<KnownClick, 'at'>>;

/** Numbers from a seed (a 32-bit xorshift with a multiplier; Vigna 2016), so that every run draws the same. */
export function drawFrom(seed: number): Draw {
  let state = (seed * 0x9e3779b1) | 1;
  const unit = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (Math.imul(state, 0x2545f491) >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 8; i++) unit();
  const between = (low: number, high: number): number => low + unit() * (high - low);
  return {
    unit,
    between,
    scaled: (low, high) => low * (high / low) ** unit(),
    whole: (low, high) => Math.floor(between(low, high + 1)),
    pick: (list) => list[Math.floor(unit() * list.length)] as never,
    shuffled: (list) =>
      list
        .map((value) => [unit(), value] as const)
        .sort(([a], [b]) => a - b)
        .map(([, value]) => value),
  };
}

export interface Draw {
  unit(): number;
  between(low: number, high: number): number;
  /** Between two numbers, each order of size as often as the next. */
  scaled(low: number, high: number): number;
  whole(low: number, high: number): number;
  pick<Value>(list: readonly Value[]): Value;
  shuffled<Value>(list: readonly Value[]): Value[];
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** One mail to one contact, and the clicks that its links get. */
export class Mail {
  readonly clicks: KnownClick[] = [];
  /** How many links the copy tracks. */
  links = 1;
  /** When nothing else is said, who clicks: one browser from one address. */
  readonly userAgent: string;
  readonly ip: string;
  readonly draw: Draw;
  readonly contactId: string;
  readonly sentAt: number;
  readonly bot: boolean;
  constructor(draw: Draw, contactId: string, sentAt: number, bot: boolean) {
    this.draw = draw;
    this.contactId = contactId;
    this.sentAt = sentAt;
    this.bot = bot;
    this.userAgent = draw.pick(BROWSERS);
    this.ip = addressOf(draw);
  }

  /** Sets how many links the copy tracks. */
  withLinks(low: number, high: number): number {
    this.links = this.draw.whole(low, high);
    return this.links;
  }

  /** A click on a link, so many milliseconds after sending. */
  click(link: number, after: number, details: Details = {}): void {
    this.clicks.push({
      linkId: `l${link}`,
      messageId: 'mail',
      contactId: this.contactId,
      at: Math.round(this.sentAt + after),
      sentAt: this.sentAt,
      linkCount: this.links,
      userAgent: this.userAgent,
      ip: this.ip,
      bot: this.bot,
      ...details,
    });
  }

  /** All links in order, or so many of them. */
  all(count: number = this.links): number[] {
    return Array.from({ length: count }, (_, link) => link);
  }

  /** Links one after another; each pause is the given one, more or less by `spread` of it. Returns when it ended. */
  follow(links: readonly number[], after: number, pause: number, spread: number, details: Details = {}): number {
    let at = after;
    for (const link of links) {
      this.click(link, at, details);
      at += pause * this.draw.between(1 - spread, 1 + spread);
    }
    return at;
  }
}

export function addressOf(draw: Draw): string {
  const part = (): number => draw.whole(1, 254);
  return draw.unit() < 0.3
    ? `2a0${draw.whole(0, 9)}:${draw.whole(1000, 9999)}:${draw.whole(1, 9999)}::${draw.whole(1, 9999)}`
    : `${draw.pick([31, 62, 77, 84, 93, 145, 178, 212])}.${part()}.${part()}.${part()}`;
}
