type Values = Uint16Array | Uint32Array | Float64Array;

/** In the order in which a column widens: what holds the differences, and how many there can be. */
const WIDTHS: readonly { readonly bytes: number; readonly range: number; readonly make: (length: number) => Values }[] =
  [
    { bytes: 2, range: 2 ** 16, make: (length) => new Uint16Array(length) },
    { bytes: 4, range: 2 ** 32, make: (length) => new Uint32Array(length) },
    { bytes: 8, range: Number.POSITIVE_INFINITY, make: (length) => new Float64Array(length) },
  ];

/**
 * A list of whole numbers that mostly lie near the first one: moments of one hour take two bytes each, those of seven weeks
 * in milliseconds four, others eight, and numbers that are all the same take none. It widens when one comes that needs it.
 */
export class Column {
  readonly #length: number;
  readonly #first: number;
  #width = -1;
  #base = 0;
  #values: Values | undefined;

  /** `bytes` is what a number takes from the start, if it is known to take that. */
  constructor(length: number, first: number, bytes = 0) {
    this.#length = length;
    this.#first = first;
    if (bytes > 0) this.#widen(bytes, 0);
  }

  at(index: number): number {
    const values = this.#values;
    return values === undefined ? this.#first : this.#base + (values[index] as number);
  }

  /** Sets the next number: those before it have been set. */
  push(index: number, value: number): void {
    const values = this.#values;
    if (values === undefined) {
      if (value === this.#first) return;
    } else {
      const since = value - this.#base;
      if (this.#width === 2 || (since >= 0 && since < (WIDTHS[this.#width] as (typeof WIDTHS)[number]).range)) {
        values[index] = since;
        return;
      }
    }
    this.#widen(0, index);
    this.push(index, value);
  }

  #widen(bytes: number, set: number): void {
    const before = Array.from({ length: set }, (_, index) => this.at(index));
    do this.#width++;
    while ((WIDTHS[this.#width] as (typeof WIDTHS)[number]).bytes < bytes);
    const { range, make } = WIDTHS[this.#width] as (typeof WIDTHS)[number];
    this.#base = Number.isFinite(range) ? this.#first - range / 2 : 0;
    const values = make(this.#length);
    before.forEach((value, index) => {
      values[index] = value - this.#base;
    });
    this.#values = values;
  }
}
