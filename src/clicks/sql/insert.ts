import { tagsText } from '../store/tags-text.js';
import type { Dialect, Tables } from './dialects.js';
import { keyOf, NO_CONTACT, ordered, storable } from './keys.js';
import { EVENT_COLUMNS, FLAGS, LINK_COLUMNS } from './schema.js';
import type { Statement } from './statement.js';

/** A click, checked, as it is written down. Times in milliseconds. */
export interface StoredClick {
  readonly eventId: string | undefined;
  readonly contactId: string | undefined;
  readonly campaignId: string | undefined;
  readonly messageId: string | undefined;
  readonly variant: string | undefined;
  readonly part: string;
  readonly linkId: string;
  readonly url: string;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly eventTags: Readonly<Record<string, string>> | undefined;
  readonly at: number;
  readonly sentAt: number | undefined;
  readonly linkCount: number;
  readonly test: boolean;
  readonly expired: boolean;
  readonly honeypot: boolean;
  /** Bits in the order of `REQUEST_SIGNALS`. */
  readonly signals: number;
}

/** Makes the keys of one table. */
export interface Keys {
  readonly event: (id: string) => string;
  readonly contact: (id: string | undefined) => string;
  readonly place: (
    click: Pick<StoredClick, 'campaignId' | 'messageId' | 'variant' | 'part' | 'linkId' | 'tags' | 'eventTags' | 'url'>,
  ) => Place;
}

/** The keys of a click's place. */
export interface Place {
  readonly message: string;
  readonly link: string;
  /** Message, link and both kinds of tags together: clicks on one instance can lead to different URLs. */
  readonly instance: string;
  readonly place: string;
  /** The number that stands for a part: 31 bits of its hash. */
  readonly partNumber: number;
}

/** Returns the maker of a table's keys; the salt sets them apart from those of others. */
export function createKeys(salt: string): Keys {
  const link = (part: string, linkId: string): string => keyOf(`${salt}\nlink`, JSON.stringify([part, linkId]));
  const placeOf = (instance: readonly unknown[], all: string): Place => {
    const names = instance.slice(0, 3);
    const [part, linkId] = instance.slice(3) as [string, string];
    return {
      message: keyOf(`${salt}\nmessage`, JSON.stringify(names)),
      link: link(part, linkId),
      instance: keyOf(`${salt}\ninstance`, JSON.stringify(instance)),
      place: keyOf(`${salt}\nplace`, all),
      partNumber: Number.parseInt(link(part, '').slice(0, 8), 16) >>> 1,
    };
  };
  // Neighbours mostly share a place, so what was hashed lately is remembered.
  const known = new Map<string, Place>();
  return {
    event: (id) => keyOf(`${salt}\nevent`, id),
    contact: (id) => (id === undefined || id === '' ? NO_CONTACT : keyOf(`${salt}\ncontact`, id)),
    place: ({ campaignId, messageId, variant, part, linkId, tags, eventTags, url }) => {
      const tagText = (each: StoredClick['tags']): string | 0 => (each === undefined ? 0 : tagsText(each));
      const instance = [
        campaignId ?? 0,
        messageId ?? 0,
        variant ?? 0,
        part,
        linkId,
        tagText(tags),
        tagText(eventTags),
      ] as const;
      const all = JSON.stringify([...instance, url]);
      let place = known.get(all);
      if (place === undefined) {
        if (known.size >= 10_000) known.clear();
        place = placeOf(instance, all);
        known.set(all, place);
      }
      return place;
    },
  };
}

/** How many rows a statement writes at most: a megabyte or two of JSON. */
const BATCH = 5_000;

type JsonRow = Readonly<Record<string, string | number | null>>;

/**
 * Returns the statements that write clicks down. Places come first: a click is never there without its place, wherever
 * the writer stops. Rows that are there already are left as they are.
 */
