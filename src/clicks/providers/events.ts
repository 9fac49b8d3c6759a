import { checkKeys, checkType, usageError } from '../../checks/options.js';
import { sha256 } from '../../checks/sha256.js';
import { unawaited } from '../../checks/unawaited.js';
import { createRequestRules, type RequestRules, requestSignals } from '../bots/request.js';
import { type ClickRecord, MAX_ID_LENGTH } from '../store/record.js';
import { createLinkFinder, type SentLink } from './links.js';
import { NOT_JSON, readPayload } from './payload.js';
import { type Enveloped, type EventSource, isFields, type ProviderClick } from './provider-click.js';

/** How a provider's events are read. Unknown keys throw `TypeError` with a did-you-mean. */
export interface ProviderEventOptions {
  /**
   * The links of the message, `compiled.links` or `markLinks(…).links`: clicks then get the ids of these links. For a
   * webhook that serves many messages, pass a function. It is called for each event, with what its metadata say about
   * the message.
   * @default none: the link's name in the event, else a hash of its address, which is the id that a link without a name has
   * anyway
   */
  readonly links?:
    | Iterable<SentLink>
    | ((message: Pick<ClickRecord, 'campaignId' | 'messageId' | 'variant'>) => Iterable<SentLink> | undefined)
    | undefined;
  /**
   * The name of the field that contains the contact's id. It is a message tag (SES, Resend), a custom argument
   * (SendGrid), a variable (Mailgun), a metadata entry (Postmark, SparkPost) or a member of `X-Mailin-custom` (Brevo).
   * @default 'contactId'
   */
  readonly contactId?: string | undefined;
  /** The metadata entry that holds the campaign's id. @default 'campaignId' */
  readonly campaignId?: string | undefined;
  /** The metadata entry that holds the id of the mail within its campaign. @default 'messageId' */
  readonly messageId?: string | undefined;
  /** The metadata entry that holds the variant of an A/B test. @default 'variant' */
  readonly variant?: string | undefined;
  /**
   * The id of this delivery, from its header (`svix-id`, `X-PM-Webhook-Trace-Id`, `x-amz-sns-message-id`): the same when
   * it is delivered again. Used for events that have no id of their own. @default a hash of the event's fields
   */
  readonly deliveryId?: string | undefined;
}

/** What a payload held. */
export interface ProviderClicks {
  /** One for each click, in the payload's order: for `ClickAggregator.add`, `clickTable` or a queue. */
  readonly records: readonly ClickRecord[];
  /** Events that could not be read, without their content. Events that are no clicks are passed over and not listed. */
  readonly skipped: readonly {
    /** Place among the payload's events, from 0. */
    readonly index: number;
    /** Why, as a code. Each has a row in docs/providers.md. */
    readonly reason: 'not-json' | 'not-an-event' | 'url-missing' | 'time-missing' | 'links-failed' | 'unreadable';
    /** One plain sentence. */
    readonly message: string;
  }[];
}

type SkippedEvent = ProviderClicks['skipped'][number];
type SkipReason = SkippedEvent['reason'];

/** Which message an event is about, by what its metadata say. */
type SentMessage = Pick<ClickRecord, 'campaignId' | 'messageId' | 'variant'>;

const REASONS: Readonly<Record<SkipReason, string>> = {
  'not-json': 'The payload, or what its envelope holds, is not JSON.',
  'not-an-event': 'This is not an event of this provider.',
  'url-missing': 'The click has no address.',
  'time-missing': 'The click has no readable time.',
  'links-failed': 'The links option threw an error or returned no list of links.',
  unreadable: 'Reading the event failed.',
};

const NAMES = ['contactId', 'campaignId', 'messageId', 'variant'] as const;
const OPTIONS: readonly (keyof ProviderEventOptions)[] = ['links', ...NAMES, 'deliveryId'];

/** Reads all click events of a payload. Content never throws; a wrong option throws `TypeError`. */
export function readEvents(
  where: string,
  source: EventSource,
  payload: unknown,
  options: ProviderEventOptions,
): ProviderClicks {
  const linksOf = checkOptions(where, options);
  const records: ClickRecord[] = [];
  const skipped: SkippedEvent[] = [];
  const events = unwrapAll(source, payload);
  events.forEach((enveloped, index) => {
    const delivery = options.deliveryId === undefined ? undefined : deliveryOf(options.deliveryId, events, index);
    const read = readSafely(() => readEvent(source, enveloped, delivery, linksOf, options));
    if (typeof read === 'string') skipped.push({ index, reason: read, message: REASONS[read] });
    else if (read !== undefined) records.push(read);
  });
  return { records, skipped };
}

function readSafely(read: () => ClickRecord | SkipReason | undefined): ClickRecord | SkipReason | undefined {
  try {
    return read();
  } catch {
    return 'unreadable';
  }
}

