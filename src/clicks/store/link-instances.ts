import { Texts } from './texts.js';
import { Tuples } from './tuples.js';

/** Tags by name. */
export type Tags = Readonly<Record<string, string>>;

/** Where clicks can happen: one link of one part of one message, with its tags and those of the event. */
export interface LinkInstance {
  readonly index: number;
  readonly campaignId: string | undefined;
  readonly messageId: string | undefined;
  readonly variant: string | undefined;
  readonly part: string;
  readonly linkId: string;
  readonly tags: Tags | undefined;
  readonly eventTags: Tags | undefined;
  /** Numbers campaign, message and variant together: signals that span several clicks look at one message. */
  readonly message: number;
  /** Numbers the link within its message: instances whose tags differ share it. */
  readonly link: number;
  /** The smallest URL of all its clicks by code units, so that the order of events is irrelevant. */
  readonly url: string;
  /** Its clicks went to different URLs: a merge tag in the address, or a destination corrected after the send. */
  readonly hasMultipleUrls: boolean;
}

/** What names a place. */
export type PlaceKey = Pick<LinkInstance, 'linkId'> & {
  readonly [Key in 'campaignId' | 'messageId' | 'variant' | 'part' | 'url']?: string | undefined;
} & { readonly tags?: Tags | undefined; readonly eventTags?: Tags | undefined };

/** A place of a recent scope. */
interface Recent {
  readonly index: number;
  readonly tags: Tags | undefined;
  readonly eventTags: Tags | undefined;
  url: string;
}

interface Scope {
  readonly campaignId: string | undefined;
  readonly messageId: string | undefined;
  readonly variant: string | undefined;
  readonly part: string;
  readonly message: number;
  readonly partText: number;
  readonly links: Map<string, Recent>;
}

/** How many scopes, and how many links of one, are remembered for quick look-up. */
const RECENT_SCOPES = 8;
const RECENT_LINKS = 10_000;

const BLOCK_BITS = 10;
const BLOCK = 1 << BLOCK_BITS;

/**
 * Numbers places. Everything is kept as numbers in typed arrays, some 60 bytes for a message with one link beside its
 * id, because transactional mail has a message id for each mail. Neighbouring events mostly share campaign, message,
 * variant and part, so the latest of these scopes are looked at first.
 */
export class LinkInstances {
  readonly #texts = new Texts();
  /** Campaign, message and variant. */
  readonly #messages = new Tuples(3);
  /** Part and link id. */
  readonly #names = new Tuples(2);
  /** Message and name. */
  readonly #links = new Tuples(2);
  /** Tags and event's tags, as sorted JSON. */
  readonly #tags = new Tuples(2);
  /** Link and tags. */
  readonly #instances = new Tuples(2);
  /** By instance, twice its URL's number, and 1 more if its clicks went to different URLs. */
  readonly #urls: Uint32Array[] = [];
  /** Places that are not the first of their link: in order, and by link. */
  readonly #further: number[] = [];
  readonly #furtherByLink = new Map<number, number[]>();
  readonly #recent: Scope[] = [];

  /** How many places there are. */
  get size(): number {
    return this.#instances.size;
  }

  /** How many different links there are: part and id together, whatever the message. */
  get names(): number {
    return this.#names.size;
  }

  /** Number of an instance's link within its message. */
  linkAt(index: number): number {
    return this.#instances.at(index, 0);
  }

  /** Number of an instance's message. */
  messageAt(index: number): number {
    return this.#links.at(this.linkAt(index), 0);
  }

  /** Number of an instance's part and link id together. */
  nameAt(index: number): number {
    return this.#links.at(this.linkAt(index), 1);
  }

  /** Number of an instance's part. */
  partAt(index: number): number {
    return this.#names.at(this.nameAt(index), 0);
  }

  /** Number of an instance's URL among all texts. */
  urlAt(index: number): number {
    return this.#url(index) >>> 1;
  }

  /** What a message number stands for. */
  message(number: number): Pick<LinkInstance, 'campaignId' | 'messageId' | 'variant'> {
    return {
      campaignId: this.#texts.text(this.#messages.at(number, 0)),
      messageId: this.#texts.text(this.#messages.at(number, 1)),
      variant: this.#texts.text(this.#messages.at(number, 2)),
    };
  }

  /** What a name number stands for. */
  name(number: number): Pick<LinkInstance, 'part' | 'linkId'> {
    return {
      part: this.#texts.text(this.#names.at(number, 0)) as string,
      linkId: this.#texts.text(this.#names.at(number, 1)) as string,
    };
  }

