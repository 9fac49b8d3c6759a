import { Interner } from './interner.js';
import { MAX_ID_LENGTH } from './record.js';

/** The latest texts are kept decoded, so that readings do not decode them again. */
const MAX_DECODED = 1_000;

/** Numbers texts of any length, and `undefined`, which is 0. */
export class Texts {
  readonly #short = new Interner();
  /** Those that are too long for the interner's bytes. */
  readonly #long: string[] = [];
  readonly #longNumbers = new Map<string, number>();
  readonly #decoded = new Map<number, string>();

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

  /** Gives the text back. */
  text(number: number): string | undefined {
    if (number === 0) return undefined;
    if (number % 2 === 0) return this.#long[number / 2 - 1];
    const known = this.#decoded.get(number);
    if (known !== undefined) return known;
    if (this.#decoded.size >= MAX_DECODED) this.#decoded.clear();
    const text = this.#short.text((number - 1) / 2) as string;
    this.#decoded.set(number, text);
    return text;
  }
}
