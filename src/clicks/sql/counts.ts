import { type Dialect, noContact, type Uniques } from './dialects.js';
import { type Filter, placeCondition } from './filter.js';
import { COUNTED, type ScanContext, type ScanForm, type ScanOptions, scan } from './scan.js';
import { FIRSTS, FLAGS } from './schema.js';
import { bind, type Sql, sql } from './statement.js';

/** Where a page begins: behind the last row of the one before. */
export interface PageStart {
  readonly clicks: number;
  /** 32 hexadecimal digits; of a URL, its text as `ordered` writes it. */
  readonly key: string;
}

/** A page of a list. */
export interface PageCut {
  readonly limit: number | undefined;
  readonly after: PageStart | undefined;
}

/** A first or a last moment, beside the counts. */
export interface Moment {
  readonly name: string;
  readonly which: 'MIN' | 'MAX';
  readonly of: string;
}

/** How contacts are counted in a form of reading. */
export function uniquesOf({ dialect }: ScanContext, form: ScanForm): Uniques {
  return form === 'settled' ? dialect.uniques.settled : dialect.uniques.fresh;
}

const BOTS = 'SUM(CASE WHEN verdict = 2 THEN 1 ELSE 0 END)';

/** Counts of clicks. */
export const CLICKS: string = `COUNT(*) AS clicks, COUNT(*) - ${BOTS} AS human_clicks, SUM(CASE WHEN verdict = 1 THEN 1 ELSE 0 END) AS suspects, ${BOTS} AS bot_clicks`;

/** Counts of clicks and of different contacts, in one pass. */
function distinct(dialect: Dialect): string {
  const contacts = (condition = ''): string =>
    `COUNT(DISTINCT contact_key) FILTER (WHERE contact_key <> ${noContact(dialect)}${condition})`;
  return `${CLICKS}, ${contacts()} AS contacts, ${contacts(' AND verdict <> 2')} AS human_contacts, ${contacts(' AND verdict = 2')} AS bot_contacts`;
}

/** Counts of contacts, of the bits of `firsts`. */
export function firstSums({ dialect }: ScanContext, times: number, prefix: string): string {
  const count = (bit: number): string => `SUM(CASE WHEN ${dialect.bits('firsts', bit * times)} <> 0 THEN 1 ELSE 0 END)`;
  return `${count(FIRSTS.any)} AS ${prefix}contacts, ${count(FIRSTS.human)} AS ${prefix}human_contacts, ${count(FIRSTS.bot)} AS ${prefix}bot_contacts`;
}

/** Counts of clicks and of different contacts, by some columns: a query. */
export function split(
  { dialect }: ScanContext,
  uniques: Uniques,
  by: string,
  from: string,
  moments: readonly Moment[] = [],
  more = '',
): string {
  const times: readonly Moment[] = [
    { name: 'first_at', which: 'MIN', of: 'at_ms' },
    { name: 'last_at', which: 'MAX', of: 'at_ms' },
    ...moments,
  ];
  if (uniques === 'distinct')
    return `SELECT ${by}, ${distinct(dialect)}, ${times.map(({ name, which, of }) => `${which}(${of}) AS ${name}`).join(', ')}${more} FROM ${from} GROUP BY ${by}`;
  return `SELECT ${by}, ${SUMS}, ${times.map(({ name, which }) => `${which}(one_${name}) AS ${name}`).join(', ')} FROM (SELECT ${by}, ${pair(dialect)}, ${times.map(({ name, which, of }) => `${which}(${of}) AS one_${name}`).join(', ')} FROM ${from} GROUP BY ${by}, contact_key) AS p GROUP BY ${by}`;
}

/** Counts of one contact's clicks. */
const pair = (dialect: Dialect): string =>
  `contact_key, CASE WHEN contact_key = ${noContact(dialect)} THEN 0 ELSE 1 END AS person, COUNT(*) AS n, SUM(CASE WHEN verdict = 2 THEN 1 ELSE 0 END) AS bots, SUM(CASE WHEN verdict = 1 THEN 1 ELSE 0 END) AS ones`;

/** Sums of what `pair` counted. */
const SUMS = `SUM(n) AS clicks, SUM(person) AS contacts, SUM(n - bots) AS human_clicks, SUM(CASE WHEN bots < n THEN person ELSE 0 END) AS human_contacts,
  SUM(ones) AS suspects, SUM(bots) AS bot_clicks, SUM(CASE WHEN bots > 0 THEN person ELSE 0 END) AS bot_contacts`;

/** Returns a statement: the clicks as `cs_clicks`, and what is made of them. */
export function whole(context: ScanContext, filter: Filter, form: ScanForm, options: ScanOptions, rest: Sql): Sql {
  return sql`WITH ${scan(context, filter, form, options)},
${rest}${context.dialect.settings}`;
}

