import { checkKeys, checkType, usageError } from '../../checks/options.js';
import type { ClickQuery, Dimension } from '../query/stats.js';
import { isTags } from '../store/record.js';
import { tagNeedles } from '../store/tags-text.js';
import type { Dialect, Tables } from './dialects.js';
import { ordered, storable } from './keys.js';
import { bind, join, type Sql, sql } from './statement.js';

/** Which clicks are read: conditions on their place, and a stretch of time in milliseconds since 1970, half-open. */
export interface Filter {
  /** Of the places' table. Those on the message alone come apart, because labels look at whole messages. */
  readonly message: readonly Sql[];
  readonly place: readonly Sql[];
  readonly from: number;
  readonly to: number;
  /** The key of the one contact whose clicks are read. */
  readonly contact?: string;
  /** Only clicks of contacts who have a name: neither anonymous nor forgotten. */
  readonly named?: true;
}

export const EVERYTHING: Filter = { message: [], place: [], from: -Infinity, to: Infinity };

const MEMBERS = [
  ['campaignId', 'campaign', 'message'],
  ['messageId', 'message', 'message'],
  ['variant', 'variant', 'message'],
  ['part', 'part', 'place'],
  ['linkId', 'link', 'place'],
] as const;

/** Both kinds of tags: the query's member, the column, and what a dimension begins with. */
const TAGS = [
  ['tags', 'tags', 'tag:'],
  ['eventTags', 'event_tags', 'event-tag:'],
] as const;

const KEYS: readonly string[] = [...MEMBERS.map(([member]) => member), ...TAGS.map(([member]) => member), 'from', 'to'];

/** Which column of tags a dimension reads, and the tag's name; undefined for one that reads none. */
export function tagOfDimension(dimension: Dimension): readonly [column: string, name: string] | undefined {
  if (typeof dimension !== 'string') return undefined;
  const found = TAGS.find(([, , prefix]) => dimension.startsWith(prefix));
  return found === undefined ? undefined : [found[1], dimension.slice(found[2].length)];
}

/** Narrows a filter by a query. Throws `TypeError` naming the member. */
export function narrow(filter: Filter, query: ClickQuery, dialect: Dialect): Filter {
  checkKeys('query', query, KEYS);
  const found: Record<'message' | 'place', Sql[]> = { message: [...filter.message], place: [...filter.place] };
  for (const [member, column, kind] of MEMBERS) {
    const value = query[member];
    checkType(`query.${member}`, value, 'string');
    if (value !== undefined) found[kind].push(sql`${column} = ${bind(storable(value))}`);
  }
  for (const [member, column] of TAGS) {
    const tags = query[member] ?? {};
    if (!isTags(tags)) throw usageError(`query.${member}`, 'must be an object of strings');
    for (const [name, value] of Object.entries(tags))
      found.place.push(tagCondition(dialect, column, tagNeedles(name, value)));
  }
  return {
    ...filter,
    ...found,
    from: Math.max(filter.from, timeOf('from', query.from) ?? -Infinity),
    to: Math.min(filter.to, timeOf('to', query.to) ?? Infinity),
  };
}

function tagCondition(dialect: Dialect, column: string, needles: readonly [string, string]): Sql {
  const [first, later] = needles.map((needle) => bindText(dialect, column, needle)) as [Sql, Sql];
  return sql`(${first} OR ${later})`;
}

function bindText(dialect: Dialect, column: string, needle: string): Sql {
  const [before, after] = dialect.position(column, '\0').split('\0') as [string, string];
  return sql`${before}${bind(needle)}${after} > 0`;
}

function timeOf(name: string, time: Date | undefined): number | undefined {
  if (time === undefined) return undefined;
  if (!(time instanceof Date && Number.isFinite(time.getTime())))
    throw usageError(`query.${name}`, 'must be a valid Date', time);
  return time.getTime();
}

/** Narrows a filter to one value of a dimension, or to places that have none. */
export function narrowTo(
  filter: Filter,
  dimension: Dimension,
  value: string | undefined,
  tables: Tables,
  dialect: Dialect,
): Filter {
  const tag = tagOfDimension(dimension);
  if (tag !== undefined) {
    const [column, name] = tag;
    const [first, later] = tagNeedles(name, value ?? '');
    // Without a value, the name alone is looked for: an empty value is two quotes.
    const needles =
      value === undefined ? ([first.slice(0, -2), later.slice(0, -2)] as const) : ([first, later] as const);
    const has = tagCondition(dialect, column, needles);
    return { ...filter, place: [...filter.place, value === undefined ? sql`(${column} IS NULL OR NOT ${has})` : has] };
  }
  if (dimension === 'url')
    return {
      ...filter,
      place: [
        ...filter.place,
        sql`instance_key IN (SELECT instance_key FROM ${tables.links}${dialect.final} GROUP BY instance_key HAVING COALESCE(MIN(NULLIF(url_order, '')), '') = ${bind(ordered(value ?? ''))})`,
      ],
    };
  const [, column, kind] = MEMBERS.find(([member]) => member === dimension) as (typeof MEMBERS)[number];
  const condition = value === undefined ? sql`${column} IS NULL` : sql`${column} = ${bind(storable(value))}`;
  return { ...filter, [kind]: [...filter[kind], condition] };
}

/** The condition on a place that a filter makes: for the places' own table. */
export function placeCondition({ message, place }: Filter): Sql {
  return join([...message, ...place], ' AND ', 'true');
}

/** The condition on a click's contact and message: labels need all clicks of both, beside those that are asked for. */
export function groupCondition({ message, contact }: Filter, tables: Tables, dialect: Dialect, alias: string): Sql {
  const conditions: Sql[] = [];
  if (contact !== undefined) conditions.push(sql`${alias}.contact_key = ${dialect.keyLiteral(contact)}`);
  if (message.length > 0)
    conditions.push(
      sql`${alias}.message_key IN (SELECT message_key FROM ${tables.links}${dialect.final} WHERE ${join(message, ' AND ')})`,
    );
  return join(conditions, ' AND ', 'true');
}

/** The condition on a click itself. */
export function clickCondition(filter: Filter, tables: Tables, dialect: Dialect, alias: string): Sql {
  const conditions: Sql[] = [groupCondition(filter, tables, dialect, alias)];
  if (filter.place.length > 0)
    conditions.push(
      sql`${alias}.place_key IN (SELECT place_key FROM ${tables.links}${dialect.final} WHERE ${placeCondition(filter)})`,
    );
  if (filter.named === true) conditions.push(sql`${alias}.contact IS NOT NULL`);
  if (filter.from > -Infinity) conditions.push(sql`${alias}.at_ms >= ${filter.from}`);
  if (filter.to < Infinity) conditions.push(sql`${alias}.at_ms < ${filter.to}`);
  return join(conditions, ' AND ');
}
