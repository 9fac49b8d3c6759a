import { checkKeys } from '../../checks/options.js';
import { createBuckets } from './buckets.js';
import { type Condition, conditionOf, QUERY_KEYS, valueReader } from './conditions.js';
import { compare, describe, linkStats, numberLinks, placesByLink, span } from './describe.js';
import { PairTally } from './pair-tally.js';
import type {
  Bucket,
  ClickQuery,
  ClickTotals,
  ContactClicks,
  ContactStats,
  Dimension,
  LinkClicks,
  LinkStats,
  TimelineQuery,
  UrlStats,
} from './stats.js';
import { type ClickSummary, type ContactSummary, eachContact, summarise, trends } from './summarise.js';
import { eachClick, type QueryContext, type RowFilter, Tally } from './tally.js';

/** One group of `groupBy`. */
export interface ClickGroup {
  /** Undefined for the clicks that have none. */
  readonly value: string | undefined;
  /** Counts of its clicks. */
  readonly view: ClickView;
}

/** What a report asks of a view. */
export interface Reporting {
  /** Counts all at once; lists of contacts are cut at `maxContacts`. */
  summarise(maxContacts: number): ClickSummary;
  /** Every contact with what they clicked, one at a time. */
  contacts(): Iterable<ContactSummary>;
  /** People's clicks on each link over time, by part and link id. */
  trends(stretch: {
    readonly from: number;
    readonly to: number;
    readonly bins: number;
  }): ReadonlyMap<string, readonly number[]>;
}

/**
 * Counts of some of the clicks, or of all of them. A view reads what is there when it is asked, so it can be kept; sorted
 * lists come by clicks, most first, and then by id.
 */
export class ClickView {
  readonly #read: () => QueryContext;
  readonly #conditions: readonly Condition[];

  /** Not for callers: `ClickAggregator.where` and `groupBy` make views. */
  constructor(read: () => QueryContext, conditions: readonly Condition[]) {
    this.#read = read;
    this.#conditions = conditions;
  }

