import { isNormal } from './normal.js';

/**
 * The parsed URL (WHATWG URL Standard), or undefined where the text is not one. The only way in which this package asks
 * the URL parser: `URL.canParse` turns false for good for any URL with a character between U+0080 and U+00FF once it is
 * optimised (Node 20 and 22, after some thousand calls), and an `xn--` label that encodes no name, such as Cloud Run
 * gives out, is refused by Node 20 and 22, while browsers and later versions take a host in ASCII as it is.
 */
export function parseUrl(text: string): URL | undefined {
  // Without a scheme it is none, and an exception takes as long as ten URLs.
  if (!text.includes(':')) return undefined;
  try {
    return new URL(text);
  } catch {
    return parseAsciiHost(text);
  }
}

/** The URL as the parser serialises it. Throws `TypeError` for what is no URL. */
export function hrefOf(text: string): string {
  return isNormal(text) ? text : (parseUrl(text) ?? new URL(text)).href;
}

// start = scheme "://" [ user "@" ], then a host of ASCII letters, digits, "-", "_" and "." with an "xn--" label.
const ASCII_HOST = /^(\s*https?:\/\/(?:[^/?#\\@]*@)?)([\w.-]+)(?=[:/?#\\\s]|$)/i;

/** Parses a URL whose host is refused for what its `xn--` labels encode: with other labels in their place. */
function parseAsciiHost(text: string): URL | undefined {
  const [, start, written] = ASCII_HOST.exec(text) ?? [];
  if (start === undefined || written === undefined || !/xn--/i.test(written)) return undefined;
  const host = written.toLowerCase();
  const standIn = host.replaceAll('xn--', 'xn00');
  let url: URL;
  try {
    url = new URL(start + standIn + text.slice(start.length + written.length));
  } catch {
    return undefined;
  }
  const parsed = (name: 'host' | 'href' | 'origin'): string => Reflect.get(URL.prototype, name, url);
  const href = (): string => {
    // A user name may hold the stand-in too; the host stands behind it.
    const at = parsed('href').indexOf(`@${standIn}`) + 1 || parsed('href').indexOf(standIn);
    return parsed('href').slice(0, at) + host + parsed('href').slice(at + standIn.length);
  };
  return Object.defineProperties(url, {
    hostname: { value: host },
    host: { get: () => parsed('host').replace(standIn, host) },
    origin: { get: () => parsed('origin').replace(standIn, host) },
    href: { get: href },
    toString: { value: href },
    toJSON: { value: href },
  });
}
