import { mistake } from '../options.js';
import { type ClickLog, TEST, TRAP } from './click-log.js';
import { describe } from './describe.js';
import type { Place } from './places.js';
import type { Changes, LinkChange, PairChange } from './stats.js';
import { eachClick, PairTally, type Reading, type RowFilter, rowsOf } from './tally.js';

/**
 * Gives the counts that may have changed since a cursor, absolute, so that writing them twice does no harm: those of
 * every contact who has clicked since. A click can turn earlier ones of its contact into a machine's; and the first click
 * on a link takes `every-link` away from all who had clicked every other link of that message, so those are given, too.
 */
export function changesSince(reading: Reading, cursor: string | undefined): Changes {
  const { log } = reading;
  const seen = readCursor(cursor, log.size);
  const touched = new Uint8Array(log.contacts.size + 1);
  const clicked = new Set<number>();
  const grown = messagesWithNewLinks(log, seen);
  for (let row = 0; row < log.size; row++) {
    const place = log.places.list[log.placeAt(row)] as Place;
    if (row >= seen) clicked.add(place.link);
    if (row >= seen || grown.has(place.message)) touched[log.contactAt(row)] = 1;
  }
  const filter = { places: new Uint8Array(log.places.list.length).fill(1), from: -Infinity, to: Infinity };
  const changes: PairChange[] = [];
  for (let contact = 0; contact < touched.length; contact++)
    if (touched[contact] === 1) changes.push(...pairsOf(reading, filter, contact));
  return { cursor: String(log.size), changes, links: linksOf(log.places.list, clicked) };
}

function readCursor(cursor: string | undefined, rows: number): number {
  if (cursor === undefined) return 0;
  const seen = typeof cursor === 'string' && /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (seen <= rows) return seen;
  throw mistake('cursor', 'must come from changesSince of this aggregator');
}

/** Messages in which a link was clicked for the first time since, after others had been clicked before. */
function messagesWithNewLinks(log: ClickLog, since: number): ReadonlySet<number> {
  const known = new Uint8Array(log.places.list.length);
  const grown = new Set<number>();
  for (let row = 0; row < log.size; row++) {
    if (log.flagsAt(row) & (TEST | TRAP)) continue;
    const { link, message } = log.places.list[log.placeAt(row)] as Place;
    if (known[link] === 1) continue;
    known[link] = 1;
    if (row >= since && since > 0) grown.add(message);
  }
  return grown;
}

function linksOf(list: readonly Place[], clicked: ReadonlySet<number>): LinkChange[] {
  const links = new Map<number, Place[]>();
  for (const place of list) {
    if (!clicked.has(place.link)) continue;
    const places = links.get(place.link);
    if (places === undefined) links.set(place.link, [place]);
    else places.push(place);
  }
  return [...links.values()].map((places) => ({ ...messageOf(places[0] as Place), ...describe(places) }));
}

function pairsOf(reading: Reading, filter: RowFilter, contact: number): PairChange[] {
  const { log } = reading;
  const pairs = new Map<number, PairTally>();
  eachClick(
    reading,
    filter,
    (_, place, at, label, machine) => {
      const link = log.places.list[place]?.link as number;
      const pair = pairs.get(link) ?? new PairTally();
      pairs.set(link, pair);
      pair.add(at, label, machine);
    },
    rowsOf(reading, contact),
  );
  const contactId = contact === 0 ? {} : { contactId: log.contacts.text(contact - 1) };
  return [...pairs].map(([number, pair]) => {
    const place = log.places.list[number] as Place;
    return { ...contactId, ...messageOf(place), part: place.part, linkId: place.linkId, ...pair.clicks(reading) };
  });
}

function messageOf({
  campaignId,
  messageId,
  variant,
}: Place): Pick<PairChange, 'campaignId' | 'messageId' | 'variant'> {
  return {
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(variant === undefined ? {} : { variant }),
  };
}
