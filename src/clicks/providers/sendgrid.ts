import { type Fields, lookUpIn, member, type Reading, textOf } from './provider-click.js';
import { unixTime } from './time.js';

/**
 * SendGrid's own members of an event; whatever else stands beside them is a `custom_args` entry of the app's (Event
 * Webhook Reference). No custom argument overwrites one of these.
 */
const STANDARD: ReadonlySet<string> = new Set([
  'event',
  'email',
  'timestamp',
  'url',
  'url_offset',
  'sg_event_id',
  'sg_message_id',
  'sg_content_type',
  'sg_machine_open',
  'sg_template_id',
  'sg_template_name',
  'sg_user_id',
  'smtp-id',
  'useragent',
  'ip',
  'category',
  'asm_group_id',
  'type',
  'reason',
  'status',
  'response',
  'attempt',
  'tls',
  'cert_err',
  'bounce_classification',
  'newsletter',
  'pool',
]);

/** Reads one event of SendGrid's Event Webhook. */
export function readSendGrid(event: Fields): Reading {
  const type = textOf(member(event, 'event'));
  if (type === undefined) return 'unknown';
  if (type !== 'click') return 'other';
  const offset = member(event, 'url_offset');
  const kind = textOf(member(offset, 'type')) ?? textOf(member(event, 'sg_content_type'));
  const custom = lookUpIn(event);
  return {
    url: textOf(member(event, 'url')),
    at: unixTime(member(event, 'timestamp')),
    ownId: textOf(member(event, 'sg_event_id')),
    fields: [
      member(event, 'sg_message_id'),
      member(event, 'email'),
      member(event, 'timestamp'),
      member(event, 'url'),
      offset,
      member(event, 'ip'),
    ],
    part: kind === 'html' || kind === 'text' ? kind : undefined,
    metadata: (name) => (STANDARD.has(name) ? undefined : custom(name)),
    automated: false,
    userAgent: textOf(member(event, 'useragent')),
  };
}
