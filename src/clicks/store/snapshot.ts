import { SnapshotError } from '../../errors.js';
import { type ClickLog, HAS_ID, type LogHistory } from './click-log.js';
import type { LinkInstance, PlaceKey } from './link-instances.js';
import { isTags, MAX_ID_LENGTH } from './record.js';

/** The options of an aggregator that JSON can hold. */
export interface StoredOptions {
  readonly dedupeWindowMs?: number;
  readonly bots?: Readonly<Record<string, unknown>>;
}

/** A click as a snapshot holds it: contact + 1 or 0, place, milliseconds, seconds of sending or 0, flags, event id. */
export type SnapshotClick = readonly [
  contact: number,
  instance: number,
  at: number,
  sentAt: number,
  flags: number,
  eventId?: string,
];

/** An aggregator as plain JSON. It holds contact and event ids, so keep it as you keep those; no IP address, no user agent. */
export interface Snapshot {
  /** Tells a snapshot from any other JSON. */
  readonly format: typeof FORMAT;
  /** Of the format; a newer one is refused. */
  readonly version: typeof VERSION;
  /** What of the aggregator's options the stored clicks depend on. */
  readonly options: StoredOptions;
  /** Events that came again. */
  readonly duplicates: number;
  /** Each link of each message, by which `clicks` name it. */
  readonly instances: readonly PlaceKey[];
  /** `null` for a contact that was forgotten. */
  readonly contacts: readonly (string | null)[];
  /** In the order in which they were added. */
  readonly clicks: readonly SnapshotClick[];
  /** What renaming, forgetting and pruning leave behind. */
  readonly history?: LogHistory;
}

export const FORMAT = 'clickstamp-clicks';
export const VERSION = 1;

/** Gives a place as snapshots hold it. */
export function placeKey({
  campaignId,
  messageId,
  variant,
  part,
  linkId,
  url,
  tags,
  eventTags,
  hasMultipleUrls,
}: LinkInstance): PlaceKey {
  return {
    part,
    linkId,
    url,
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(variant === undefined ? {} : { variant }),
    ...(tags === undefined ? {} : { tags }),
    ...(eventTags === undefined ? {} : { eventTags }),
    ...(hasMultipleUrls ? { hasMultipleUrls } : {}),
  };
}

export function writeSnapshot(log: ClickLog, options: StoredOptions): Snapshot {
  const clicks: SnapshotClick[] = [];
  const eventIdOf = log.eventIdReader();
  for (let row = 0; row < log.size; row++) {
    const eventId = eventIdOf(row);
    const click = [
      log.contactAt(row),
      log.instanceAt(row),
      log.timeAt(row),
      log.sentAt(row),
      (log.flagsAt(row) & ~HAS_ID) >>> 0,
    ] as const;
    clicks.push(eventId === undefined ? click : [...click, eventId]);
  }
  const history = log.history();
  return {
    format: FORMAT,
    version: VERSION,
    options,
    duplicates: log.duplicates,
    instances: [...log.instances.all()].map(placeKey),
    contacts: Array.from({ length: log.contacts.size }, (_, number) => log.contacts.text(number) ?? null),
    clicks,
    ...(history === undefined ? {} : { history }),
  };
}

/** Checks what was read and fills a log with it, piece by piece. Every failure is a `SnapshotError`. */
export class LogLoader {
  readonly #log: ClickLog;

  constructor(log: ClickLog) {
    this.#log = log;
  }

  instances(instances: unknown): void {
    for (const instance of listOf(instances)) {
      const before = this.#log.instances.size;
      if (!isPlace(instance) || this.#log.instances.adopt(instance as PlaceKey) !== before) throw malformed('a place');
    }
  }

  contacts(contacts: unknown): void {
    for (const contact of listOf(contacts)) {
      const before = this.#log.contacts.size;
      if (contact === null) this.#log.contacts.addErased();
      else if (!isId(contact) || this.#log.contacts.intern(contact) !== before) throw malformed('a contact');
    }
  }

  click(click: unknown): void {
    const [contact, instance, at, sentAt, flags, eventId] = listOf(click);
    if (
      !isCount(contact, this.#log.contacts.size) ||
      !isCount(instance, this.#log.instances.size - 1) ||
      !Number.isInteger(at) ||
      Math.abs(at as number) > 2e15 ||
      !isCount(sentAt, 0xffff_ffff) ||
      !isCount(flags, 0xffff_ffff) ||
      (eventId !== undefined && !isId(eventId))
    )
      throw malformed('a click');
    this.#log.addRow(contact, instance, at as number, sentAt, flags, eventId);
  }

  /** Comes last, if at all. */
  history(history: unknown): void {
    if (history === undefined) return;
    if (!isHistory(history) || history.hashes.length !== this.#log.size) throw malformed('its history');
    this.#log.adoptHistory(history);
  }

  duplicates(count: unknown): void {
    if (!isCount(count, Number.MAX_SAFE_INTEGER)) throw malformed('its number of duplicates');
    this.#log.duplicates = count;
  }
}

/** Checks that an object is a snapshot of a version that this release reads, and gives it. */
export function checkSnapshot(snapshot: unknown): Snapshot {
  const given = snapshot as Partial<Snapshot> | null;
  if (given === null || typeof given !== 'object' || given.format !== FORMAT)
    throw new SnapshotError('snapshot-foreign', 'This is not a snapshot of clickstamp counts.');
  if (given.version !== VERSION)
    throw new SnapshotError('snapshot-version', 'This release cannot read the version of the snapshot.');
  if (given.options === null || typeof given.options !== 'object') throw malformed('its options');
  return given as Snapshot;
}

function isPlace(instance: unknown): boolean {
  if (instance === null || typeof instance !== 'object') return false;
  const { campaignId, messageId, variant, part, linkId, url, tags, eventTags } = instance as Record<string, unknown>;
  return (
    [part, linkId].every((text) => typeof text === 'string' && text !== '') &&
    typeof url === 'string' &&
    [campaignId, messageId, variant].every((text) => text === undefined || typeof text === 'string') &&
    [tags, eventTags].every((each) => each === undefined || isTags(each))
  );
}

/** Longer ones would not fit where ids are kept. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH;
}

function isCount(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
}

function isHistory(value: unknown): value is LogHistory {
  if (value === null || typeof value !== 'object') return false;
  const { hashes, last, gaps, renames, forgotten } = value as Record<string, unknown>;
  return (
    isCounts(hashes) &&
    isCount(last, MAX_COUNT) &&
    isListOf(gaps, (gap) => isCounts(gap) && gap.length === 2) &&
    isListOf(renames, (rename) => {
      const { seen, from, rows } = rename as Record<string, unknown>;
      return isCount(seen, MAX_COUNT) && isCount(from, MAX_COUNT) && isCounts(rows);
    }) &&
    isListOf(forgotten, (each) => {
      const { salt, hashes: ids } = each as Record<string, unknown>;
      return typeof salt === 'string' && isListOf(ids, (id) => typeof id === 'string');
    })
  );
}

const MAX_COUNT = 0xffff_ffff;

function isListOf(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => item !== null && item !== undefined && test(item));
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => isCount(item, MAX_COUNT));
}

export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed('a list');
}

export function malformed(what: string): SnapshotError {
  return new SnapshotError(
    'snapshot-malformed',
    `The snapshot is damaged or was written by something else: ${what} is wrong.`,
  );
}
