import { type Fields, lookUpIn, member, type Reading, textOf } from './provider-click.js';
import { isoTime } from './time.js';

/** Reads one of Resend's webhook events. Tags are sent as a list of names and values, and come back as an object. */
export function readResend(event: Fields): Reading {
  const type = textOf(member(event, 'type'));
  if (type === undefined) return 'unknown';
  if (type !== 'email.clicked') return 'other';
  const data = member(event, 'data');
  const click = member(data, 'click');
  const tags = member(data, 'tags');
  const url = textOf(member(click, 'link'));
  return {
    url,
    at: isoTime(member(click, 'timestamp')) ?? isoTime(member(event, 'created_at')),
    fields: [member(data, 'email_id'), url, member(click, 'timestamp'), member(click, 'ipAddress')],
    metadata: Array.isArray(tags)
      ? (name) =>
          textOf(
            member(
              tags.find((tag) => member(tag, 'name') === name),
              'value',
            ),
          )
      : lookUpIn(tags),
    sentAt: isoTime(member(data, 'created_at')),
    automated: false,
    userAgent: textOf(member(click, 'userAgent')),
  };
}
