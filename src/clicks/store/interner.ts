import { createHashKey, type HashKey, keyedHash } from '../../checks/keyed-hash.js';
import { MAX_ID_LENGTH } from './record.js';

/** How a string is kept. Two bits beside its length in bytes, which 14 bits hold. */
const LATIN = 0;
const WIDE = 1;
const UUID = 2;
const ERASED = 3;

const CHUNK_BITS = 16;
const CHUNK = 1 << CHUNK_BITS;
const BLOCK_BITS = 12;
const BLOCK = 1 << BLOCK_BITS;
/** Drawn anew in each process, so that nobody can choose ids that fall into one slot. */
let processKey: HashKey | undefined;

/** Drawn with the first id: Cloudflare Workers have no random values while a module is loaded. */
function hashKey(): HashKey {
  processKey ??= createHashKey();
  return processKey;
}
const HYPHENS = [8, 13, 18, 23];

/**
 * Numbers strings from 0 in the order they come. Open addressing over one arena of bytes: an id of 10 characters takes
 * some 24 bytes where a `Map` entry takes over 90, a lower-case UUID takes 16 and the same overhead, and there is no
 * limit at 16.7 million entries. Strings come back exactly, lone surrogates included.
 */
export class Interner {
  size = 0;
  /**
   * Number of the string + 1; 0 is free. The bits that the number does not need hold those of the hash that the place does
   * not say, so that a look-up rarely reads a string that is another.
   */
  #slots = new Uint32Array(64);
  readonly #offsets: Uint32Array[] = [];
  readonly #chunks: Uint8Array[] = [];
  #end = 0;
  /** The string at hand, encoded. */
  readonly #scratch = new Uint8Array(2 * MAX_ID_LENGTH);
  #kind = LATIN;
  #length = 0;

