import type { LinkInstance } from '../store/link-instances.js';
import type { LinkStats } from './stats.js';
import { tagsText } from './tags.js';
import type { QueryContext, Tally } from './tally.js';

/** Links over their places: part and id together name one, whatever the campaign or message. */
export interface NumberedLinks {
  /** By place. */
  readonly linkOf: Uint32Array;
  /** The places of each link. */
  readonly links: readonly (readonly LinkInstance[])[];
}

/** Numbers links. */
export function numberLinks(instances: readonly LinkInstance[]): NumberedLinks {
  const linkOf = new Uint32Array(instances.length);
  const links: LinkInstance[][] = [];
  const parts = new Map<string, Map<string, number>>();
  for (const instance of instances) {
    let ids = parts.get(instance.part);
    if (ids === undefined) {
      ids = new Map();
      parts.set(instance.part, ids);
    }
    let number = ids.get(instance.linkId);
    if (number === undefined) {
      number = links.length;
      ids.set(instance.linkId, number);
      links.push([]);
    }
    linkOf[instance.index] = number;
    (links[number] as LinkInstance[]).push(instance);
  }
  return { linkOf, links };
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
export function linkStats(reading: QueryContext, tally: Tally, instances: readonly LinkInstance[]): LinkStats {
  return { ...describe(instances), ...tally.split(), ...span(tally), reasons: tally.reasons(reading) };
}

/** First and last click. */
export function span({ first, last }: Tally): { firstClickAt: Date; lastClickAt: Date } {
  return { firstClickAt: new Date(first), lastClickAt: new Date(last) };
}

/** Order by UTF-16 code units, the same in every language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
