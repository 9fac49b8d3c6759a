import type { Label, Verdict } from '../bots/labels.js';
import { compare, describeLinks, type LinkDescription, span } from './describe.js';
import { eachClick, eachRow, type QueryContext, type RowFilter } from './each-click.js';
import { PairTally } from './pair-tally.js';
import type { ClickTotals, ContactClicks, ContactStats, LinkClicks, LinkStats, Split } from './stats.js';
import { Tally } from './tally.js';

/** A link with all that a report says of it. */
export interface LinkSummary extends LinkStats {
  /** First and last click by people, where there are any. */
  readonly firstHumanClickAt?: Date;
  readonly lastHumanClickAt?: Date;
  /** Counts by variant; variants without a click on it are left out. */
  readonly variants: ReadonlyMap<string, Split>;
  /** Who clicked it, those with the most clicks by people first, cut at the limit. */
  readonly contacts: readonly ContactClicks[];
}

/** A contact with all that a report says of them. */
export interface ContactSummary extends ContactStats {
  readonly links: readonly LinkClicks[];
}

/** Everything a report needs, counted in one pass over the clicks. */
export interface ClickSummary {
  readonly totals: ClickTotals;
  /** Clicks of recipients without a contact id. */
  readonly anonymous: { readonly human: number; readonly bot: number };
  readonly firstClickAt?: Date;
  readonly lastClickAt?: Date;
  /** The earliest time of sending that any of the clicks carries. */
  readonly sentAt?: Date;
  /** Those that people clicked most first. */
  readonly links: readonly LinkSummary[];
  /** The same order, cut at the limit. */
  readonly contacts: readonly ContactSummary[];
}

/** People's clicks decide, then all clicks. */
function byHuman(a: { human: number; clicks: number }, b: { human: number; clicks: number }): number {
  return b.human - a.human || b.clicks - a.clicks;
}

/** What decides the order of contacts. */
type Ranked = Pick<ContactClicks, 'human' | 'clicks' | 'contactId'>;

/** The order of contacts in reports. */
export const byContact = (a: Ranked, b: Ranked): number => byHuman(a, b) || compare(a.contactId, b.contactId);

/** The order of a contact's links in reports. */
export const byLink = (a: LinkClicks, b: LinkClicks): number =>
  byHuman(a, b) || compare(a.part, b.part) || compare(a.linkId, b.linkId);

/** The order of links in reports. */
export const byLinkStats = (a: LinkStats, b: LinkStats): number =>
  b.human.clicks - a.human.clicks || b.clicks - a.clicks || compare(a.part, b.part) || compare(a.linkId, b.linkId);

