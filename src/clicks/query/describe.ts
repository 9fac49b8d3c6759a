import type { LinkInstances } from '../store/link-instances.js';
import type { NameSummary } from '../store/link-names.js';
import type { Tags } from '../store/tags.js';
import { tagsText } from '../store/tags-text.js';
import type { QueryContext } from './each-click.js';
import type { LinkStats } from './stats.js';
import type { Tally } from './tally.js';

/** What a link is by those of its places that are read. */
export type LinkDescription = Pick<LinkStats, 'linkId' | 'part' | 'url' | 'hasMultipleUrls' | 'tags'>;

/** Gives a function from a name's number to what the places that a filter reads say of it. */
export function describeLinks(
  instances: LinkInstances,
  filter: Uint8Array | undefined,
): (name: number) => LinkDescription {
  if (filter === undefined) return (name) => descriptionOf(instances.summaryOf(name));
  const places = new Map<number, PlaceUnion>();
  for (let index = 0; index < instances.size; index++) {
    if (filter[index] === 0) continue;
    const name = instances.nameAt(index);
    let union = places.get(name);
    if (union === undefined) {
      union = new PlaceUnion();
      places.set(name, union);
    }
    union.add(instances, index);
  }
  return (name) => descriptionOf({ ...instances.name(name), ...(places.get(name) ?? new PlaceUnion()).summary() });
}

/** What several places of one link say of it: the smallest URL and tags where they differ, so that order is irrelevant. */
class PlaceUnion {
  #url = '';
  #urlText = 0;
  #hasMultipleUrls = false;
  #tags: Tags | undefined;
  #tagsNumber = 0;

  add(instances: LinkInstances, index: number): void {
    if (instances.hasMultipleUrlsAt(index)) this.#hasMultipleUrls = true;
    const urlText = instances.urlAt(index);
    if (urlText !== this.#urlText) {
      const url = instances.textOf(urlText) as string;
      if (url !== '') {
        if (this.#url !== '') this.#hasMultipleUrls = true;
        if (this.#url === '' || url < this.#url) {
          this.#url = url;
          this.#urlText = urlText;
        }
      }
    }
    const tagsNumber = instances.tagsNumberAt(index);
    if (tagsNumber === 0 || tagsNumber === this.#tagsNumber) return;
    const { tags } = instances.get(index);
    if (tags === undefined || (this.#tags !== undefined && tagsText(tags) >= tagsText(this.#tags))) return;
    this.#tags = tags;
    this.#tagsNumber = tagsNumber;
  }

  summary(): Pick<NameSummary, 'url' | 'hasMultipleUrls' | 'tags'> {
    return { url: this.#url, hasMultipleUrls: this.#hasMultipleUrls, tags: this.#tags };
  }
}

function descriptionOf({ linkId, part, url, hasMultipleUrls, tags }: NameSummary): LinkDescription {
  return {
    linkId,
    part,
    url,
    ...(hasMultipleUrls ? { hasMultipleUrls: true as const } : {}),
    ...(tags === undefined ? {} : { tags }),
  };
}

/** What some places of one link say of it. */
export function describe(instances: LinkInstances, places: readonly number[]): LinkDescription {
  const union = new PlaceUnion();
  for (const index of places) union.add(instances, index);
  return descriptionOf({ ...instances.name(instances.nameAt(places[0] as number)), ...union.summary() });
}

/** The counts of a link. */
export function linkStats(reading: QueryContext, tally: Tally, description: LinkDescription): LinkStats {
  return { ...description, ...tally.split(), ...span(tally), reasons: tally.reasons(reading.rules) };
}

/** First and last click. */
export function span({ first, last }: Tally): { firstClickAt: Date; lastClickAt: Date } {
  return { firstClickAt: new Date(first), lastClickAt: new Date(last) };
}

/** Order by UTF-16 code units, the same in every language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