  /** Gives the view of the clicks that also match a query. Throws `TypeError` for an unknown member. */
  where(query: ClickQuery): ClickView {
    return new ClickView(this.#read, [...this.#conditions, conditionOf(query)]);
  }

  /** Cuts the clicks up by a dimension: one view for each of its values, in their order, that of none last. */
  groupBy(dimension: Dimension): ClickGroup[] {
    const read = valueReader(dimension);
    const reading = this.#read();
    const { instances } = this.#filter(reading);
    const values = new Set<string | undefined>();
    for (const instance of reading.log.instances.all()) if (instances[instance.index] === 1) values.add(read(instance));
    return [...values]
      .sort((a, b) => compare(a as string, b as string))
      .map((value) => {
        const only: Condition = { test: (instance) => read(instance) === value };
        return { value, view: new ClickView(this.#read, [...this.#conditions, only]) };
      });
  }

  /** Returns the counts of all clicks together. */
  totals(): ClickTotals {
    const reading = this.#read();
    const { log } = reading;
    const tally = new Tally();
    const { linkOf, size } = numberLinks(log.instances);
    const clicked = new Uint8Array(size);
    const { test, expired } = eachClick(reading, this.#filter(reading), (contact, instance, at, label, verdict) => {
      tally.add(contact, at, label, verdict);
      clicked[linkOf[instance] as number] = 1;
    });
    const uniqueLinks = clicked.reduce((sum, each) => sum + each, 0);
    return {
      ...tally.split(),
      uniqueLinks,
      test,
      expired,
      duplicates: log.duplicates,
      reasons: tally.reasons(reading),
    };
  }

  /** Links with at least one click. */
  links(): LinkStats[] {
    const reading = this.#read();
    const numbered = numberLinks(reading.log.instances);
    const { linkOf, size } = numbered;
    const tallies = this.#tally(reading, size, (instance) => linkOf[instance] as number);
    return [...placesByLink(numbered, this.#filter(reading).instances)]
      .flatMap(([link, places]) => {
        const tally = tallies[link];
        return tally === undefined ? [] : [linkStats(reading, tally, places)];
      })
      .sort((a, b) => b.clicks - a.clicks || compare(a.part, b.part) || compare(a.linkId, b.linkId));
  }

  /** One link, by its id alone (the first part that has it, in the order of `links()`) or by id and part. */
  link(linkId: string, part?: string): LinkStats | undefined {
    return this.where({ linkId, part }).links()[0];
  }

  /** Links rolled up by URL: the same address in several places, parts or messages counts once. */
  urls(): UrlStats[] {
    const reading = this.#read();
    const all = reading.log.instances;
    const { linkOf, size } = numberLinks(all);
    const numbers = new Map<number, number>();
    const urls: { url: string; instances: number }[] = [];
    const urlOf = Array.from({ length: all.size }, (_, index) => {
      const text = all.urlAt(index);
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, urls.length);
      return urls.push({ url: all.get(index).url, instances: 0 }) - 1;
    });
    const clicked = new Uint8Array(all.size);
    const tallies = this.#tally(reading, urls.length, (instance) => {
      clicked[instance] = 1;
      return urlOf[instance] as number;
    });
    // A link whose clicks differ in campaign or tags is one place.
    const counted = new Set<number>();
    urlOf.forEach((url, index) => {
      const instance = url * size + (linkOf[index] as number);
      if (clicked[index] === 0 || counted.has(instance)) return;
      counted.add(instance);
      (urls[url] as { instances: number }).instances++;
    });
    return urls
      .flatMap((url, number) => {
        const tally = tallies[number];
        return tally === undefined ? [] : [{ ...url, ...tally.split(), ...span(tally) }];
      })
      .sort((a, b) => b.clicks - a.clicks || compare(a.url, b.url));
  }

  /** Who clicked a link. */
  contactsOf(linkId: string, part?: string): ContactClicks[] {
    const view = this.where({ linkId, part });
    const reading = this.#read();
    const pairs: ContactClicks[] = [];
    let pair: PairTally | undefined;
    let current = 0;
    const finish = (): void => {
      if (pair === undefined || current === 0) return;
      const contactId = reading.log.contacts.text(current - 1);
      // Forgotten contacts count, and have no name.
      if (contactId !== undefined) pairs.push({ contactId, ...pair.clicks(reading.rules) });
    };
    eachClick(reading, view.#filter(reading), (contact, _, at, label, verdict) => {
      if (contact !== current || pair === undefined) {
        finish();
        current = contact;
        pair = new PairTally();
      }
      pair.add(at, label, verdict);
    });
    finish();
    return pairs.sort((a, b) => b.clicks - a.clicks || compare(a.contactId, b.contactId));
  }

