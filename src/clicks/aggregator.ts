import { checkKeys, usageError } from '../checks/options.js';
import { type Judgement, ownLabel } from './bots/judge.js';
import { reasonsOf, verdictOf } from './bots/labels.js';
import { isIpUnreadable, requestBits } from './bots/request.js';
import { type BotOptions, type BotRules, createBotRules } from './bots/rules.js';
import { changesSince } from './query/changes.js';
import { ClickIndex } from './query/click-index.js';
import type { QueryContext } from './query/each-click.js';
import { prunedLog } from './query/prune.js';
import {
  type LabelledClick,
  labelledClicks,
  type SettledClicks,
  type SettleOptions,
  settledSince,
} from './query/settled.js';
import type { Changes, ChangesOptions } from './query/stats.js';
import { ClickView } from './query/view.js';
import { BytesReader, join, writeBytes } from './store/bytes.js';
import { ClickLog } from './store/click-log.js';
import { type ClickEvent, type ClickStatus, checkEvent } from './store/event.js';
import { mergeLogs } from './store/merge.js';
import { checkLength, timeOf } from './store/record.js';
import { signalBits } from './store/request-signals.js';
import {
  checkSnapshot,
  LogLoader,
  listOf,
  malformed,
  type Snapshot,
  type StoredOptions,
  writeSnapshot,
} from './store/snapshot.js';

/** How clicks are counted. */
export interface AggregatorOptions {
  /** What makes a click a bot's. Given to `restore` and its like, the labels are worked out anew. */
  readonly bots?: BotOptions | undefined;
  /**
   * How long event ids are remembered: milliseconds of event time. A replay from before counts again.
   * @default for ever, at some 35 to 43 bytes an id
   */
  readonly dedupeWindowMs?: number | undefined;
}

/** The same symbol in every copy of the package: bundles side by side are everyday. The digit is that of `ClickLog`. */
const LOG = Symbol.for('clickstamp.click-log/1');

/**
 * Counts clicks per link and per contact: total and unique, first and last, people's and bots'. Its counts depend only
 * on which clicks were added: not on their order, not on how they were split up and merged, and, if events have ids,
 * not on replays.
 *
 * It keeps a click in 20 to 28 bytes, each contact's id once and each event's id once; no IP address and no user agent.
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
 * const { clicks, human, bot, duplicates } = counts.totals();
 * [clicks, human.clicks, bot.clicks, duplicates]; // => [2, 1, 1, 1]
 * counts.contactsOf('sale').map(({ contactId }) => contactId); // => ['c-1', 'c-2']
 * ```
 */
export class ClickAggregator extends ClickView {
  #log: ClickLog;
  #index: ClickIndex;
  readonly #rules: BotRules;
  readonly #options: AggregatorOptions;
  readonly #reading: () => QueryContext;

