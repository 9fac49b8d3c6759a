import { checkKeys } from '../../checks/options.js';
import { createBuckets } from './buckets.js';
import { type Condition, conditionOf, QUERY_KEYS, valueCondition, valueReader } from './conditions.js';
import { countClicks } from './count.js';
import { compare, describeLinks, linkStats, span } from './describe.js';
import { eachClick, type QueryContext, type RowFilter } from './each-click.js';
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
import type { ClickCounts } from './tally.js';
import { Tally } from './tally.js';

/** One group of `groupBy`. */
export interface ClickGroup<View = ClickView> {
  /** Undefined for the clicks that have none. */
  readonly value: string | undefined;
  /** Counts of its clicks. */
  readonly view: View;
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

  /**
   * Narrows to the clicks that also match a query.
   *
   * @param query - all of its members must match
   * @returns a view of these clicks, to be read like the whole
   * @throws TypeError for an unknown member, or a value of the wrong type
   * @example
   * ```ts
   * import { ClickAggregator } from 'clickstamp/clicks';
   *
   * const counts = new ClickAggregator();
   * counts.add({ linkId: 'sale', variant: 'B', at: new Date('2026-11-24T10:05:00Z') });
   * counts.where({ variant: 'B' }).totals().clicks; // => 1
   * ```
   */
  where(query: ClickQuery): ClickView {
    return new ClickView(this.#read, [...this.#conditions, conditionOf(query)]);
  }

  /**
   * Cuts the clicks up by a dimension.
   *
   * @param dimension - such as `variant`, or `tag:` and a tag's name
   * @returns one view for each of its values, in their order, that of none last
   * @throws TypeError for an unknown dimension
   * @example
   * ```ts
   * import { ClickAggregator } from 'clickstamp/clicks';
   *
   * const counts = new ClickAggregator();
   * counts.add({ linkId: 'sale', variant: 'B', at: new Date('2026-11-24T10:05:00Z') });
   * counts.groupBy('variant').map(({ value, view }) => [value, view.totals().clicks]); // => [['B', 1]]
   * ```
   */
  groupBy(dimension: Dimension): ClickGroup[] {
    const read = valueReader(dimension);
    const reading = this.#read();
    const { instances } = this.#filter(reading);
    const { keyOf, textAt } = read(reading.log.instances);
    const values = new Map<number, string | undefined>();
    for (let index = 0; index < reading.log.instances.size; index++) {
      const key = keyOf(index);
      if (instances?.[index] !== 0 && !values.has(key)) values.set(key, textAt(index));
    }
    return [...new Set(values.values())]
      .sort((a, b) => compare(a as string, b as string))
      .map((value) => ({
        value,
        view: new ClickView(this.#read, [...this.#conditions, valueCondition(read, value)]),
      }));
  }

  /**
   * Counts all clicks together.
   *
   * @returns the counts, people's and bots'
   */
  totals(): ClickTotals {
    const reading = this.#read();
    const { total, uniqueLinks, test, expired } = this.#counts(reading, this.#filter(reading));
    return {
      ...total.split(),
      uniqueLinks,
      test,
      expired,
      duplicates: reading.log.duplicates,
      reasons: total.reasons(reading.rules),
    };
  }

  /**
   * Counts each link with at least one click.
   *
   * @returns one row a link, most clicks first
   */
  links(): LinkStats[] {
    const reading = this.#read();
    const filter = this.#filter(reading);
    const { links } = this.#counts(reading, filter);
    const descriptionOf = describeLinks(reading.log.instances, filter.instances);
    return links
      .flatMap((tally, name) => (tally === undefined ? [] : [linkStats(reading, tally, descriptionOf(name))]))
      .sort((a, b) => b.clicks - a.clicks || compare(a.part, b.part) || compare(a.linkId, b.linkId));
  }

  /**
   * Counts one link.
   *
   * @param linkId - as in `links()`
   * @param part - `html`, `text` or `amp`; without one, the first row of `links()` that has the id
   * @returns its row; undefined for a link without clicks
   * @throws TypeError for an id or a part that is not a string
   */
  link(linkId: string, part?: string): LinkStats | undefined {
    return this.where({ linkId, part }).links()[0];
  }

  /**
   * Counts links rolled up by URL: the same address in several places, parts or messages counts once.
   *
   * @returns one row a URL, most clicks first
   */
  urls(): UrlStats[] {
    const reading = this.#read();
    const all = reading.log.instances;
    const numbers = new Map<number, number>();
    const urls: { url: string; instances: number }[] = [];
    const clicked = new Uint8Array(all.size);
    const urlOf = (instance: number): number => {
      const text = all.urlAt(instance);
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, urls.length);
      return urls.push({ url: all.textOf(text) as string, instances: 0 }) - 1;
    };
    const tallies: Tally[] = [];
    eachClick(reading, this.#filter(reading), (contact, instance, at, label, verdict) => {
      clicked[instance] = 1;
      const number = urlOf(instance);
      let tally = tallies[number];
      if (tally === undefined) {
        tally = new Tally();
        tallies[number] = tally;
      }
      tally.add(contact, at, label, verdict);
    });
    // A link whose clicks differ in campaign or tags is one place.
    const counted = new Set<number>();
    for (let index = 0; index < all.size; index++) {
      if (clicked[index] === 0) continue;
      const url = urlOf(index);
      const place = url * all.names + all.nameAt(index);
      if (counted.has(place)) continue;
      counted.add(place);
      (urls[url] as { instances: number }).instances++;
    }
    return urls
      .map((url, number) => {
        const tally = tallies[number] as Tally;
        return { ...url, ...tally.split(), ...span(tally) };
      })
      .sort((a, b) => b.clicks - a.clicks || compare(a.url, b.url));
  }

