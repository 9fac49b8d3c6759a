import type { LinkInstance, LinkInstances } from '../store/link-instances.js';
import type { LinkStats } from './stats.js';
import { tagsText } from './tags.js';
import type { QueryContext, Tally } from './tally.js';

/** Links over their places: part and id together name one, whatever the campaign or message. */
export interface NumberedLinks {
  /** By place. */
  readonly linkOf: Uint32Array;
  /** How many links there are. */
  readonly size: number;
}

/** Numbers links. */
export function numberLinks(instances: LinkInstances): NumberedLinks {
  const linkOf = new Uint32Array(instances.size);
  for (let index = 0; index < instances.size; index++) linkOf[index] = instances.nameAt(index);
  return { linkOf, size: instances.names };
}

/** The places of each link, those that a filter reads. */
export function placesByLink({ linkOf }: NumberedLinks, filter: Uint8Array): Map<number, number[]> {
  const places = new Map<number, number[]>();
  linkOf.forEach((link, index) => {
    if (filter[index] === 0) return;
    const others = places.get(link);
    if (others === undefined) places.set(link, [index]);
    else others.push(index);
  });
  return places;
}

/** What a link's places say of it; the smallest URL and tags where they differ, so that order is irrelevant. */
export function describe(
  instances: readonly LinkInstance[],
): Pick<LinkStats, 'linkId' | 'part' | 'url' | 'hasMultipleUrls' | 'tags'> {
  const [first] = instances as readonly [LinkInstance, ...LinkInstance[]];
  const urls = instances.map((instance) => instance.url).filter((each) => each !== '');
  const url = urls.sort(compare)[0] ?? '';
  const hasMultipleUrls = instances.some((instance) => instance.hasMultipleUrls) || urls.some((each) => each !== url);
  const tags = instances
    .map((instance) => instance.tags)
    .filter((each) => each !== undefined)
    .sort((a, b) => compare(tagsText(a), tagsText(b)))[0];
  return {
    linkId: first.linkId,
    part: first.part,
    url,
    ...(hasMultipleUrls ? { hasMultipleUrls: true as const } : {}),
    ...(tags === undefined ? {} : { tags }),
  };
}

/** The counts of a link. */
export function linkStats(reading: QueryContext, tally: Tally, places: readonly number[]): LinkStats {
  const { instances } = reading.log;
  return {
    ...describe(places.map((index) => instances.get(index))),
    ...tally.split(),
    ...span(tally),
    reasons: tally.reasons(reading),
  };
}

/** First and last click. */
export function span({ first, last }: Tally): { firstClickAt: Date; lastClickAt: Date } {
  return { firstClickAt: new Date(first), lastClickAt: new Date(last) };
}

/** Order by UTF-16 code units, the same in every language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
