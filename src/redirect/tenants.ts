import { createLru } from '../checks/lru.js';
import { type AudienceTest, isForOneOf } from '../token/audience.js';
import { checkTrackingUrls } from '../token/decode-click.js';
import { createOwnTest } from '../token/tracked-url.js';
import { parseUrl } from '../url/parse.js';

/** The sender that a request is for. */
export interface Tenant {
  readonly urls: readonly string[];
  /** Of the tracking URLs, each with its port. */
  readonly hosts: readonly string[];
  readonly audience: AudienceTest;
  readonly isOwn: (url: string) => boolean;
}

/** Works out what is asked of a sender's tracking URLs. */
export function tenantOf(urls: readonly string[]): Tenant {
  const tests = urls.map(createOwnTest);
  return {
    urls,
    hosts: urls.map((url) => parseUrl(url)?.host ?? ''),
    audience: isForOneOf(urls),
    isOwn: (url) => tests.some((isOwn) => isOwn(url)),
  };
}

/** For requests that no sender is known for. */
export const NOBODY: Tenant = { urls: [], hosts: [], audience: () => false, isOwn: () => false };

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
