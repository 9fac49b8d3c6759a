/** Longer than any URL that programs agree on; a token of the longest fits a request line (RFC 9110 §4.1). */
export const MAX_DESTINATION_LENGTH = 8_000;

/**
 * Says whether a redirect may go there: http or https, a host, no control characters (they would end a header line), not
 * longer than `MAX_DESTINATION_LENGTH`. Checked again when decoding, because a signature only says who wrote it.
 */
export function isSafeDestination(url: string): boolean {
  return (
    /^https?:\/\/[^/?#\\]/i.test(url) &&
    url.length <= MAX_DESTINATION_LENGTH &&
    !/[\u0000-\u001f\u007f]/.test(url) &&
    URL.canParse(url)
  );
}
