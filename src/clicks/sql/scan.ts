import type { BotRules } from '../bots/rules.js';
import { REQUEST_SIGNALS } from '../store/request-signals.js';
import { type Dialect, noContact, type Tables } from './dialects.js';
import { clickCondition, type Filter, groupCondition } from './filter.js';
import { FLAGS, withoutFlags } from './schema.js';
import { spanCtes } from './spans.js';
import { type Cte, join, type Sql, sql } from './statement.js';

/**
 * How labels come about. `settled`: as they were written by `settle`; right where no click is fresh. `fresh`: worked out
 * for all, whatever is written; always right. `mixed`: worked out for the groups that have a fresh click; always right.
 */
export type ScanForm = 'settled' | 'fresh' | 'mixed';

/** What a table is read with. */
export interface ScanContext {
  readonly dialect: Dialect;
  readonly tables: Tables;
  readonly rules: BotRules;
  /** Names the rules in the `rules` column: never 0. */
  readonly fingerprint: number;
}

const TESTED: number = FLAGS.test;
const UNCOUNTED: number = FLAGS.test | FLAGS.expired;

/** The label of a click by itself: the bits of SIGNALS. */
function ownLabel({ dialect, rules }: ScanContext, alias: string): string {
  const since = `(${alias}.at_ms - ${alias}.sent_s * 1000)`;
  const honeypot = `${dialect.bits(`${alias}.flags`, FLAGS.honeypot)} * ${2 ** REQUEST_SIGNALS.length / FLAGS.honeypot}`;
  const times = rules.times.map(({ bit, from, before }) => {
    const isLater = from === -Infinity ? '' : `${since} >= ${from} AND `;
    return `CASE WHEN ${isLater}${since} < ${before} THEN ${bit} ELSE 0 END`;
  });
  // Most clicks come later than any such time: that is asked first.
  const late = `${since} >= ${Math.max(...rules.times.map(({ before }) => before))} OR ${alias}.sent_s = 0`;
  return `${alias}.signals + ${honeypot} + CASE WHEN ${late} THEN 0 ELSE ${times.join(' + ')} END`;
}

/** What makes a bot's click, in billionths, but for what is lost in rounding. */
const ENOUGH = 999_999_999;

/** A weight in billionths. More than 2 is no more than 2. */
const verdictUnits = (weight: number): number => Math.max(1, Math.round(Math.min(weight, 2) * 1e9));

/**
 * 0 a person's, 1 a suspect's, 2 a bot's: by the weights, in billionths, for whole numbers add up the same everywhere. A
 * signal that decides alone is looked for first, so that only clicks with none of those have their weights added.
 */
function verdict({ dialect, rules }: ScanContext): string {
  const units = rules.weights.map((weight) => (weight > 0 ? verdictUnits(weight) : 0));
  const mask = (test: (unit: number) => boolean): number =>
    units.reduce((bits, unit, place) => (test(unit) ? bits + 2 ** place : bits), 0);
  const [alone, together] = [mask((unit) => unit >= ENOUGH), mask((unit) => unit > 0 && unit < ENOUGH)];
  const weights = units.flatMap((unit, place) =>
    unit > 0 && unit < ENOUGH ? [`CASE WHEN ${dialect.bits('label', 2 ** place)} <> 0 THEN ${unit} ELSE 0 END`] : [],
  );
  const whens = [
    'WHEN label = 0 THEN 0',
    ...(alone === 0 ? [] : [`WHEN ${dialect.bits('label', alone)} <> 0 THEN 2`]),
    ...(together === 0
      ? []
      : [
          `WHEN ${dialect.bits('label', together)} = 0 THEN 0`,
          // Of 64 bits, for together they can be more than 32 hold.
          `WHEN CAST(0 AS BIGINT) + ${weights.join(' + ')} >= ${ENOUGH} THEN 2`,
        ]),
  ];
  return `CASE ${whens.join(' ')} ELSE ${together === 0 ? 0 : 1} END`;
}

/** What a query can read of a click. */
export type ClickColumn =
  | 'event_key'
  | 'contact_key'
  | 'message_key'
  | 'link_key'
  | 'place_key'
  | 'at_ms'
  | 'sent_s'
  | 'contact'
  | 'flags'
  | 'label'
  | 'verdict'
  | 'firsts';

/** What the counts of a group are made of. */
export const COUNTED: readonly ClickColumn[] = ['link_key', 'contact_key', 'at_ms', 'label', 'verdict'];

/**
 * One row: whether some clicks of the groups that a filter touches are fresh, and some settled. Of all clicks, an index on
 * `rules` tells at once; of some of them, their own index finds them, which planners do not use in an EXISTS.
 */
