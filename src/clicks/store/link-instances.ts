import { LinkNames, type Name, type NameSummary } from './link-names.js';
import { Numbers } from './numbers.js';
import { jsonOf, sameTags, type Tags, tagsOf } from './tags.js';
import { Texts } from './texts.js';
import { Tuples } from './tuples.js';

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
  readonly name: Name;
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
  /** The first place, for mail that has a message id of its own is mostly clicked once. */
  first: Recent | undefined;
  links: Map<string, Recent> | undefined;
}

/** How many scopes, and how many links of one, are remembered for quick look-up. */
const RECENT_SCOPES = 8;
const RECENT_LINKS = 10_000;

/** Tags and event's tags where there are neither. */
const NO_TAGS = 0;

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
  readonly #names = new LinkNames(this.#texts);
  /** Message and name. */
  readonly #links = new Tuples(2);
  /** Tags and event's tags, as sorted JSON. */
  readonly #tags = new Tuples(2);
  /** By instance, its link. */
  readonly #linkOf = new Numbers();
  /** By instance, its tags. */
  readonly #tagsOf = new Numbers();
  /** By instance, twice its URL's number, and 1 more if its clicks went to different URLs. */
  readonly #urls = new Numbers();
  /** Places that are not the first of their link: in order, by link, and by link and tags in the same order. */
  readonly #further: number[] = [];
  readonly #furtherByLink = new Map<number, number[]>();
  readonly #furtherPlaces = new Tuples(2);
  readonly #recent: Scope[] = [];
  #size = 0;

  constructor() {
    this.#tags.intern(0, 0);
  }

  /** How many places there are. */
  get size(): number {
    return this.#size;
  }

  /** How many different links there are: part and id together, whatever the message. */
  get names(): number {
    return this.#names.size;
  }

  /** Number of an instance's link within its message. */
  linkAt(index: number): number {
    return this.#linkOf.at(index);
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
    return this.#names.partAt(this.nameAt(index));
  }

  /** Number of the text of an instance's campaign (0), message id (1) or variant (2). */
  messageTextAt(index: number, member: 0 | 1 | 2): number {
    return this.#messages.at(this.messageAt(index), member);
  }

  /** Number of the text of an instance's part. */
  partTextAt(index: number): number {
    return this.#names.partTextAt(this.nameAt(index));
  }

  /** Number of the text of an instance's link id. */
  linkIdAt(index: number): number {
    return this.#names.linkIdAt(this.nameAt(index));
  }

  /** The text of a number. */
  textOf(number: number): string | undefined {
    return this.#texts.text(number);
  }

  /** The number of a text, or -1. */
  findText(text: string | undefined): number {
    return this.#texts.find(text);
  }

  /** Number of an instance's URL among all texts. */
  urlAt(index: number): number {
    return this.#urls.at(index) >>> 1;
  }

  /** Whether an instance's clicks went to different URLs. */
  hasMultipleUrlsAt(index: number): boolean {
    return this.#urls.at(index) % 2 === 1;
  }

  /** Number of an instance's tags and event's tags together, 0 if there are neither. */
  tagsNumberAt(index: number): number {
    return this.#tagsOf.at(index);
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
    return this.#names.name(number);
  }

  /** Message and name of a link number. */
  link(number: number): { readonly message: number; readonly name: number } {
    return { message: this.#links.at(number, 0), name: this.#links.at(number, 1) };
  }

  /** Everything about a place. */
  get(index: number): LinkInstance {
    const link = this.linkAt(index);
    const message = this.#links.at(link, 0);
    const tags = this.#tagsOf.at(index);
    const url = this.#urls.at(index);
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

  /** What all places of a name say of it. */
  summaryOf(name: number): NameSummary {
    return this.#names.summary(name);
  }

  /** The places of a link: one for each set of tags. */
  placesOf(link: number): number[] {
    return [this.#firstOf(link), ...(this.#furtherByLink.get(link) ?? [])];
  }

  /** All places in the order of their numbers. */
  *all(): Generator<LinkInstance, void, undefined> {
    for (let index = 0; index < this.size; index++) yield this.get(index);
  }

  /** Returns the number of the place of a click. */
  intern(key: PlaceKey): number {
    const scope = this.#scopeOf(key, key.part ?? 'html');
    const { linkId, tags, eventTags, url = '' } = key;
    const { first, links } = scope;
    let place = links === undefined ? (first?.name.linkId === linkId ? first : undefined) : links.get(linkId);
    if (place === undefined || !sameTags(place.tags, tags) || !sameTags(place.eventTags, eventTags)) {
      place = this.#placeOf(scope, key);
      remember(scope, place);
    }
    if (url !== place.url) this.#noteUrl(place, url);
    return place.index;
  }

  /** Returns the number of a place that was numbered elsewhere. */
  adopt(other: PlaceKey & { readonly hasMultipleUrls?: boolean | undefined }): number {
    const index = this.intern(other);
    if (other.hasMultipleUrls === true) {
      this.#urls.set(index, this.#urls.at(index) | 1);
      this.#names.noteMultipleUrls(this.nameAt(index));
    }
    return index;
  }

  #placeOf(scope: Scope, { linkId, tags, eventTags, url = '' }: PlaceKey): Recent {
    const name = this.#names.intern(scope.part, linkId);
    const links = this.#links.size;
    const link = this.#links.intern(scope.message, name.number);
    const pair =
      tags === undefined && eventTags === undefined
        ? NO_TAGS
        : this.#tags.intern(this.#texts.internFrequent(jsonOf(tags)), this.#texts.internFrequent(jsonOf(eventTags)));
    let index = link === links ? this.#size : this.#firstOf(link);
    if (link < links && this.#tagsOf.at(index) !== pair) {
      const places = this.#further.length;
      const place = this.#furtherPlaces.intern(link, pair);
      index = place < places ? (this.#further[place] as number) : this.#size;
      if (place === places) this.#addFurther(link, index);
    }
    const isNew = index === this.#size;
    if (isNew) {
      this.#size++;
      this.#linkOf.set(index, link);
      this.#tagsOf.set(index, pair);
      this.#urls.set(index, 2 * this.#names.urlText(name, url));
      this.#names.noteUrl(name, url);
      if (tags !== undefined) this.#names.noteTags(name, tags, this.#tags.at(pair, 0));
    }
    return {
      index,
      name,
      tags: tags === undefined ? undefined : { ...tags },
      eventTags: eventTags === undefined ? undefined : { ...eventTags },
      url: isNew ? url : (this.#texts.text(this.#urls.at(index) >>> 1) as string),
    };
  }

  /** Links are numbered in the order of their first places; what comes between are further places of others. */
  #firstOf(link: number): number {
    let low = 0;
    let high = this.#further.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#further[middle] as number) - middle <= link) low = middle + 1;
      else high = middle;
    }
    return link + low;
  }

  #addFurther(link: number, index: number): void {
    this.#further.push(index);
    const others = this.#furtherByLink.get(link);
    if (others === undefined) this.#furtherByLink.set(link, [index]);
    else others.push(index);
  }

  #scopeOf({ campaignId, messageId, variant }: PlaceKey, part: string): Scope {
    const recent = this.#recent;
    for (let i = 0; i < recent.length; i++) {
      const scope = recent[i] as Scope;
      if (
        scope.messageId !== messageId ||
        scope.part !== part ||
        scope.variant !== variant ||
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
    const message = this.#messages.intern(
      texts.internFrequent(campaignId),
      texts.intern(messageId),
      texts.internFrequent(variant),
    );
    const scope = { campaignId, messageId, variant, part, message, first: undefined, links: undefined };
    if (recent.length === RECENT_SCOPES) recent.pop();
    recent.unshift(scope);
    return scope;
  }

  /** A click whose URL is not known says nothing of it. */
  #noteUrl(place: Recent, url: string): void {
    if (url === '') return;
    const { index, name } = place;
    const known = this.#urls.at(index);
    const multiple = place.url !== '' || known % 2 === 1;
    this.#names.noteUrl(name, url);
    if (place.url === '' || url < place.url) place.url = url;
    else if (known % 2 === 1) return;
    this.#urls.set(index, 2 * (place.url === url ? this.#names.urlText(name, url) : known >>> 1) + (multiple ? 1 : 0));
  }
}

function remember(scope: Scope, place: Recent): void {
  if (scope.first === undefined || (scope.links === undefined && scope.first.name === place.name)) scope.first = place;
  else {
    scope.links ??= new Map([[scope.first.name.linkId, scope.first]]);
    if (scope.links.size >= RECENT_LINKS) scope.links.clear();
    scope.links.set(place.name.linkId, place);
  }
}
