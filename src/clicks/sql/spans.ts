import type { BotReason } from '../bots/reasons.js';
import type { BotRules } from '../bots/rules.js';
import { SIGNALS } from '../bots/signals.js';
import { THRESHOLDS } from '../bots/thresholds.js';
import { REQUEST_SIGNALS } from '../store/request-signals.js';
import type { Dialect } from './dialects.js';
import { FLAGS, LABEL_INPUTS, withoutFlags } from './schema.js';
import type { Cte } from './statement.js';
import { distinctSpans, type Step } from './sweep.js';

const HEAD = 1 << REQUEST_SIGNALS.indexOf('head');
const NOT_GET = HEAD | (1 << REQUEST_SIGNALS.indexOf('method'));

const GROUP = ['contact_key', 'message_key'];
const COPY = [...GROUP, 'part_no', 'link_count'];

/**
 * A signal that spans several clicks. `steps`: so many different links within so long, among a contact's clicks on a message
 * or on one part of it. `marked`: a query of its own, of the `event_key` of each click that it marks, once.
 */
type Span =
  | { readonly among: 'group' | 'copy'; readonly steps: (rules: BotRules, dialect: Dialect) => readonly Step[] }
  | { readonly marked: (rules: BotRules, dialect: Dialect) => string };

const stepsOf = (
  thresholds: readonly { readonly links: number; readonly withinMs: number }[],
): (() => readonly Step[]) => {
  const steps = thresholds.map(({ links, withinMs }) => ({ within: `${withinMs}`, least: `${links}` }));
  return () => steps;
};

/** One row for each row of SIGNALS with `among`. Queries read `cs_grouped`: the clicks of contacts with several on one message. */
const SPANS: { readonly [Reason in BotReason]?: Span } = {
  'near-honeypot': {
    marked: ({ honeypotWindowMs }, dialect) => {
      const trapped = dialect.whenElseNull(`${dialect.bits('flags', FLAGS.honeypot)} <> 0`, 'at_ms');
      return `SELECT event_key FROM (SELECT event_key, at_ms, ${dialect.bits('flags', FLAGS.honeypot)} AS trap,
  MAX(${trapped}) OVER (PARTITION BY ${GROUP} ORDER BY at_ms) AS before_ms,
  MIN(${trapped}) OVER (PARTITION BY ${GROUP} ORDER BY at_ms DESC) AS after_ms
  FROM cs_grouped WHERE honeypots <> 0) AS n WHERE trap = 0 AND (at_ms - before_ms <= ${honeypotWindowMs} OR after_ms - at_ms <= ${honeypotWindowMs})`;
    },
  },
  burst: { among: 'group', steps: stepsOf(THRESHOLDS.burst) },
  'quick-succession': { among: 'group', steps: stepsOf(THRESHOLDS.quickSuccession) },
  'every-link': {
    among: 'copy',
    steps: (rules, dialect) => [{ within: windowOf(rules, dialect), least: 'link_count' }],
  },
  'every-link-slowly': {
    among: 'copy',
    steps: () => [{ within: `${THRESHOLDS.everyLinkSlowlyMs}`, least: 'link_count' }],
  },
  'both-parts': {
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

/**
 * Returns the CTEs that end in `cs_spans`: for each click that such a signal marks, its `event_key` and the bits of its
 * signals. They read `cs_known`: the clicks, tests left out, of everybody who is to be labelled. None where no such signal
 * has a weight.
 */
export function spanCtes(rules: BotRules, dialect: Dialect): readonly Cte[] {
  const ctes: Cte[] = [];
  const among: Record<'group' | 'copy', { readonly bit: number; readonly steps: readonly Step[] }[]> = {
    group: [],
    copy: [],
  };
  SIGNALS.forEach(({ reason }, place) => {
    const span = SPANS[reason];
    if (span === undefined || (rules.weights[place] as number) === 0) return;
    const bit = 2 ** place;
    if ('among' in span) among[span.among].push({ bit, steps: span.steps(rules, dialect) });
    else
      ctes.push([
        `cs_${reason.replaceAll('-', '_')}`,
        `SELECT event_key, ${bit} AS bits FROM (${span.marked(rules, dialect)}) AS m`,
      ]);
  });
  const longest = Math.max(...[...THRESHOLDS.burst, ...THRESHOLDS.quickSuccession].map(({ withinMs }) => withinMs));
  ctes.push(
    ...distinctSpans('cs_group', GROUP, among.group, dialect, {
      // A click with no other so near is in no such stretch.
      source: `SELECT event_key, ${GROUP}, link_key, at_ms FROM cs_grouped WHERE gap_before <= ${longest} OR gap_after <= ${longest}`,
    }),
    ...distinctSpans('cs_copy', COPY, among.copy, dialect, {
      source: `SELECT event_key, ${COPY}, link_key, at_ms FROM (SELECT event_key, ${COPY}, link_key, at_ms, COUNT(*) OVER (PARTITION BY ${COPY}) AS of_copy
  FROM cs_grouped WHERE ${withoutFlags('flags', FLAGS.honeypot)} AND link_count >= ${THRESHOLDS.everyLinkMin} AND of_group >= link_count) AS c WHERE of_copy >= link_count`,
    }),
  );
  if (ctes.length === 0) return [];
  // Those that end in bits: each names a click once, and no two have a bit in common.
  const ends = ctes
    .filter(([name]) => !/_(?:own|spread|swept)$/.test(name))
    .map(([name]) => `SELECT event_key, bits FROM ${name}`);
  return [
    ...grouping(dialect),
    ...ctes,
    ['cs_spans', `SELECT event_key, SUM(bits) AS bits FROM (${ends.join(' UNION ALL ')}) AS m GROUP BY event_key`],
  ];
}

function grouping(dialect: Dialect): readonly Cte[] {
  const gap = (which: 'LAG' | 'LEAD'): string =>
    `${dialect.neighbour(which, 'm.at_ms')} OVER (PARTITION BY m.contact_key, m.message_key ORDER BY m.at_ms)`;
  const shared = ['of_group', 'honeypots', 'heads', 'first_part', 'last_part'];
  const kept = [
    ...LABEL_INPUTS.map((name) => `m.${name} AS ${name}`),
    ...shared.map((name) => `c.${name} AS ${name}`),
  ].join(', ');
  return [
    [
      'cs_crowds',
      `SELECT ${GROUP}, COUNT(*) AS of_group, MAX(${dialect.bits('flags', FLAGS.honeypot)}) AS honeypots, MAX(${dialect.bits('signals', HEAD)}) AS heads,
  MIN(part_no) AS first_part, MAX(part_no) AS last_part FROM cs_known GROUP BY ${GROUP} HAVING COUNT(*) > 1`,
    ],
    [
      'cs_grouped',
      `SELECT g.*, at_ms - before_ms AS gap_before, after_ms - at_ms AS gap_after FROM (SELECT ${kept}, ${gap('LAG')} AS before_ms, ${gap('LEAD')} AS after_ms
  FROM cs_known AS m INNER JOIN cs_crowds AS c ON m.contact_key = c.contact_key AND m.message_key = c.message_key) AS g`,
    ],
  ];
}