  /** Contacts with at least one click. */
  contacts(): ContactStats[] {
    const reading = this.#read();
    const filter = this.#filter(reading);
    const { linkOf, size } = numberLinks(reading.log.instances);
    return this.#contactStats(reading, filter, linkOf, size).sort(
      (a, b) => b.clicks - a.clicks || compare(a.contactId, b.contactId),
    );
  }

  /** Returns what one contact clicked; undefined where they clicked nothing. */
  contact(contactId: string): ContactStats | undefined {
    const reading = this.#read();
    const number = reading.log.contacts.find(contactId) + 1;
    if (number === 0) return undefined;
    const { linkOf, size } = numberLinks(reading.log.instances);
    return this.#contactStats(reading, this.#filter(reading), linkOf, size, number)[0];
  }

  /** What a contact clicked. */
  linksOf(contactId: string): LinkClicks[] {
    const reading = this.#read();
    const number = reading.log.contacts.find(contactId) + 1;
    if (number === 0) return [];
    const { instances } = reading.log;
    const filter = this.#filter(reading);
    const pairs = new Map<number, PairTally>();
    eachClick(
      reading,
      filter,
      (_, instance, at, label, verdict) => {
        const link = instances.nameAt(instance);
        const pair = pairs.get(link) ?? new PairTally();
        pairs.set(link, pair);
        pair.add(at, label, verdict);
      },
      number,
    );
    const places = placesByLink(numberLinks(instances), filter.instances);
    return [...pairs]
      .map(([link, pair]) => {
        const { linkId, part, url } = describe((places.get(link) ?? []).map((index) => instances.get(index)));
        return { linkId, part, url, ...pair.clicks(reading.rules) };
      })
      .sort((a, b) => b.clicks - a.clicks || compare(a.part, b.part) || compare(a.linkId, b.linkId));
  }

  /** Clicks by stretch of time, in order. Throws `TypeError` for a bucket or time zone that is none. */
  timeline(query: TimelineQuery = {}): Bucket[] {
    checkKeys('timeline query', query, [...QUERY_KEYS, 'bucket', 'timeZone']);
    const { bucket, timeZone, ...rest } = query;
    const startOf = createBuckets(bucket, timeZone);
    const view = this.where(rest);
    const reading = this.#read();
    const buckets = new Map<number, Tally>();
    eachClick(reading, view.#filter(reading), (contact, _, at, label, verdict) => {
      const start = startOf(at);
      let tally = buckets.get(start);
      if (tally === undefined) {
        tally = new Tally();
        buckets.set(start, tally);
      }
      tally.add(contact, at, label, verdict);
    });
    return [...buckets]
      .sort(([a], [b]) => a - b)
      .map(([start, tally]) => ({ start: new Date(start), ...tally.split() }));
  }

  /** Not for callers: what `createReport` reads. */
  get reporting(): Reporting {
    const filtered = <Result>(read: (reading: QueryContext, filter: RowFilter) => Result): Result => {
      const reading = this.#read();
      return read(reading, this.#filter(reading));
    };
    return {
      summarise: (maxContacts) => filtered((reading, filter) => summarise(reading, filter, maxContacts)),
      contacts: () => filtered(eachContact),
      trends: (stretch) => filtered((reading, filter) => trends(reading, filter, stretch)),
    };
  }

  #contactStats(
    reading: QueryContext,
    filter: RowFilter,
    linkOf: Uint32Array,
    links: number,
    only?: number,
  ): ContactStats[] {
    const stats: ContactStats[] = [];
    const stamps = new Uint32Array(links);
    let tally: Tally | undefined;
    let current = 0;
    let uniqueLinks = 0;
    const finish = (): void => {
      if (tally === undefined || current === 0) return;
      const { clicks, botClicks } = tally;
      const contactId = reading.log.contacts.text(current - 1);
      if (contactId === undefined) return;
      stats.push({
        contactId,
        clicks,
        uniqueLinks,
        human: clicks - botClicks,
        suspect: tally.suspectClicks,
        bot: botClicks,
        reasons: tally.reasons(reading),
        ...span(tally),
      });
    };
    eachClick(
      reading,
      filter,
      (contact, instance, at, label, verdict) => {
        if (contact !== current || tally === undefined) {
          finish();
          current = contact;
          uniqueLinks = 0;
          tally = new Tally();
        }
        const link = linkOf[instance] as number;
        if (stamps[link] !== contact) {
          stamps[link] = contact;
          uniqueLinks++;
        }
        tally.add(contact, at, label, verdict);
      },
      only,
    );
    finish();
    return stats;
  }

  #tally(reading: QueryContext, groups: number, groupOf: (instance: number) => number): (Tally | undefined)[] {
    const tallies = new Array<Tally | undefined>(groups).fill(undefined);
    eachClick(reading, this.#filter(reading), (contact, instance, at, label, verdict) => {
      const group = groupOf(instance);
      let tally = tallies[group];
      if (tally === undefined) {
        tally = new Tally();
        tallies[group] = tally;
      }
      tally.add(contact, at, label, verdict);
    });
    return tallies;
  }

  #filter({ log }: QueryContext): RowFilter {
    const instances = new Uint8Array(log.instances.size).fill(1);
    if (this.#conditions.length > 0)
      for (const instance of log.instances.all())
        instances[instance.index] = this.#conditions.every(({ test }) => test(instance)) ? 1 : 0;
    return {
      instances,
      from: Math.max(...this.#conditions.map(({ from }) => from ?? Number.NEGATIVE_INFINITY)),
      to: Math.min(...this.#conditions.map(({ to }) => to ?? Number.POSITIVE_INFINITY)),
    };
  }
}
