import { type Dialect, noContact } from './dialects.js';
import { type Filter, placeCondition } from './filter.js';
import { type ScanContext, type ScanForm, scan } from './scan.js';
import { FLAGS } from './schema.js';
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

/** Sums of pairs (a group and a contact), by group. */
export const SPLIT = `SUM(n) AS clicks, SUM(person) AS contacts, SUM(n - bots) AS human_clicks, SUM(CASE WHEN bots < n THEN person ELSE 0 END) AS human_contacts,
  SUM(suspects) AS suspects, SUM(bots) AS bot_clicks, SUM(CASE WHEN bots > 0 THEN person ELSE 0 END) AS bot_contacts, MIN(first_ms) AS first_at, MAX(last_ms) AS last_at`;

/** Counts of a pair: what uniqueness needs is then one row for each contact, and no DISTINCT. */
export function pairs({ dialect }: ScanContext, group: string, from: string, more = ''): string {
  return `SELECT ${group}, contact_key, CASE WHEN contact_key = ${noContact(dialect)} THEN 0 ELSE 1 END AS person, COUNT(*) AS n,
  SUM(CASE WHEN verdict = 2 THEN 1 ELSE 0 END) AS bots, SUM(CASE WHEN verdict = 1 THEN 1 ELSE 0 END) AS suspects, MIN(at_ms) AS first_ms, MAX(at_ms) AS last_ms${more} FROM ${from} GROUP BY ${group}, contact_key`;
}

/**
 * Clicks by link, contact and label: from there, both the counts of pairs and those of reasons are sums of few rows. Clicks
 * without a signal that counts are together under 0.
 */
function cells(context: ScanContext): string {
  const { dialect } = context;
  const why = `SELECT link_key, why, SUM(n) AS n FROM cs_cells WHERE why <> 0 GROUP BY link_key, why`;
  return `cs_cells AS MATERIALIZED (SELECT link_key, contact_key, verdict, CASE WHEN verdict = 0 THEN 0 ELSE label END AS why, COUNT(*) AS n, MIN(at_ms) AS first_ms, MAX(at_ms) AS last_ms
  FROM cs_clicks GROUP BY link_key, contact_key, verdict, CASE WHEN verdict = 0 THEN 0 ELSE label END),
cs_pairs AS MATERIALIZED (SELECT c.link_key AS link_key, c.contact_key AS contact_key, CASE WHEN c.contact_key = ${noContact(dialect)} THEN 0 ELSE 1 END AS person, SUM(c.n) AS n, SUM(CASE WHEN c.verdict = 2 THEN c.n ELSE 0 END) AS bots,
  SUM(CASE WHEN c.verdict = 1 THEN c.n ELSE 0 END) AS suspects, MIN(c.first_ms) AS first_ms, MAX(c.last_ms) AS last_ms FROM cs_cells AS c GROUP BY c.link_key, c.contact_key),
cs_whys AS (SELECT link_key, ${dialect.concat(dialect.pairText('why', 'n'))} AS whys FROM (${why}) AS w GROUP BY link_key)`;
}

/** Sums of pairs, by contact: over all links. */
const BY_CONTACT = `SELECT p.contact_key AS contact_key, MAX(p.person) AS person, SUM(p.n) AS n, SUM(p.bots) AS bots, SUM(p.suspects) AS suspects, MIN(p.first_ms) AS first_ms, MAX(p.last_ms) AS last_ms
  FROM cs_pairs AS p GROUP BY p.contact_key`;

/** Returns a statement: the clicks as `cs_clicks`, and what is made of them. */
export function whole(context: ScanContext, filter: Filter, form: ScanForm, rest: Sql): Sql {
  return sql`WITH ${scan(context, filter, form)},
${rest}${context.dialect.settings}`;
}

