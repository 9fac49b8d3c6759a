import { usageError } from '../../checks/options.js';
import { IsoTimes, startOfDay } from './iso-times.js';
import { isRequestSignal, type RequestSignal } from './request-signals.js';

/**
 * One click as it is stored: plain JSON that survives `JSON.stringify`, a queue and a database. The click handler makes
 * one (`{ ...click, ...info }`), and so do the functions that read events of mail services. It holds no header, cookie,
 * user agent or IP address: what they say about the click is in `signals`.
 *
 * @example
 * ```ts
 * import { ClickAggregator, type ClickRecord } from 'clickstamp/clicks';
 *
 * const record: ClickRecord = {
 *   version: 1,
 *   eventId: '5b8f3c1e-7d0a-4a57-9a3e-6f0c2f1f9d11',
 *   at: '2026-11-24T10:00:00.000Z',
 *   url: 'https://shop.example/sale',
 *   linkId: 'sale',
 *   part: 'html',
 *   contactId: 'c-1',
 *   linkCount: 8,
 *   expired: false,
 *   test: false,
 *   signals: ['prefetch'],
 * };
 * new ClickAggregator().add(JSON.parse(JSON.stringify(record))).bot; // => true
 * ```
 */
export interface ClickRecord {
  /** The version of this format. */
  readonly version: 1;
  /** Names this click: a record that arrives again under the same id counts once. 1 to 8,000 UTF-16 code units. */
  readonly eventId: string;
  /** When the link was clicked: a `Date`, milliseconds since 1970, or ISO 8601 text with a time zone. */
  readonly at: Date | string | number;
  /** Where the click leads. May be empty if it is not known. */
  readonly url: string;
  /** The link's id within its message. Not empty. */
  readonly linkId: string;
  /** The part of the message that the link is in: `html`, `text` or `amp`. Not empty. */
  readonly part: string;
  /** The campaign that the message belongs to. */
  readonly campaignId?: string | undefined;
  /** The message. Signals that span several clicks look at one contact's clicks on one message. */
  readonly messageId?: string | undefined;
  /** The variant of an A/B test. */
  readonly variant?: string | undefined;
  /** The contact or their pseudonym; absent for anonymous recipients. At most 8,000 UTF-16 code units. */
  readonly contactId?: string | undefined;
  /** When the message was sent to this contact: the provider's delivery time if you know it, else the token's. */
  readonly sentAt?: Date | string | number | undefined;
  /** How many links the contact's copy tracks in this part. 1 to 1,022; others count as unknown. */
  readonly linkCount?: number | undefined;
  /** The token was past its `expiresInSeconds`. */
  readonly expired: boolean;
  /** The click comes from a test email. */
  readonly test: boolean;
  /** The click is on the honeypot link, which no person sees. */
  readonly honeypot?: boolean | undefined;
  /** The link opens an app. */
  readonly appLink?: boolean | undefined;
  /** The id of the key that signed the token. */
  readonly kid?: string | undefined;
  /** The link's own tags. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Your tags of this one click, such as the device: they are not the link's. */
  readonly eventTags?: Readonly<Record<string, string>> | undefined;
  /** What the request said about who made it. Empty if it said nothing. */
  readonly signals: readonly RequestSignal[];
}

/** Contact and event ids longer than this are refused. UTF-16 code units. */
export const MAX_ID_LENGTH = 8_000;

type Kind = 'text' | 'name' | 'id' | 'time' | 'flag' | 'count' | 'tags' | 'signals';

/** What each member must be. `name` and `id` must not be empty. */
const MEMBERS: readonly (readonly [name: keyof ClickRecord, kind: Kind, required?: true])[] = [
  ['eventId', 'id', true],
  ['at', 'time', true],
  ['url', 'text', true],
  ['linkId', 'name', true],
  ['part', 'name', true],
  ['campaignId', 'text'],
  ['messageId', 'text'],
  ['variant', 'text'],
  ['contactId', 'text'],
  ['sentAt', 'time'],
  ['linkCount', 'count'],
  ['expired', 'flag', true],
  ['test', 'flag', true],
  ['honeypot', 'flag'],
  ['appLink', 'flag'],
  ['kid', 'text'],
  ['tags', 'tags'],
  ['eventTags', 'tags'],
  ['signals', 'signals', true],
];

