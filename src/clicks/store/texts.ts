import { Interner } from './interner.js';
import { MAX_ID_LENGTH } from './record.js';

/** So many of the latest texts are kept as they came or were read, so that they are neither encoded nor decoded again. */
const MAX_KNOWN = 1_000;

/** Numbers texts of any length, and `undefined`, which is 0. */
export class Texts {
  readonly #short = new Interner();
  /** Those that are too long for the interner's bytes. */
  readonly #long: string[] = [];
  readonly #longNumbers = new Map<string, number>();
  readonly #decoded = new Map<number, string>();
  readonly #frequent = new Map<string, number>();

  /** Returns the text's number. */
  intern(text: string | undefined): number {
    if (text === undefined) return 0;
    if (text.length <= MAX_ID_LENGTH) return 2 * this.#short.intern(text) + 1;
    const known = this.#longNumbers.get(text);
    if (known !== undefined) return known;
    const number = 2 * this.#long.push(text);
    this.#longNumbers.set(text, number);
    return number;
  }

  /** The same for a text that is likely to come again: a campaign, and not the id of one mail. */
  internFrequent(text: string | undefined): number {
    if (text === undefined) return 0;
    const known = this.#frequent.get(text);
    if (known !== undefined) return known;
    if (this.#frequent.size >= MAX_KNOWN) this.#frequent.clear();
    const number = this.intern(text);
    this.#frequent.set(text, number);
    return number;
  }

  /** Returns the number of a text that is known, or -1. */
  find(text: string | undefined): number {
    if (text === undefined) return 0;
    if (text.length > MAX_ID_LENGTH) return this.#longNumbers.get(text) ?? -1;
    const number = this.#short.find(text);
    return number === -1 ? -1 : 2 * number + 1;
  }

  /** Gives the text back. */
  text(number: number): string | undefined {
    if (number === 0) return undefined;
    if (number % 2 === 0) return this.#long[number / 2 - 1];
    const known = this.#decoded.get(number);
    if (known !== undefined) return known;
    if (this.#decoded.size >= MAX_KNOWN) this.#decoded.clear();
    const text = this.#short.text((number - 1) / 2) as string;
    this.#decoded.set(number, text);
    return text;
  }
}
