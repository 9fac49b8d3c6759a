import { type Dialect, noContact, type Tables } from './dialects.js';
import { EVENT_COLUMNS, FLAGS, LABEL_COLUMNS, suffixed } from './schema.js';
import { bind, type Sql, sql } from './statement.js';

/** A table to delete from: on a cluster that is where its rows are stored, on every server. */
function stored({ cluster }: Tables, table: string): string {
  return cluster === undefined ? table : `${suffixed(table, '_local')} ON CLUSTER ${cluster}`;
}

/** Clicks of a contact get another key, and another text or none. Whether labels stand depends on what the key held before. */
function rekey(
  dialect: Dialect,
  tables: Tables,
  from: string,
  to: string,
  contact: Sql,
  fresh: boolean,
  written: number,
): Sql[] {
  const isFrom = sql`contact_key = ${dialect.keyLiteral(from)}`;
  if (!dialect.appendOnly)
    return [
      sql`UPDATE ${tables.events} SET contact_key = ${to}, contact = ${contact}${fresh ? ', rules = 0' : ''} WHERE ${isFrom}`,
    ];
  // Keys of the order cannot be changed: the rows are written anew, and then the old ones go.
  const columns = [...EVENT_COLUMNS, ...LABEL_COLUMNS].map(({ name }) => name);
  const values = columns.map((name) =>
    name === 'contact_key' ? sql`${to}` : name === 'contact' ? contact : sql`${name === 'rules' && fresh ? '0' : name}`,
  );
  const list = values.reduce((all, each) => sql`${all}, ${each}`);
  return [
    sql`INSERT INTO ${tables.events} (${columns.join(', ')}, written) SELECT ${list}, ${written} FROM ${tables.events} FINAL WHERE ${isFrom}`,
    sql`DELETE FROM ${stored(tables, tables.events)} WHERE ${isFrom}`,
  ];
}

/**
 * Forgets a contact: the clicks stay together under a nameless key, so that no count and no label changes, and a fact is
 * written by which later clicks of that contact count without one.
 */
export function forgetSql(dialect: Dialect, tables: Tables, contact: string, nameless: string, written: number): Sql[] {
  const fact = forgottenFact(dialect, contact);
  return [
    dialect.appendOnly
      ? sql`INSERT INTO ${tables.facts} (fact, value, written) SELECT ${fact}, '1', ${written}`
      : sql`INSERT INTO ${tables.facts} (fact, value) VALUES (${fact}, '1') ON CONFLICT DO NOTHING`,
    ...rekey(dialect, tables, contact, dialect.keyLiteral(nameless), sql`NULL`, false, written),
  ];
}

/**
 * Gives a contact's clicks to another one, whose labels are worked out anew with them. If the other is forgotten, the first
 * is, too.
 */
export function renameSql(
  dialect: Dialect,
  tables: Tables,
  { from, to, name, nameless, written }: { from: string; to: string; name: string; nameless: string; written: number },
): Sql[] {
  const forgotten = `EXISTS (SELECT 1 FROM ${tables.facts} AS f WHERE f.fact = ${forgottenFact(dialect, to)})`;
  const skip = dialect.appendOnly ? '' : ' ON CONFLICT DO NOTHING';
  const target = `CASE WHEN ${forgotten} THEN ${dialect.keyLiteral(nameless)} ELSE ${dialect.keyLiteral(to)} END`;
  return [
    sql`INSERT INTO ${tables.facts} (fact, value) SELECT ${forgottenFact(dialect, from)}, '1' WHERE ${forgotten}${skip}`,
    ...rekey(
      dialect,
      tables,
      from,
      target,
      sql`CASE WHEN ${forgotten} THEN NULL ELSE ${bind(name)} END`,
      true,
      written,
    ),
  ];
}

function forgottenFact(dialect: Dialect, key: string): string {
  return `'forgotten ' || ${dialect.keyText(dialect.keyLiteral(key))}`;
}

/** Takes groups of a contact and a message, whose last click is older than a moment, out of all counts. */
export function pruneSql(dialect: Dialect, tables: Tables, before: number): Sql[] {
  const none = noContact(dialect);
  const { events, links } = tables;
  const groups = `SELECT message_key, contact_key FROM ${events}${dialect.final} WHERE contact_key <> ${none} GROUP BY message_key, contact_key HAVING MAX(at_ms) < ${before}`;
  return [
    sql`DELETE FROM ${stored(tables, events)} WHERE (message_key, contact_key) IN (${groups})`,
    sql`DELETE FROM ${stored(tables, events)} WHERE contact_key = ${none} AND at_ms < ${before}`,
    sql`DELETE FROM ${stored(tables, links)} WHERE place_key NOT IN (SELECT place_key FROM ${events})`,
  ];
}

/** All that is stored of a contact's clicks. */
export function exportSql(dialect: Dialect, tables: Tables, contact: string): Sql {
  return sql`SELECT e.event AS event, e.at_ms AS at_ms, e.sent_s AS sent_s, e.link_count AS link_count, ${dialect.bits('e.flags', FLAGS.test)} AS test, ${dialect.bits('e.flags', FLAGS.expired)} AS expired, ${dialect.bits('e.flags', FLAGS.honeypot)} AS honeypot,
  e.signals AS signals, e.contact AS contact, l.event_tags AS event_tags, l.campaign AS campaign, l.message AS message, l.variant AS variant, l.part AS part, l.link AS link, l.url AS url, l.tags AS tags
  FROM ${tables.events} AS e${dialect.final} INNER JOIN ${tables.links} AS l${dialect.final} ON e.place_key = l.place_key WHERE e.contact_key = ${dialect.keyLiteral(contact)} ORDER BY e.at_ms`;
}
