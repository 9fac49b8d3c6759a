import type { Place } from '../store/places.js';
import type { LinkStats } from './stats.js';
import type { Tally } from './tally.js';

/** Links over their places: part and id together name one, whatever the campaign or message. */
export interface NumberedLinks {
  /** By place. */
  readonly linkOf: Uint32Array;
  /** The places of each link. */
  readonly links: readonly (readonly Place[])[];
}

/** Numbers links. */
export function numberLinks(places: readonly Place[]): NumberedLinks {
  const linkOf = new Uint32Array(places.length);
  const links: Place[][] = [];
  const parts = new Map<string, Map<string, number>>();
  for (const place of places) {
    let ids = parts.get(place.part);
    if (ids === undefined) {
      ids = new Map();
      parts.set(place.part, ids);
    }
    let number = ids.get(place.linkId);
    if (number === undefined) {
      number = links.length;
      ids.set(place.linkId, number);
      links.push([]);
    }
    linkOf[place.index] = number;
    (links[number] as Place[]).push(place);
  }
  return { linkOf, links };
}

/** What a link's places say of it; the smallest URL and tags where they differ, so that order is irrelevant. */
export function describe(places: readonly Place[]): Pick<LinkStats, 'linkId' | 'part' | 'url' | 'varies' | 'tags'> {
  const [first] = places as readonly [Place, ...Place[]];
  const urls = places.map((place) => place.url).filter((each) => each !== '');
  const url = urls.sort(compare)[0] ?? '';
  const varies = places.some((place) => place.varies) || urls.some((each) => each !== url);
  const tags = places
    .map((place) => place.tags)
    .filter((each) => each !== undefined)
    .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)))[0];
  return {
    linkId: first.linkId,
    part: first.part,
    url,
    ...(varies ? { varies: true as const } : {}),
    ...(tags === undefined ? {} : { tags }),
  };
}

/** The counts of a link. */
export function linkStats(tally: Tally, places: readonly Place[]): LinkStats {
  return { ...describe(places), ...tally.split(), ...span(tally) };
}

/** First and last click. */
export function span({ first, last }: Tally): { firstClickAt: Date; lastClickAt: Date } {
  return { firstClickAt: new Date(first), lastClickAt: new Date(last) };
}

/** Order by UTF-16 code units, the same in every language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
