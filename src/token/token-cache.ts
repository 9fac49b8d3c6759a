import { createLru } from '../checks/lru.js';

/** Gives the token that was made for the same claims before, or makes it. */
export type TokenCache = (claims: string, make: () => Promise<string>) => Promise<string>;

/** A newsletter has hundreds of links; this many are kept for each key. */
const MAX_KEPT = 4_096;

/**
 * Keeps the tokens of anonymous recipients where a signature is random (ES256): signed anew for each, the bytes would tell
 * one recipient from another. What was not used for longest goes first, so memory stays flat.
 */
export function createSharedTokens(): TokenCache {
  const kept = createLru<Promise<string>>(MAX_KEPT);
  return (claims, make) => {
    const known = kept.get(claims);
    if (known !== undefined) return known;
    const token = make();
    kept.set(claims, token);
    // What failed once is tried again.
    token.catch(() => kept.delete(claims));
    return token;
  };
}
