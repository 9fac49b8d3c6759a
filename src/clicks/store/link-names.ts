import { Numbers } from './numbers.js';
import { type Tags, tagsOf } from './tags.js';
import { tagsText } from './tags-text.js';
import type { Texts } from './texts.js';
import { Tuples } from './tuples.js';

/** A link by part and id, with what was seen of it last. */
export interface Name {
  readonly number: number;
  readonly linkId: string;
  /** The URL that came last, and its text's number. */
  url: string;
  urlText: number;
  /** The smallest URL of all, empty if none is known. */
  smallest: string;
  /** The smallest tags of all, as `tagsText` writes them. */
  tags: string | undefined;
}

/** What all places of a link say of it together. */
export interface NameSummary {
  readonly part: string;
  readonly linkId: string;
  /** The smallest by code units, so that order is irrelevant; empty if none is known. */
  readonly url: string;
  readonly hasMultipleUrls: boolean;
  /** The smallest, as `tagsText` writes them. */
  readonly tags: Tags | undefined;
}

/** How many parts, and how many links of one, are remembered for quick look-up. */
const RECENT_PARTS = 8;
const RECENT_LINKS = 10_000;

/** Numbers links by part and id, whatever the message, and keeps what all their places say of them. */
export class LinkNames {
  readonly #texts: Texts;
  /** Part and the text of the link id. */
  readonly #names = new Tuples(2);
  /** The texts of parts: there are few, and their numbers are small. */
  readonly #parts: number[] = [];
  readonly #partNumbers = new Map<number, number>();
  /** By name, twice the smallest URL's number, and 1 more if there are others; 0 if none is known. */
  readonly #urls = new Numbers();
  /** By name, the number of the smallest tags' text. */
  readonly #tags = new Numbers();
  readonly #recent = new Map<string, Map<string, Name>>();

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  get size(): number {
    return this.#names.size;
  }

  /** Number of a name's part among all parts. */
  partAt(name: number): number {
    return this.#names.at(name, 0);
  }

  /** Number of the text of a name's part. */
  partTextAt(name: number): number {
    return this.#parts[this.partAt(name)] as number;
  }

  /** Number of the text of a name's link id. */
  linkIdAt(name: number): number {
    return this.#names.at(name, 1);
  }

  /** What a name number stands for. */
  name(name: number): { readonly part: string; readonly linkId: string } {
    return {
      part: this.#texts.text(this.partTextAt(name)) as string,
      linkId: this.#texts.text(this.linkIdAt(name)) as string,
    };
  }

  summary(name: number): NameSummary {
    const url = this.#urls.at(name);
    return {
      ...this.name(name),
      url: this.#texts.text(url >>> 1) ?? '',
      hasMultipleUrls: url % 2 === 1,
      tags: tagsOf(this.#texts.text(this.#tags.at(name))),
    };
  }

  /** Returns the name of a part and link id, a new one if it is new. */
  intern(part: string, linkId: string): Name {
    let names = this.#recent.get(part);
    const known = names?.get(linkId);
    if (known !== undefined) return known;
    if (names === undefined) {
      if (this.#recent.size >= RECENT_PARTS) this.#recent.clear();
      names = new Map();
      this.#recent.set(part, names);
    }
    if (names.size >= RECENT_LINKS) names.clear();
    const number = this.#names.intern(this.#partOf(part), this.#texts.intern(linkId));
    const { url, tags } = this.summary(number);
    const name: Name = {
      number,
      linkId,
      url,
      urlText: this.#texts.intern(url),
      smallest: url,
      tags: tags === undefined ? undefined : tagsText(tags),
    };
    names.set(linkId, name);
    return name;
  }

  #partOf(part: string): number {
    const text = this.#texts.internFrequent(part);
    let number = this.#partNumbers.get(text);
    if (number === undefined) {
      number = this.#parts.push(text) - 1;
      this.#partNumbers.set(text, number);
    }
    return number;
  }

  /** A URL's number. Links of many messages mostly lead to the same one. */
  urlText(name: Name, url: string): number {
    if (url !== name.url) {
      name.url = url;
      name.urlText = this.#texts.intern(url);
    }
    return name.urlText;
  }

  /** Takes down the URL of a place. */
  noteUrl(name: Name, url: string): void {
    const { number, smallest } = name;
    if (url === '' || url === smallest) return;
    const known = this.#urls.at(number);
    const isSmaller = smallest === '' || url < smallest;
    if (isSmaller) name.smallest = url;
    const text = isSmaller ? this.urlText(name, url) : known >>> 1;
    this.#urls.set(number, 2 * text + (smallest === '' ? known % 2 : 1));
  }

  /** Takes down that clicks of one place went to different URLs. */
  noteMultipleUrls(name: number): void {
    this.#urls.set(name, this.#urls.at(name) | 1);
  }

  /** Takes down the tags of a place, with the number of their text. */
  noteTags(name: Name, tags: Tags, number: number): void {
    const text = tagsText(tags);
    if (name.tags !== undefined && text >= name.tags) return;
    name.tags = text;
    this.#tags.set(name.number, number);
  }
}
