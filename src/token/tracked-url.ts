import { usageError } from '../checks/options.js';
import { remembering } from '../checks/remember.js';
import { trimEnd } from '../checks/trim-end.js';
import { isNormal } from '../url/normal.js';
import { parseUrl } from '../url/parse.js';
import { plainHost } from '../url/plain-host.js';

/**
 * Checks where clicks go and gives it without a slash at the end: https, or http on the loopback; no query, fragment or
 * user name, because the token becomes the last path segment and nothing else of the URL is ours. Throws `TypeError`.
 */
export function checkTrackingUrl(value: unknown, option = 'trackingUrl'): string {
  const wants = 'must be an https URL without query or fragment, such as https://click.brand.example/c';
  if (typeof value !== 'string') throw usageError(option, wants, value);
  // Nearly every one is written as the parser would write it.
  if (/^https:[^?#]*$/.test(value) && isNormal(value)) return trimEnd(value, '/');
  const url = parseUrl(value);
  if (url === undefined) throw usageError(option, wants);
  const loopback =
    url.hostname === 'localhost' ||
    url.hostname.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(url.hostname) ||
    url.hostname === '[::1]';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))
    throw usageError(option, `${wants} (http is for loopback only)`);
  if (/[?#]/.test(value) || url.username !== '' || url.password !== '') throw usageError(option, wants);
  return trimEnd(url.href, '/');
}

/** Most programs have the tracking URLs of a few senders, and ask for each message. */
const MAX_KEPT = 128;

/**
 * Makes the test whether a URL is the tracking URL or under it, by parsed host and whole path segments:
 * `https://own.example.evil/` and `https://own.example@evil/` are somebody else's. The host's server sees the same place behind
 * a host with the dot of the DNS root, and sends what comes by http to https. What is signed and what a redirect refuses to
 * redirect to are asked here alike. The host is for those who know it, as the URL parser gives it.
 */
export const createOwnTest: (trackingUrl: string) => (url: string, host?: string) => boolean =
  /* @__PURE__ */ remembering(MAX_KEPT, (trackingUrl) => {
    const { hostname, port, protocol, pathname } = parseUrl(trackingUrl) as URL;
    const ownHost = withoutRoot(hostname);
    const path = pathname === '/' ? '/' : `${pathname}/`;
    const starts = [`https://${ownHost}`, `http://${ownHost}`];
    return (url, known) => {
      // Most links lead to another host, and are written as the parser would: parse only the rest.
      if (known !== undefined && withoutRoot(known) !== ownHost) return false;
      if (isNormal(url) && !starts.some((start) => url.startsWith(start))) return false;
      const host = plainHost(url);
      if (host !== undefined && host !== ownHost) return false;
      const parsed = parseUrl(url);
      if (parsed === undefined || withoutRoot(parsed.hostname) !== ownHost || parsed.port !== port) return false;
      if (parsed.protocol !== protocol && parsed.protocol !== 'http:') return false;
      return parsed.pathname === pathname || parsed.pathname.startsWith(path);
    };
  });

const withoutRoot = (host: string): string => (host.endsWith('.') ? host.slice(0, -1) : host);
