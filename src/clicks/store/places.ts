/** Where clicks can happen: one link of one part of one message, with its tags. */
export interface Place {
  readonly index: number;
  readonly campaignId: string | undefined;
  readonly messageId: string | undefined;
  readonly variant: string | undefined;
  readonly part: string;
  readonly linkId: string;
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** Numbers campaign, message and variant together: signals that span several clicks look at one message. */
  readonly message: number;
  /** Number of the first place with the same link, part and message: those whose tags differ share it. */
  readonly link: number;
  /** The smallest URL of all its clicks by code units, so that the order of events is irrelevant. */
  url: string;
  /** Its clicks went to different URLs: a merge tag in the address, or a destination corrected after the send. */
  varies: boolean;
}

/** What names a place. */
export type PlaceKey = Pick<Place, 'linkId'> & {
  readonly [Key in 'campaignId' | 'messageId' | 'variant' | 'part' | 'url']?: string | undefined;
} & { readonly tags?: Readonly<Record<string, string>> | undefined };

interface Scope {
  readonly campaignId: string | undefined;
  readonly messageId: string | undefined;
  readonly variant: string | undefined;
  readonly part: string;
  readonly message: number;
  readonly links: Map<string, LinkPlaces>;
}

/** The places of one link: one for each set of tags. */
interface LinkPlaces {
  last: Place;
  readonly byTags: Map<string, Place>;
}

/** Numbers places. Neighbouring events mostly share campaign, message, variant and part, so the last scope is looked at first. */
export class Places {
  readonly list: Place[] = [];
  /** How many messages there are. */
  messages = 0;
  readonly #scopes = new Map<string, Scope>();
  readonly #messages = new Map<string, number>();
  #last: Scope | undefined;

  /** Gives the number of the place of a click. */
  intern(key: PlaceKey): number {
    const part = key.part ?? 'html';
    const last = this.#last;
    const scope =
      last !== undefined &&
      last.part === part &&
      last.variant === key.variant &&
      last.messageId === key.messageId &&
      last.campaignId === key.campaignId
        ? last
        : this.#scopeOf(key, part);
    const { linkId, tags } = key;
    const known = scope.links.get(linkId);
    const place =
      known === undefined || !sameTags(known.last.tags, tags) ? this.#placeOf(scope, key, known) : known.last;
    if (key.url !== place.url) noteUrl(place, key.url ?? '');
    return place.index;
  }

  /** Gives the number of a place that was numbered elsewhere. */
  adopt(other: PlaceKey & { readonly varies?: boolean | undefined }): number {
    const index = this.intern(other);
    if (other.varies === true) (this.list[index] as Place).varies = true;
    return index;
  }

  #placeOf(scope: Scope, { linkId, tags, url }: PlaceKey, known: LinkPlaces | undefined): Place {
    const name = tags === undefined ? '' : JSON.stringify(Object.entries(tags).sort());
    const before = known?.byTags.get(name);
    if (known !== undefined && before !== undefined) {
      known.last = before;
      return before;
    }
    const { campaignId, messageId, variant, part, message } = scope;
    const index = this.list.length;
    const place: Place = {
      index,
      campaignId,
      messageId,
      variant,
      part,
      linkId,
      tags: tags === undefined ? undefined : { ...tags },
      message,
      link: known?.last.link ?? index,
      url: url ?? '',
      varies: false,
    };
    this.list.push(place);
    if (known === undefined) scope.links.set(linkId, { last: place, byTags: new Map([[name, place]]) });
    else {
      known.last = place;
      known.byTags.set(name, place);
    }
    return place;
  }

  #scopeOf({ campaignId, messageId, variant }: PlaceKey, part: string): Scope {
    const names = [campaignId ?? 0, messageId ?? 0, variant ?? 0];
    const name = JSON.stringify([...names, part]);
    let scope = this.#scopes.get(name);
    if (scope === undefined) {
      const messageName = JSON.stringify(names);
      const message = this.#messages.get(messageName) ?? this.messages++;
      this.#messages.set(messageName, message);
      scope = { campaignId, messageId, variant, part, message, links: new Map() };
      this.#scopes.set(name, scope);
    }
    this.#last = scope;
    return scope;
  }
}

/** A click whose URL is not known says nothing of it. */
function noteUrl(place: Place, url: string): void {
  if (url === '') return;
  if (place.url !== '') place.varies = true;
  if (place.url === '' || url < place.url) place.url = url;
}

function sameTags(a: Place['tags'], b: Place['tags']): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