/**
 * Behind which row a page begins, and how long it is. Pages come by clicks, most first, and then by the digits of the key:
 * ClickHouse orders UUIDs by their second half.
 */
export function cut({ keyText, keyLiteral }: Dialect, key: string, { limit, after }: PageCut): string {
  const from =
    after === undefined
      ? ''
      : ` WHERE clicks < ${after.clicks} OR (clicks = ${after.clicks} AND ${keyText(key)} > ${keyText(keyLiteral(after.key))})`;
  return `${from} ORDER BY clicks DESC, ${keyText(key)}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
}

/** The places that a filter lets through, to stand after FROM. */
export function placesOf({ dialect, tables }: ScanContext, filter: Filter): Sql {
  return sql`(SELECT place_key, instance_key, variant FROM ${tables.links}${dialect.final} WHERE ${placeCondition(filter)})`;
}

/** What a link's places say of it, by `link_key`; `among` names a CTE with the links that are asked for, where they are few. */
export function described({ dialect, tables }: ScanContext, filter: Filter, among?: string): Sql {
  const few = among === undefined ? '' : ` AND link_key IN (SELECT link_key FROM ${among})`;
  return sql`cs_described AS (SELECT link_key, MIN(part) AS part_text, MIN(link) AS link_text, MIN(NULLIF(url_order, '')) AS url_first, MAX(NULLIF(url_order, '')) AS url_last, MIN(tags) AS tags_text
  FROM ${tables.links}${dialect.final} WHERE ${placeCondition(filter)}${few} GROUP BY link_key)`;
}

/** One row: all clicks, by person and by link. `byFirsts`: contacts are added up, of what `settle` wrote of one message's clicks. */
export function totalsSql(context: ScanContext, filter: Filter, form: ScanForm, byFirsts: boolean): Sql {
  const { dialect } = context;
  const reasons = reasonSums(context);
  if (dialect.onePass && form !== 'settled')
    return whole(
      context,
      filter,
      form,
      { columns: COUNTED },
      sql`cs_all AS (SELECT ${distinct(dialect)}, MIN(at_ms) AS first_at, MAX(at_ms) AS last_at, COUNT(DISTINCT link_key) AS unique_links, ${reasons} FROM cs_clicks)
SELECT * FROM cs_all`,
    );
  const followed =
    'cs_followed AS (SELECT COUNT(*) AS unique_links FROM (SELECT DISTINCT link_key FROM cs_clicks) AS once)';
  if (byFirsts)
    return whole(
      context,
      filter,
      form,
      { columns: [...COUNTED, 'firsts'], again: true },
      sql`cs_all AS (SELECT ${CLICKS}, ${firstSums(context, 1, '')}, MIN(at_ms) AS first_at, MAX(at_ms) AS last_at, ${reasons} FROM cs_clicks),
${followed}
SELECT * FROM cs_all CROSS JOIN cs_followed`,
    );
  return whole(
    context,
    filter,
    form,
    { columns: COUNTED, again: true },
    sql`cs_people AS (SELECT ${pair(dialect)}, MIN(at_ms) AS first_ms, MAX(at_ms) AS last_ms FROM cs_clicks GROUP BY contact_key),
cs_all AS (SELECT ${SUMS}, MIN(first_ms) AS first_at, MAX(last_ms) AS last_at FROM cs_people),
cs_whys AS (SELECT ${reasons} FROM cs_clicks WHERE verdict <> 0),
${followed}
SELECT * FROM cs_all CROSS JOIN cs_whys CROSS JOIN cs_followed`,
  );
}

/** One row: tests and expired clicks, which are in no other count. */
export function uncountedSql({ dialect, tables }: ScanContext, condition: Sql): Sql {
  const test = dialect.bits('e.flags', FLAGS.test);
  const expired = dialect.bits('e.flags', FLAGS.expired);
  return sql`SELECT SUM(CASE WHEN ${test} <> 0 THEN 1 ELSE 0 END) AS test, SUM(CASE WHEN ${test} = 0 THEN 1 ELSE 0 END) AS expired FROM ${tables.events} AS e${dialect.final} WHERE (${test} <> 0 OR ${expired} <> 0) AND ${condition}`;
}

/** One row for each URL: a place's is the first, by code units, of those that its clicks led to. */
export function urlsSql(context: ScanContext, filter: Filter, form: ScanForm, page: PageCut): Sql {
  const { dialect, tables } = context;
  const { links } = tables;
  return whole(
    context,
    filter,
    form,
    { columns: ['link_key', 'contact_key', 'place_key', 'at_ms', 'label', 'verdict'] },
    sql`cs_canon AS (SELECT instance_key, COALESCE(MIN(NULLIF(url_order, '')), '') AS url_first FROM ${links}${dialect.final} WHERE ${placeCondition(filter)} GROUP BY instance_key),
cs_placed AS (SELECT l.place_key AS place_key, c.url_first AS url_first FROM ${placesOf(context, filter)} AS l INNER JOIN cs_canon AS c ON l.instance_key = c.instance_key),
cs_led AS MATERIALIZED (SELECT p.url_first AS url_first, k.link_key AS link_key, k.contact_key AS contact_key, k.verdict AS verdict, k.at_ms AS at_ms FROM cs_clicks AS k INNER JOIN cs_placed AS p ON k.place_key = p.place_key),
cs_counted AS (SELECT url_first, COUNT(DISTINCT link_key) AS instances FROM cs_led GROUP BY url_first),
cs_stats AS (${split(context, uniquesOf(context, form), 'url_first', 'cs_led')})
SELECT s.*, c.instances FROM cs_stats AS s INNER JOIN cs_counted AS c ON s.url_first = c.url_first${
      page.after === undefined
        ? sql``
        : sql` WHERE s.clicks < ${page.after.clicks} OR (s.clicks = ${page.after.clicks} AND s.url_first > ${bind(page.after.key)})`
    } ORDER BY s.clicks DESC, s.url_first${page.limit === undefined ? '' : ` LIMIT ${page.limit}`}`,
  );
}

/** One row for each contact: of all clicks let through, with the labels of those that are a bot's. */
export function pairContactsSql(context: ScanContext, filter: Filter, form: ScanForm, page: PageCut): Sql {
  const { dialect } = context;
  return whole(
    context,
    filter,
    form,
    { columns: [...COUNTED, 'contact'] },
    sql`cs_stats AS (SELECT contact_key, MAX(contact) AS contact_text, COUNT(*) AS clicks, SUM(CASE WHEN verdict = 2 THEN 1 ELSE 0 END) AS bot_clicks, SUM(CASE WHEN verdict = 1 THEN 1 ELSE 0 END) AS suspects, MIN(at_ms) AS first_at, MAX(at_ms) AS last_at, COUNT(DISTINCT link_key) AS unique_links,
  ${reasonSums(context)} FROM cs_clicks GROUP BY contact_key)
SELECT ${dialect.keyText('s.contact_key')} AS row_key, s.* FROM (SELECT * FROM cs_stats${cut(dialect, 'contact_key', page)}) AS s`,
  );
}

/** One row for each link of one contact. */
export function pairLinksSql(context: ScanContext, filter: Filter, form: ScanForm, page: PageCut): Sql {
  const { dialect } = context;
  return whole(
    context,
    filter,
    form,
    { columns: COUNTED },
    sql`cs_stats AS (SELECT link_key, COUNT(*) AS clicks, SUM(CASE WHEN verdict = 2 THEN 1 ELSE 0 END) AS bot_clicks, SUM(CASE WHEN verdict = 1 THEN 1 ELSE 0 END) AS suspects, MIN(at_ms) AS first_at, MAX(at_ms) AS last_at,
  ${reasonSums(context)} FROM cs_clicks GROUP BY link_key),
${described(context, filter, 'cs_stats')}
SELECT ${dialect.keyText('s.link_key')} AS row_key, s.*, d.part_text, d.link_text, d.url_first FROM (SELECT * FROM cs_stats${cut(dialect, 'link_key', page)}) AS s INNER JOIN cs_described AS d ON s.link_key = d.link_key`,
  );
}

/**
 * The bits of each signal with a weight, added up over clicks, as a column of its own: so many times the bit's value. A click with
 * such a bit is never a person's whom nothing speaks against, so nothing else has to be asked.
 */
export function reasonSums({ dialect, rules }: ScanContext): string {
  return rules.weights
    .map((weight, place) => `${weight > 0 ? `SUM(${dialect.bits('label', 2 ** place)})` : '0'} AS reason_${place}`)
    .join(', ');
}

/** One row for each stretch of time; `start` is SQL that works its beginning out of `at_ms`. */
export function timelineSql(context: ScanContext, filter: Filter, form: ScanForm, start: string): Sql {
  return whole(
    context,
    filter,
    form,
    { columns: ['contact_key', 'at_ms', 'label', 'verdict'] },
    sql`cs_cut AS (SELECT contact_key, verdict, at_ms, ${start} AS start_ms FROM cs_clicks),
cs_stats AS (${split(context, uniquesOf(context, form), 'start_ms', 'cs_cut')})
SELECT * FROM cs_stats ORDER BY start_ms`,
  );
}
