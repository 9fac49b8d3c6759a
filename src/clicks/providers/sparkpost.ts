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
import { isoTime, unixTime } from './time.js';

/** Takes events out of `{ msys: { track_event } }`. An empty `msys` is SparkPost's test of the address: no event at all. */
export function unwrapSparkPost(payload: unknown): readonly Enveloped[] {
  return listOf(member(payload, 'results') ?? payload).flatMap((each) => {
    const msys = member(each, 'msys');
    return isFields(msys) ? Object.values(msys).map((event) => ({ event })) : [{ event: each }];
  });
}

/** What SparkPost reports as the name of a link that has none. */
const UNNAMED = 'Raw URL';

/** Reads one of SparkPost's (Bird's) events; clicks in the AMP part are a type of their own. */
export function readSparkPost(event: Fields): Reading {
  const type = textOf(member(event, 'type'));
  if (type === undefined) return 'unknown';
  if (type !== 'click' && type !== 'amp_click') return 'other';
  const name = textOf(member(event, 'target_link_name'));
  const time = member(event, 'timestamp');
  const url = textOf(member(event, 'target_link_url'));
  return {
    url,
    at: unixTime(time) ?? isoTime(time),
    ownId: textOf(member(event, 'event_id')),
    fields: [member(event, 'message_id'), member(event, 'rcpt_to'), time, url, name, member(event, 'ip_address')],
    part: type === 'amp_click' ? 'amp' : undefined,
    linkName: name === UNNAMED ? undefined : name,
    metadata: lookUpIn(member(event, 'rcpt_meta')),
    campaignId: textOf(member(event, 'campaign_id')),
    automated: false,
    userAgent: textOf(member(event, 'user_agent')),
  };
}