export function insertStatements(
  dialect: Dialect,
  tables: Tables,
  keys: Keys,
  clicks: readonly StoredClick[],
  newEventId: () => string,
): Statement[] {
  const statements: Statement[] = [];
  for (let from = 0; from < clicks.length; from += BATCH) {
    const places = new Map<string, JsonRow>();
    const events = clicks.slice(from, from + BATCH).map((click) => {
      const place = keys.place(click);
      if (!places.has(place.place)) places.set(place.place, placeRow(click, place));
      return eventRow(click, place, keys, newEventId);
    });
    statements.push(
      writeRows(dialect, tables.links, LINK_COLUMNS, [...places.values()]),
      writeRows(dialect, tables.events, EVENT_COLUMNS, events, tables),
    );
  }
  return statements;
}

function writeRows(
  dialect: Dialect,
  table: string,
  columns: typeof EVENT_COLUMNS,
  rows: readonly JsonRow[],
  checked?: Tables,
): Statement {
  const names = columns.map(({ name }) => name).join(', ');
  const { unpack } = dialect;
  if (unpack === undefined)
    return {
      text: `INSERT INTO ${table} (${names}) FORMAT JSONEachRow\n${rows.map((row) => JSON.stringify(row)).join('\n')}`,
      values: [],
    };
  const { from, column, skipKnown } = unpack;
  const read = columns.map((each) => {
    if (checked === undefined || (each.name !== 'contact_key' && each.name !== 'contact')) return column(each);
    // Whoever was forgotten does not come back: later clicks count without a contact.
    const known = `EXISTS (SELECT 1 FROM ${checked.facts} AS f WHERE f.fact = 'forgotten ' || ${dialect.keyText(column({ name: 'contact_key', type: 'key' }))})`;
    const none = each.name === 'contact' ? 'NULL' : dialect.keyLiteral(NO_CONTACT);
    return `CASE WHEN ${known} THEN ${none} ELSE ${column(each)} END`;
  });
  return {
    text: `INSERT INTO ${table} (${names}) SELECT ${read.join(', ')} FROM ${from(dialect.placeholder(1), columns)} ${skipKnown}`,
    values: [JSON.stringify(rows)],
  };
}

function placeRow(click: StoredClick, { place, instance, message, link }: Place): JsonRow {
  const optional = (text: string | undefined): string | null => (text === undefined ? null : storable(text));
  return {
    place_key: place,
    instance_key: instance,
    message_key: message,
    link_key: link,
    campaign: optional(click.campaignId),
    message: optional(click.messageId),
    variant: optional(click.variant),
    part: storable(click.part),
    link: storable(click.linkId),
    url: storable(click.url),
    url_order: ordered(click.url),
    tags: click.tags === undefined ? null : tagsText(click.tags),
    event_tags: click.eventTags === undefined ? null : tagsText(click.eventTags),
  };
}

/** Moments of sending are kept in whole seconds since 1970; 0 for those that are unknown. */
const LAST_SECOND = 0xffff_ffff;

function eventRow(click: StoredClick, place: Place, keys: Keys, newEventId: () => string): JsonRow {
  const { contactId, eventId, sentAt } = click;
  const seconds = sentAt === undefined ? 0 : Math.floor(sentAt / 1000);
  return {
    event_key: keys.event(eventId ?? newEventId()),
    contact_key: keys.contact(contactId),
    message_key: place.message,
    link_key: place.link,
    place_key: place.place,
    at_ms: click.at,
    sent_s: seconds > 0 && seconds <= LAST_SECOND ? seconds : 0,
    part_no: place.partNumber,
    link_count: click.linkCount,
    flags: (click.test ? FLAGS.test : 0) | (click.expired ? FLAGS.expired : 0) | (click.honeypot ? FLAGS.honeypot : 0),
    signals: click.signals,
    contact: contactId === undefined || contactId === '' ? null : ordered(contactId),
    event: eventId === undefined ? null : storable(eventId),
  };
}
