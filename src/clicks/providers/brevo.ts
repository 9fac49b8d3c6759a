import { parseJson } from './payload.js';
import {
  type Enveloped,
  type Fields,
  isFields,
  listOf,
  lookUpIn,
  member,
  type Reading,
  textOf,
} from './provider-click.js';
import { unixTime } from './time.js';

/** One event, a list of them, or a list inside an object: the shape of batched webhooks is not documented. */
export function unwrapBrevo(payload: unknown): readonly Enveloped[] {
  return listOf(member(payload, 'events') ?? member(payload, 'items') ?? payload).map((event) => ({ event }));
}

/** Brevo's header for an app's own text; JSON in it comes back as text. */
const CUSTOM = 'X-Mailin-custom';

/** Reads one of Brevo's events. The address stands in `link`, in webhooks of marketing campaigns in `URL`. */
export function readBrevo(event: Fields): Reading {
  const type = textOf(member(event, 'event'));
  if (type === undefined) return 'unknown';
  if (type !== 'click') return 'other';
  const url = textOf(member(event, 'link')) ?? textOf(member(event, 'URL'));
  const epoch = member(event, 'ts_epoch');
  const custom = textOf(member(event, CUSTOM));
  const parsed = custom === undefined ? undefined : parseJson(custom);
  return {
    url,
    at: unixTime(epoch) ?? unixTime(member(event, 'ts_event')) ?? unixTime(member(event, 'ts')),
    fields: [
      member(event, 'message-id') ?? member(event, 'camp_id'),
      member(event, 'email'),
      url,
      epoch ?? member(event, 'ts_event') ?? member(event, 'ts'),
    ],
    metadata: lookUpIn(isFields(parsed) ? parsed : { [CUSTOM]: custom }),
    automated: false,
    userAgent: textOf(member(event, 'user_agent')),
  };
}
