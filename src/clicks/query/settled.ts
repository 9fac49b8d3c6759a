import { checkKeys, checkNumber, usageError } from '../../checks/options.js';
import { reasonsOf, settlingMs, verdictOf } from '../bots/labels.js';
import type { BotReason } from '../bots/reasons.js';
import { type ClickLog, EXPIRED, HONEYPOT, linkCountOf, requestBitsOf, TEST } from '../store/click-log.js';
import { type RequestSignal, signalsOf } from '../store/request-signals.js';
import { type Cursor, contactsBefore, readCursor, writeCursor } from './cursor.js';
import type { QueryContext } from './each-click.js';

/** When labels settle. */
export interface SettleOptions {
  /** The present. */
  readonly now: Date;
  /** How much later than its time a click may still arrive, in milliseconds: what is younger has not settled. @default 3600000 */
  readonly lateMs?: number | undefined;
}

/** One click with its label. */
export interface LabelledClick {
  /** Absent if the event had none, or if it is outside the de-duplication window. */
  readonly eventId?: string;
  /** When it was clicked. */
  readonly at: Date;
  /** The link's id, unique within its part. */
  readonly linkId: string;
  /** Which part of the message the link stands in. */
  readonly part: string;
  /** The smallest URL of the link by code units, if its clicks went to different ones. */
  readonly url: string;
  /** Which campaign. */
  readonly campaignId?: string;
  /** Which mail of the campaign. */
  readonly messageId?: string;
  /** Which variant of an A/B test. */
  readonly variant?: string;
  /** Absent for anonymous clicks and for contacts who are forgotten. */
  readonly contactId?: string;
  /** In whole seconds. */
  readonly sentAt?: Date;
  /** From a test email that counts as test. */
  readonly test: boolean;
  /** Past its `expiresInSeconds`. */
  readonly expired: boolean;
  /** On a link that no person sees. */
  readonly honeypot: boolean;
  /** How many links the copy tracks, where it is known. */
  readonly linkCount?: number;
  /** What its request said. */
  readonly signals: readonly RequestSignal[];
  /** The link's own tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Your own tags of the click. */
  readonly eventTags?: Readonly<Record<string, string>>;
  /** Its signals add up to 1 or more. */
  readonly bot: boolean;
  /** Its signals add up to more than 0 and less than 1. */
  readonly suspect: boolean;
  /** Why it is taken for a bot's or suspected; empty where nothing is against it. */
  readonly reasons: readonly BotReason[];
}

/** The clicks that have settled since a cursor, and the next cursor. */
export interface SettledClicks {
  /** For the next call. */
  readonly cursor: string;
  /** Each once, in the order in which they settled. */
  readonly clicks: readonly (LabelledClick & {
    /** It was given before, and a click that came later than `lateMs`, or a renamed contact, has changed its label. */
    readonly revised?: true;
  })[];
}

/** Gives every click once when its label can change no more; see `ClickAggregator.settledSince`. */
export function settledSince(reading: QueryContext, cursor: string | undefined, options: SettleOptions): SettledClicks {
  checkKeys('settledSince options', options, ['now', 'lateMs']);
  const { now, lateMs = 3_600_000 } = options;
  if (!(now instanceof Date && Number.isFinite(now.getTime()))) throw usageError('now', 'must be a valid Date');
  checkNumber('lateMs', lateMs, 0);
  const { log, rules } = reading;
  const before = readCursor(log, 'settled', cursor);
  const seen = log.rowOf(before.seen);
  // A clock that was put back takes nothing back.
  const horizon = Math.max(before.horizon, now.getTime() - settlingMs(rules) - lateMs);
  const given: { row: number; revised: boolean }[] = [];
  let from: number | undefined;
  for (let row = log.rowOf(before.from); row < log.size; row++) {
    const at = log.timeAt(row);
    if (row < seen && at < before.horizon) continue;
    if (at < horizon) given.push({ row, revised: false });
    else from ??= row;
  }
  for (const row of revisedRows(reading, seen, before)) given.push({ row, revised: true });
  const clicks = labelledClicks(
    reading,
    given.map(({ row }) => row),
  );
  const { end } = log;
  return {
    cursor: writeCursor(log, 'settled', {
      seen: end,
      from: from === undefined ? end : log.sequenceOf(from),
      horizon,
      renames: log.renames.length,
    }),
    clicks: clicks.map((click, i) => (given[i]?.revised === true ? { ...click, revised: true as const } : click)),
  };
}

/** Rows that had been given, and whose label is another now: `rows` of the log had been seen. */
function revisedRows({ log, clickIndex }: QueryContext, rows: number, { horizon, renames }: Cursor): number[] {
  const renamed = contactsBefore(log, renames);
  const touched = new Map<number, Set<number>>();
  const touch = (row: number): void => {
    const contact = log.contactAt(row);
    if (contact === 0) return;
    const messages = touched.get(contact) ?? new Set();
    touched.set(contact, messages.add(log.instances.messageAt(log.instanceAt(row))));
  };
  for (let row = rows; row < log.size; row++) touch(row);
  for (const row of renamed.keys()) touch(row);
  const revised: number[] = [];
  for (const [contact, messages] of touched) {
    const groups = clickIndex.messagesOf(contact);
    for (const message of messages) {
      // As they were labelled then: without what has come since, each under its contact of then.
      const old = (groups.get(message) ?? []).filter((row) => row < rows);
      for (const group of groupBy(old, (row) => renamed.get(row) ?? contact).values()) {
        const labels = clickIndex.labelsOf(group);
        group.forEach((row, i) => {
          if (log.timeAt(row) < horizon && labels[i] !== clickIndex.label(row)) revised.push(row);
        });
      }
    }
  }
  return revised.sort((a, b) => a - b);
}

function groupBy(rows: readonly number[], keyOf: (row: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** What is known of some rows, in their order. */
export function labelledClicks({ log, clickIndex, rules }: QueryContext, rows: readonly number[]): LabelledClick[] {
  const eventIds = eventIdsOf(log, rows);
  return rows.map((row) => {
    const {
      index: _,
      message: __,
      link: ___,
      hasMultipleUrls: ____,
      ...place
    } = log.instances.get(log.instanceAt(row));
    const contact = log.contactAt(row);
    const flags = log.flagsAt(row);
    const label = clickIndex.label(row);
    const verdict = verdictOf(label, rules);
    const sentAt = log.sentAt(row);
    return present({
      eventId: eventIds.get(row),
      at: new Date(log.timeAt(row)),
      ...place,
      contactId: contact === 0 ? undefined : log.contacts.text(contact - 1),
      sentAt: sentAt === 0 ? undefined : new Date(sentAt * 1000),
      test: (flags & TEST) !== 0,
      expired: (flags & EXPIRED) !== 0,
      honeypot: (flags & HONEYPOT) !== 0,
      linkCount: linkCountOf(flags) === 0 ? undefined : linkCountOf(flags),
      signals: signalsOf(requestBitsOf(flags)),
      bot: verdict === 2,
      suspect: verdict === 1,
      reasons: reasonsOf(label, rules),
    });
  });
}

function eventIdsOf(log: ClickLog, rows: readonly number[]): Map<number, string> {
  const ids = new Map<number, string>();
  if (rows.length === 0) return ids;
  const wanted = new Set(rows);
  const read = log.eventIdReader();
  const last = rows.reduce((most, row) => Math.max(most, row), 0);
  for (let row = 0; row <= last; row++) {
    const id = read(row, wanted.has(row));
    if (id !== undefined) ids.set(row, id);
  }
  return ids;
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the members that are undefined. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Present<T>;
}
