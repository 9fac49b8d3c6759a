import type { BotReason } from '../bots/reasons.js';
import type { BotRules } from '../bots/rules.js';
import { SIGNALS } from '../bots/signals.js';
import { type Pace, THRESHOLDS } from '../bots/thresholds.js';
import { REQUEST_SIGNALS } from '../store/request-signals.js';
import type { Dialect } from './dialects.js';
import { FLAGS, LABEL_INPUTS, withoutFlags } from './schema.js';
import { type Cte, type Sql, sql } from './statement.js';
import { distinctSpans, inRow, type Step } from './sweep.js';

const HEAD = 1 << REQUEST_SIGNALS.indexOf('head');
const NOT_GET = HEAD | (1 << REQUEST_SIGNALS.indexOf('method'));

/** A contact's clicks on one message lie together under a number, which sorts faster than two keys. */
const GROUP = ['crowd'];
const COPY = [...GROUP, 'part_no', 'link_count'];

/**
 * A signal that spans several clicks. `crowd`: what is true of every group that it can mark a click of, in sums of the group's
 * clicks: most groups are passed over by it. `paces`: so many different links within so long, among a contact's clicks on a message.
 * `copies`: the same among those on one part of it. `marked`: a query of its own, of the `event_key` of each click that it marks,
 * once.
 */
type Span = { readonly crowd: (dialect: Dialect) => string } & (
  | { readonly paces: readonly Pace[] }
  | { readonly copies: (rules: BotRules, dialect: Dialect) => readonly Step[] }
  | { readonly marked: (rules: BotRules, dialect: Dialect) => string }
);

/**
 * Whether two clicks of a group can be as near as a pace wants. Of three clicks the one in the middle is the sum without the
 * first and the last; the sum is one of lowest bits, so that it cannot overflow, and then a long gap can look short but never a
 * short one long. Groups of more clicks are looked at one by one.
 */
function canBeNear(dialect: Dialect): string {
  const mask = 2 ** 28 - 1;
  const sum = `SUM(CAST(${dialect.bits('k.at_ms', mask)} AS INTEGER))`;
  const [first, last] = ['MIN(k.at_ms)', 'MAX(k.at_ms)'];
  const isNear = (gap: string): string => `${dialect.bits(`(${gap})`, mask)} <= ${LONGEST}`;
  return `COUNT(*) > 3 OR ${last} - ${first} <= ${LONGEST} OR (COUNT(*) = 3 AND (${isNear(`${sum} - 2 * ${first} - ${last}`)} OR ${isNear(`2 * ${last} + ${first} - ${sum}`)}))`;
}

const hasEnough = (): string => `COUNT(*) >= ${THRESHOLDS.everyLinkMin}`;

/** One row for each row of SIGNALS with `among`. Queries read `cs_grouped`: the clicks of contacts with several on one message. */
const SPANS: { readonly [Reason in BotReason]?: Span } = {
  'near-honeypot': {
    crowd: () => `MAX(k.flags) >= ${FLAGS.honeypot}`,
    marked: ({ honeypotWindowMs }, dialect) => {
      const trapped = dialect.whenElseNull(`${dialect.bits('flags', FLAGS.honeypot)} <> 0`, 'at_ms');
      return `SELECT event_key FROM (SELECT event_key, at_ms, ${dialect.bits('flags', FLAGS.honeypot)} AS trap,
  MAX(${trapped}) OVER (PARTITION BY ${GROUP} ORDER BY at_ms) AS before_ms,
  MIN(${trapped}) OVER (PARTITION BY ${GROUP} ORDER BY at_ms DESC) AS after_ms
  FROM cs_grouped WHERE honeypots <> 0) AS n WHERE trap = 0 AND (at_ms - before_ms <= ${honeypotWindowMs} OR after_ms - at_ms <= ${honeypotWindowMs})`;
    },
  },
  burst: { crowd: canBeNear, paces: THRESHOLDS.burst },
  'quick-succession': { crowd: canBeNear, paces: THRESHOLDS.quickSuccession },
  'every-link': {
    crowd: hasEnough,
    copies: (rules, dialect) => [{ within: windowOf(rules, dialect), least: 'link_count' }],
  },
  'every-link-slowly': {
    crowd: hasEnough,
    copies: () => [{ within: `${THRESHOLDS.everyLinkSlowlyMs}`, least: 'link_count' }],
  },
  'both-parts': {
    crowd: () => 'MIN(k.part_no) <> MAX(k.part_no)',
    // The nearest click on another part lies just outside the run of clicks on this one.
    marked: (_, dialect) => {
      const order = `PARTITION BY ${GROUP} ORDER BY at_ms, part_no`;
      const edge = (which: 'LAG' | 'LEAD'): string =>
        `${dialect.neighbour(which, 'at_ms')} OVER (${order}) AS ${which}_ms, ${dialect.neighbour(which, 'part_no')} OVER (${order}) AS ${which}_part`;
      return `SELECT event_key FROM (SELECT event_key, at_ms,
  MAX(CASE WHEN LAG_part <> part_no THEN LAG_ms END) OVER (PARTITION BY ${GROUP} ORDER BY at_ms, part_no) AS before_ms,
  MIN(CASE WHEN LEAD_part <> part_no THEN LEAD_ms END) OVER (PARTITION BY ${GROUP} ORDER BY at_ms DESC, part_no DESC) AS after_ms
  FROM (SELECT event_key, ${GROUP}, at_ms, part_no, ${edge('LAG')}, ${edge('LEAD')} FROM cs_grouped WHERE first_part <> last_part) AS o) AS n
  WHERE at_ms - before_ms <= ${THRESHOLDS.bothPartsMs} OR after_ms - at_ms <= ${THRESHOLDS.bothPartsMs}`;
    },
  },
  'get-after-head': {
    crowd: (dialect) => `MAX(${dialect.bits('k.signals', HEAD)}) <> 0`,
    marked: (_, dialect) => {
      const head = dialect.whenElseNull(`${dialect.bits('signals', HEAD)} <> 0`, 'at_ms');
      return `SELECT event_key FROM (SELECT event_key, at_ms, signals, MAX(${head}) OVER (PARTITION BY ${GROUP}, link_key ORDER BY at_ms) AS head_ms
  FROM cs_grouped WHERE heads <> 0) AS n WHERE ${dialect.bits('signals', NOT_GET)} = 0 AND at_ms - head_ms <= ${THRESHOLDS.getAfterHeadMs}`;
    },
  },
};