/** A click's record, the reason why there is none, or undefined for an event that is not a click. */
function readEvent(
  source: EventSource,
  { event, deliveryId }: Enveloped,
  delivery: string | undefined,
  linksOf: LinksOf,
  options: ProviderEventOptions,
): ClickRecord | SkipReason | undefined {
  if (event === NOT_JSON) return 'not-json';
  const click = isFields(event) ? source.read(event) : 'unknown';
  if (click === 'other') return undefined;
  if (click === 'unknown') return 'not-an-event';
  const { url, at } = click;
  if (url === undefined || url.trim() === '') return 'url-missing';
  if (at === undefined) return 'time-missing';
  const message = messageOf(click, options);
  const links = linksOf(message);
  if (links === FAILED) return 'links-failed';
  const eventId = eventIdOf(source.provider, click, deliveryId ?? delivery);
  return { ...recordOf(click, url, at, message, links, options), eventId };
}

function unwrapAll(source: EventSource, payload: unknown): readonly Enveloped[] {
  try {
    return readPayload(payload).flatMap((value) => source.unwrap(value));
  } catch {
    return [{ event: undefined }];
  }
}

/** A delivery of several events has one header for all. */
function deliveryOf(deliveryId: string, events: readonly Enveloped[], index: number): string {
  return events.length === 1 ? deliveryId : `${deliveryId}:${index}`;
}

/** The provider's id, else the delivery's, else a hash of what tells this click from others. Never the message's. */
function eventIdOf(provider: string, click: ProviderClick, deliveryId: string | undefined): string {
  const { ownId, fields, userAgent } = click;
  const id = ownId ?? deliveryId;
  // Ids of providers are short; what is not, must not make the record one that no store accepts.
  if (id !== undefined && id.length <= 512) return `${provider}:${id}`;
  return `${provider}:${sha256(JSON.stringify(id ?? [...fields, userAgent].map((field) => field ?? null))).slice(0, 32)}`;
}

function messageOf({ metadata, campaignId }: ProviderClick, options: ProviderEventOptions): SentMessage {
  const campaign = metadata(options.campaignId ?? 'campaignId') ?? campaignId;
  const messageId = metadata(options.messageId ?? 'messageId');
  const variant = metadata(options.variant ?? 'variant');
  return {
    ...(campaign === undefined ? {} : { campaignId: campaign }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(variant === undefined ? {} : { variant }),
  };
}

function recordOf(
  click: ProviderClick,
  url: string,
  at: number,
  message: SentMessage,
  links: readonly SentLink[] | undefined,
  options: ProviderEventOptions,
): Omit<ClickRecord, 'eventId'> {
  const { linkName, part, sentAt, automated, metadata, userAgent } = click;
  const found = createLinkFinder(links).find(linkName, url, part);
  const contactId = metadata(options.contactId ?? 'contactId');
  const tags = click.tags ?? found.tags;
  return {
    version: 1,
    at: new Date(at),
    url,
    linkId: found.id,
    part: part ?? found.part ?? 'html',
    ...message,
    ...(contactId === undefined || contactId.length > MAX_ID_LENGTH ? {} : { contactId }),
    ...(sentAt === undefined ? {} : { sentAt: new Date(sentAt) }),
    ...(found.linkCount === undefined || found.linkCount === 0 ? {} : { linkCount: found.linkCount }),
    ...(tags === undefined ? {} : { tags }),
    expired: false,
    test: false,
    signals: [...requestSignals({ userAgent }, RULES), ...(automated ? (['provider-verdict'] as const) : [])],
  };
}

/** The user agent says what it says in the redirect; nothing else of the request is told by every provider. */
const RULES: RequestRules = createRequestRules({});

const FAILED = Symbol('the links option failed');

/** Finds the links of the message that an event is about. */
type LinksOf = (message: SentMessage) => readonly SentLink[] | undefined | typeof FAILED;

/** Checks the options, and returns the function that finds a message's links. */
function checkOptions(where: string, options: ProviderEventOptions): LinksOf {
  checkKeys(where, options, OPTIONS);
  for (const name of [...NAMES, 'deliveryId'] as const) checkType(name, options[name], 'string');
  const { links } = options;
  if (links === undefined) return () => undefined;
  if (typeof links === 'function')
    return (message) => {
      try {
        const given = unawaited(links(message));
        return given === undefined ? undefined : (listOfLinks(given) ?? FAILED);
      } catch {
        return FAILED;
      }
    };
  const list = listOfLinks(links);
  if (list === undefined) throw usageError('links', 'must be a list of links, such as compiled.links', links);
  return () => list;
}

function listOfLinks(links: unknown): readonly SentLink[] | undefined {
  if (links === null || typeof links !== 'object' || !(Symbol.iterator in links)) return undefined;
  const list: readonly unknown[] = Array.isArray(links) ? links : [...(links as Iterable<unknown>)];
  return list.every(isLink) ? (list as readonly SentLink[]) : undefined;
}

function isLink(link: unknown): boolean {
  return isFields(link) && typeof link['id'] === 'string' && typeof link['href'] === 'string';
}
