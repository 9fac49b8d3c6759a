import { described, placesOf, reasonSums, split, uniquesOf, whole } from './counts.js';
import { noContact } from './dialects.js';
import type { Filter } from './filter.js';
import { COUNTED, type ScanContext, type ScanForm } from './scan.js';
import { bind, type Sql, sql } from './statement.js';

/** One row: the earliest sending of all clicks, and those of nobody who is known. */
export function spanSql(context: ScanContext, filter: Filter, form: ScanForm): Sql {
  const { dialect } = context;
  const anonymous = `contact_key = ${noContact(dialect)}`;
  return whole(
    context,
    filter,
    form,
    { columns: ['contact_key', 'sent_s', 'label', 'verdict'] },
    sql`cs_sent AS (SELECT MIN(${dialect.whenElseNull('sent_s <> 0', 'sent_s')}) AS earliest, SUM(CASE WHEN ${anonymous} AND verdict <> 2 THEN 1 ELSE 0 END) AS humans, SUM(CASE WHEN ${anonymous} AND verdict = 2 THEN 1 ELSE 0 END) AS bots FROM cs_clicks)
SELECT earliest AS sent_s, humans AS anonymous_humans, bots AS anonymous_bots FROM cs_sent`,
  );
}

/** One row for each link and variant, that of no variant too. */
export function linkVariantsSql(context: ScanContext, filter: Filter, form: ScanForm): Sql {
  const { dialect } = context;
  const human = dialect.whenElseNull('verdict <> 2', 'at_ms');
  return whole(
    context,
    filter,
    form,
    { columns: [...COUNTED, 'place_key'] },
    sql`cs_varied AS (SELECT k.link_key AS link_key, k.contact_key AS contact_key, k.verdict AS verdict, k.at_ms AS at_ms, l.variant AS variant FROM cs_clicks AS k INNER JOIN ${placesOf(context, filter)} AS l ON k.place_key = l.place_key),
cs_stats AS (${split(context, uniquesOf(context, form), 'link_key, variant', 'cs_varied', [
      { name: 'first_human', which: 'MIN', of: human },
      { name: 'last_human', which: 'MAX', of: human },
    ])})
SELECT ${dialect.keyText('s.link_key')} AS row_key, s.* FROM cs_stats AS s`,
  );
}

/** CTE: one row for each link and contact, with the contact's name. */
function namedPairs(context: ScanContext): string {
  return `cs_pairs AS MATERIALIZED (SELECT link_key, contact_key, MAX(contact) AS contact_text, COUNT(*) AS clicks, SUM(CASE WHEN verdict = 2 THEN 1 ELSE 0 END) AS bot_clicks, SUM(CASE WHEN verdict = 1 THEN 1 ELSE 0 END) AS suspects, MIN(at_ms) AS first_at, MAX(at_ms) AS last_at,
  ${reasonSums(context)} FROM cs_clicks GROUP BY link_key, contact_key)`;
}

/** For each link, rows of the contacts with the most clicks by people: in the order of `byContact`. */
export function topOfLinksSql(context: ScanContext, filter: Filter, form: ScanForm, limit: number): Sql {
  return whole(
    context,
    filter,
    form,
    { columns: [...COUNTED, 'contact'] },
    sql`${namedPairs(context)},
cs_ranked AS (SELECT p.*, ROW_NUMBER() OVER (PARTITION BY link_key ORDER BY clicks - bot_clicks DESC, clicks DESC, contact_text) AS place FROM cs_pairs AS p)
SELECT ${context.dialect.keyText('r.link_key')} AS row_key, r.* FROM cs_ranked AS r WHERE place <= ${limit}`,
  );
}

/** Behind which contact a page begins. */
export interface ContactStart {
  readonly human: number;
  readonly clicks: number;
  /** As `ordered` writes it. */
  readonly name: string;
}

/** One row for each link of the contacts with the most clicks by people: in the order of `byContact`. */
export function topContactsSql(
  context: ScanContext,
  filter: Filter,
  form: ScanForm,
  limit: number,
  after: ContactStart | undefined,
): Sql {
  const start =
    after === undefined
      ? sql``
      : sql` WHERE humans < ${after.human} OR (humans = ${after.human} AND (n < ${after.clicks} OR (n = ${after.clicks} AND name > ${bind(after.name)})))`;
  return whole(
    context,
    filter,
    form,
    { columns: [...COUNTED, 'contact'] },
    sql`${namedPairs(context)},
cs_people AS (SELECT contact_key, MAX(contact_text) AS name, SUM(clicks) AS n, SUM(clicks - bot_clicks) AS humans FROM cs_pairs GROUP BY contact_key),
cs_top AS MATERIALIZED (SELECT contact_key FROM cs_people${start} ORDER BY humans DESC, n DESC, name LIMIT ${limit}),
${described(context, filter)}
SELECT p.*, d.part_text, d.link_text, d.url_first FROM cs_pairs AS p INNER JOIN cs_top AS t ON p.contact_key = t.contact_key INNER JOIN cs_described AS d ON p.link_key = d.link_key`,
  );
}

/** One row for each link and stretch with clicks, and how many of them are people's; `bin` is SQL that works its number out of `at_ms`. */
export function linkTrendsSql(context: ScanContext, filter: Filter, form: ScanForm, bin: string): Sql {
  return whole(
    context,
    filter,
    form,
    { columns: ['link_key', 'at_ms', 'label', 'verdict'] },
    sql`cs_binned AS (SELECT link_key, ${bin} AS bin, verdict FROM cs_clicks),
cs_trend AS (SELECT link_key, bin, SUM(CASE WHEN verdict <> 2 THEN 1 ELSE 0 END) AS humans FROM cs_binned GROUP BY link_key, bin),
${described(context, filter)}
SELECT t.bin AS bin, t.humans AS humans, d.part_text AS part_text, d.link_text AS link_text FROM cs_trend AS t INNER JOIN cs_described AS d ON t.link_key = d.link_key`,
  );
}
