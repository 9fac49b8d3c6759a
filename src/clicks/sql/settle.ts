import { settlingMs } from '../bots/labels.js';
import { noContact } from './dialects.js';
import { EVERYTHING } from './filter.js';
import { type ScanContext, scan } from './scan.js';
import { EVENT_COLUMNS, FLAGS, withoutFlags } from './schema.js';
import { type Sql, sql } from './statement.js';

const SETTLED = ['event_key', 'contact_key', 'message_key', 'at_ms', 'label', 'verdict'] as const;

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
  const chosen = sql`SELECT c.event_key AS event_key, c.label AS new_label, c.verdict AS new_verdict FROM cs_clicks AS c LEFT JOIN cs_ripe AS r ON c.message_key = r.message_key AND c.contact_key = r.contact_key
  WHERE COALESCE(r.ripe, 0) = 1 OR (c.contact_key = ${none} AND c.at_ms < ${before})`;
  const ctes = sql`WITH ${ripe},
${scan(context, EVERYTHING, 'mixed', { columns: SETTLED, every: true })}`;
  if (dialect.appendOnly) {
    const columns = EVENT_COLUMNS.map(({ name }) => name);
    return sql`INSERT INTO ${tables.events} (${columns.join(', ')}, label, verdict, rules, written) ${ctes},
cs_chosen AS (${chosen})
SELECT ${columns.map((name) => `e.${name}`).join(', ')}, n.new_label, n.new_verdict, ${fingerprint}, ${written} FROM ${tables.events} AS e${dialect.final} INNER JOIN cs_chosen AS n ON e.event_key = n.event_key${dialect.settings}`;
  }
  return sql`${ctes},
cs_chosen AS (${chosen})
UPDATE ${tables.events} SET label = n.new_label, verdict = n.new_verdict, rules = ${fingerprint} FROM cs_chosen AS n WHERE ${tables.events}.event_key = n.event_key`;
}