  /**
   * Says who clicked a link.
   *
   * @param linkId - as in `links()`
   * @param part - `html`, `text` or `amp`; without one, all parts that have it together
   * @returns one row a contact, most clicks first
   * @throws TypeError for an id or a part that is not a string
   */
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
      if (contactId !== undefined) pairs.push({ contactId, ...pair.counts(reading.rules) });
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

  /**
   * Counts each contact with at least one click.
   *
   * @returns one row a contact, most clicks first
   */
  contacts(): ContactStats[] {
    const reading = this.#read();
    const filter = this.#filter(reading);
    return this.#contactStats(reading, filter).sort((a, b) => b.clicks - a.clicks || compare(a.contactId, b.contactId));
  }

  /**
   * Counts one contact's clicks.
   *
   * @param contactId - as in the clicks
   * @returns the contact's row; undefined where they clicked nothing
   */
  contact(contactId: string): ContactStats | undefined {
    const reading = this.#read();
    const number = reading.log.contacts.find(contactId) + 1;
    if (number === 0) return undefined;
    return this.#contactStats(reading, this.#filter(reading), number)[0];
  }

  /**
   * Says what a contact clicked.
   *
   * @param contactId - as in the clicks
   * @returns one row a link, most clicks first; none for a contact who is not known
   */
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
    const descriptionOf = describeLinks(instances, filter.instances);
    return [...pairs]
      .map(([link, pair]) => {
        const { linkId, part, url } = descriptionOf(link);
        return { linkId, part, url, ...pair.counts(reading.rules) };
      })
      .sort((a, b) => b.clicks - a.clicks || compare(a.part, b.part) || compare(a.linkId, b.linkId));
  }

  /**
   * Counts clicks by stretch of time.
   *
   * @param query - which clicks, and how long each bucket is; by default an hour in UTC
   * @returns one row a stretch with clicks, in order of time
   * @throws TypeError for a bucket or time zone that does not exist, or an unknown member
   */
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

  #contactStats(reading: QueryContext, filter: RowFilter, only?: number): ContactStats[] {
    const stats: ContactStats[] = [];
    const places = reading.log.instances;
    const stamps = new Uint32Array(places.names);
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
        reasons: tally.reasons(reading.rules),
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
        const link = places.nameAt(instance);
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

  /** Totals and links are mostly asked for together, so what was counted of all clicks is kept until the next one comes. */
  #counts(reading: QueryContext, filter: RowFilter): ClickCounts {
    return this.#conditions.length > 0
      ? countClicks(reading, filter)
      : reading.clickIndex.kept(() => countClicks(reading, filter));
  }

  #filter({ log: { instances } }: QueryContext): RowFilter {
    const conditions = this.#conditions;
    const tests = conditions.map(({ places }) => places(instances));
    return {
      instances:
        tests.length === 0
          ? undefined
          : Uint8Array.from({ length: instances.size }, (_, index) => (tests.every((test) => test(index)) ? 1 : 0)),
      from: Math.max(...conditions.map(({ from }) => from ?? Number.NEGATIVE_INFINITY)),
      to: Math.min(...conditions.map(({ to }) => to ?? Number.POSITIVE_INFINITY)),
    };
  }
}
