import { createLru } from '../checks/lru.js';
import { trimEnd } from '../checks/trim-end.js';
import { type AudienceTest, isForOneOf } from '../token/audience.js';
import { checkTrackingUrls } from '../token/decode-click.js';
import { createOwnTest } from '../token/tracked-url.js';
import { parseUrl } from '../url/parse.js';
import { plainHost } from '../url/plain-host.js';

/** The sender that a request is for. */
export interface Tenant {
  readonly urls: readonly string[];
  readonly audience: AudienceTest;
  readonly isOwn: (url: string) => boolean;
}

/** Works out what is asked of a sender's tracking URLs. */
export function tenantOf(urls: readonly string[]): Tenant {
  const tests = urls.map((url) => ({ url, isBelow: createOwnTest(url) }));
  const hosts = urls.map((url) => parseUrl(url)?.hostname);
  return {
    urls,
    audience: isForOneOf(urls),
    isOwn: (given) => {
      // Nearly every destination has a plain host, and another.
      const host = plainHost(given);
      if (host !== undefined && !hosts.includes(host)) return false;
      const url = asServed(given);
      return tests.some((each) => each.isBelow(url) || trimEnd(url.replace(/[?#].*$/s, ''), '/') === each.url);
    },
  };
}

/** A URL as the server of its host sees it: without the dot of the DNS root, and over https, to which it sends what comes by http. */
function asServed(url: string): string {
  const plain = url.replace(/^(https?:\/\/[^/?#:]+)\.(?=[/?#:]|$)/i, '$1');
  return /^http:\/\/(?:localhost|127\.|\[|[^/?#:]*\.localhost[/?#:])/i.test(plain)
    ? plain
    : plain.replace(/^http:/i, 'https:');
}

/** For requests that no sender is known for. */
export const NOBODY: Tenant = { urls: [], audience: () => false, isOwn: () => false };

/** What was worked out of a tracking URL; a platform has many, and each click asks for one. */
const MAX_TENANTS = 1_000;
const tenants = /* @__PURE__ */ createLru<Tenant>(MAX_TENANTS);

/** The same for what an app gave, remembered. Throws `TypeError` for what is not a tracking URL. */
export function keptTenant(given: unknown): Tenant {
  const name = Array.isArray(given) ? given.join('\n') : String(given);
  const known = tenants.get(name);
  if (known !== undefined) return known;
  const tenant = tenantOf(checkTrackingUrls(given));
  tenants.set(name, tenant);
  return tenant;
}
