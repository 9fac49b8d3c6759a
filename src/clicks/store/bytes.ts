import { SnapshotError } from '../../errors.js';
import { type ClickLog, HAS_ID, type LogHistory } from './click-log.js';
import { crc32 } from './crc32.js';
import {
  checkSnapshot,
  FORMAT,
  LogLoader,
  listOf,
  malformed,
  placeKey,
  type StoredOptions,
  VERSION,
} from './snapshot.js';

/**
 * Snapshots as bytes: the magic, then frames of kind (1 byte), length (4 bytes, least significant first), content and the
 * CRC-32 of all that. Lists are cut into frames, so nothing is ever whole in memory twice. Clicks are variable-length
 * numbers, times and moments of sending as differences to the click before: some 8 bytes a click.
 */
const MAGIC = 'CLKSTAMP';
const META = 1;
const PLACES = 2;
const CONTACTS = 3;
const CLICKS = 4;
const EVENT_IDS = 5;
const END = 6;
const HISTORY = 7;

/** Kind, length and checksum. */
const EMPTY_FRAME = 9;
const FRAME_ITEMS = 4_096;
/** Longer frames are never written: 4,096 of the longest ids take less. */
const MAX_FRAME = 1 << 28;

const encoder = new TextEncoder();

export function* writeBytes(log: ClickLog, options: StoredOptions): Generator<Uint8Array, void, undefined> {
  // Taken down first: clicks that come between two pieces may name contacts and places that were not written.
  const { size, duplicates } = log;
  const history = log.history();
  yield encoder.encode(MAGIC);
  yield jsonFrame(META, { format: FORMAT, version: VERSION, options, duplicates });
  for (const [at, length] of framesOf(log.instances.size))
    yield jsonFrame(
      PLACES,
      Array.from({ length }, (_, k) => placeKey(log.instances.get(at + k))),
    );
  for (const [i, length] of framesOf(log.contacts.size)) {
    yield jsonFrame(
      CONTACTS,
      Array.from({ length }, (_, k) => log.contacts.text(i + k) ?? null),
    );
  }
  const eventIdOf = log.eventIdReader();
  let lastAt = 0;
  let lastSent = 0;
  for (let from = 0; from < size; from += FRAME_ITEMS) {
    const numbers = new NumberWriter();
    const ids: string[] = [];
    for (let row = from; row < Math.min(size, from + FRAME_ITEMS); row++) {
      const [at, sentAt, eventId] = [log.timeAt(row), log.sentAt(row), eventIdOf(row)];
      numbers.write(log.contactAt(row));
      numbers.write(log.instanceAt(row));
      numbers.writeSigned(at - lastAt);
      numbers.writeSigned(sentAt - lastSent);
      numbers.write(eventId === undefined ? (log.flagsAt(row) & ~HAS_ID) >>> 0 : log.flagsAt(row));
      if (eventId !== undefined) ids.push(eventId);
      lastAt = at;
      lastSent = sentAt;
    }
    if (ids.length > 0) yield jsonFrame(EVENT_IDS, ids);
    yield frame(CLICKS, numbers.bytes());
  }
  yield* historyFrames(history, size);
  yield jsonFrame(END, { clicks: size });
}

/** The running hashes in pieces, and then the rest. */
function* historyFrames(history: LogHistory | undefined, size: number): Generator<Uint8Array, void, undefined> {
  if (history === undefined) return;
  for (const [at, length] of framesOf(size)) yield jsonFrame(HISTORY, history.hashes.slice(at, at + length));
  yield jsonFrame(HISTORY, { ...history, hashes: [] });
}

/** Where each frame of a list starts, and how many items it holds. */
function* framesOf(items: number): Generator<readonly [at: number, length: number], void, undefined> {
  for (let at = 0; at < items; at += FRAME_ITEMS) yield [at, Math.min(FRAME_ITEMS, items - at)];
}

/** Reads snapshots in pieces of any size. Every failure is a `SnapshotError`. */
export class BytesReader {
  /** Known once the first frame is read. */
  readonly #open: (options: StoredOptions) => ClickLog;
  #log: ClickLog | undefined;
  /** What has come and was not enough: kept in pieces until it is, so that it is copied once. */
  #pending: Uint8Array[] = [];
  #have = 0;
  #need = MAGIC.length;
  #state: 'magic' | 'head' | 'frame' | 'end' = 'magic';
  #ids: unknown[] = [];
  readonly #hashes: unknown[] = [];
  #lastAt = 0;
  #lastSent = 0;
  #rows = 0;

  constructor(open: (options: StoredOptions) => ClickLog) {
    this.#open = open;
  }

