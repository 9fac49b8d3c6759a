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

/** The longest time that a pace looks at. */
const LONGEST: number = Math.max(
  ...[...THRESHOLDS.burst, ...THRESHOLDS.quickSuccession].map(({ withinMs }) => withinMs),
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
}

/**
 * Returns the CTEs that end in `cs_spans`: for each click that such a signal marks, its `event_key` and the bits of its
 * signals. None where no such signal has a weight.
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
  if (paces.length > 0) ctes.push(...pacing(paces, dialect));
  ctes.push(
    ...distinctSpans('cs_pace_any', GROUP, paces, dialect, {
      source: `SELECT event_key, ${GROUP}, link_key, at_ms FROM cs_paces WHERE repeats = 1`,
    }),
    ...distinctSpans('cs_copy', COPY, copies, dialect, {
      source: `SELECT event_key, ${COPY}, link_key, at_ms FROM (SELECT event_key, ${COPY}, link_key, at_ms, COUNT(*) OVER (PARTITION BY ${COPY}) AS of_copy
  FROM cs_grouped WHERE ${withoutFlags('flags', FLAGS.honeypot)} AND link_count >= ${THRESHOLDS.everyLinkMin} AND of_group >= link_count) AS c WHERE of_copy >= link_count`,
    }),
  );
  if (ctes.length === 0) return [];
  // Those that end in bits: each names a click once, and no two have a bit in common.
  const ends = ctes
    .filter(([name]) => !/^cs_paces$|_(?:own|spread|swept)$/.test(name))
    .map(([name]) => `SELECT event_key, bits FROM ${name}`);
  return [
    ...grouping(dialect, known, [...crowds]),
    ...ctes.map(([name, query]) => [`${name} AS${name === 'cs_paces' ? ' MATERIALIZED' : ''}`, query] as const),
    [
      'cs_spans AS',
      `SELECT event_key, CAST(SUM(bits) AS INTEGER) AS bits FROM (${ends.join(' UNION ALL ')}) AS m GROUP BY event_key`,
    ],
  ];
}

/**
 * The clicks that are near another one of their group, as `cs_paces`; and those of groups in which no link comes twice within the
 * longest pace: there they need not be told apart by link, and one sorting does for all paces.
 */
function pacing(
  paces: readonly { readonly bit: number; readonly steps: readonly Step[] }[],
  dialect: Dialect,
): readonly (readonly [name: string, query: string])[] {
  const reach = Math.max(...paces.flatMap(({ steps }) => steps.map(({ least }) => Number(least)))) - 1;
  const near = (['LAG', 'LEAD'] as const).flatMap((which) =>
    Array.from(
      { length: reach },
      (_, i) =>
        `${dialect.neighbour(which, 'at_ms', i + 1)} OVER (PARTITION BY ${GROUP} ORDER BY at_ms) AS ${which.toLowerCase()}_${i + 1}`,
    ),
  );
  const bits = paces.map(({ bit, steps }) => `CASE WHEN ${inRow(steps)} THEN ${bit} ELSE 0 END`).join(' + ');
  return [
    [
      'cs_paces',
      `SELECT event_key, ${GROUP}, link_key, at_ms, MAX(CASE WHEN next_ms - at_ms <= ${LONGEST} THEN 1 ELSE 0 END) OVER (PARTITION BY ${GROUP}) AS repeats
  FROM (SELECT event_key, ${GROUP}, link_key, at_ms, ${dialect.neighbour('LEAD', 'at_ms')} OVER (PARTITION BY ${GROUP}, link_key ORDER BY at_ms) AS next_ms
  FROM cs_grouped WHERE gap_before <= ${LONGEST} OR gap_after <= ${LONGEST}) AS n`,
    ],
    [
      'cs_pace_once',
      `SELECT event_key, bits FROM (SELECT event_key, ${bits} AS bits FROM (SELECT event_key, at_ms, ${near.join(', ')} FROM cs_paces WHERE repeats = 0) AS n) AS b WHERE bits <> 0`,
    ],
  ];
}

function grouping(dialect: Dialect, { from, ofFresh, isKnown }: Known, crowds: readonly string[]): readonly Cte[] {
  const gap = (which: 'LAG' | 'LEAD'): string =>
    `${dialect.neighbour(which, 'k.at_ms')} OVER (PARTITION BY c.crowd ORDER BY k.at_ms)`;
  const shared = ['crowd', 'of_group', 'honeypots', 'heads', 'first_part', 'last_part'];
  const kept = [
    ...LABEL_INPUTS.map((name) => `k.${name} AS ${name}`),
    ...shared.map((name) => `c.${name} AS ${name}`),
  ].join(', ');
  return [
    [
      'cs_crowds AS',
      sql`SELECT g.*, ROW_NUMBER() OVER () AS crowd FROM (SELECT k.message_key AS message_key, k.contact_key AS contact_key, COUNT(*) AS of_group, CASE WHEN MAX(k.flags) >= ${FLAGS.honeypot} THEN 1 ELSE 0 END AS honeypots, MAX(${dialect.bits('k.signals', HEAD)}) AS heads,
  MIN(k.part_no) AS first_part, MAX(k.part_no) AS last_part FROM ${from}${ofFresh} WHERE ${isKnown} GROUP BY k.message_key, k.contact_key HAVING COUNT(*) > 1 AND (${crowds.join(' OR ')})) AS g`,
    ],
    [
      'cs_grouped AS MATERIALIZED',
      sql`SELECT g.*, at_ms - before_ms AS gap_before, after_ms - at_ms AS gap_after FROM (SELECT ${kept}, ${gap('LAG')} AS before_ms, ${gap('LEAD')} AS after_ms
  FROM ${from} INNER JOIN cs_crowds AS c ON k.message_key = c.message_key AND k.contact_key = c.contact_key WHERE ${isKnown}) AS g`,
    ],
  ];
}
