import { CLICKS, cut, described, firstSums, type PageCut, reasonSums, split, uniquesOf, whole } from './counts.js';
import { noContact } from './dialects.js';
import { type Filter, placeCondition } from './filter.js';
import { numberIn } from './rows.js';
import { COUNTED, type ScanContext, type ScanForm } from './scan.js';
import { FIRSTS } from './schema.js';
import { type Sql, type SqlRow, sql } from './statement.js';

/**
 * Among how many links contacts are counted by sets of links. Each is a bit of a whole number of 64 bits: the rest is room for
 * links that are written between the statement that counts them and the one that reads.
 */
const MOST_LINKS = 48;

/** How contacts are counted: by what `settle` wrote of one message's clicks, by sets of links, or by the engine. */
type Counting = 'firsts' | 'sets' | 'engine';

/**
 * Columns that say how contacts are counted: `messages` and `links` that a filter lets through, or just that they are too many, and
 * `shared`, whether several servers share the table.
 */
export function countingSql({ dialect, tables }: ScanContext, filter: Filter): Sql {
  const upTo = (most: number, column: string): Sql =>
    sql`(SELECT COUNT(*) FROM (SELECT DISTINCT ${column} FROM ${tables.links}${dialect.final} WHERE ${placeCondition(filter)} LIMIT ${most + 1}) AS d)`;
  const links = dialect.bitOr === undefined ? sql`0` : upTo(MOST_LINKS, 'link_key');
  return sql`, ${isWhole(filter) ? upTo(1, 'message_key') : sql`2`} AS messages, ${links} AS links, ${dialect.isShared ?? '0'} AS shared`;
}

/** Whether a filter takes all of a contact's clicks on a message or none. */
const isWhole = ({ place, from, to, contact, named }: Filter): boolean =>
  place.length === 0 && from === -Infinity && to === Infinity && contact === undefined && named !== true;

/** How contacts are counted, of a row with what `countingSql` asked for. */
export function countingOf({ dialect }: ScanContext, form: ScanForm, row: SqlRow): Counting {
  if (form === 'settled' && numberIn(row, 'messages') <= 1) return 'firsts';
  if (dialect.bitOr === undefined || numberIn(row, 'shared') !== 0) return 'engine';
  return numberIn(row, 'links') <= MOST_LINKS ? 'sets' : 'engine';
}

/** How links are read. */
export interface LinksReading {
  readonly form: ScanForm;
  readonly counting: Counting;
  /** Also the contacts of all links together, the same in each row: `all_contacts`, `all_human_contacts`, `all_bot_contacts`. */
  readonly withAll: boolean;
}

/** One row for each link, with what its places say of it. */
export function linksSql(context: ScanContext, filter: Filter, reading: LinksReading, page: PageCut): Sql {
  const { dialect } = context;
  const { form, counting, withAll } = reading;
  const [counted, row, joined] = COUNTED_BY[counting](context, filter, form);
  const [all, allRow, allJoined] = withAll
    ? [`,\ncs_all AS (${allSql(context, counting)})`, ', a.*', ' CROSS JOIN cs_all AS a']
    : ['', '', ''];
  return whole(
    context,
    filter,
    form,
    { columns: counting === 'firsts' ? [...COUNTED, 'firsts'] : COUNTED, again: true },
    sql`${described(context, filter)},
${counted}${all}
SELECT ${dialect.keyText('s.link_key')} AS row_key, s.*, d.part_text, d.link_text, d.url_first, d.url_last, d.tags_text${row}${allRow} FROM (SELECT * FROM cs_stats${cut(dialect, 'link_key', page)}) AS s INNER JOIN cs_described AS d ON s.link_key = d.link_key${joined}${allJoined}`,
  );
}

/** CTEs that end in `cs_stats`, by link; columns of another one, and how it is joined. */
type Counted = readonly [ctes: Sql, row: string, joined: string];

