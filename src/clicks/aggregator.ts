import { checkKeys, mistake } from '../options.js';
import { BytesReader, writeBytes } from './bytes.js';
import { changesSince } from './changes.js';
import { ClickLog } from './click-log.js';
import { type Derived, derive } from './derive.js';
import type { AddOutcome, ClickEvent } from './event.js';
import {
  createMachineRules,
  isMachine,
  labelOfFlags,
  labelOfTime,
  type MachineOptions,
  type MachineRules,
  reasonsOf,
  seenSignals,
} from './signals.js';
import {
  checkSnapshot,
  LogLoader,
  listOf,
  malformed,
  type Snapshot,
  type StoredOptions,
  writeSnapshot,
} from './snapshot.js';
import type { Changes } from './stats.js';
import type { Reading } from './tally.js';
import { ClickView } from './view.js';

/** How clicks are counted. */
export interface AggregatorOptions {
  /** What makes a click a machine's. Given to `restore` and its like, the labels are worked out anew. */
  readonly machine?: MachineOptions | undefined;
  /**
   * How long event ids are remembered: milliseconds of event time. A replay from before counts again.
   * @default for ever, at some 33 bytes an id
   */
  readonly dedupe?: { readonly within?: number | undefined } | undefined;
}

/**
 * Counts clicks per link and per contact: total and unique, first and last, people's and machines'. What it says depends on
 * the set of clicks alone, not on their order, on how they were split up or merged, or (with event ids) on replays.
 *
 * It keeps every click in 22 bytes, each contact's id once and each event's id once; no IP address and no user agent.
 *
 * @example
 * ```ts
 * import { ClickAggregator } from 'clickstamp/clicks';
 *
 * const counts = new ClickAggregator();
 * const at = new Date('2026-11-24T10:00:00Z');
 * counts.add({ linkId: 'sale', url: 'https://shop.example/sale', contactId: 'c-1', at, eventId: 'e-1' });
 * counts.add({ linkId: 'sale', url: 'https://shop.example/sale', contactId: 'c-1', at, eventId: 'e-1' });
 * counts.add({ linkId: 'sale', url: 'https://shop.example/sale', contactId: 'c-2', at, method: 'HEAD' });
 * const { clicks, human, machine, duplicates } = counts.totals();
 * [clicks, human.clicks, machine.clicks, duplicates]; // => [2, 1, 1, 1]
 * counts.contactsOf('sale').map(({ contactId }) => contactId); // => ['c-1', 'c-2']
 * ```
 */
export class ClickAggregator extends ClickView {
  readonly #log: ClickLog;
  readonly #rules: MachineRules;
  readonly #options: AggregatorOptions;
  readonly #reading: () => Reading;

  /** Throws `TypeError` naming the option. */
  constructor(options: AggregatorOptions = {}) {
    checkKeys('ClickAggregator options', options, ['machine', 'dedupe']);
    if (options.dedupe !== undefined) checkKeys('dedupe', options.dedupe, ['within']);
    const log = new ClickLog(options.dedupe?.within);
    const rules = createMachineRules(options.machine);
    let derived: Derived | undefined;
    const reading = (): Reading => {
      // Clicks are only ever added, so their number says whether anything has changed.
      if (derived?.labels.length !== log.size) derived = derive(log, rules);
      return { log, derived, rules };
    };
    super(reading, []);
    this.#log = log;
    this.#rules = rules;
    this.#options = options;
    this.#reading = reading;
  }

