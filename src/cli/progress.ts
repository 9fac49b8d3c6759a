import { count } from '../print/format.js';
import type { Io } from './io.js';

/** A bar for less than this would only flicker. Milliseconds. */
const START_AFTER = 300;
const EVERY = 100;
const WIDTH = 24;

/** Shows how far a long job is, on standard error and only where that is a terminal. */
export class Progress {
  readonly #io: Io;
  readonly #now: () => number;
  readonly #noun: string;
  #next: number;
  #shown = false;

  constructor(io: Io, noun: string, now: () => number = Date.now) {
    this.#io = io;
    this.#now = now;
    this.#noun = noun;
    this.#next = now() + START_AFTER;
  }

  /** `done` and `total` in any unit; without a total there is no bar, only the number of items. */
  show(items: number, done: number, total: number | undefined): void {
    if (!this.#io.progress) return;
    const now = this.#now();
    if (now < this.#next) return;
    this.#next = now + EVERY;
    this.#shown = true;
    const number = `${count(items)} ${this.#noun}`;
    this.#io.stderr(`\r${total === undefined || total === 0 ? '' : `${bar(done / total)}  `}${number}\u001b[K`);
  }

  /** Takes the bar away, so that what follows starts a clean line. */
  clear(): void {
    if (this.#shown) this.#io.stderr('\r\u001b[K');
    this.#shown = false;
  }
}

function bar(share: number): string {
  const part = Math.min(1, share);
  const full = Math.round(part * WIDTH);
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${String(Math.floor(part * 100)).padStart(3)} %`;
}
