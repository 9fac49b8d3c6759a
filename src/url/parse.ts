/**
 * The parsed URL (WHATWG URL Standard), or undefined where the text is not one. The only way in which this package asks
 * the URL parser: `URL.canParse` turns false for good for any URL with a character between U+0080 and U+00FF once it is
 * optimised (Node 20 and 22, after some thousand calls).
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
