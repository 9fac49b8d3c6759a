import { clickThroughRate } from '../../clicks/query/rates.js';
import type { ClickTotals } from '../../clicks/query/stats.js';
import type { Formats } from '../../print/format.js';
import type { ReportOptions } from './options.js';
import type { VariantRow } from './rows.js';
import { compareProportions } from './significance.js';
import { TEXTS } from './texts.js';

/** One row for each variant, in their order. */
export function variantRows(
  variants: readonly { readonly variant: string; readonly totals: ClickTotals }[],
  delivered: ReportOptions['delivered'],
): VariantRow[] {
  return variants.map(({ variant, totals }) => {
    const sent = typeof delivered === 'object' && Object.hasOwn(delivered, variant) ? delivered[variant] : undefined;
    const rate = clickThroughRate(totals.human, sent);
    return {
      variant,
      ...totals,
      ...(sent === undefined ? {} : { delivered: sent }),
      ...(rate === undefined ? {} : { clickThroughRate: rate }),
    };
  });
}

/**
 * Compares the best variant with the next, by people who clicked of messages delivered. Where there are more than two, the
 * pair is picked out of many, so p is multiplied by the number of pairs (Bonferroni).
 */
export function compareVariants(variants: readonly VariantRow[], { count, decimal }: Formats): string | undefined {
  if (variants.length < 2) return undefined;
  const known = variants.filter(({ clickThroughRate: rate }) => rate !== undefined);
  if (known.length < 2) return TEXTS.deliveredUnknown;
  const [best, next] = [...known].sort((a, b) => (b.clickThroughRate as number) - (a.clickThroughRate as number)) as [
    VariantRow,
    VariantRow,
  ];
  const names = [best.variant, next.variant] as const;
  const [a, b] = [best, next].map(({ human, delivered = 0 }) => ({
    successes: Math.min(human.uniqueContacts, delivered),
    of: delivered,
  })) as [Proportion, Proportion];
  const { p: alone } = compareProportions(a, b);
  if (alone === undefined) return tooFew(a, b)(...names);
  if (best.clickThroughRate === next.clickThroughRate) return TEXTS.level(...names);
  const pairs = (known.length * (known.length - 1)) / 2;
  const p = Math.min(1, alone * pairs);
  const said = p < LEAST ? `p < ${decimal(LEAST)}` : `p = ${decimal(p)}`;
  const test = pairs > 1 ? TEXTS.zTestOfPairs(count(pairs), said) : TEXTS.zTest(said);
  return (p < 0.05 ? TEXTS.ahead : TEXTS.notAhead)(...names, howOften(p, count), test);
}

/** A p below this is not told more exactly. */
const LEAST = 0.001;

interface Proportion {
  readonly successes: number;
  readonly of: number;
}

/** Which of the two is missing: those who clicked, or those who did not. */
function tooFew(a: Proportion, b: Proportion): (one: string, other: string) => string {
  const share = (a.successes + b.successes) / (a.of + b.of);
  const [clicked, others] = [share * Math.min(a.of, b.of), (1 - share) * Math.min(a.of, b.of)];
  if (clicked < 5 && others < 5) return TEXTS.tooFewMessages;
  return clicked < 5 ? TEXTS.tooFewClicked : TEXTS.tooFewDidNot;
}

/** A chance in words, as exactly as it is known: 1 of 100 is not said of 4 of 1,000. */
function howOften(p: number, count: Formats['count']): string {
  if (p < LEAST) return TEXTS.inFewerThan(count(1_000));
  if (p >= 0.995) return TEXTS.inNearlyAll;
  return p < 0.1
    ? TEXTS.inSome(count(Math.round(p * 1_000)), count(1_000))
    : TEXTS.inSome(count(Math.round(p * 100)), count(100));
}
