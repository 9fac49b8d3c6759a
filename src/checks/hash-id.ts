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
  return inBase36(hash >>> 0);
}

/** As `toString(36)`, which takes Node five times as long for a number of 32 bits as for its two halves. */
function inBase36(number: number): string {
  const low = number % 46_656;
  const high = (number - low) / 46_656;
  return high === 0 ? low.toString(36) : high.toString(36) + low.toString(36).padStart(3, '0');
}