  push(chunk: Uint8Array): void {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('bytes: must be a Uint8Array');
    const enough = this.#have + chunk.length >= this.#need;
    let bytes = chunk;
    if (!enough || this.#have > 0) {
      // A copy, for the stream may use its buffer again.
      this.#pending.push(chunk.slice());
      this.#have += chunk.length;
      if (!enough) return;
      bytes = join(this.#pending);
    }
    let at = 0;
    while (bytes.length - at >= this.#need) at += this.#take(bytes.subarray(at, at + this.#need));
    this.#pending = [bytes.slice(at)];
    this.#have = bytes.length - at;
  }

  /** Throws where the end is missing. */
  finish(): void {
    if (this.#state === 'magic') checkMagic(join(this.#pending));
    if (this.#state !== 'end') throw new SnapshotError('snapshot-truncated', 'The snapshot has been cut short.');
    if (this.#have > 0) throw malformed('what follows its end');
  }

  /** Reads what was needed and says how much of it is done with. */
  #take(bytes: Uint8Array): number {
    if (this.#state === 'end') throw malformed('what follows its end');
    if (this.#state === 'magic') checkMagic(bytes);
    if (this.#state === 'head') {
      const length = viewOf(bytes).getUint32(1, true);
      if (length > MAX_FRAME) throw malformed('the length of a frame');
      this.#need = length + EMPTY_FRAME;
      this.#state = 'frame';
      return 0;
    }
    if (this.#state === 'frame') this.#frame(bytes);
    else this.#state = 'head';
    this.#need = EMPTY_FRAME;
    return bytes.length;
  }

  #frame(whole: Uint8Array): void {
    const { length } = whole;
    const sum = viewOf(whole).getUint32(length - 4, true);
    if (crc32(whole.subarray(0, length - 4)) !== sum)
      throw new SnapshotError('snapshot-checksum', 'The snapshot has been altered or damaged.');
    this.#state = 'head';
    const kind = whole[0];
    const content = whole.subarray(5, length - 4);
    if (kind === META) {
      if (this.#log !== undefined) throw malformed('the order of its frames');
      const meta = checkSnapshot(jsonOf(content));
      this.#log = this.#open(meta.options);
      new LogLoader(this.#log).duplicates(meta.duplicates);
      return;
    }
    if (this.#log === undefined) throw malformed('the order of its frames');
    const loader = new LogLoader(this.#log);
    if (kind === PLACES) loader.instances(jsonOf(content));
    else if (kind === CONTACTS) loader.contacts(jsonOf(content));
    else if (kind === EVENT_IDS) this.#ids = [...listOf(jsonOf(content))];
    else if (kind === CLICKS) this.#clicks(content, loader);
    else if (kind === HISTORY) this.#history(jsonOf(content), loader);
    else if (kind === END) this.#end(jsonOf(content));
    else throw malformed('the kind of a frame');
  }

  #clicks(content: Uint8Array, loader: LogLoader): void {
    const numbers = new NumberReader(content);
    let next = 0;
    while (!numbers.done) {
      const contact = numbers.read();
      const instance = numbers.read();
      this.#lastAt += numbers.readSigned();
      this.#lastSent += numbers.readSigned();
      const flags = numbers.read();
      const eventId = flags & HAS_ID ? this.#ids[next++] : undefined;
      loader.click([contact, instance, this.#lastAt, this.#lastSent, flags, eventId]);
      this.#rows++;
    }
    if (next !== this.#ids.length) throw malformed('its event ids');
    this.#ids = [];
  }

  #history(content: unknown, loader: LogLoader): void {
    if (Array.isArray(content)) for (const hash of content) this.#hashes.push(hash);
    else loader.history({ ...(content as object), hashes: this.#hashes });
  }

  #end(content: unknown): void {
    if ((content as { clicks?: unknown } | null)?.clicks !== this.#rows) throw malformed('its number of clicks');
    this.#state = 'end';
  }
}

function checkMagic(bytes: Uint8Array): void {
  if (!MAGIC.startsWith(new TextDecoder('latin1').decode(bytes))) checkSnapshot(undefined);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Copies pieces into one. */
export function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function frame(kind: number, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + EMPTY_FRAME);
  const view = viewOf(bytes);
  bytes[0] = kind;
  view.setUint32(1, content.length, true);
  bytes.set(content, 5);
  view.setUint32(content.length + 5, crc32(bytes.subarray(0, content.length + 5)), true);
  return bytes;
}

/** JSON keeps lone surrogates, which UTF-8 alone cannot. */
function jsonFrame(kind: number, value: unknown): Uint8Array {
  return frame(kind, encoder.encode(JSON.stringify(value)));
}

function jsonOf(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(content));
  } catch {
    throw malformed('a frame');
  }
}

/** Numbers below 2^53 in groups of seven bits, least significant first (LEB128). */
class NumberWriter {
  #bytes = new Uint8Array(FRAME_ITEMS * 10);
  #at = 0;

  write(value: number): void {
    if (this.#at + 8 > this.#bytes.length) {
      const longer = new Uint8Array(this.#bytes.length * 2);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    let left = value;
    while (left > 127) {
      this.#bytes[this.#at++] = (left % 128) | 128;
      left = Math.floor(left / 128);
    }
    this.#bytes[this.#at++] = left;
  }

  /** Small numbers of either sign stay short: 0, -1, 1, -2 become 0, 1, 2, 3. */
  writeSigned(value: number): void {
    this.write(value < 0 ? -2 * value - 1 : 2 * value);
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }
}

class NumberReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  read(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined || unit > 2 ** 49) throw malformed('a click');
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  }

  readSigned(): number {
    const value = this.read();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }
}