const KINDS: Readonly<Record<Kind, readonly [test: (value: unknown) => boolean, wants: string]>> = {
  text: [(value) => typeof value === 'string', 'must be a string'],
  name: [(value) => typeof value === 'string' && value !== '', 'must be a string that is not empty'],
  id: [
    (value) => typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH,
    `must be a string of 1 to ${MAX_ID_LENGTH} characters`,
  ],
  time: [(value) => millisecondsOf(value) !== undefined, 'must be a Date, milliseconds, or ISO 8601 with a time zone'],
  flag: [(value) => typeof value === 'boolean', 'must be a boolean'],
  count: [(value) => Number.isInteger(value) && (value as number) >= 0, 'must be a whole number, 0 or more'],
  tags: [isTags, 'must be an object of strings'],
  signals: [(value) => Array.isArray(value), 'must be an array'],
};

/**
 * Reads a stored click. Members that it does not know are left out, and so are members that are `null`, because
 * databases export missing values as `null`. Throws `TypeError` naming the member that is wrong, and never shows its
 * value.
 *
 * @param value - a record as it came back from a queue, a file or a database
 * @returns the record, as `add` and `insert` take it
 * @throws TypeError naming the member that is wrong
 * @example
 * ```ts
 * import { readRecord } from 'clickstamp/clicks';
 *
 * try {
 *   readRecord({ version: 1, eventId: 'e-1', at: 'yesterday' });
 * } catch (error) {
 *   (error as TypeError).message; // => 'record.at: must be a Date, milliseconds, or ISO 8601 with a time zone'
 * }
 * ```
 */
export function readRecord(value: unknown): ClickRecord {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw usageError('record', 'must be an object');
  const given = value as Readonly<Record<string, unknown>>;
  if (given['version'] !== 1) throw usageError('record.version', 'must be 1, the version that this release reads');
  const record: Record<string, unknown> = { version: 1 };
  for (const [name, kind, required] of MEMBERS) {
    const member = Object.hasOwn(given, name) ? given[name] : undefined;
    if (member === undefined || member === null) {
      if (required === true) throw usageError(`record.${name}`, `is missing; ${KINDS[kind][1]}`);
      continue;
    }
    checkMember(`record.${name}`, member, kind);
    if (name === 'contactId') checkLength('record.contactId', member as string);
    record[name] = member;
  }
  return record as unknown as ClickRecord;
}

function checkMember(name: string, member: unknown, kind: Kind): void {
  const [test, wants] = KINDS[kind];
  if (!test(member)) throw usageError(name, wants);
  if (kind === 'signals') checkSignals(name, member as readonly unknown[]);
}

/** Throws `TypeError` for an id that is too long. */
export function checkLength(name: string, id: string): void {
  if (id.length > MAX_ID_LENGTH) throw usageError(name, `must be at most ${MAX_ID_LENGTH} characters`);
}

/** Throws `TypeError` for a signal that this release does not know. */
export function checkSignals(name: string, signals: readonly unknown[]): void {
  signals.forEach((signal, i) => {
    if (!isRequestSignal(signal)) throw usageError(`${name}[${i}]`, 'must be a signal that this release knows');
  });
}

/** Says whether a value is an object whose values are all strings. */
export function isTags(value: unknown): value is Readonly<Record<string, string>> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  for (const name of Object.keys(value)) if (typeof (value as Record<string, unknown>)[name] !== 'string') return false;
  return true;
}

/** The year 65,349: differences of times then fit a number exactly. */
const MAX_TIME = 2e15;

/**
 * ISO 8601 as RFC 3339 §5.6 has it, and as databases print it: a space for the T, `+01` for `+01:00`, seconds optional.
 * The zone is not optional: without it, the same text would mean another moment on every machine.
 */
const ISO = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?) ?(?:([Zz])|([+-]\d\d)(?::?(\d\d))?)$/;

const ISO_TIMES = new IsoTimes();

/** Returns the milliseconds since 1970 of a time, or undefined if it is not one. */
export function millisecondsOf(value: unknown): number | undefined {
  let time = value;
  if (value instanceof Date) time = value.getTime();
  else if (typeof value === 'string') {
    const usual = ISO_TIMES.read(value);
    if (usual !== undefined) return usual;
    const [whole, date, clock, utc, hours, minutes = '00'] = ISO.exec(value) ?? [];
    if (whole === undefined) return undefined;
    if (startOfDay(date as string) === undefined) return undefined;
    time = Date.parse(`${date}T${clock}${utc === undefined ? `${hours}:${minutes}` : 'Z'}`);
  }
  return typeof time === 'number' && Math.abs(time) <= MAX_TIME ? Math.trunc(time) : undefined;
}

/** Returns the milliseconds since 1970 of a time. Throws `TypeError` naming the member if it is not one. */
export function timeOf(name: string, value: unknown): number {
  const time = millisecondsOf(value);
  if (time === undefined) throw usageError(name, KINDS.time[1]);
  return time;
}
