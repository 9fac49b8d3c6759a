import { isUtf8 } from 'node:buffer';

/** Why a line cannot be read. */
export interface BadLine {
  readonly fault: string;
}

const TOO_LONG: BadLine = { fault: 'is too long' };
/** What its bytes mean is anybody's guess, and two contacts may look like one. */
const NOT_UTF8: BadLine = { fault: 'is not UTF-8' };

/** Longer lines are given up: no click is a megabyte, and one line must not fill the memory. Bytes. */
export const MAX_LINE: number = 1 << 20;

const LF = 0x0a;
const CR = 0x0d;

/** Cuts UTF-8 into lines as it comes: LF or CRLF ends one, a byte order mark in front is left out. */
export class LineSplitter {
  /** The start of a line whose end has not come yet. */
  #rest: Buffer[] = [];
  #size = 0;
  #first = true;

  /** Gives the lines that end in this piece. */
  push(bytes: Uint8Array): (string | BadLine)[] {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const lines: (string | BadLine)[] = [];
    let from = 0;
    for (let end = piece.indexOf(LF); end !== -1; end = piece.indexOf(LF, from)) {
      // Each is decoded by itself: `JSON.parse` reads it faster than one that was cut out of a longer text.
      lines.push(this.#size === 0 ? this.#line(piece, from, end) : this.#joined(piece.subarray(0, end)));
      from = end + 1;
    }
    this.#keep(piece.subarray(from));
    return lines;
  }

  /** Gives the last line, where it has no end. */
  finish(): (string | BadLine)[] {
    return this.#size === 0 ? [] : [this.#joined(Buffer.alloc(0))];
  }

  #keep(bytes: Buffer): void {
    this.#size += bytes.length;
    if (this.#size > MAX_LINE) this.#rest = [];
    // A reader may use its buffer again.
    else if (bytes.length > 0) this.#rest.push(Buffer.from(bytes));
  }

  /** A line that began in an earlier piece. */
  #joined(end: Buffer): string | BadLine {
    const isTooLong = this.#size + end.length > MAX_LINE;
    const bytes = isTooLong ? undefined : Buffer.concat([...this.#rest, end]);
    this.#rest = [];
    this.#size = 0;
    if (bytes !== undefined) return this.#line(bytes, 0, bytes.length);
    this.#first = false;
    return TOO_LONG;
  }

  #line(bytes: Buffer, from: number, end: number): string | BadLine {
    const isFirst = this.#first;
    this.#first = false;
    if (end - from > MAX_LINE) return TOO_LONG;
    const line = bytes.toString('utf8', from, end > from && bytes[end - 1] === CR ? end - 1 : end);
    if (line.includes('\ufffd') && !isUtf8(bytes.subarray(from, end))) return NOT_UTF8;
    return isFirst ? line.replace(/^\ufeff/, '') : line;
  }
}
