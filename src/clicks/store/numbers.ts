const BLOCK_BITS = 10;
const BLOCK = 1 << BLOCK_BITS;

/** A list of numbers below 2^32 by index, 0 where none was set: 4 bytes each, and none for a stretch that has only zeros. */
export class Numbers {
  readonly #blocks: (Uint32Array | undefined)[] = [];

  at(index: number): number {
    const block = this.#blocks[index >>> BLOCK_BITS];
    return block === undefined ? 0 : (block[index & (BLOCK - 1)] as number);
  }

  set(index: number, value: number): void {
    const place = index >>> BLOCK_BITS;
    let block = this.#blocks[place];
    if (block === undefined) {
      if (value === 0) return;
      while (this.#blocks.length < place) this.#blocks.push(undefined);
      block = new Uint32Array(BLOCK);
      this.#blocks[place] = block;
    }
    block[index & (BLOCK - 1)] = value;
  }
}