  /** Gives the string's number, a new one where it is new: then `size` has grown. At most `MAX_ID_LENGTH` code units. */
  intern(text: string): number {
    const hash = this.#encode(text);
    const slot = this.#slotOf(hash);
    const mask = this.#slots.length - 1;
    const found = (this.#slots[slot] as number) & mask;
    if (found !== 0) return found - 1;
    const index = this.size++;
    this.#keep(index);
    this.#slots[slot] = (hash & ~mask) | (index + 1);
    if (this.size * 3 > this.#slots.length * 2) this.#grow();
    return index;
  }

  /** Gives the string's number, or -1. */
  find(text: string): number {
    return ((this.#slots[this.#slotOf(this.#encode(text))] as number) & (this.#slots.length - 1)) - 1;
  }

  /** Forgets the string; its number stays taken, and nothing finds it. */
  erase(index: number): void {
    const offset = (this.#offsets[index >>> BLOCK_BITS] as Uint32Array)[index & (BLOCK - 1)] as number;
    const chunk = this.#chunks[offset >>> CHUNK_BITS] as Uint8Array;
    const at = offset & (CHUNK - 1);
    const head = (chunk[at] as number) | ((chunk[at + 1] as number) << 8);
    chunk.fill(0, at + 2, at + 2 + (head >> 2));
    chunk[at] = ((chunk[at] as number) & ~3) | ERASED;
  }

  /** Takes a number for a string that was forgotten elsewhere. */
  addErased(): number {
    this.#kind = ERASED;
    this.#length = 0;
    const index = this.size++;
    this.#keep(index);
    // No slot leads to it, but numbers must go on fitting into them.
    if (this.size * 3 > this.#slots.length * 2) this.#grow();
    return index;
  }

  /** Gives the string back, or undefined if it was erased. */
  text(index: number): string | undefined {
    const offset = (this.#offsets[index >>> BLOCK_BITS] as Uint32Array)[index & (BLOCK - 1)] as number;
    const chunk = this.#chunks[offset >>> CHUNK_BITS] as Uint8Array;
    const at = (offset & (CHUNK - 1)) + 2;
    const head = (chunk[at - 2] as number) | ((chunk[at - 1] as number) << 8);
    const end = at + (head >> 2);
    if ((head & 3) === ERASED) return undefined;
    if ((head & 3) === UUID) return uuidText(chunk, at);
    return (head & 3) === LATIN ? latinText(chunk, at, end) : wideText(chunk, at, end);
  }

  /** Writes the string into the scratch and returns its hash. */
  #encode(text: string): number {
    const scratch = this.#scratch;
    const length = text.length;
    this.#kind = LATIN;
    this.#length = length;
    if (length === 36 && this.#packUuid(text)) {
      this.#kind = UUID;
      this.#length = 16;
    } else {
      for (let i = 0; i < length; i++) {
        const code = text.charCodeAt(i);
        if (code > 255) {
          this.#encodeWide(text);
          break;
        }
        scratch[i] = code;
      }
    }
    return keyedHash(scratch, this.#length, hashKey());
  }

  #encodeWide(text: string): void {
    this.#kind = WIDE;
    this.#length = text.length * 2;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      this.#scratch[2 * i] = code;
      this.#scratch[2 * i + 1] = code >> 8;
    }
  }

  #packUuid(text: string): boolean {
    if (HYPHENS.some((at) => text.charCodeAt(at) !== 45)) return false;
    let digits = 0;
    for (let i = 0; i < 36; i++) {
      if (i === 8 || i === 13 || i === 18 || i === 23) continue;
      const code = text.charCodeAt(i);
      const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : -1;
      if (digit === -1) return false;
      const at = digits++ >> 1;
      this.#scratch[at] = digits & 1 ? digit << 4 : (this.#scratch[at] as number) | digit;
    }
    return true;
  }

  /** The slot that holds the string in the scratch, or the free one where it belongs. */
  #slotOf(hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const kept = slots[slot] as number;
      if (kept === 0 || (((kept ^ hash) & ~mask) === 0 && this.#isAt((kept & mask) - 1))) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isAt(index: number): boolean {
    const offset = (this.#offsets[index >>> BLOCK_BITS] as Uint32Array)[index & (BLOCK - 1)] as number;
    const chunk = this.#chunks[offset >>> CHUNK_BITS] as Uint8Array;
    let at = offset & (CHUNK - 1);
    const head = (chunk[at++] as number) | ((chunk[at++] as number) << 8);
    if (head !== ((this.#length << 2) | this.#kind) || this.#kind === ERASED) return false;
    for (let i = 0; i < this.#length; i++) if (chunk[at + i] !== this.#scratch[i]) return false;
    return true;
  }

  /** A string never crosses a chunk's end. */
  #keep(index: number): void {
    const needs = this.#length + 2;
    if (
      this.#chunks.length === 0 ||
      (this.#end & (CHUNK - 1)) + needs > CHUNK ||
      this.#end === this.#chunks.length * CHUNK
    ) {
      this.#end = this.#chunks.length * CHUNK;
      if (this.#end > 0xffff_ffff) throw new RangeError('More than 4 GB of ids in one aggregator.');
      this.#chunks.push(new Uint8Array(CHUNK));
    }
    const chunk = this.#chunks[this.#chunks.length - 1] as Uint8Array;
    const at = this.#end & (CHUNK - 1);
    const head = (this.#length << 2) | this.#kind;
    chunk[at] = head;
    chunk[at + 1] = head >> 8;
    for (let i = 0; i < this.#length; i++) chunk[at + 2 + i] = this.#scratch[i] as number;
    if ((index & (BLOCK - 1)) === 0) this.#offsets.push(new Uint32Array(BLOCK));
    (this.#offsets[index >>> BLOCK_BITS] as Uint32Array)[index & (BLOCK - 1)] = this.#end;
    this.#end += needs;
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    const key = hashKey();
    for (let index = 0; index < this.size; index++) {
      const offset = (this.#offsets[index >>> BLOCK_BITS] as Uint32Array)[index & (BLOCK - 1)] as number;
      const chunk = this.#chunks[offset >>> CHUNK_BITS] as Uint8Array;
      const at = offset & (CHUNK - 1);
      const head = (chunk[at] as number) | ((chunk[at + 1] as number) << 8);
      if ((head & 3) === ERASED) continue;
      const hash = keyedHash(chunk, head >> 2, key, at + 2);
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (hash & ~mask) | (index + 1);
    }
    this.#slots = slots;
  }
}

/** How many characters a call can take as arguments. */
const MOST_ARGUMENTS = 4_096;

function latinText(chunk: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += MOST_ARGUMENTS) {
    const codes = chunk.subarray(at, Math.min(end, at + MOST_ARGUMENTS));
    // Spreading would walk along an iterator.
    text += String.fromCharCode.apply(undefined, codes as unknown as number[]);
  }
  return text;
}

function wideText(chunk: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 2)
    text += String.fromCharCode((chunk[at] as number) | ((chunk[at + 1] as number) << 8));
  return text;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function uuidText(chunk: Uint8Array, start: number): string {
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += HEX[chunk[start + i] as number];
  }
  return text;
}