  /** Message and name of a link number. */
  link(number: number): { readonly message: number; readonly name: number } {
    return { message: this.#links.at(number, 0), name: this.#links.at(number, 1) };
  }

  /** Everything about a place. */
  get(index: number): LinkInstance {
    const link = this.linkAt(index);
    const message = this.#links.at(link, 0);
    const tags = this.#instances.at(index, 1);
    const url = this.#url(index);
    return {
      index,
      ...this.message(message),
      ...this.name(this.#links.at(link, 1)),
      tags: tagsOf(this.#texts.text(this.#tags.at(tags, 0))),
      eventTags: tagsOf(this.#texts.text(this.#tags.at(tags, 1))),
      message,
      link,
      url: this.#texts.text(url >>> 1) as string,
      hasMultipleUrls: url % 2 === 1,
    };
  }

  /** The places of a link: one for each set of tags. */
  placesOf(link: number): number[] {
    // Links are numbered in the order of their first places; what comes between are further places of others.
    let low = 0;
    let high = this.#further.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#further[middle] as number) - middle <= link) low = middle + 1;
      else high = middle;
    }
    return [link + low, ...(this.#furtherByLink.get(link) ?? [])];
  }

  /** All places in the order of their numbers. */
  *all(): Generator<LinkInstance, void, undefined> {
    for (let index = 0; index < this.size; index++) yield this.get(index);
  }

  /** Returns the number of the place of a click. */
  intern(key: PlaceKey): number {
    const part = key.part ?? 'html';
    const scope = this.#scopeOf(key, part);
    const { linkId, tags, eventTags, url = '' } = key;
    let place = scope.links.get(linkId);
    if (place === undefined || !sameTags(place.tags, tags) || !sameTags(place.eventTags, eventTags)) {
      if (scope.links.size >= RECENT_LINKS) scope.links.clear();
      place = this.#placeOf(scope, key);
      scope.links.set(linkId, place);
    }
    if (url !== place.url) this.#noteUrl(place, url);
    return place.index;
  }

  /** Returns the number of a place that was numbered elsewhere. */
  adopt(other: PlaceKey & { readonly hasMultipleUrls?: boolean | undefined }): number {
    const index = this.intern(other);
    if (other.hasMultipleUrls === true) this.#setUrl(index, this.#url(index) | 1);
    return index;
  }

  #placeOf(scope: Scope, { linkId, tags, eventTags, url = '' }: PlaceKey): Recent {
    const texts = this.#texts;
    const name = this.#names.intern(scope.partText, texts.intern(linkId));
    const links = this.#links.size;
    const link = this.#links.intern(scope.message, name);
    const index = this.#instances.intern(
      link,
      this.#tags.intern(texts.intern(jsonOf(tags)), texts.intern(jsonOf(eventTags))),
    );
    const isNew = index >>> BLOCK_BITS >= this.#urls.length || this.#url(index) === 0;
    if (isNew) {
      if ((index & (BLOCK - 1)) === 0) this.#urls.push(new Uint32Array(BLOCK));
      this.#setUrl(index, 2 * texts.intern(url));
      if (link < links) {
        this.#further.push(index);
        const others = this.#furtherByLink.get(link);
        if (others === undefined) this.#furtherByLink.set(link, [index]);
        else others.push(index);
      }
    }
    return {
      index,
      tags: tags === undefined ? undefined : { ...tags },
      eventTags: eventTags === undefined ? undefined : { ...eventTags },
      url: texts.text(this.#url(index) >>> 1) as string,
    };
  }

  #scopeOf({ campaignId, messageId, variant }: PlaceKey, part: string): Scope {
    const recent = this.#recent;
    for (let i = 0; i < recent.length; i++) {
      const scope = recent[i] as Scope;
      if (
        scope.part !== part ||
        scope.variant !== variant ||
        scope.messageId !== messageId ||
        scope.campaignId !== campaignId
      )
        continue;
      if (i > 0) {
        recent[i] = recent[0] as Scope;
        recent[0] = scope;
      }
      return scope;
    }
    const texts = this.#texts;
    const message = this.#messages.intern(texts.intern(campaignId), texts.intern(messageId), texts.intern(variant));
    const scope = { campaignId, messageId, variant, part, message, partText: texts.intern(part), links: new Map() };
    if (recent.length === RECENT_SCOPES) recent.pop();
    recent.unshift(scope);
    return scope;
  }

  /** A click whose URL is not known says nothing of it. */
  #noteUrl(place: Recent, url: string): void {
    if (url === '') return;
    const { index } = place;
    const multiple = place.url !== '' || this.#url(index) % 2 === 1;
    if (place.url === '' || url < place.url) place.url = url;
    else if (this.#url(index) % 2 === 1) return;
    this.#setUrl(index, 2 * this.#texts.intern(place.url) + (multiple ? 1 : 0));
  }

  #url(index: number): number {
    return (this.#urls[index >>> BLOCK_BITS] as Uint32Array)[index & (BLOCK - 1)] as number;
  }

  #setUrl(index: number, url: number): void {
    (this.#urls[index >>> BLOCK_BITS] as Uint32Array)[index & (BLOCK - 1)] = url;
  }
}

function jsonOf(tags: Tags | undefined): string | undefined {
  return tags === undefined ? undefined : JSON.stringify(Object.entries(tags).sort());
}

function tagsOf(json: string | undefined): Tags | undefined {
  return json === undefined ? undefined : Object.fromEntries(JSON.parse(json) as [string, string][]);
}

function sameTags(a: Tags | undefined, b: Tags | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