/** Behind which row a page begins, and how long it is. Pages come by clicks, most first, and then by key. */
function cut(dialect: Dialect, key: string, { limit, after }: PageCut): string {
  const from =
    after === undefined
      ? ''
      : ` WHERE clicks < ${after.clicks} OR (clicks = ${after.clicks} AND ${key} > ${dialect.keyLiteral(after.key)})`;
  return `${from} ORDER BY clicks DESC, ${key}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
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

/** One row: all clicks, by person and by link. */
export function totalsSql(context: ScanContext, filter: Filter, form: ScanForm): Sql {
  const { dialect } = context;
  return whole(
    context,
    filter,
    form,
    sql`${cells(context)},
cs_people AS (${BY_CONTACT})
SELECT t.*, (SELECT COUNT(DISTINCT link_key) FROM cs_pairs) AS unique_links, (SELECT ${dialect.concat('whys')} FROM cs_whys) AS whys FROM (SELECT ${SPLIT} FROM cs_people) AS t`,
  );
}

/** One row: tests and expired clicks, which are in no other count. */
export function uncountedSql({ dialect, tables }: ScanContext, condition: Sql): Sql {
  const test = dialect.bits('e.flags', FLAGS.test);
  const expired = dialect.bits('e.flags', FLAGS.expired);
  return sql`SELECT SUM(CASE WHEN ${test} <> 0 THEN 1 ELSE 0 END) AS test, SUM(CASE WHEN ${test} = 0 THEN 1 ELSE 0 END) AS expired FROM ${tables.events} AS e${dialect.final} WHERE (${test} <> 0 OR ${expired} <> 0) AND ${condition}`;
}

/** One row for each link, with what its places say of it. */
export function linksSql(context: ScanContext, filter: Filter, form: ScanForm, page: PageCut): Sql {
  const { dialect } = context;
  return whole(
    context,
    filter,
    form,
    sql`${cells(context)},
${described(context, filter)},
cs_stats AS (SELECT link_key, ${SPLIT} FROM cs_pairs GROUP BY link_key)
SELECT ${dialect.keyText('s.link_key')} AS row_key, s.*, d.part_text, d.link_text, d.url_first, d.url_last, d.tags_text, w.whys FROM (SELECT * FROM cs_stats${cut(dialect, 'link_key', page)}) AS s INNER JOIN cs_described AS d ON s.link_key = d.link_key LEFT JOIN cs_whys AS w ON s.link_key = w.link_key`,
  );
}

/** One row for each URL: a place's is the first, by code units, of those that its clicks led to. */
export function urlsSql(context: ScanContext, filter: Filter, form: ScanForm, page: PageCut): Sql {
  const { dialect, tables } = context;
  const { links } = tables;
  return whole(
    context,
    filter,
    form,
    sql`cs_canon AS (SELECT instance_key, COALESCE(MIN(NULLIF(url_order, '')), '') AS url_first FROM ${links}${dialect.final} WHERE ${placeCondition(filter)} GROUP BY instance_key),
cs_placed AS (SELECT l.place_key AS place_key, c.url_first AS url_first FROM ${placesOf(context, filter)} AS l INNER JOIN cs_canon AS c ON l.instance_key = c.instance_key),
cs_led AS MATERIALIZED (SELECT p.url_first AS url_first, k.link_key AS link_key, k.contact_key AS contact_key, k.verdict AS verdict, k.at_ms AS at_ms FROM cs_clicks AS k INNER JOIN cs_placed AS p ON k.place_key = p.place_key),
cs_pairs AS (${pairs(context, 'url_first', 'cs_led')}),
cs_counted AS (SELECT url_first, COUNT(DISTINCT link_key) AS instances FROM cs_led GROUP BY url_first),
cs_stats AS (SELECT url_first, ${SPLIT} FROM cs_pairs GROUP BY url_first)
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
    sql`cs_stats AS (SELECT link_key, COUNT(*) AS clicks, SUM(CASE WHEN verdict = 2 THEN 1 ELSE 0 END) AS bot_clicks, SUM(CASE WHEN verdict = 1 THEN 1 ELSE 0 END) AS suspects, MIN(at_ms) AS first_at, MAX(at_ms) AS last_at,
  ${reasonSums(context)} FROM cs_clicks GROUP BY link_key),
${described(context, filter, 'cs_stats')}
SELECT ${dialect.keyText('s.link_key')} AS row_key, s.*, d.part_text, d.link_text, d.url_first FROM (SELECT * FROM cs_stats${cut(dialect, 'link_key', page)}) AS s INNER JOIN cs_described AS d ON s.link_key = d.link_key`,
  );
}

/** How many clicks have each signal, as a column of its own; clicks that no signal with a weight speaks against have none. */
export function reasonSums({ dialect, rules }: ScanContext): string {
  return rules.weights
    .map(
      (weight, place) =>
        `${weight > 0 ? `SUM(CASE WHEN verdict <> 0 AND ${dialect.bits('label', 2 ** place)} <> 0 THEN 1 ELSE 0 END)` : '0'} AS reason_${place}`,
    )
    .join(', ');
}

/** One row for each stretch of time; `start` is SQL that works its beginning out of `at_ms`. */
export function timelineSql(context: ScanContext, filter: Filter, form: ScanForm, start: string): Sql {
  return whole(
    context,
    filter,
    form,
    sql`cs_cut AS (SELECT contact_key, verdict, at_ms, ${start} AS start_ms FROM cs_clicks),
cs_pairs AS (${pairs(context, 'start_ms', 'cs_cut')})
SELECT start_ms, ${SPLIT} FROM cs_pairs GROUP BY start_ms ORDER BY start_ms`,
  );
}