/** Every pace of the table. */
const PACES: readonly Pace[] = Object.values(SPANS).flatMap((span) => ('paces' in span ? span.paces : []));

/** The longest time that a pace looks at. */
const LONGEST: number = Math.max(...PACES.map(({ withinMs }) => withinMs));

/** For so many clicks to either side, one looks at the times and links of others. */
const REACH: number = Math.max(...PACES.map(({ links }) => links)) - 1;

/** How long all links of a copy may take, by `link_count`: `everyLinkWindow`, in SQL. */
function windowOf(rules: BotRules, dialect: Dialect): string {
  const most = THRESHOLDS.everyLinkSlowlyMs;
  const wanted = Math.floor(rules.everyLinkWindowMs);
  if (wanted === 0) return '-1';
  const pace = dialect.floorDivide(`(link_count - 1) * ${wanted}`, THRESHOLDS.everyLinkGaps);
  return `CASE WHEN (link_count - 1) * ${wanted} >= ${most * THRESHOLDS.everyLinkGaps} THEN ${most} ELSE ${pace} END`;
}

/** The reasons that `SPANS` knows: a test compares them with the rules'. */
export const SPAN_REASONS: readonly string[] = Object.keys(SPANS);

/** The clicks of everybody who is to be labelled, tests left out, as `k`. */
interface Known {
  readonly from: string;
  /** Joins the groups that are to be labelled, where it is not all. */
  readonly ofFresh: string;
  readonly isKnown: Sql;
  /** What is read of a click beside what labels are worked out from. */
  readonly columns: readonly string[];
}

/**
 * Returns the CTEs that end in `cs_marked`: each click of a group that such a signal can mark a click of, with the columns that
 * are asked for and the bits of its signals. `cs_crowds` names those groups. None where no such signal has a weight.
 *
 * Nearly all clicks are marked or left by looking at their neighbours in one sorting; what takes more than that is rare, and
 * joined to them.
 */