  /**
   * Counts a click. The reasons are those of this click by itself; bursts and the like are worked out when counts are
   * read. Throws `TypeError` for an event of the wrong shape, naming the member.
   */
  add(event: ClickEvent): AddOutcome {
    const signals = event !== null && typeof event === 'object' ? seenSignals(event, this.#rules) : 0;
    const status = this.#log.add(event, signals);
    const { at, sentAt } = event;
    const label =
      labelOfFlags(signals) |
      (sentAt === undefined ? 0 : labelOfTime(Number(at) - Math.floor(Number(sentAt) / 1000) * 1000, this.#rules));
    if (label === 0) return PLAIN[status];
    return { status, machine: isMachine(label, this.#rules), reasons: reasonsOf(label, this.#rules) };
  }

  /**
   * Adds all clicks of another aggregator, which stays as it is. Where events have ids, clicks that both hold count once;
   * without ids, only merge what was counted from separate streams.
   */
  merge(other: ClickAggregator): this {
    if (!(other instanceof ClickAggregator)) throw mistake('other', 'must be a ClickAggregator', other);
    const theirs = other.#log;
    const places = new Int32Array(theirs.places.list.length).fill(-1);
    const contacts = new Float64Array(theirs.contacts.size + 1).fill(-1);
    contacts[0] = 0;
    const { duplicates } = theirs;
    for (const [row, eventId] of theirs.rows()) {
      if (contacts[row.contact] === -1)
        contacts[row.contact] = this.#log.contacts.intern(theirs.contacts.text(row.contact - 1)) + 1;
      if (places[row.place] === -1) {
        const place = theirs.places.list[row.place];
        if (place === undefined) continue;
        places[row.place] = this.#log.places.intern(place);
        const mine = this.#log.places.list[places[row.place] as number];
        if (place.varies && mine !== undefined) mine.varies = true;
      }
      const [contact, place] = [contacts[row.contact] as number, places[row.place] as number];
      this.#log.addRow({ ...row, contact, place }, eventId);
    }
    this.#log.duplicates += duplicates;
    return this;
  }

  /** Everything as plain JSON, for small counts. */
  snapshot(): Snapshot {
    return writeSnapshot(this.#log, this.#stored());
  }

  /** Reads a snapshot; throws `SnapshotError`. `options` take the place of those it was made with. */
  static restore(snapshot: Snapshot, options?: AggregatorOptions): ClickAggregator {
    const { places, contacts, clicks, duplicates, options: stored } = checkSnapshot(snapshot);
    const restored = ClickAggregator.#open(stored, options);
    const loader = new LogLoader(restored.#log);
    loader.places(places);
    loader.contacts(contacts);
    for (const click of listOf(clicks)) loader.click(click);
    loader.duplicates(duplicates);
    return restored;
  }

  /** Everything as bytes: compact, checked, the same on every machine. */
  toBytes(): Uint8Array {
    const chunks = [...writeBytes(this.#log, this.#stored())];
    const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }

  /** Reads what `toBytes` or `stream` wrote; throws `SnapshotError`. */
  static fromBytes(bytes: Uint8Array, options?: AggregatorOptions): ClickAggregator {
    const { reader, result } = ClickAggregator.#reader(options);
    reader.push(bytes);
    reader.finish();
    return result();
  }

  /** The same bytes piece by piece, for counts of any size. Clicks that come meanwhile may not be in it. */
  async *stream(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* writeBytes(this.#log, this.#stored());
  }

  /** Reads a stream of bytes; rejects with `SnapshotError`. */
  static async fromStream(
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    options?: AggregatorOptions,
  ): Promise<ClickAggregator> {
    const { reader, result } = ClickAggregator.#reader(options);
    for await (const chunk of chunks) reader.push(chunk);
    reader.finish();
    return result();
  }

  /**
   * Gives what has changed since a cursor, in absolute counts per contact and link: for apps that write to a database as
   * they go. Without a cursor, everything.
   */
  changesSince(cursor?: string): Changes {
    return changesSince(this.#reading(), cursor);
  }

  #stored(): StoredOptions {
    const { machine, dedupe } = this.#options;
    // Patterns and functions are no JSON; what they said is kept with each click.
    const { userAgents: _, networks, ...numbers } = machine ?? {};
    return {
      ...(dedupe?.within === undefined ? {} : { dedupe: { within: dedupe.within } }),
      ...(machine === undefined
        ? {}
        : { machine: { ...numbers, ...(Array.isArray(networks) ? { networks: [...networks] } : {}) } }),
    };
  }

  static #open(stored: StoredOptions, options: AggregatorOptions | undefined): ClickAggregator {
    if (options !== undefined) return new ClickAggregator(options);
    try {
      return new ClickAggregator(stored);
    } catch {
      throw malformed('its options');
    }
  }

  static #reader(options: AggregatorOptions | undefined): { reader: BytesReader; result: () => ClickAggregator } {
    let opened: ClickAggregator | undefined;
    const reader = new BytesReader((stored) => {
      opened = ClickAggregator.#open(stored, options);
      return opened.#log;
    });
    return { reader, result: () => opened as ClickAggregator };
  }
}

const PLAIN: Readonly<Record<AddOutcome['status'], AddOutcome>> = {
  counted: { status: 'counted', machine: false, reasons: [] },
  test: { status: 'test', machine: false, reasons: [] },
  expired: { status: 'expired', machine: false, reasons: [] },
  duplicate: { status: 'duplicate', machine: false, reasons: [] },
};
