import { readBrevo, unwrapBrevo } from './brevo.js';
import { type ProviderClicks, type ProviderEventOptions, readEvents } from './events.js';
import { readMailgun, unwrapMailgun } from './mailgun.js';
import { readPostmark } from './postmark.js';
import { type Enveloped, type EventSource, listOf } from './provider-click.js';
import { readResend } from './resend.js';
import { readSendGrid } from './sendgrid.js';
import { readSes, unwrapSes } from './ses.js';
import { readSparkPost, unwrapSparkPost } from './sparkpost.js';

/** One event, or a list of them. */
const plainly = (payload: unknown): readonly Enveloped[] => listOf(payload).map((event) => ({ event }));

const SES: EventSource = { provider: 'ses', unwrap: unwrapSes, read: readSes };
const SENDGRID: EventSource = { provider: 'sendgrid', unwrap: plainly, read: readSendGrid };
const MAILGUN: EventSource = { provider: 'mailgun', unwrap: unwrapMailgun, read: readMailgun };
const POSTMARK: EventSource = { provider: 'postmark', unwrap: plainly, read: readPostmark };
const RESEND: EventSource = { provider: 'resend', unwrap: plainly, read: readResend };
const SPARKPOST: EventSource = { provider: 'sparkpost', unwrap: unwrapSparkPost, read: readSparkPost };
const BREVO: EventSource = { provider: 'brevo', unwrap: unwrapBrevo, read: readBrevo };

/**
 * Turns the click events of Amazon SES into click records. They may come from SNS (over HTTP, in a Lambda event or an
 * SQS queue), from EventBridge, or without an envelope. A payload may be parsed JSON, its text or its bytes, and
 * contain several events; other events are passed over, and what cannot be read is listed in `skipped` and keeps
 * nothing else from being read. Content never throws. The link is found by its tag `link`, which `markLinks` writes,
 * else by its address; the event id is that of the SNS message or EventBridge event; `isBotEvent` becomes the signal
 * `provider-verdict`. Check the signature of SNS with `sns-validator` first. Throws `TypeError` for a wrong option.
 *
 * @param payload - what the service posted: parsed, as text or as bytes
 * @param options - the links of the message, and where its contact ids are
 * @returns the records, and what could not be read
 * @throws TypeError for a wrong option; content never throws
 * @example
 * ```ts
 * import { fromSes } from 'clickstamp/providers';
 *
 * const payload = {
 *   eventType: 'Click',
 *   mail: { messageId: 'm-1', timestamp: '2026-11-24T08:00:00.000Z', tags: { contactId: ['c-17'] } },
 *   click: { link: 'https://shop.example/sale', timestamp: '2026-11-24T10:00:00.000Z', linkTags: { link: ['sale'] } },
 * };
 * const { records, skipped } = fromSes(payload);
 * records.map(({ linkId, contactId }) => `${contactId} ${linkId}`); // => ['c-17 sale']
 * skipped; // => []
 * ```
 */
export function fromSes(payload: unknown, options: ProviderEventOptions = {}): ProviderClicks {
  return readEvents('fromSes options', SES, payload, options);
}

/**
 * As `fromSes`, for SendGrid's Event Webhook: a list of events. Metadata are the `custom_args`; the event id is
 * `sg_event_id`; the part is `url_offset.type`. Check the signature with `@sendgrid/eventwebhook` first.
 *
 * @param payload - what the service posted: parsed, as text or as bytes
 * @param options - the links of the message, and where its contact ids are
 * @returns the records, and what could not be read
 * @throws TypeError for a wrong option; content never throws
 * @example
 * ```ts
 * import { fromSendGrid } from 'clickstamp/providers';
 *
 * const payload = [{ event: 'click', url: 'https://shop.example/sale', timestamp: 1_795_600_800, sg_event_id: 'e-1', contactId: 'c-17' }];
 * fromSendGrid(payload).records.map(({ contactId, url }) => `${contactId} ${url}`); // => ['c-17 https://shop.example/sale']
 * ```
 */
export function fromSendGrid(payload: unknown, options: ProviderEventOptions = {}): ProviderClicks {
  return readEvents('fromSendGrid options', SENDGRID, payload, options);
}

/**
 * As `fromSes`, for Mailgun's webhooks and its Events API. Metadata are the `v:` variables; the event id is `id` with
 * `timestamp`, because an id is unique within a day only; `client-info.bot` becomes the signal `provider-verdict`. Check
 * the signature with `mailgun.js` first, which does not cover the event itself: use https and a secret path.
 *
 * @param payload - what the service posted: parsed, as text or as bytes
 * @param options - the links of the message, and where its contact ids are
 * @returns the records, and what could not be read
 * @throws TypeError for a wrong option; content never throws
 * @example
 * ```ts
 * import { fromMailgun } from 'clickstamp/providers';
 *
 * const payload = {
 *   'event-data': {
 *     event: 'clicked',
 *     id: 'e-1',
 *     timestamp: 1_795_600_800.5,
 *     url: 'https://shop.example/sale',
 *     'user-variables': { contactId: 'c-17' },
 *   },
 * };
 * fromMailgun(payload).records.map(({ contactId, url }) => `${contactId} ${url}`); // => ['c-17 https://shop.example/sale']
 * ```
 */
