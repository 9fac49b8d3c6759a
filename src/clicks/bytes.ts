import { SnapshotError } from '../errors.js';
import { type ClickLog, HAS_ID } from './click-log.js';
import { crc32 } from './crc32.js';
import { checkSnapshot, FORMAT, LogLoader, malformed, placeKey, type StoredOptions, VERSION } from './snapshot.js';

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

const FRAME_ITEMS = 4_096;
/** Longer frames are never written, so a damaged length is seen before anything is allocated. */
const MAX_FRAME = 1 << 28;

const encoder = new TextEncoder();

export function* writeBytes(log: ClickLog, options: StoredOptions): Generator<Uint8Array, void, undefined> {
  yield encoder.encode(MAGIC);
  yield jsonFrame(META, { format: FORMAT, version: VERSION, options, duplicates: log.duplicates });
  const { list } = log.places;
  for (let i = 0; i < list.length; i += FRAME_ITEMS)
    yield jsonFrame(PLACES, list.slice(i, i + FRAME_ITEMS).map(placeKey));
  for (let i = 0; i < log.contacts.size; i += FRAME_ITEMS) {
    const length = Math.min(FRAME_ITEMS, log.contacts.size - i);
    yield jsonFrame(
      CONTACTS,
      Array.from({ length }, (_, k) => log.contacts.text(i + k)),
    );
  }
  let numbers = new NumberWriter();
  let ids: string[] = [];
  let lastAt = 0;
  let lastSent = 0;
  let items = 0;
  const rows = log.rows();
  for (;;) {
    const next = rows.next();
    if (items === FRAME_ITEMS || (next.done === true && items > 0)) {
      if (ids.length > 0) yield jsonFrame(EVENT_IDS, ids);
      yield frame(CLICKS, numbers.bytes());
      numbers = new NumberWriter();
      ids = [];
      items = 0;
    }
    if (next.done === true) break;
    const [{ contact, place, at, sentAt, flags }, eventId] = next.value;
    numbers.write(contact);
    numbers.write(place);
    numbers.writeSigned(at - lastAt);
    numbers.writeSigned(sentAt / 1000 - lastSent);
    numbers.write(eventId === undefined ? flags & ~HAS_ID : flags);
    if (eventId !== undefined) ids.push(eventId);
    lastAt = at;
    lastSent = sentAt / 1000;
    items++;
  }
  yield jsonFrame(END, { clicks: log.size });
}

/** Reads snapshots in pieces of any size. Every failure is a `SnapshotError`. */
export class BytesReader {
  /** Known once the first frame is read. */
  readonly #open: (options: StoredOptions) => ClickLog;
  #log: ClickLog | undefined;
  #rest = new Uint8Array(0);
  #magic = false;
  #ended = false;
  #ids: unknown[] = [];
  #lastAt = 0;
  #lastSent = 0;
  #rows = 0;

  constructor(open: (options: StoredOptions) => ClickLog) {
    this.#open = open;
  }

  push(chunk: Uint8Array): void {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('bytes: must be a Uint8Array');
    let bytes = chunk;
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + chunk.length);
      bytes.set(this.#rest);
      bytes.set(chunk, this.#rest.length);
    }
    let at = 0;
    if (!this.#magic && bytes.length >= MAGIC.length) {
      if (new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) checkSnapshot(undefined);
      this.#magic = true;
      at = MAGIC.length;
    }
    while (this.#magic && bytes.length - at >= 9) {
      const length = new DataView(bytes.buffer, bytes.byteOffset + at + 1).getUint32(0, true);
      if (length > MAX_FRAME) throw malformed('the length of a frame');
      if (bytes.length - at < length + 9) break;
      this.#frame(bytes.subarray(at, at + length + 9));
      at += length + 9;
    }
    this.#rest = bytes.slice(at);
  }

  /** Throws where the end is missing. */
  finish(): void {
    if (!this.#ended) throw new SnapshotError('snapshot-truncated', 'The snapshot has been cut short.');
    if (this.#rest.length > 0) throw malformed('what follows its end');
  }

  #frame(whole: Uint8Array): void {
    const { length } = whole;
    const sum = new DataView(whole.buffer, whole.byteOffset + length - 4).getUint32(0, true);
    if (crc32(whole.subarray(0, length - 4)) !== sum)
      throw new SnapshotError('snapshot-checksum', 'The snapshot has been altered or damaged.');
    if (this.#ended) throw malformed('what follows its end');
    const kind = whole[0];
    const content = whole.subarray(5, length - 4);
    if (kind === META) {
      const meta = checkSnapshot(jsonOf(content));
      this.#log = this.#open(meta.options);
      new LogLoader(this.#log).duplicates(meta.duplicates);
      return;
    }
    if (this.#log === undefined) throw malformed('the order of its frames');
    const loader = new LogLoader(this.#log);
    if (kind === PLACES) loader.places(jsonOf(content));
    else if (kind === CONTACTS) loader.contacts(jsonOf(content));
    else if (kind === EVENT_IDS) this.#ids = jsonOf(content) as unknown[];
    else if (kind === CLICKS) this.#clicks(content, loader);
    else if (kind === END) this.#end(jsonOf(content));
    else throw malformed('the kind of a frame');
  }

  #clicks(content: Uint8Array, loader: LogLoader): void {
    const numbers = new NumberReader(content);
    let next = 0;
    while (!numbers.done) {
      const contact = numbers.read();
      const place = numbers.read();
      this.#lastAt += numbers.readSigned();
      this.#lastSent += numbers.readSigned();
      const flags = numbers.read();
      const eventId = flags & HAS_ID ? this.#ids[next++] : undefined;
      loader.click([contact, place, this.#lastAt, this.#lastSent, flags, eventId]);
      this.#rows++;
    }
    if (next !== this.#ids.length) throw malformed('its event ids');
    this.#ids = [];
  }

  #end(content: unknown): void {
    if ((content as { clicks?: unknown } | null)?.clicks !== this.#rows) throw malformed('its number of clicks');
    this.#ended = true;
  }
}

function frame(kind: number, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 9);
  const view = new DataView(bytes.buffer);
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
