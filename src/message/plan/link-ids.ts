import { HONEYPOT_ID } from '../../link.js';

/** Gives ids that are unique within one part, in source order. */
export interface LinkIds {
  /** The id itself where it is free, else with `-2`, `-3` … behind it. */
  claim(id: string): string;
}

/** Starts with no id taken but the honeypot link's. */
export function createLinkIds(): LinkIds {
  const taken = new Set([HONEYPOT_ID]);
  const next = new Map<string, number>();
  return {
    claim(id) {
      let unique = id;
      let number = next.get(id) ?? 2;
      while (taken.has(unique)) unique = `${id}-${number++}`;
      next.set(id, number);
      taken.add(unique);
      return unique;
    },
  };
}

/**
 * The id of a link that nobody named: a 32-bit FNV-1a hash of its address as written, in base 36. It depends on nothing
 * else, so a link keeps its id when links are added above it, in the other variant of an A/B test and in the text part.
 */
export function hashId(href: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < href.length; i++) {
    const code = href.charCodeAt(i);
    hash = Math.imul(hash ^ (code & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (code >>> 8), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
