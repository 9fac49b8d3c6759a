/** Gives the token that was made for the same claims before, or makes it. */
export type TokenCache = (claims: string, make: () => Promise<string>) => Promise<string>;

/** A newsletter has hundreds of links; this many are kept for each key. */
const MAX_KEPT = 4_096;

/**
 * Keeps the tokens of anonymous recipients where a signature is random (ES256): signed anew for each, the bytes would tell
 * one recipient from another. Oldest first out, so memory stays flat.
 */
export function createSharedTokens(): TokenCache {
  const kept = new Map<string, Promise<string>>();
  return (claims, make) => {
    const known = kept.get(claims);
    if (known !== undefined) return known;
    const token = make();
    kept.set(claims, token);
    if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value as string);
    // What failed once is tried again.
    token.catch(() => kept.delete(claims));
    return token;
  };
}