export function formSql({ dialect, tables, fingerprint }: ScanContext, filter: Filter, more: Sql = sql``): Sql {
  const known = sql`FROM ${tables.events} AS e${dialect.final} WHERE ${withoutFlags('e.flags', TESTED)} AND`;
  if (filter.contact === undefined && filter.message.length === 0) {
    const some = (comparison: string): Sql => sql`EXISTS (SELECT 1 ${known} e.rules ${comparison} ${fingerprint})`;
    return sql`SELECT CASE WHEN ${some('<')} OR ${some('>')} THEN 1 ELSE 0 END AS fresh, CASE WHEN ${some('=')} THEN 1 ELSE 0 END AS settled${more}`;
  }
  const any = (comparison: string): string => `MAX(CASE WHEN e.rules ${comparison} ${fingerprint} THEN 1 ELSE 0 END)`;
  return sql`SELECT ${any('<>')} AS fresh, ${any('=')} AS settled${more} ${known} ${groupCondition(filter, tables, dialect, 'e')}`;
}

/** How `scan` is asked. */
export interface ScanOptions {
  /** What is read of a click, and no more, because engines that keep CTEs keep them whole. */
  readonly columns: readonly ClickColumn[];
  /** The query looks at the clicks more than once: where their labels lie there, they are then read again, not copied. */
  readonly again?: boolean;
  /** Expired clicks, too: for `settle`. */
  readonly every?: boolean;
}

/** Returns the CTEs that end in `cs_clicks`: those that a filter lets through, tests and expired ones left out. */
export function scan(
  context: ScanContext,
  filter: Filter,
  form: ScanForm,
  { columns, again = false, every = false }: ScanOptions,
): Sql {
  const { dialect, tables, fingerprint, rules } = context;
  const events = (alias: string): string => `${tables.events} AS ${alias}${dialect.final}`;
  const counted = (alias: string): string => withoutFlags(`${alias}.flags`, every ? TESTED : UNCOUNTED);
  const condition = clickCondition(filter, tables, dialect, 'e');
  const settled = sql`SELECT ${columns.map((name) => `e.${name} AS ${name}`).join(', ')} FROM ${events('e')}`;
  if (form === 'settled')
    return sql`cs_clicks AS ${again ? dialect.inlined : ''}(${settled} WHERE e.rules = ${fingerprint} AND ${counted('e')} AND ${condition})`;
  const none = noContact(dialect);
  const isKnown = sql`${withoutFlags('k.flags', TESTED)} AND k.contact_key <> ${none} AND ${groupCondition(filter, tables, dialect, 'k')}`;
  const mixed = form === 'mixed';
  const first: readonly Cte[] = mixed
    ? [
        [
          'cs_fresh AS MATERIALIZED',
          sql`SELECT k.message_key AS message_key, k.contact_key AS contact_key, 1 AS found FROM ${events('k')} WHERE k.rules <> ${fingerprint} AND ${isKnown} GROUP BY k.message_key, k.contact_key`,
        ],
      ]
    : [];
  const ofFresh = mixed
    ? ' INNER JOIN cs_fresh AS f ON k.message_key = f.message_key AND k.contact_key = f.contact_key'
    : '';
  const plain = columns.filter((name) => name !== 'label' && name !== 'verdict');
  // What the filter and a click's own label ask of the clicks that `cs_marked` holds.
  const asked = [
    ...new Set([...plain, 'contact_key', 'message_key', 'place_key', 'at_ms', 'sent_s', 'flags', 'signals']),
  ];
  const spans = spanCtes(rules, dialect, {
    from: events('k'),
    ofFresh,
    isKnown,
    columns: filter.named === true && !asked.includes('contact') ? [...asked, 'contact'] : asked,
  });
  const list = plain.map((name) => `e.${name} AS ${name}`).join(', ');
  const [alone, isAlone] = spans.length === 0 ? ['', ''] : dialect.without('e', 'cs_crowds');
  const isFresh = mixed
    ? ' LEFT JOIN cs_fresh AS f ON e.message_key = f.message_key AND e.contact_key = f.contact_key'
    : '';
  const onlyFresh = mixed
    ? ` AND (COALESCE(f.found, 0) = 1 OR (e.contact_key = ${none} AND e.rules <> ${fingerprint}))`
    : '';
  const single = sql`SELECT ${list}, ${ownLabel(context, 'e')} AS label FROM ${events('e')}${isFresh}${alone} WHERE ${counted('e')} AND ${condition}${onlyFresh}${isAlone}`;
  const marked =
    spans.length === 0
      ? sql``
      : sql` UNION ALL SELECT ${list}, ${ownLabel(context, 'e')} + e.bits AS label FROM cs_marked AS e WHERE ${counted('e')} AND ${condition}`;
  const judged = columns.map((name) => (name === 'verdict' ? `${verdict(context)} AS verdict` : name)).join(', ');
  const rest = mixed
    ? sql` UNION ALL ${settled}${isFresh} WHERE e.rules = ${fingerprint} AND COALESCE(f.found, 0) = 0 AND ${counted('e')} AND ${condition}`
    : sql``;
  return cteList([
    ...first,
    ...spans,
    ['cs_labelled AS', sql`${single}${marked}`],
    // Else planners write what labels are worked out from into every sum that looks at one.
    ['cs_clicks AS MATERIALIZED', sql`SELECT ${judged} FROM cs_labelled${rest}`],
  ]);
}

const cteList = (ctes: readonly Cte[]): Sql =>
  join(
    ctes.map(([head, query]) => sql`${head} (${query})`),
    ',\n',
  );
