import type { LinkOccurrence } from '../html/occurrence.js';
import { type LinkHints, readHints } from './hints.js';

/** What the twin of a link says of it; undefined where it has none, or none that says anything. */
export type Twins = (occurrence: LinkOccurrence) => Partial<LinkHints> | undefined;

/**
 * Outlook's button in a conditional comment and the link for everybody else are one link, written twice. Authors mark one
 * of them, so an opt-out, a kind and tags on either hold for both: a secret in the address is one in Outlook, too. Undefined
 * for a part without such twins.
 */
export function findTwins(occurrences: readonly LinkOccurrence[]): Twins | undefined {
  const conditional = new Map<string, LinkOccurrence>();
  for (const each of occurrences) if (each.condition !== undefined) conditional.set(each.href, each);
  if (conditional.size === 0) return undefined;
  const plain = new Map<string, LinkOccurrence>();
  for (const each of occurrences)
    if (each.condition === undefined && conditional.has(each.href) && !plain.has(each.href)) plain.set(each.href, each);
  return ({ href, condition }) => {
    const twin = (condition === undefined ? conditional : plain).get(href);
    if (twin === undefined || !plain.has(href)) return undefined;
    const { id: _, own: __, vendor: ___, ...hints } = readHints(twin.attributes);
    return hints;
  };
}