  /** Throws `TypeError` naming the option. */
  constructor(options: AggregatorOptions = {}) {
    checkKeys('ClickAggregator options', options, ['bots', 'dedupeWindowMs']);
    const log = new ClickLog(options.dedupeWindowMs);
    const rules = createBotRules(options.bots);
    const reading = (): QueryContext => ({ log: this.#log, clickIndex: this.#index.update(), rules });
    super(reading, []);
    this.#log = log;
    this.#index = new ClickIndex(log, rules);
    this.#rules = rules;
    this.#options = options;
    this.#reading = reading;
    // For `merge`, also by another copy of the package.
    Object.defineProperty(this, LOG, { value: () => this.#log });
  }

  /**
   * Counts a click. The reasons are those of this click by itself; bursts and the like are worked out when counts are
   * read.
   *
   * @param event - a `ClickRecord`, or, without the click handler, what you know of the click
   * @returns whether it counts, and what it says of itself
   * @throws TypeError for an event of the wrong shape, naming the member
   */
  add(event: ClickEvent): Judgement & {
    /** `test` and `expired` clicks have counts of their own; a `duplicate` changes no count but that of duplicates. */
    readonly status: 'counted' | 'test' | 'expired' | 'duplicate';
  } {
    checkEvent(event);
    const rules = this.#rules;
    const at = timeOf('event.at', event.at);
    const sentAt = event.sentAt === undefined ? 0 : timeOf('event.sentAt', event.sentAt);
    const bits = requestBits(event, rules) | (event.signals === undefined ? 0 : signalBits(event.signals));
    const status = this.#log.add(event, at, sentAt, bits);
    const label = ownLabel(bits, event.honeypot === true, at, event.sentAt === undefined ? undefined : sentAt, rules);
    const unreadable = isIpUnreadable(event, rules);
    if (label === 0 && !unreadable) return PLAIN[status];
    const outcome = { status, bot: verdictOf(label, rules) === 2, reasons: reasonsOf(label, rules) };
    return unreadable ? { ...outcome, ipUnreadable: true } : outcome;
  }

  /**
   * Adds all clicks of another aggregator, which stays as it is. Where events have ids, clicks that both hold count once;
   * without ids, only merge what was counted from separate streams.
   *
   * @param other - of any copy of the package
   * @returns this aggregator
   * @throws TypeError for anything else
   */
  merge(other: ClickAggregator): this {
    mergeLogs(this.#log, logOf(other));
    return this;
  }

  /**
   * Writes everything as plain JSON, for small counts.
   *
   * @returns what `restore` reads
   */
  snapshot(): Snapshot {
    return writeSnapshot(this.#log, this.#stored());
  }

  /**
   * Reads a snapshot.
   *
   * @param snapshot - what `snapshot` wrote, also from an older release
   * @param options - in place of those it was made with
   * @returns an aggregator with the same counts
   * @throws SnapshotError where it is damaged or of a newer release; TypeError for a wrong option
   */
  static restore(snapshot: Snapshot, options?: AggregatorOptions): ClickAggregator {
    const { instances, contacts, clicks, duplicates, history, options: stored } = checkSnapshot(snapshot);
    const restored = ClickAggregator.#open(stored, options);
    const loader = new LogLoader(restored.#log);
    loader.instances(instances);
    loader.contacts(contacts);
    for (const click of listOf(clicks)) loader.click(click);
    loader.duplicates(duplicates);
    loader.history(history);
    return restored;
  }

  /**
   * Writes everything as bytes: compact, checked, the same on every machine.
   *
   * @returns what `fromBytes` and `fromStream` read
   * @example
   * ```ts
   * import { ClickAggregator } from 'clickstamp/clicks';
   *
   * const counts = new ClickAggregator();
   * counts.add({ linkId: 'sale', contactId: 'c-1', at: new Date('2026-11-24T10:00:00Z') });
   * ClickAggregator.fromBytes(counts.toBytes()).totals().clicks; // => 1
   * ```
   */
  toBytes(): Uint8Array {
    return join([...writeBytes(this.#log, this.#stored())]);
  }

  /**
   * Reads bytes.
   *
   * @param bytes - what `toBytes` or `stream` wrote
   * @param options - in place of those they were made with
   * @returns an aggregator with the same counts
   * @throws SnapshotError where they are damaged, cut off or of a newer release; TypeError for a wrong option
   */
  static fromBytes(bytes: Uint8Array, options?: AggregatorOptions): ClickAggregator {
    const { reader, result } = ClickAggregator.#reader(options);
    reader.push(bytes);
    reader.finish();
    return result();
  }

  /**
   * Writes the bytes of `toBytes` piece by piece, for counts of any size. Clicks that come meanwhile may not be in it.
   *
   * @returns the pieces, in order
   */
  async *stream(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* writeBytes(this.#log, this.#stored());
  }

  /**
   * Reads bytes piece by piece.
   *
   * @param chunks - what `toBytes` or `stream` wrote, cut anywhere
   * @param options - in place of those they were made with
   * @returns an aggregator with the same counts
   * @throws (rejects) as `fromBytes` does
   */
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
   * Returns what has changed since a cursor, as absolute counts per contact and link. For apps that write counts to a
   * database as they go. Without a cursor, everything. The work is proportional to the new clicks and their contacts'
   * clicks on the same messages. Save the cursor and a snapshot in one step, because a cursor is valid only for the
   * state in which it was made, or a later one.
   *
   * @param cursor - of the call before
   * @param options - how many clicks are looked at
   * @returns the counts to be written, and the next cursor
   * @throws TypeError for a cursor of another log, or a wrong option
   * @example
   * ```ts
   * import { ClickAggregator } from 'clickstamp/clicks';
   *
   * const counts = new ClickAggregator();
   * counts.add({ linkId: 'sale', contactId: 'c-1', at: new Date('2026-11-24T10:00:00Z') });
   * const { changes, cursor } = counts.changesSince();
   * changes.map(({ contactId, linkId, clicks }) => [contactId, linkId, clicks]); // => [['c-1', 'sale', 1]]
   * counts.changesSince(cursor).changes; // => []
   * ```
   */
  changesSince(cursor?: string, options?: ChangesOptions): Changes {
    return changesSince(this.#reading(), cursor, options);
  }

  /**
   * Returns each click once, when its label can no longer change. For automations that start with a click. A click has
   * settled when it is older than the longest time that a signal looks at (15 minutes) plus `lateMs`. A click that
   * arrives later is still counted and returned. If it changes the label of other clicks, or if `renameContact` does,
   * these are returned once more with `revised: true`.
   *
   * @param cursor - of the call before; undefined at first
   * @param options - `now` is required
   * @returns the clicks, and the next cursor
   * @throws TypeError for a cursor of another log, or a wrong option
   * @example
   * ```ts
   * import { ClickAggregator } from 'clickstamp/clicks';
   *
   * const counts = new ClickAggregator();
   * counts.add({ linkId: 'sale', contactId: 'c-1', at: new Date('2026-11-24T10:00:00Z'), eventId: 'e-1' });
   * const { clicks, cursor } = counts.settledSince(undefined, { now: new Date('2026-11-24T12:00:00Z') });
   * clicks.map(({ eventId, bot }) => [eventId, bot]); // => [['e-1', false]]
   * counts.settledSince(cursor, { now: new Date('2026-11-24T13:00:00Z') }).clicks; // => []
   * ```
   */
  settledSince(cursor: string | undefined, options: SettleOptions): SettledClicks {
    return settledSince(this.#reading(), cursor, options);
  }

  /**
   * Forgets a contact. Their clicks stay together under no name, so that no count and no label changes; `contacts`,
   * `contactsOf` and `changesSince` no longer show them. A salted hash of the id stays, so that clicks which come later, or
   * with a merge, count without a contact. Snapshots and databases that were written before still hold the id.
   *
   * @param contactId - as in the clicks; one who is not known is remembered as forgotten, too
   * @throws TypeError for an empty id
   */
  forget(contactId: string): void {
    checkId('contactId', contactId);
    this.#log.forget(contactId);
  }

  /**
   * Moves all clicks of one contact to another, for example because two records of one person were merged. Labels are
   * computed again, and `changesSince` returns the counts of the other contact. If the other is forgotten, the first
   * is, too.
   *
   * @param from - whose clicks they are; nothing happens where there are none
   * @param to - whose they become
   * @throws TypeError for an empty id
   */
  renameContact(from: string, to: string): void {
    checkId('from', from);
    checkId('to', to);
    const log = this.#log;
    const number = log.contacts.find(from) + 1;
    if (number === 0 || from === to) return;
    const target = log.contactOf(to);
    if (target === 0) {
      this.forget(from);
      return;
    }
    const { clickIndex } = this.#reading();
    const rows: number[] = [];
    for (let row = clickIndex.newest(number); row !== -1; row = clickIndex.before(row)) rows.push(row);
    log.rename(number, target, rows.reverse());
    this.#index = new ClickIndex(log, this.#rules);
  }

  /**
   * Removes old clicks from all counts. A contact's clicks on a message go together, if the last of them is before the
   * given time, so that no label changes. Anonymous clicks before it go one by one. Ids of contacts without other
   * clicks go too. An event that was pruned counts again if it arrives again.
   *
   * @param options - `before`: the time of a click that is kept
   * @throws TypeError for a time that is not valid
   */
  prune(options: { readonly before: Date }): void {
    checkKeys('prune options', options, ['before']);
    const { before } = options;
    if (!(before instanceof Date && Number.isFinite(before.getTime())))
      throw usageError('before', 'must be a valid Date');
    const pruned = prunedLog(this.#reading(), before.getTime(), this.#options.dedupeWindowMs);
    if (pruned === undefined) return;
    this.#log = pruned;
    this.#index = new ClickIndex(pruned, this.#rules);
  }

  /**
   * Returns everything that is kept of a contact, for a request of access.
   *
   * @param contactId - as in the clicks
   * @returns click by click; empty for a contact who is not known
   * @throws TypeError for an empty id
   */
  exportOf(contactId: string): LabelledClick[] {
    checkId('contactId', contactId);
    const reading = this.#reading();
    const number = reading.log.contacts.find(contactId) + 1;
    const rows: number[] = [];
    if (number > 0)
      for (let row = reading.clickIndex.newest(number); row !== -1; row = reading.clickIndex.before(row))
        rows.push(row);
    return labelledClicks(reading, rows.reverse());
  }

  #stored(): StoredOptions {
    const { bots, dedupeWindowMs } = this.#options;
    // Patterns and functions are no JSON; what they said is kept with each click.
    const { userAgents: _, isBot: __, networks, ...numbers } = bots ?? {};
    return {
      ...(dedupeWindowMs === undefined ? {} : { dedupeWindowMs }),
      ...(bots === undefined
        ? {}
        : { bots: { ...numbers, ...(Array.isArray(networks) ? { networks: [...networks] } : {}) } }),
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

/** The clicks of an aggregator, whichever copy of the package made it. Throws `TypeError` for anything else. */
function logOf(value: unknown): ClickLog {
  const read = value === null || typeof value !== 'object' ? undefined : (value as { [LOG]?: unknown })[LOG];
  if (typeof read !== 'function') throw usageError('other', 'must be a ClickAggregator', value);
  return read() as ClickLog;
}

const PLAIN: Readonly<Record<ClickStatus, ReturnType<ClickAggregator['add']>>> = {
  counted: { status: 'counted', bot: false, reasons: [] },
  test: { status: 'test', bot: false, reasons: [] },
  expired: { status: 'expired', bot: false, reasons: [] },
  duplicate: { status: 'duplicate', bot: false, reasons: [] },
};

function checkId(name: string, id: unknown): asserts id is string {
  if (typeof id !== 'string' || id === '') throw usageError(name, 'must be a string that is not empty');
  checkLength(name, id);
}
