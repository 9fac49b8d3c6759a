import type { Dialect } from './dialects.js';

/** So many different links (`least`) within so many milliseconds (`within`): SQL, the same for a whole partition. */
export interface Step {
  readonly within: string;
  readonly least: string | number;
}

/**
 * Returns the condition that a click is one of so many within a time, of a row with `at_ms`, and `lag_1`, `lead_1` and so on:
 * the times of the clicks before and behind it. Where no link comes twice within that time, so many clicks are as many links.
 */
export function inRow(steps: readonly Step[]): string {
  const time = (offset: number): string => (offset === 0 ? 'at_ms' : offset < 0 ? `lag_${-offset}` : `lead_${offset}`);
  return steps
    .flatMap(({ within, least }) =>
      Array.from(
        { length: Number(least) },
        (_, first) => `${time(Number(least) - 1 - first)} - ${time(-first)} <= ${within}`,
      ),
    )
    .join(' OR ');
}

/**
 * Returns the CTEs that end in one of the given name: every click in a stretch of at most `within` that holds at least `least`
 * different links, with the bits of all signals that a step of theirs found.
 *
 * A click adds one to the links that are together, until the next click on the same link, or the end of its window, takes one
 * away: so the running sum is the number of different links in the window that ends there. That takes no DISTINCT in a
 * window, which some engines lack, and no join of clicks with clicks: it is linear but for sorting, however dense they are.
 */
export function distinctSpans(
  name: string,
  partition: readonly string[],
  signals: readonly { readonly bit: number; readonly steps: readonly Step[] }[],
  dialect: Dialect,
  { source }: { readonly source: string },
): readonly (readonly [name: string, query: string])[] {
  const steps = signals.flatMap((signal) => signal.steps);
  if (steps.length === 0) return [];
  const columns = `event_key, ${partition}, at_ms`;
  const each = (write: (step: Step, i: number) => string): string => steps.map(write).join(', ');
  const signs = ['SELECT 0 AS step', ...steps.map((_, i) => `SELECT ${i + 1} AS step`)].join(' UNION ALL ');
  const ends = steps
    .map(
      ({ within }, i) =>
        `WHEN ${i + 1} THEN CASE WHEN next_ms - at_ms <= ${within} THEN next_ms ELSE at_ms + ${within} + 1 END`,
    )
    .join(' ');
  let place = 0;
  const bits = signals
    .map(({ bit, steps: own }) => {
      const hit = own.map(({ within }) => `full_${place++} - at_ms <= ${within}`).join(' OR ');
      return `CASE WHEN ${hit} THEN ${bit} ELSE 0 END`;
    })
    .join(' + ');
  return [
    [
      `${name}_own`,
      `SELECT ${columns}, ${dialect.neighbour('LEAD', 'at_ms')} OVER (PARTITION BY ${partition}, link_key ORDER BY at_ms) AS next_ms FROM (${source}) AS s`,
    ],
    [
      `${name}_spread`,
      `SELECT ${columns}, step, ${each((_, i) => `CASE step WHEN 0 THEN 1 WHEN ${i + 1} THEN -1 ELSE 0 END AS d_${i}`)}, CASE step WHEN 0 THEN at_ms ${ends} END AS t
  FROM ${name}_own CROSS JOIN (${signs}) AS signs`,
    ],
    [
      `${name}_swept`,
      `SELECT ${columns}, step, t, ${each((_, i) => `SUM(d_${i}) OVER (PARTITION BY ${partition} ORDER BY t) AS together_${i}`)} FROM ${name}_spread`,
    ],
    [
      name,
      `SELECT event_key, bits FROM (SELECT event_key, ${bits} AS bits FROM (SELECT ${columns}, step,
  ${each(({ least }, i) => `MIN(${dialect.whenElseNull(`together_${i} >= ${least}`, 't')}) OVER (PARTITION BY ${partition} ORDER BY t DESC) AS full_${i}`)}
  FROM ${name}_swept) AS n WHERE step = 0) AS b WHERE bits <> 0`,
    ],
  ];
}
