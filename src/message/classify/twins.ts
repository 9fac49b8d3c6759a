import type { LinkContext } from './context.js';
import type { LinkHints } from './hints.js';
import { joined, keyOf } from './siblings.js';

/** What the twins of a link say of it; undefined where it has none. */
export type Twins = (context: LinkContext) => Partial<LinkHints> | undefined;

/** The links of one address: what those in conditional comments say, and those that everybody else sees. */
interface Sides {
  conditional: Partial<LinkHints> | undefined;
  plain: Partial<LinkHints> | undefined;
}

/**
 * Outlook's button in a conditional comment and the link for everybody else are one link, written twice. Authors mark one
 * of them, so an opt-out, a kind and tags on either hold for both: a secret in the address is one in Outlook, too. Undefined
 * for a part without such twins.
 */
export function findTwins(contexts: readonly LinkContext[]): Twins | undefined {
  const sides = new Map<string, Sides>();
  for (const context of contexts)
    if (isConditional(context)) sides.set(keyOf(context), { conditional: undefined, plain: undefined });
  if (sides.size === 0) return undefined;
  for (const context of contexts) {
    const found = sides.get(keyOf(context));
    if (found === undefined) continue;
    const side = isConditional(context) ? 'conditional' : 'plain';
    found[side] = joined(found[side] ?? {}, marksOf(context));
  }
  return (context) => {
    const found = sides.get(keyOf(context));
    if (found?.conditional === undefined || found.plain === undefined) return undefined;
    // Of several buttons Outlook draws, each may be the one that was marked.
    return isConditional(context) ? joined(found.plain, found.conditional) : found.conditional;
  };
}

const isConditional = ({ occurrence }: LinkContext): boolean => occurrence.condition !== undefined;

function marksOf({ hints }: LinkContext): Partial<LinkHints> {
  const { id: _, own: __, vendor: ___, ...marks } = hints;
  return marks;
}
