import type { LinkContext } from './context.js';
import { type LinkHints, NO_HINTS } from './hints.js';
import { joined, keyOf } from './siblings.js';

/** What the twins of a link say of it; undefined where it has none, or none that says anything. */
export type Twins = (context: LinkContext) => Partial<LinkHints> | undefined;

/** The links of one address on one side: in conditional comments, or where everybody sees them. Undefined where there are none. */
type Side = Partial<LinkHints> | undefined;
interface Sides {
  conditional: Side;
  plain: Side;
}

/**
 * Outlook's button in a conditional comment and the link for everybody else are one link, written twice. Authors mark one
 * of them, so an opt-out, a kind and tags on either hold for both: a secret in the address is one in Outlook, too. Undefined
 * for a part without such twins.
 */
export function findTwins(contexts: readonly LinkContext[]): Twins | undefined {
  const conditional = contexts.filter(isConditional);
  if (conditional.length === 0) return undefined;
  const shapes = shapesOf(conditional);
  const byAddress = new Map<string, Sides>();
  const byLink = new Map<LinkContext, Sides>();
  for (const context of conditional) {
    const key = keyOf(context);
    const sides = byAddress.get(key) ?? { conditional: undefined, plain: undefined };
    sides.conditional = both(sides.conditional, marksOf(context));
    byAddress.set(key, sides);
    byLink.set(context, sides);
  }
  for (const context of contexts) {
    if (isConditional(context) || shapes.get(context.target.host)?.has(context.mergeTags.length) !== true) continue;
    const sides = byAddress.get(keyOf(context));
    if (sides === undefined) continue;
    sides.plain = both(sides.plain, marksOf(context));
    byLink.set(context, sides);
  }
  return (context) => {
    const { conditional, plain } = byLink.get(context) ?? {};
    if (conditional === undefined || plain === undefined) return undefined;
    // Of several buttons Outlook draws, each may be the one that was marked.
    const said = isConditional(context) ? both(plain, conditional) : conditional;
    return said === SAYS_NOTHING ? undefined : said;
  };
}

const SAYS_NOTHING: Partial<LinkHints> = {};

/** Most links have no marks, and joining takes as long as reading one. */
function both(first: Side, second: Partial<LinkHints>): Partial<LinkHints> {
  if (first === undefined || first === SAYS_NOTHING) return second;
  return second === SAYS_NOTHING ? first : joined(first, second);
}

function marksOf({ hints }: LinkContext): Partial<LinkHints> {
  if (hints === NO_HINTS) return SAYS_NOTHING;
  const { id: _, own: __, vendor: ___, ...marks } = hints;
  return marks;
}

/**
 * What twins have in common, and most other links have not: the host and how many tags there are. Comparing addresses asks
 * the URL parser of those that hold a tag.
 */
function shapesOf(contexts: readonly LinkContext[]): ReadonlyMap<string | undefined, ReadonlySet<number>> {
  const shapes = new Map<string | undefined, Set<number>>();
  for (const { target, mergeTags } of contexts) {
    const counts = shapes.get(target.host);
    if (counts === undefined) shapes.set(target.host, new Set([mergeTags.length]));
    else counts.add(mergeTags.length);
  }
  return shapes;
}

const isConditional = ({ occurrence }: LinkContext): boolean => occurrence.condition !== undefined;
