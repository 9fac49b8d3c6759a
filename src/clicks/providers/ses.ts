import { parseJson } from './payload.js';
import { type Enveloped, type Fields, isFields, member, type Reading, textOf } from './provider-click.js';
import { isoTime } from './time.js';

/** Lambda in SQS in SNS in JSON: nothing is wrapped deeper. */
const MAX_DEPTH = 6;

/**
 * Takes SES's records out of what carries them: SNS over HTTP or in a Lambda event, SQS with SNS's envelope or without,
 * EventBridge, or nothing at all (Amazon SES Developer Guide, "Event data retrieved from Amazon SNS" and "EventBridge").
 */
export function unwrapSes(payload: unknown): readonly Enveloped[] {
  return unwrap(payload, undefined, 0);
}

function unwrap(value: unknown, deliveryId: string | undefined, depth: number): readonly Enveloped[] {
  if (depth > MAX_DEPTH) return [{ event: value }];
  if (Array.isArray(value)) return value.flatMap((each) => unwrap(each, undefined, depth + 1));
  // `Messages` are what the SDK received from a queue.
  const records = member(value, 'Records') ?? member(value, 'Messages');
  if (Array.isArray(records)) return records.flatMap((each) => unwrap(carried(each), undefined, depth + 1));
  if (member(value, 'Type') === 'Notification')
    return inside(member(value, 'Message'), textOf(member(value, 'MessageId')), depth);
  if (member(value, 'detail-type') !== undefined)
    return inside(member(value, 'detail'), textOf(member(value, 'id')), depth);
  if (typeof member(value, 'Body') === 'string') return unwrap(carried(value), deliveryId, depth + 1);
  return [{ event: value, deliveryId }];
}

/** What a Lambda record of SNS or SQS holds, or a message that the SDK of SQS has read. */
function carried(record: unknown): unknown {
  const sns = member(record, 'Sns');
  const body = member(record, 'body') ?? member(record, 'Body');
  return sns ?? (typeof body === 'string' ? parseJson(body) : record);
}

function inside(content: unknown, deliveryId: string | undefined, depth: number): readonly Enveloped[] {
  return unwrap(typeof content === 'string' ? parseJson(content) : content, deliveryId, depth + 1);
}

/** Reads one of SES's records. Identity feedback (`notificationType`) and SNS's own confirmations are other things. */
export function readSes(event: Fields): Reading {
  const type = textOf(member(event, 'eventType'));
  if (type === undefined)
    return member(event, 'notificationType') !== undefined || member(event, 'SubscribeURL') !== undefined
      ? 'other'
      : 'unknown';
  if (type !== 'Click') return 'other';
  const click = member(event, 'click');
  const mail = member(event, 'mail');
  const { linkName, tags } = tagsOf(member(click, 'linkTags'));
  const messageTags = member(mail, 'tags');
  const url = textOf(member(click, 'link'));
  return {
    url,
    at: isoTime(member(click, 'timestamp')),
    fields: [
      member(mail, 'messageId'),
      url,
      member(click, 'timestamp'),
      member(click, 'linkTags'),
      member(click, 'ipAddress'),
    ],
    // SES rewrites links of the HTML part alone.
    linkName,
    tags,
    metadata: (name) => textOf(member(messageTags, name)) ?? headerOf(member(mail, 'headers'), name),
    sentAt: isoTime(member(mail, 'timestamp')),
    automated: /^(?:likely|true)$/i.test(textOf(member(click, 'isBotEvent')) ?? ''),
    userAgent: textOf(member(click, 'userAgent')),
  };
}

/** The link tag by which `markLinks` writes a link's id. */
export const SES_ID_TAG = 'link';

function tagsOf(linkTags: unknown): { linkName?: string; tags?: Readonly<Record<string, string>> } {
  if (!isFields(linkTags)) return {};
  const texts = Object.keys(linkTags).flatMap((name) => {
    const text = textOf(member(linkTags, name));
    return text === undefined || name === '__proto__' ? [] : [[name, text] as const];
  });
  const linkName = texts.find(([name]) => name === SES_ID_TAG)?.[1];
  const others = texts.filter(([name]) => name !== SES_ID_TAG);
  return {
    ...(linkName === undefined ? {} : { linkName }),
    ...(others.length === 0 ? {} : { tags: Object.fromEntries(others) }),
  };
}

function headerOf(headers: unknown, name: string): string | undefined {
  if (!Array.isArray(headers)) return undefined;
  const found = headers.find((header) => textOf(member(header, 'name'))?.toLowerCase() === name.toLowerCase());
  return textOf(member(found, 'value'));
}
