import { usageError } from '../../checks/options.js';
import { checkLength, checkSignals, isTags, MAX_ID_LENGTH } from './record.js';
import type { RequestSignal } from './request-signals.js';

/**
 * One click to be counted. It is a `ClickRecord`. An app without the click handler passes what `decodeClick` returned,
 * the time, and what it knows of the request. Only `linkId` and `at` are required. Other members are ignored.
 */
export interface ClickEvent {
  /** The link's id within its message. Not empty. */
  readonly linkId: string;
  /** When the link was clicked: a `Date`, milliseconds since 1970, or ISO 8601 text with a time zone. */
  readonly at: Date | string | number;
  /** Absent, or the version of the record. */
  readonly version?: 1 | undefined;
  /** The part of the message that the link is in. Not empty. @default 'html' */
  readonly part?: string | undefined;
  /** Where the click leads. @default '' */
  readonly url?: string | undefined;
  /** The campaign that the message belongs to. */
  readonly campaignId?: string | undefined;
  /** The message. */
  readonly messageId?: string | undefined;
  /** The variant of an A/B test. */
  readonly variant?: string | undefined;
  /** Absent for anonymous recipients, whose clicks count but who are not unique clickers. */
  readonly contactId?: string | undefined;
  /**
   * When the message was sent to this contact: the delivery time that the mail service reports, or else the time in
   * the token.
   */
  readonly sentAt?: Date | string | number | undefined;
  /** How many links the contact's copy tracks in this part; absent, `every-link` cannot be told. 1 to 1,022. */
  readonly linkCount?: number | undefined;
  /** Counted apart from all others. @default false */
  readonly expired?: boolean | undefined;
  /** Counted apart from all others. @default false */
  readonly test?: boolean | undefined;
  /** The click is on the honeypot link. @default false */
  readonly honeypot?: boolean | undefined;
  /** The link's own tags. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Your tags of this one click, such as the device. */
  readonly eventTags?: Readonly<Record<string, string>> | undefined;
  /** The same event counts once, however often it arrives. */
  readonly eventId?: string | undefined;
  /** What the click handler found in the request. */
  readonly signals?: readonly RequestSignal[] | undefined;
  /** For apps without the click handler: the request's method. @default 'GET' */
  readonly method?: string | undefined;
  /** For apps without the click handler: `User-Agent`, empty if there was none. It is not kept. */
  readonly userAgent?: string | undefined;
  /** For apps without the click handler: asked once, for the `networks` signal; never kept. */
  readonly ip?: string | undefined;
  /**
   * For apps without the click handler: the headers of the request, as a `Headers` object or as a plain object with
   * names in any case. They are not kept.
   */
  readonly headers?:
    | {
        /** Returns a header by its name in any case. */
        get(name: string): string | null;
      }
    | Readonly<Record<string, string | readonly string[] | undefined>>
    | undefined;
}

export type ClickHeaders = NonNullable<ClickEvent['headers']>;

/** `test` and `expired` clicks have counts of their own; a `duplicate` changes no count but that of duplicates. */
export type ClickStatus = 'counted' | 'test' | 'expired' | 'duplicate';

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

/** Throws `TypeError` for an event of the wrong shape, naming the member and never showing its value. */
export function checkEvent(event: ClickEvent): void {
  if (event === null || typeof event !== 'object' || event instanceof Promise)
    throw usageError('event', 'must be an object', event);
  const { linkId, contactId, eventId, tags, eventTags, signals, linkCount, version } = event;
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
      isObject(event.headers)
    )
  )
    throw wrongMember(event);
  if (event.part === '') throw usageError('event.part', 'must not be empty');
  if (contactId !== undefined && contactId.length > MAX_ID_LENGTH) checkLength('event.contactId', contactId);
  // An empty one would make duplicates of all events that have none.
  if (eventId === '') throw usageError('event.eventId', 'must not be empty');
  if (eventId !== undefined && eventId.length > MAX_ID_LENGTH) checkLength('event.eventId', eventId);
  if (tags !== undefined && !isTags(tags)) throw usageError('event.tags', 'must be an object of strings');
  if (eventTags !== undefined && !isTags(eventTags))
    throw usageError('event.eventTags', 'must be an object of strings');
  if (signals !== undefined) {
    if (!Array.isArray(signals)) throw usageError('event.signals', 'must be an array');
    checkSignals('event.signals', signals);
  }
  if (linkCount !== undefined && !(Number.isInteger(linkCount) && linkCount >= 0))
    throw usageError('event.linkCount', 'must be a whole number, 0 or more');
  if (version !== undefined && version !== 1)
    throw usageError('event.version', 'must be 1, the version that this release reads');
}

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean';
const isObject = (value: unknown): boolean => value === undefined || (value !== null && typeof value === 'object');

function wrongMember(event: ClickEvent): TypeError {
  const text = STRINGS.find((name) => !isText(event[name]));
  if (text !== undefined) return usageError(`event.${text}`, 'must be a string');
  const flag = FLAGS.find((name) => !isFlag(event[name]));
  if (flag !== undefined) return usageError(`event.${flag}`, 'must be a boolean');
  return usageError('event.headers', 'must be an object');
}
