import { clickThroughRate } from '../../clicks/query/rates.js';
import type { ClickTotals } from '../../clicks/query/stats.js';
import type { ReportOptions } from './options.js';
import type { VariantRow } from './rows.js';
import { compareProportions } from './significance.js';

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
export function compareVariants(variants: readonly VariantRow[]): string | undefined {
  if (variants.length < 2) return undefined;
  const known = variants.filter(({ clickThroughRate: rate }) => rate !== undefined);
  if (known.length < 2)
    return 'The variants cannot be compared: it is not known how many messages of each were delivered.';
  const [best, next] = [...known].sort((a, b) => (b.clickThroughRate as number) - (a.clickThroughRate as number)) as [
    VariantRow,
    VariantRow,
  ];
  const names = `Variant ${best.variant} against ${next.variant}`;
  const [a, b] = [best, next].map(({ human, delivered = 0 }) => ({
    successes: Math.min(human.uniqueContacts, delivered),
    of: delivered,
  })) as [Proportion, Proportion];
  const { p: alone } = compareProportions(a, b);
  if (alone === undefined) return `${names}: ${tooFew(a, b)}`;
  const pairs = (known.length * (known.length - 1)) / 2;
  const p = Math.min(1, alone * pairs);
  const verdict =
    best.clickThroughRate === next.clickThroughRate
      ? 'both are level'
      : `${best.variant} ${p < 0.05 ? 'is ahead' : 'is not clearly ahead'}`;
  const test = `two-proportion z-test${pairs > 1 ? `, corrected for ${pairs} pairs` : ''}`;
  return `${names}: ${verdict}; chance alone would show such a difference ${howOften(p)} (${test}, p ${p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`}).`;
}

interface Proportion {
  readonly successes: number;
  readonly of: number;
}

/** Which of the two is missing: those who clicked, or those who did not. */
function tooFew(a: Proportion, b: Proportion): string {
  const share = (a.successes + b.successes) / (a.of + b.of);
  const [clicked, others] = [share * Math.min(a.of, b.of), (1 - share) * Math.min(a.of, b.of)];
  if (clicked < 5 && others < 5) return 'too few messages to tell a difference from chance.';
  return clicked < 5
    ? 'too few people who clicked to tell a difference from chance.'
    : 'too few people who did not click to tell a difference from chance.';
}

/** A chance in words, as exactly as it is known: 1 of 100 is not said of 4 of 1,000. */
function howOften(p: number): string {
  if (p < 0.001) return 'in fewer than 1 of 1,000 sends';
  return p < 0.1 ? `in ${Math.round(p * 1_000)} of 1,000 sends` : `in ${Math.round(p * 100)} of 100 sends`;
}
