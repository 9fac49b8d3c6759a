import { usageError, withoutStickyFlags } from '../../checks/options.js';
import { trimEnd } from '../../checks/trim-end.js';
import { unawaited } from '../../checks/unawaited.js';
import type { Link, Part } from '../../link.js';
import { parseUrl } from '../../url/parse.js';
import { isUnderHost } from '../../url/plain-host.js';

/** What an app's own matcher is shown of a link. */
export interface MatchTarget {
  /** The address as it is written, entities decoded. */
  readonly href: string;
  /** The exact destination, where the address is a web address without merge tags. */
  readonly url?: string;
  /** Host of the destination, lower-cased, IDNs in ASCII. */
  readonly host?: string;
  /** Registrable domain of the host. */
  readonly domain?: string;
  /** Link text, or img alt, or aria-label. */
  readonly label: string;
  /** Which part of the message it stands in. */
  readonly part: Part;
  /** The markup that carries it. */
  readonly carrier: Link['carrier'];
}

/**
 * How an app names links. A string is an exact address, a host (its subdomains too), or a host and the start of a path
 * (whole segments); a regular expression is tried on the address; a function says yes or no. One that throws counts as no,
 * and there is a finding `link-rule-failed`.
 *
 * @example
 * ```ts
 * import { auditLinks } from 'clickstamp';
 *
 * const html = '<a href="https://pay.bank.example/in">Sign in</a> <a href="https://shop.example/sale">Sale</a>';
 * const { links } = auditLinks(html, { neverTrack: ['bank.example', /\/login\b/, (link) => link.label === 'Log in'] });
 * links.map((link) => link.reason); // => ['never-track', 'web']
 * ```
 */
export type Matcher = string | RegExp | ((link: MatchTarget) => boolean);

/** One question asked of a link. */
export type LinkTest = (link: MatchTarget) => boolean;

/**
 * Checks an option's matchers and gives one test that says yes where any of them does; undefined for none given. `onThrow`
 * is told when a function of the app's throws.
 */
export function compileMatchers(option: string, matchers: unknown, onThrow: () => void): LinkTest | undefined {
  if (matchers === undefined) return undefined;
  if (!Array.isArray(matchers))
    throw usageError(option, 'must be an array of strings, regular expressions or functions', matchers);
  const tests = matchers.map((matcher, at) => compileMatcher(`${option}[${at}]`, matcher, onThrow));
  return (link) => tests.some((test) => test(link));
}

function compileMatcher(option: string, matcher: unknown, onThrow: () => void): LinkTest {
  if (typeof matcher === 'string') return compileString(option, matcher);
  if (matcher instanceof RegExp) {
    const pattern = withoutStickyFlags(matcher);
    return (link) => pattern.test(link.url ?? link.href);
  }
  if (typeof matcher === 'function') {
    return (link) => {
      try {
        const answer: unknown = unawaited(matcher(link)) ?? false;
        // A promise, or what `match` gives, is no answer: taken for one, it would be a yes to everything or to nothing.
        if (typeof answer !== 'boolean') onThrow();
        return answer === true;
      } catch {
        onThrow();
        return false;
      }
    };
  }
  throw usageError(option, 'must be a string, a regular expression or a function', matcher);
}

function compileString(option: string, matcher: string): LinkTest {
  if (matcher.trim() === '') throw usageError(option, 'must not be empty');
  const [, scheme = 'https://', host = '', path = ''] =
    /^(https?:\/\/)?(?:\*?\.)?([^/?#]*)([^?#]*)/i.exec(matcher.trim()) ?? [];
  // As a link's own host is compared: IDNs in ASCII, without the port that its scheme has anyhow.
  const wanted = parseUrl(scheme + host);
  const wantedHost = trimEnd(wanted?.hostname ?? host.toLowerCase(), '.');
  const wantedPort = wanted?.port ?? '';
  const wantedPath = trimEnd(path, '/');
  return (link) => {
    if (link.href === matcher) return true;
    if (wantedHost === '' || link.host === undefined || !isUnderHost(trimEnd(link.host, '.'), wantedHost)) return false;
    if (wantedPort !== '' && parseUrl(link.url ?? link.href)?.port !== wantedPort) return false;
    if (wantedPath === '') return true;
    const own = pathOf(link.url ?? link.href);
    return own.startsWith(wantedPath) && (own.length === wantedPath.length || own[wantedPath.length] === '/');
  };
}

function pathOf(url: string): string {
  return /^[^/]*\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? '';
}
