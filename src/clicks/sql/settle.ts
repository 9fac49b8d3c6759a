import { settlingMs } from '../bots/labels.js';
import { noContact } from './dialects.js';
import { EVERYTHING } from './filter.js';
import { type ScanContext, scan } from './scan.js';
import { EVENT_COLUMNS, FIRSTS, FLAGS, withoutFlags } from './schema.js';
import { type Sql, sql } from './statement.js';

const SETTLED = ['event_key', 'contact_key', 'message_key', 'link_key', 'at_ms', 'flags', 'label', 'verdict'] as const;

/** What a click counts as, for `firsts`. */
const KINDS = { human: 0, bot: 1, uncounted: 2 } as const;

const GROUPS = { group: 'message_key, contact_key', link: 'message_key, contact_key, link_key' } as const;

/** Which click of its kind this one is, and the first kind that there is: in a contact's clicks on a message, and in those on a link. */
const FIRST_INPUTS: string = Object.entries(GROUPS)
  .map(
    ([name, columns]) =>
      `ROW_NUMBER() OVER (PARTITION BY ${columns}, kind ORDER BY event_key) AS of_${name}, MIN(kind) OVER (PARTITION BY ${columns}) AS ${name}_kind`,
  )
  .join(', ');

/** The bits of `firsts`. The first of people's clicks, or else of bots', counts as the first of any. */
function firstsOf(): string {
  const bits = (name: keyof typeof GROUPS): string =>
    `CASE WHEN kind = ${KINDS.uncounted} OR of_${name} > 1 THEN 0 ELSE CASE WHEN kind = ${KINDS.bot} THEN ${FIRSTS.bot} ELSE ${FIRSTS.human} END + CASE WHEN ${name}_kind = kind THEN ${FIRSTS.any} ELSE 0 END END`;
  return `${bits('group')} + ${FIRSTS.timesOnLink} * (${bits('link')})`;
}

/**
 * Writes the labels of all clicks that can no longer change beside them. A contact's clicks on one message settle together,
 * when the last of them is further back than the longest signal reaches: so a group is settled as a whole or not at all.
 * A click that comes later makes its group fresh again, because readings look for clicks without a label.
 */
export function settleSql(context: ScanContext, horizon: number, written: number): Sql {
  const { dialect, tables, fingerprint, rules } = context;
  const none = noContact(dialect);
  const before = Math.floor(horizon - settlingMs(rules));
  // Groups with an unlabelled click, none of whose clicks is too young.
  const ripe = `cs_ripe AS MATERIALIZED (SELECT e.message_key AS message_key, e.contact_key AS contact_key, 1 AS ripe FROM ${tables.events} AS e${dialect.final} WHERE e.contact_key <> ${none} AND ${withoutFlags('e.flags', FLAGS.test)}
  GROUP BY e.message_key, e.contact_key HAVING MAX(e.at_ms) < ${before} AND MAX(CASE WHEN e.rules <> ${fingerprint} THEN 1 ELSE 0 END) = 1)`;
  const chosen = sql`SELECT event_key, label AS new_label, verdict AS new_verdict, ${firstsOf()} AS new_firsts FROM (SELECT k.*, ${FIRST_INPUTS} FROM (SELECT c.event_key AS event_key, c.message_key AS message_key, c.contact_key AS contact_key, c.link_key AS link_key, c.label AS label, c.verdict AS verdict,
  CASE WHEN c.contact_key = ${none} OR ${dialect.bits('c.flags', FLAGS.expired)} <> 0 THEN ${KINDS.uncounted} WHEN c.verdict = 2 THEN ${KINDS.bot} ELSE ${KINDS.human} END AS kind FROM cs_clicks AS c LEFT JOIN cs_ripe AS r ON c.message_key = r.message_key AND c.contact_key = r.contact_key
  WHERE COALESCE(r.ripe, 0) = 1 OR (c.contact_key = ${none} AND c.at_ms < ${before})) AS k) AS n`;
  const ctes = sql`WITH ${ripe},
${scan(context, EVERYTHING, 'mixed', { columns: SETTLED, every: true })}`;
  if (dialect.appendOnly) {
    const columns = EVENT_COLUMNS.map(({ name }) => name);
    return sql`INSERT INTO ${tables.events} (${columns.join(', ')}, label, verdict, firsts, rules, written) ${ctes},
cs_chosen AS (${chosen})
SELECT ${columns.map((name) => `e.${name}`).join(', ')}, n.new_label, n.new_verdict, n.new_firsts, ${fingerprint}, ${written} FROM ${tables.events} AS e${dialect.final} INNER JOIN cs_chosen AS n ON e.event_key = n.event_key${dialect.settings}`;
  }
  return sql`${ctes},
cs_chosen AS (${chosen})
UPDATE ${tables.events} SET label = n.new_label, verdict = n.new_verdict, firsts = n.new_firsts, rules = ${fingerprint} FROM cs_chosen AS n WHERE ${tables.events}.event_key = n.event_key`;
}
