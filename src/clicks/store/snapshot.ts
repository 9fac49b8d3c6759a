import { SnapshotError } from '../../errors.js';
import { type ClickLog, HAS_ID } from './click-log.js';
import type { LinkInstance, PlaceKey } from './link-instances.js';
import { MAX_ID_LENGTH } from './record.js';

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
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly options: StoredOptions;
  readonly duplicates: number;
  readonly instances: readonly PlaceKey[];
  readonly contacts: readonly string[];
  readonly clicks: readonly SnapshotClick[];
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
  return {
    format: FORMAT,
    version: VERSION,
    options,
    duplicates: log.duplicates,
    instances: log.instances.list.map(placeKey),
    contacts: Array.from({ length: log.contacts.size }, (_, number) => log.contacts.text(number)),
    clicks,
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
      const before = this.#log.instances.list.length;
      if (!isPlace(instance) || this.#log.instances.adopt(instance as PlaceKey) !== before) throw malformed('a place');
    }
  }

  contacts(contacts: unknown): void {
    for (const contact of listOf(contacts)) {
      const before = this.#log.contacts.size;
      if (!isId(contact) || this.#log.contacts.intern(contact) !== before) throw malformed('a contact');
    }
  }

  click(click: unknown): void {
    const [contact, instance, at, sentAt, flags, eventId] = listOf(click);
    if (
      !isCount(contact, this.#log.contacts.size) ||
      !isCount(instance, this.#log.instances.list.length - 1) ||
      !Number.isInteger(at) ||
      Math.abs(at as number) > 2e15 ||
      !isCount(sentAt, 0xffff_ffff) ||
      !isCount(flags, 0xffff_ffff) ||
      (eventId !== undefined && !isId(eventId))
    )
      throw malformed('a click');
    this.#log.addRow(contact, instance, at as number, sentAt, flags, eventId);
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
    throw new SnapshotError('snapshot-foreign', 'This is no snapshot of clickstamp counts.');
  if (given.version !== VERSION)
    throw new SnapshotError('snapshot-version', 'The snapshot is of a version that this release cannot read.');
  if (given.options === null || typeof given.options !== 'object') throw malformed('its options');
  return given as Snapshot;
}

function isPlace(instance: unknown): boolean {
  if (instance === null || typeof instance !== 'object') return false;
  const { campaignId, messageId, variant, part, linkId, url, tags } = instance as Record<string, unknown>;
  return (
    [part, linkId, url].every((text) => typeof text === 'string') &&
    [campaignId, messageId, variant].every((text) => text === undefined || typeof text === 'string') &&
    (tags === undefined ||
      (tags !== null && typeof tags === 'object' && Object.values(tags).every((text) => typeof text === 'string')))
  );
}

/** Longer ones would not fit where ids are kept. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH;
}

function isCount(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
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
