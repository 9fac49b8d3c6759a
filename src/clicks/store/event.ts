import { usageError } from '../../checks/options.js';

/** Headers of a click's request: a `Headers` object, or a plain one with lower-case or any-case names. */
export type ClickHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** One click to be counted: what `decodeClick` gives, and when and how it came. Further members are ignored. */
export interface ClickEvent {
  readonly linkId: string;
  /** A `Date`, or milliseconds since 1970. */
  readonly at: Date | number;
  /** @default 'html' */
  readonly part?: string | undefined;
  /** @default '' */
  readonly url?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly variant?: string | undefined;
  /** Absent for anonymous recipients, whose clicks count but who are no unique clickers. */
  readonly contactId?: string | undefined;
  readonly sentAt?: Date | number | undefined;
  readonly expired?: boolean | undefined;
  readonly test?: boolean | undefined;
  readonly honeypot?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Given, the same event counts once however often it arrives. */
  readonly eventId?: string | undefined;
  /** @default 'GET' */
  readonly method?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Asked once, for the `networks` signal; never kept. */
  readonly ip?: string | undefined;
  readonly headers?: ClickHeaders | undefined;
}

/** `test` and `expired` clicks have counts of their own; a `duplicate` changes no count but that of duplicates. */
export type ClickStatus = 'counted' | 'test' | 'expired' | 'duplicate';

/** Contact and event ids longer than this are refused. UTF-16 code units. */
export const MAX_ID_LENGTH = 8_000;

const STRINGS = [
  'part',
  'url',
  'campaignId',
  'messageId',
  'variant',
  'contactId',
  'eventId',
  'method',
  'userAgent',
  'ip',
] as const;
const FLAGS = ['expired', 'test', 'honeypot'] as const;
const OBJECTS = ['tags', 'headers'] as const;

/** Throws `TypeError` for an event of the wrong shape, naming the member and never showing its value. */
export function checkEvent(event: ClickEvent): void {
  if (event === null || typeof event !== 'object' || event instanceof Promise)
    throw usageError('event', 'must be an object', event);
  const { linkId, contactId, eventId, tags } = event;
  if (typeof linkId !== 'string' || linkId === '')
    throw usageError('event.linkId', 'must be a string that is not empty');
  // Written out, because it is asked of every click; the lists only serve to name what is wrong.
  if (
    !(
      isText(event.part) &&
      isText(event.url) &&
      isText(event.campaignId) &&
      isText(event.messageId) &&
      isText(event.variant) &&
      isText(contactId) &&
      isText(eventId) &&
      isText(event.method) &&
      isText(event.userAgent) &&
      isText(event.ip) &&
      isFlag(event.expired) &&
      isFlag(event.test) &&
      isFlag(event.honeypot) &&
      isObject(tags) &&
      isObject(event.headers)
    )
  )
    throw wrongMember(event);
  if (contactId !== undefined && contactId.length > MAX_ID_LENGTH) throw tooLong('contactId');
  // An empty one would make duplicates of all events that have none.
  if (eventId === '') throw usageError('event.eventId', 'must not be empty');
  if (eventId !== undefined && eventId.length > MAX_ID_LENGTH) throw tooLong('eventId');
  if (tags !== undefined)
    for (const name of Object.keys(tags))
      if (typeof tags[name] !== 'string') throw usageError('event.tags', 'must be an object of strings');
}

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean';
const isObject = (value: unknown): boolean => value === undefined || (value !== null && typeof value === 'object');

function wrongMember(event: ClickEvent): TypeError {
  const text = STRINGS.find((name) => !isText(event[name]));
  if (text !== undefined) return usageError(`event.${text}`, 'must be a string');
  const flag = FLAGS.find((name) => !isFlag(event[name]));
  if (flag !== undefined) return usageError(`event.${flag}`, 'must be a boolean');
  return usageError(`event.${OBJECTS.find((name) => !isObject(event[name]))}`, 'must be an object');
}

function tooLong(name: string): TypeError {
  return usageError(`event.${name}`, `must be at most ${MAX_ID_LENGTH} characters`);
}

/** The year 65,349: differences of times then fit a number exactly. */
const MAX_TIME = 2e15;

/** Milliseconds of a time; throws `TypeError` for what is none. */
export function timeOf(name: string, value: unknown): number {
  const time = value instanceof Date ? value.getTime() : value;
  if (typeof time === 'number' && Math.abs(time) <= MAX_TIME) return Math.trunc(time);
  throw usageError(name, 'must be a valid Date or milliseconds since 1970');
}