const COUNTED_BY: Readonly<Record<Counting, (context: ScanContext, filter: Filter, form: ScanForm) => Counted>> = {
  firsts: (context) => [
    sql`cs_stats AS (${sumsSql(context, `, ${firstSums(context, FIRSTS.timesOnLink, '')}, ${firstSums(context, 1, 'once_')}`)})`,
    '',
    '',
  ],
  sets: countedBySets,
  engine: (context, _, form) => {
    const uniques = uniquesOf(context, form);
    if (uniques === 'distinct')
      return [
        sql`cs_stats AS (${split(context, uniques, 'link_key', 'cs_clicks', [], `, ${reasonSums(context)}`)})`,
        '',
        '',
      ];
    return [
      sql`cs_stats AS (${split(context, uniques, 'link_key', 'cs_clicks')}),
cs_whys AS (SELECT link_key AS why_key, ${reasonSums(context)} FROM cs_clicks WHERE verdict <> 0 GROUP BY link_key)`,
      ', w.*',
      ' LEFT JOIN cs_whys AS w ON s.link_key = w.why_key',
    ];
  },
};

/** Counts of clicks by link, added up. */
const sumsSql = (context: ScanContext, more = ''): string =>
  `SELECT link_key, ${CLICKS}, MIN(at_ms) AS first_at, MAX(at_ms) AS last_at, ${reasonSums(context)}${more} FROM cs_clicks GROUP BY link_key`;

/**
 * Counts by link, in two passes over the clicks. One adds them up. The other groups them by contact, whose links are the bits of
 * two numbers, of people's clicks and of bots'. Many contacts have the same, so counting those again by link is nothing beside
 * three sets of contacts for each link.
 */
function countedBySets(context: ScanContext, filter: Filter): Counted {
  const { dialect, tables } = context;
  const has = (set: string): string => `${dialect.bits(set, 'b.bit')} <> 0`;
  const contacts = (condition: string): string => `SUM(CASE WHEN ${condition} THEN p.n ELSE 0 END)`;
  const linksWhere = (verdict: string): string =>
    `${dialect.bitOr}(CASE WHEN c.verdict ${verdict} THEN b.bit ELSE 0 END)`;
  const ctes = sql`cs_bits AS MATERIALIZED (SELECT link_key, ${dialect.bitAt('ROW_NUMBER() OVER (ORDER BY link_key) - 1')} AS bit
  FROM (SELECT DISTINCT link_key FROM ${tables.links}${dialect.final} WHERE ${placeCondition(filter)}) AS d),
cs_people AS (SELECT c.contact_key AS contact_key, ${linksWhere('<> 2')} AS humans, ${linksWhere('= 2')} AS bots
  FROM cs_clicks AS c INNER JOIN cs_bits AS b ON c.link_key = b.link_key WHERE c.contact_key <> ${noContact(dialect)} GROUP BY c.contact_key),
cs_sets AS MATERIALIZED (SELECT humans, bots, COUNT(*) AS n FROM cs_people GROUP BY humans, bots),
cs_contacts AS (SELECT b.link_key AS of_link, ${contacts(`${has('p.humans')} OR ${has('p.bots')}`)} AS contacts, ${contacts(has('p.humans'))} AS human_contacts, ${contacts(has('p.bots'))} AS bot_contacts
  FROM cs_sets AS p CROSS JOIN cs_bits AS b GROUP BY b.link_key),
cs_stats AS (${sumsSql(context)})`;
  return [ctes, ', n.*', ' LEFT JOIN cs_contacts AS n ON s.link_key = n.of_link'];
}

/** One row: the contacts of all links together. */
function allSql({ dialect }: ScanContext, counting: Counting): string {
  if (counting === 'firsts')
    return 'SELECT SUM(once_contacts) AS all_contacts, SUM(once_human_contacts) AS all_human_contacts, SUM(once_bot_contacts) AS all_bot_contacts FROM cs_stats';
  const sets =
    counting === 'sets'
      ? 'cs_sets'
      : `(SELECT contact_key, 1 AS n, MAX(CASE WHEN verdict <> 2 THEN 1 ELSE 0 END) AS humans, MAX(CASE WHEN verdict = 2 THEN 1 ELSE 0 END) AS bots FROM cs_clicks WHERE contact_key <> ${noContact(dialect)} GROUP BY contact_key) AS p`;
  return `SELECT SUM(n) AS all_contacts, SUM(CASE WHEN humans <> 0 THEN n ELSE 0 END) AS all_human_contacts, SUM(CASE WHEN bots <> 0 THEN n ELSE 0 END) AS all_bot_contacts FROM ${sets}`;
}
