/**
 * Rates, each named for what it is. Where the number below is 0 or unknown there is no rate: `undefined`, never `NaN`. Nor is
 * there one where people clicked and none of them has a contact id, because nobody knows how many they were.
 */

/**
 * Unique clickers of the messages delivered: `uniqueContacts / delivered`, 0 to 1.
 *
 * @param counted - people, such as `totals().human`
 * @param delivered - messages delivered
 * @returns 0 to 1; undefined where nothing was delivered, or nobody knows how many clicked or how much was delivered
 * @example
 * ```ts
 * import { clickThroughRate } from 'clickstamp/clicks';
 *
 * clickThroughRate({ uniqueContacts: 30 }, 1_200); // => 0.025
 * clickThroughRate({ uniqueContacts: 0 }, 0); // => undefined
 * ```
 */
export function clickThroughRate(
  counted: { readonly clicks?: number; readonly uniqueContacts: number },
  delivered: number | undefined,
): number | undefined {
  return ratio(counted, delivered);
}

/**
 * Unique clickers of those who opened: `uniqueContacts / uniqueOpens`. Above 1 where images were blocked.
 *
 * @param counted - people, such as `totals().human`
 * @param uniqueOpens - contacts who opened
 * @returns undefined where nobody opened, or nobody knows
 * @example
 * ```ts
 * import { clickToOpenRate } from 'clickstamp/clicks';
 *
 * clickToOpenRate({ uniqueContacts: 30 }, 120); // => 0.25
 * ```
 */
export function clickToOpenRate(
  counted: { readonly clicks?: number; readonly uniqueContacts: number },
  uniqueOpens: number | undefined,
): number | undefined {
  return ratio(counted, uniqueOpens);
}

/** Clicks tell people whom nobody can count from nobody. */
function ratio(
  { clicks = 0, uniqueContacts }: { readonly clicks?: number; readonly uniqueContacts: number },
  whole: number | undefined,
): number | undefined {
  if (uniqueContacts === 0 && clicks > 0) return undefined;
  return whole === undefined || !(whole > 0) || !Number.isFinite(whole) ? undefined : uniqueContacts / whole;
}
