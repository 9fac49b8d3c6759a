const BLOCK_BITS = 10;
const BLOCK = 1 << BLOCK_BITS;
/** Every row has three places: unused ones are 0 and take no room. */
type Row = readonly [a: number, b: number, c: number];

/** Numbers tuples of two or three numbers from 0, in the order in which they come: some 8 bytes beside the numbers themselves. */
export class Tuples {
  size = 0;
  readonly #width: number;
  readonly #blocks: Uint32Array[] = [];
  /** Number of the tuple + 1; 0 is free. */
  #slots = new Uint32Array(16);

  constructor(width: 2 | 3) {
    this.#width = width;
  }

  /** Returns the tuple's number, a new one if it is new: then `size` has grown. */
  intern(a: number, b: number, c = 0): number {
    const slot = this.#slotOf(a, b, c);
    const found = this.#slots[slot] as number;
    if (found !== 0) return found - 1;
    const number = this.size++;
    if ((number & (BLOCK - 1)) === 0) this.#blocks.push(new Uint32Array(BLOCK * this.#width));
    const block = this.#blocks[number >>> BLOCK_BITS] as Uint32Array;
    const at = (number & (BLOCK - 1)) * this.#width;
    block[at] = a;
    block[at + 1] = b;
    if (this.#width === 3) block[at + 2] = c;
    this.#slots[slot] = number + 1;
    if (this.size * 3 > this.#slots.length * 2) this.#grow();
    return number;
  }

  /** Returns one place of a tuple. */
  at(number: number, place: 0 | 1 | 2): number {
    const block = this.#blocks[number >>> BLOCK_BITS] as Uint32Array;
    return block[(number & (BLOCK - 1)) * this.#width + place] as number;
  }

  #row(number: number): Row {
    return [this.at(number, 0), this.at(number, 1), this.#width === 3 ? this.at(number, 2) : 0];
  }

  /** The slot that holds the tuple, or the free one where it belongs. */
  #slotOf(a: number, b: number, c: number): number {
    const mask = this.#slots.length - 1;
    let slot = mix(a, b, c) & mask;
    for (;;) {
      const number = (this.#slots[slot] as number) - 1;
      if (
        number === -1 ||
        (this.at(number, 0) === a && this.at(number, 1) === b && (this.#width === 2 || this.at(number, 2) === c))
      )
        return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = mix(...this.#row(number)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

/** Numbers that were dealt out in order are nobody's to choose, so they need to be mixed but not under a key. */
function mix(a: number, b: number, c: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