export function fromMailgun(payload: unknown, options: ProviderEventOptions = {}): ProviderClicks {
  return readEvents('fromMailgun options', MAILGUN, payload, options);
}

/**
 * As `fromSes`, for Postmark's click webhook, which posts a contact's first click on a link and no other. Metadata are
 * the message's `Metadata`; give the header `X-PM-Webhook-Trace-Id` as `deliveryId`. Postmark signs nothing: use basic
 * authentication.
 *
 * @param payload - what the service posted: parsed, as text or as bytes
 * @param options - the links of the message, and where its contact ids are
 * @returns the records, and what could not be read
 * @throws TypeError for a wrong option; content never throws
 * @example
 * ```ts
 * import { fromPostmark } from 'clickstamp/providers';
 *
 * const payload = {
 *   RecordType: 'Click',
 *   OriginalLink: 'https://shop.example/sale',
 *   ReceivedAt: '2026-11-24T10:00:00Z',
 *   MessageID: 'm-1',
 *   Metadata: { contactId: 'c-17' },
 * };
 * fromPostmark(payload).records.map(({ contactId, url }) => `${contactId} ${url}`); // => ['c-17 https://shop.example/sale']
 * ```
 */
export function fromPostmark(payload: unknown, options: ProviderEventOptions = {}): ProviderClicks {
  return readEvents('fromPostmark options', POSTMARK, payload, options);
}

/**
 * As `fromSes`, for Resend's webhooks. Metadata are the message's tags; give the header `svix-id` as `deliveryId`. Check
 * the signature with `resend.webhooks.verify` or `svix` first.
 *
 * @param payload - what the service posted: parsed, as text or as bytes
 * @param options - the links of the message, and where its contact ids are
 * @returns the records, and what could not be read
 * @throws TypeError for a wrong option; content never throws
 * @example
 * ```ts
 * import { fromResend } from 'clickstamp/providers';
 *
 * const payload = {
 *   type: 'email.clicked',
 *   created_at: '2026-11-24T10:00:00Z',
 *   data: {
 *     email_id: 'm-1',
 *     tags: { contactId: 'c-17' },
 *     click: { link: 'https://shop.example/sale', timestamp: '2026-11-24T10:00:00Z' },
 *   },
 * };
 * fromResend(payload).records.map(({ contactId, url }) => `${contactId} ${url}`); // => ['c-17 https://shop.example/sale']
 * ```
 */
export function fromResend(payload: unknown, options: ProviderEventOptions = {}): ProviderClicks {
  return readEvents('fromResend options', RESEND, payload, options);
}

/**
 * As `fromSes`, for SparkPost's (Bird's) webhooks: a list of events. Metadata are `rcpt_meta`, which SparkPost leaves out
 * 60 days after sending; the link is found by its `data-msys-linkname`; the event id is `event_id`. SparkPost signs
 * nothing: use basic authentication or OAuth 2.
 *
 * @param payload - what the service posted: parsed, as text or as bytes
 * @param options - the links of the message, and where its contact ids are
 * @returns the records, and what could not be read
 * @throws TypeError for a wrong option; content never throws
 * @example
 * ```ts
 * import { fromSparkPost } from 'clickstamp/providers';
 *
 * const payload = [
 *   {
 *     msys: {
 *       track_event: {
 *         type: 'click',
 *         event_id: 'e-1',
 *         timestamp: '1795600800',
 *         target_link_url: 'https://shop.example/sale',
 *         rcpt_meta: { contactId: 'c-17' },
 *       },
 *     },
 *   },
 * ];
 * fromSparkPost(payload).records.map(({ contactId, url }) => `${contactId} ${url}`); // => ['c-17 https://shop.example/sale']
 * ```
 */
export function fromSparkPost(payload: unknown, options: ProviderEventOptions = {}): ProviderClicks {
  return readEvents('fromSparkPost options', SPARKPOST, payload, options);
}

/**
 * As `fromSes`, for Brevo's transactional and marketing webhooks, one event or a batch. Metadata are the members of the
 * header `X-Mailin-custom`, where it holds a JSON object; readers can see that header. The event id is a hash of
 * `message-id`, `email`, `link` and time. Brevo signs nothing: use a token or basic authentication.
 *
 * @param payload - what the service posted: parsed, as text or as bytes
 * @param options - the links of the message, and where its contact ids are
 * @returns the records, and what could not be read
 * @throws TypeError for a wrong option; content never throws
 * @example
 * ```ts
 * import { fromBrevo } from 'clickstamp/providers';
 *
 * const payload = {
 *   event: 'click',
 *   link: 'https://shop.example/sale',
 *   ts_event: 1_795_600_800,
 *   'message-id': 'm-1',
 *   'X-Mailin-custom': '{"contactId":"c-17"}',
 * };
 * fromBrevo(payload).records.map(({ contactId, url }) => `${contactId} ${url}`); // => ['c-17 https://shop.example/sale']
 * ```
 */
export function fromBrevo(payload: unknown, options: ProviderEventOptions = {}): ProviderClicks {
  return readEvents('fromBrevo options', BREVO, payload, options);
}
