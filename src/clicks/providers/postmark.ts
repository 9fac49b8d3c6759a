import { type Fields, lookUpIn, member, type Reading, textOf } from './provider-click.js';
import { isoTime } from './time.js';

/** Reads one object of Postmark's click webhook. It posts a contact's first click on a link and no other. */
export function readPostmark(event: Fields): Reading {
  const type = textOf(member(event, 'RecordType'));
  if (type === undefined) return 'unknown';
  if (type !== 'Click') return 'other';
  const place = textOf(member(event, 'ClickLocation'))?.toLowerCase();
  const url = textOf(member(event, 'OriginalLink'));
  return {
    url,
    at: isoTime(member(event, 'ReceivedAt')),
    fields: [
      member(event, 'MessageID'),
      member(event, 'Recipient'),
      url,
      member(event, 'ClickLocation'),
      member(event, 'ReceivedAt'),
      member(member(event, 'Geo'), 'IP'),
    ],
    part: place === 'html' || place === 'text' ? place : undefined,
    metadata: lookUpIn(member(event, 'Metadata')),
    automated: false,
    userAgent: textOf(member(event, 'UserAgent')),
  };
}