/** Keeps the first contacts of a list, whatever the order in which they come: at most twice the limit at a time. */
class Top<Item extends Ranked> {
  #items: Item[] = [];
  readonly #limit: number;
  /** The last of those that are kept, once there are enough. */
  #last: Item | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a contact has a place on the list for now: most have none, and are not worth making a row. */
  takes(human: number, clicks: number, contactId: string): boolean {
    if (this.#limit === 0) return false;
    const last = this.#last;
    if (last === undefined) return true;
    if (human !== last.human) return human > last.human;
    return clicks === last.clicks ? contactId < last.contactId : clicks > last.clicks;
  }

  push(item: Item): void {
    this.#items.push(item);
    if (this.#items.length > 2 * this.#limit + 64) this.list();
  }

  list(): Item[] {
    this.#items.sort(byContact);
    if (this.#items.length >= this.#limit) {
      this.#items.length = this.#limit;
      this.#last = this.#items[this.#limit - 1];
    }
    return this.#items;
  }
}

/** The counts of one link while they are being counted. */
class LinkTally {
  readonly tally = new Tally();
  /** By the number of the variant's text, 0 for none. */
  readonly variants = new Map<number, Tally>();
  readonly contacts: Top<ContactClicks>;
  firstHuman = Number.POSITIVE_INFINITY;
  lastHuman = Number.NEGATIVE_INFINITY;

  constructor(limit: number) {
    this.contacts = new Top<ContactClicks>(limit);
  }

  add(contact: number, at: number, label: Label, verdict: Verdict, variant: number): void {
    this.tally.add(contact, at, label, verdict);
    if (verdict !== 2) {
      if (at < this.firstHuman) this.firstHuman = at;
      if (at > this.lastHuman) this.lastHuman = at;
    }
    if (variant === 0) return;
    let tally = this.variants.get(variant);
    if (tally === undefined) {
      tally = new Tally();
      this.variants.set(variant, tally);
    }
    tally.add(contact, at, label, verdict);
  }
}

/**
 * Counts all that a report says in one pass: clicks come contact by contact, so that what a contact did is known when the
 * next one begins. Lists of contacts are cut at `maxContacts` while they grow.
 */
export function summarise(context: QueryContext, filter: RowFilter, maxContacts: number): ClickSummary {
  const { log } = context;
  const { instances } = log;
  const descriptionOf = describeLinks(instances, filter.instances);
  const addresses = addressesOf(descriptionOf);
  const tallies = new Array<LinkTally | undefined>(instances.names).fill(undefined);
  const total = new Tally();
  const contacts = new Top<ContactSummary>(maxContacts);
  const anonymous = { human: 0, bot: 0 };
  let sentAt = Number.POSITIVE_INFINITY;
  let clicked = 0;

  const visitor = new ContactVisitor(context, (contactId, visited) => {
    for (let i = 0; i < visited.links; i++) {
      const pair = visited.pair(i);
      const ofLink = (tallies[visited.link(i)] as LinkTally).contacts;
      if (ofLink.takes(pair.human, pair.clicks, contactId)) ofLink.push({ contactId, ...pair.counts(context.rules) });
    }
    const { clicks, botClicks } = visited.tally;
    if (contacts.takes(clicks - botClicks, clicks, contactId))
      contacts.push(contactSummary(context, contactId, visited, addresses));
  });

  const { test, expired } = eachClick(context, filter, (contact, index, at, label, verdict, row) => {
    const link = instances.nameAt(index);
    let ofLink = tallies[link];
    if (ofLink === undefined) {
      ofLink = new LinkTally(maxContacts);
      tallies[link] = ofLink;
      clicked++;
    }
    total.add(contact, at, label, verdict);
    ofLink.add(contact, at, label, verdict, instances.messageTextAt(index, 2));
    const sent = log.sentAt(row);
    if (sent !== 0 && sent < sentAt) sentAt = sent;
    if (contact === 0) anonymous[verdict === 2 ? 'bot' : 'human']++;
    else visitor.add(contact, link, at, label, verdict);
  });
  visitor.finish();

  const ofLinks = tallies.flatMap((each, number) =>
    each === undefined ? [] : [linkSummary(context, each, descriptionOf(number))],
  );
  return {
    totals: {
      ...total.split(),
      uniqueLinks: clicked,
      test,
      expired,
      duplicates: log.duplicates,
      reasons: total.reasons(context.rules),
    },
    anonymous,
    ...(total.clicks === 0 ? {} : span(total)),
    ...(sentAt === Number.POSITIVE_INFINITY ? {} : { sentAt: new Date(sentAt * 1_000) }),
    links: ofLinks.sort(byLinkStats),
    contacts: contacts.list(),
  };
}

/** So many links of a contact are looked through one by one. */
const FEW_LINKS = 8;

/**
 * Gathers the clicks of one contact, which come one after another, and hands itself over when the next contact begins. What
 * it holds is used again for the next.
 */
class ContactVisitor {
  readonly tally: Tally = new Tally();
  /** How many links the contact clicked. */
  links = 0;
  readonly #context: QueryContext;
  readonly #visit: (contactId: string, visited: ContactVisitor) => void;
  readonly #names: number[] = [];
  readonly #pairs: PairTally[] = [];
  /** The places of more than a few links. */
  readonly #placeOf = new Map<number, number>();
  #contact = 0;

  constructor(context: QueryContext, visit: (contactId: string, visited: ContactVisitor) => void) {
    this.#context = context;
    this.#visit = visit;
  }

  /** The name of one of the links. */
  link(place: number): number {
    return this.#names[place] as number;
  }

  /** The clicks on it. */
  pair(place: number): PairTally {
    return this.#pairs[place] as PairTally;
  }

  add(contact: number, link: number, at: number, label: Label, verdict: Verdict): void {
    if (contact !== this.#contact) {
      this.finish();
      this.#contact = contact;
    }
    this.tally.add(contact, at, label, verdict);
    this.#pairOf(link).add(at, label, verdict);
  }

  finish(): void {
    if (this.#contact === 0) return;
    const contactId = this.#context.log.contacts.text(this.#contact - 1);
    // Forgotten contacts count, and have no name.
    if (contactId !== undefined) this.#visit(contactId, this);
    this.#contact = 0;
    this.links = 0;
    this.tally.reset();
    this.#placeOf.clear();
  }

  #pairOf(link: number): PairTally {
    for (let place = 0; place < this.links && place < FEW_LINKS; place++)
      if (this.#names[place] === link) return this.#pairs[place] as PairTally;
    const place = this.links > FEW_LINKS ? this.#placeOf.get(link) : undefined;
    if (place !== undefined) return this.#pairs[place] as PairTally;
    const next = this.links++;
    this.#names[next] = link;
    if (next >= FEW_LINKS) this.#placeOf.set(link, next);
    let pair = this.#pairs[next];
    if (pair === undefined) {
      pair = new PairTally();
      this.#pairs[next] = pair;
    } else pair.reset();
    return pair;
  }
}

/** A contact with what they clicked. */
function contactSummary(
  context: QueryContext,
  contactId: string,
  visited: ContactVisitor,
  addresses: (name: number) => Pick<LinkClicks, 'linkId' | 'part' | 'url'>,
): ContactSummary {
  return {
    contactId,
    ...contactCounts(context, visited.tally, visited.links),
    links: Array.from({ length: visited.links }, (_, i) => ({
      ...addresses(visited.link(i)),
      ...visited.pair(i).counts(context.rules),
    })).sort(byLink),
  };
}

/** What each link is for those who list it with each contact: worked out once. */
function addressesOf(
  descriptionOf: (name: number) => LinkDescription,
): (name: number) => Pick<LinkClicks, 'linkId' | 'part' | 'url'> {
  const known: Pick<LinkClicks, 'linkId' | 'part' | 'url'>[] = [];
  return (name) => {
    let address = known[name];
    if (address === undefined) {
      const { linkId, part, url } = descriptionOf(name);
      address = { linkId, part, url };
      known[name] = address;
    }
    return address;
  };
}

function contactCounts(context: QueryContext, tally: Tally, uniqueLinks: number): Omit<ContactStats, 'contactId'> {
  const { clicks, botClicks, suspectClicks: suspect } = tally;
  const reasons = tally.reasons(context.rules);
  return { clicks, uniqueLinks, human: clicks - botClicks, suspect, bot: botClicks, reasons, ...span(tally) };
}

function linkSummary(
  context: QueryContext,
  { tally, variants, contacts, firstHuman, lastHuman }: LinkTally,
  address: LinkDescription,
): LinkSummary {
  return {
    ...address,
    ...tally.split(),
    ...span(tally),
    ...(firstHuman > lastHuman
      ? {}
      : { firstHumanClickAt: new Date(firstHuman), lastHumanClickAt: new Date(lastHuman) }),
    reasons: tally.reasons(context.rules),
    variants: new Map(
      [...variants].map(([variant, each]) => [context.log.instances.textOf(variant) as string, each.split()]),
    ),
    contacts: contacts.list(),
  };
}

/**
 * Every contact with what they clicked, those with the most clicks by people first, one at a time: for exports of any
 * size. What one contact did is worked out when their turn comes.
 */
export function* eachContact(context: QueryContext, filter: RowFilter): Generator<ContactSummary, void, undefined> {
  const { log } = context;
  const { instances } = log;
  const addresses = addressesOf(describeLinks(instances, filter.instances));
  for (const contact of contactsInOrder(context, filter)) {
    let found: ContactSummary | undefined;
    const visitor = new ContactVisitor(context, (contactId, visited) => {
      found = contactSummary(context, contactId, visited, addresses);
    });
    eachClick(
      context,
      filter,
      (each, index, at, label, verdict) => visitor.add(each, instances.nameAt(index), at, label, verdict),
      contact,
    );
    visitor.finish();
    if (found !== undefined) yield found;
  }
}

function contactsInOrder(context: QueryContext, filter: RowFilter): readonly number[] {
  const { contacts } = context.log;
  const human = new Uint32Array(contacts.size + 1);
  const clicks = new Uint32Array(contacts.size + 1);
  eachRow(context, filter, (contact, _, __, ___, verdict) => {
    clicks[contact] = (clicks[contact] as number) + 1;
    if (verdict !== 2) human[contact] = (human[contact] as number) + 1;
  });
  const found: { contact: number; contactId: string; human: number; clicks: number }[] = [];
  for (let contact = 1; contact <= contacts.size; contact++) {
    const contactId = contacts.text(contact - 1);
    if (clicks[contact] !== 0 && contactId !== undefined)
      found.push({
        contact,
        contactId,
        human: human[contact] as number,
        clicks: clicks[contact] as number,
      });
  }
  return found.sort((a, b) => byHuman(a, b) || compare(a.contactId, b.contactId)).map(({ contact }) => contact);
}

/** People's clicks on each link over time: `bins` equal stretches from `from` to `to`, by part and link id. */
export function trends(
  context: QueryContext,
  filter: RowFilter,
  { from, to, bins }: { readonly from: number; readonly to: number; readonly bins: number },
): ReadonlyMap<string, readonly number[]> {
  const { instances } = context.log;
  const counts = Array.from({ length: instances.names }, () => new Uint32Array(bins));
  const width = Math.max(1, to - from) / bins;
  eachRow(context, filter, (_, index, at, __, verdict) => {
    if (verdict === 2) return;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((at - from) / width)));
    const ofLink = counts[instances.nameAt(index)] as Uint32Array;
    ofLink[bin] = (ofLink[bin] as number) + 1;
  });
  return new Map(
    counts.map((each, name) => {
      const { part, linkId } = instances.name(name);
      return [`${part} ${linkId}`, [...each]];
    }),
  );
}
