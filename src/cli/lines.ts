/** Longer lines are given up: no click is a megabyte, and one line must not fill the memory. Bytes. */
export const MAX_LINE: number = 1 << 20;

const LF = 0x0a;

/** Cuts UTF-8 into lines as it comes: LF or CRLF ends one, a byte order mark in front is left out. */
export class LineSplitter {
  // Whole lines are decoded at a time: no character is cut in two, and decoding piece by piece is several times slower.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** The start of a line whose end has not come yet. */
  #rest: Uint8Array[] = [];
  #size = 0;
  #first = true;

  /** Gives the lines that end in this piece; undefined for one that is too long. */
  push(bytes: Uint8Array): (string | undefined)[] {
    const firstEnd = bytes.indexOf(LF);
    if (firstEnd === -1) {
      this.#keep(bytes);
      return [];
    }
    const lines = [this.#line(bytes.subarray(0, firstEnd))];
    const lastEnd = bytes.lastIndexOf(LF);
    if (lastEnd > firstEnd)
      for (const line of this.#decoder.decode(bytes.subarray(firstEnd + 1, lastEnd)).split('\n'))
        lines.push(line.length > MAX_LINE ? undefined : withoutReturn(line));
    this.#keep(bytes.subarray(lastEnd + 1));
    return lines;
  }

  /** Gives the last line, where it has no end. */
  finish(): (string | undefined)[] {
    return this.#size === 0 ? [] : [this.#line(new Uint8Array(0))];
  }

  #keep(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size > MAX_LINE) this.#rest = [];
    // A reader may use its buffer again.
    else if (bytes.length > 0) this.#rest.push(bytes.slice());
  }

  #line(end: Uint8Array): string | undefined {
    const size = this.#size + end.length;
    const bytes = new Uint8Array(size > MAX_LINE ? 0 : size);
    if (size <= MAX_LINE) {
      let at = 0;
      for (const piece of [...this.#rest, end]) {
        bytes.set(piece, at);
        at += piece.length;
      }
    }
    this.#rest = [];
    this.#size = 0;
    const line = size > MAX_LINE ? undefined : withoutReturn(this.#decoder.decode(bytes));
    const first = this.#first;
    this.#first = false;
    return first ? line?.replace(/^\ufeff/, '') : line;
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
