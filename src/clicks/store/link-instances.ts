/** Where clicks can happen: one link of one part of one message, with its tags. */
export interface LinkInstance {
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
  hasMultipleUrls: boolean;
}

/** What names a place. */
export type PlaceKey = Pick<LinkInstance, 'linkId'> & {
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
  last: LinkInstance;
  readonly byTags: Map<string, LinkInstance>;
}

/** Numbers places. Neighbouring events mostly share campaign, message, variant and part, so the last scope is looked at first. */
export class LinkInstances {
  readonly list: LinkInstance[] = [];
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
    const instance =
      known === undefined || !sameTags(known.last.tags, tags) ? this.#placeOf(scope, key, known) : known.last;
    if (key.url !== instance.url) noteUrl(instance, key.url ?? '');
    return instance.index;
  }

  /** Gives the number of a place that was numbered elsewhere. */
  adopt(other: PlaceKey & { readonly hasMultipleUrls?: boolean | undefined }): number {
    const index = this.intern(other);
    if (other.hasMultipleUrls === true) (this.list[index] as LinkInstance).hasMultipleUrls = true;
    return index;
  }

  #placeOf(scope: Scope, { linkId, tags, url }: PlaceKey, known: LinkPlaces | undefined): LinkInstance {
    const name = tags === undefined ? '' : JSON.stringify(Object.entries(tags).sort());
    const before = known?.byTags.get(name);
    if (known !== undefined && before !== undefined) {
      known.last = before;
      return before;
    }
    const { campaignId, messageId, variant, part, message } = scope;
    const index = this.list.length;
    const instance: LinkInstance = {
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
      hasMultipleUrls: false,
    };
    this.list.push(instance);
    if (known === undefined) scope.links.set(linkId, { last: instance, byTags: new Map([[name, instance]]) });
    else {
      known.last = instance;
      known.byTags.set(name, instance);
    }
    return instance;
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
function noteUrl(instance: LinkInstance, url: string): void {
  if (url === '') return;
  if (instance.url !== '') instance.hasMultipleUrls = true;
  if (instance.url === '' || url < instance.url) instance.url = url;
}

function sameTags(a: LinkInstance['tags'], b: LinkInstance['tags']): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