export function spanCtes(rules: BotRules, dialect: Dialect, known: Known): readonly Cte[] {
  const ctes: (readonly [name: string, query: string])[] = [];
  const crowds = new Set<string>();
  const paces: { readonly bit: number; readonly steps: readonly Step[] }[] = [];
  const copies: { readonly bit: number; readonly steps: readonly Step[] }[] = [];
  SIGNALS.forEach(({ reason }, place) => {
    const span = SPANS[reason];
    if (span === undefined || (rules.weights[place] as number) === 0) return;
    crowds.add(span.crowd(dialect));
    const bit = 2 ** place;
    if ('paces' in span)
      paces.push({ bit, steps: span.paces.map(({ links, withinMs }) => ({ least: links, within: `${withinMs}` })) });
    else if ('copies' in span) copies.push({ bit, steps: span.copies(rules, dialect) });
    else
      ctes.push([
        `cs_${reason.replaceAll('-', '_')}`,
        `SELECT event_key, ${bit} AS bits FROM (${span.marked(rules, dialect)}) AS m`,
      ]);
  });
  if (crowds.size === 0) return [];
  ctes.push(
    ...distinctSpans('cs_pace', GROUP, paces, dialect, {
      source: `SELECT g.event_key AS event_key, g.crowd AS crowd, g.link_key AS link_key, g.at_ms AS at_ms FROM cs_grouped AS g INNER JOIN cs_repeating AS r ON g.crowd = r.crowd WHERE g.is_near = 1`,
    }),
    ...distinctSpans('cs_copy', COPY, copies, dialect, {
      source: `SELECT event_key, ${COPY}, link_key, at_ms FROM (SELECT event_key, ${COPY}, link_key, at_ms, COUNT(*) OVER (PARTITION BY ${COPY}) AS of_copy
  FROM cs_grouped WHERE ${withoutFlags('flags', FLAGS.honeypot)} AND link_count >= ${THRESHOLDS.everyLinkMin} AND of_group >= link_count) AS c WHERE of_copy >= link_count`,
    }),
  );
  // Those that end in bits: each names a click once, and no two have a bit in common.
  const ends = ctes
    .filter(([name]) => !/_(?:own|spread|swept)$/.test(name))
    .map(([name]) => `SELECT event_key, bits FROM ${name}`);
  const columns = known.columns.map((name) => `g.${name} AS ${name}`).join(', ');
  return [
    ...grouping(dialect, known, [...crowds], paces),
    ['cs_repeating AS MATERIALIZED', 'SELECT crowd, 1 AS found FROM cs_grouped WHERE repeats = 1 GROUP BY crowd'],
    ...ctes.map(([name, query]) => [`${name} AS`, query] as const),
    [
      'cs_spans AS',
      `SELECT event_key, CAST(SUM(bits) AS INTEGER) AS bits FROM (${ends.join(' UNION ALL ')}) AS m GROUP BY event_key`,
    ],
    [
      'cs_marked AS',
      `SELECT ${columns}, CASE WHEN COALESCE(r.found, 0) = 1 THEN 0 ELSE g.pace END + COALESCE(s.bits, 0) AS bits
  FROM cs_grouped AS g LEFT JOIN cs_repeating AS r ON g.crowd = r.crowd LEFT JOIN cs_spans AS s ON g.event_key = s.event_key`,
    ],
  ];
}

/**
 * The groups that a signal can mark a click of, and their clicks. `pace` holds the bits of paces where a click's group does
 * not have the same link twice (`repeats`) among so many clicks in a row as a pace wants: any such clicks are then on different
 * links, and so many links within a time are so many clicks in a row.
 */
function grouping(
  dialect: Dialect,
  { from, ofFresh, isKnown, columns }: Known,
  crowds: readonly string[],
  paces: readonly { readonly bit: number; readonly steps: readonly Step[] }[],
): readonly Cte[] {
  const shared = ['crowd', 'of_group', 'honeypots', 'heads', 'first_part', 'last_part'];
  const own = [...new Set([...LABEL_INPUTS, ...columns])];
  const kept = [...own.map((name) => `k.${name} AS ${name}`), ...shared.map((name) => `c.${name} AS ${name}`)];
  const offsets = Array.from({ length: REACH }, (_, i) => i + 1);
  const order = 'OVER (PARTITION BY c.crowd ORDER BY k.at_ms)';
  const near = offsets.flatMap((offset) => [
    `${dialect.neighbour('LAG', 'k.at_ms', offset)} ${order} AS lag_${offset}`,
    `${dialect.neighbour('LEAD', 'k.at_ms', offset)} ${order} AS lead_${offset}`,
    `${dialect.neighbour('LAG', 'k.link_key', offset)} ${order} AS link_${offset}`,
  ]);
  const found = paces.map(({ bit, steps }) => `CASE WHEN ${inRow(steps)} THEN ${bit} ELSE 0 END`);
  const again = offsets.map((offset) => `(link_${offset} = link_key AND at_ms - lag_${offset} <= ${LONGEST})`);
  const isOne = (condition: string): string => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;
  return [
    [
      'cs_crowds AS MATERIALIZED',
      sql`SELECT g.*, ROW_NUMBER() OVER () AS crowd FROM (SELECT k.message_key AS message_key, k.contact_key AS contact_key, COUNT(*) AS of_group, CASE WHEN MAX(k.flags) >= ${FLAGS.honeypot} THEN 1 ELSE 0 END AS honeypots, MAX(${dialect.bits('k.signals', HEAD)}) AS heads,
  MIN(k.part_no) AS first_part, MAX(k.part_no) AS last_part FROM ${from}${ofFresh} WHERE ${isKnown} GROUP BY k.message_key, k.contact_key HAVING COUNT(*) > 1 AND (${crowds.join(' OR ')})) AS g`,
    ],
    [
      'cs_grouped AS MATERIALIZED',
      sql`SELECT ${[...own, ...shared].join(', ')}, ${paces.length === 0 ? '0' : found.join(' + ')} AS pace, ${isOne(again.join(' OR '))} AS repeats, ${isOne(`at_ms - lag_1 <= ${LONGEST} OR lead_1 - at_ms <= ${LONGEST}`)} AS is_near
  FROM (SELECT ${[...kept, ...near].join(', ')}
  FROM ${from} INNER JOIN cs_crowds AS c ON k.message_key = c.message_key AND k.contact_key = c.contact_key WHERE ${isKnown}) AS g`,
    ],
  ];
}
