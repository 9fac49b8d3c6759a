import { type Enveloped, type Fields, listOf, lookUpIn, member, type Reading, textOf } from './provider-click.js';
import { unixTime } from './time.js';

/** Takes the event out of a webhook's signed object. Events as the Events API lists them are taken as they are. */
export function unwrapMailgun(payload: unknown): readonly Enveloped[] {
  return listOf(member(payload, 'items') ?? payload).map((each) => ({ event: member(each, 'event-data') ?? each }));
}

/** Reads Mailgun's `event-data`. Its `id` is unique within a day only, so the time belongs to the id of the click. */
export function readMailgun(event: Fields): Reading {
  const type = textOf(member(event, 'event'));
  if (type === undefined) return 'unknown';
  if (type !== 'clicked') return 'other';
  const id = textOf(member(event, 'id'));
  const time = textOf(member(event, 'timestamp'));
  const client = member(event, 'client-info');
  return {
    url: textOf(member(event, 'url')),
    at: unixTime(member(event, 'timestamp')),
    ownId: id === undefined || time === undefined ? undefined : `${id}:${time}`,
    fields: [
      member(member(member(event, 'message'), 'headers'), 'message-id'),
      member(event, 'recipient'),
      time,
      member(event, 'url'),
      member(event, 'ip'),
    ],
    metadata: lookUpIn(member(event, 'user-variables')),
    automated: textOf(member(client, 'bot')) !== undefined && member(client, 'bot') !== false,
    userAgent: textOf(member(client, 'user-agent')),
  };
}
