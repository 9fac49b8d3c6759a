import type { HostFacts } from '../../url/host.js';
import { resolveReference } from '../../url/resolve.js';
import { inspectUrl, type UrlInspection } from '../../url/validate.js';
import type { LinkOccurrence } from '../html/occurrence.js';
import { type AddressTag, readAddressTags, type TagPosition } from '../merge-tags/address.js';
import { prepareTags, type TagTemplate } from '../merge-tags/resolve.js';
import type { ScanSyntax } from '../merge-tags/syntaxes.js';
import { type LinkHints, readHints } from './hints.js';
import { markupErrorOf } from './markup-error.js';
import type { MatchTarget } from './matchers.js';
import type { SystemKind } from './system-kinds.js';
import { systemTagKind } from './system-tags.js';

/** All that the rules look at, worked out once for each link. */
export interface LinkContext {
  readonly occurrence: LinkOccurrence;
  readonly hints: LinkHints;
  /** Those that are tags for certain. */
  readonly mergeTags: readonly AddressTag[];
  readonly tagPosition: TagPosition;
  /** A tag opened or closed only halfway. */
  readonly halfTag: boolean;
  /** The syntax of what looks like a tag, but may be data or is of a syntax that is off. */
  readonly unaskedSyntax: string | undefined;
  /** The address, cut up at its tags, for their values; undefined where it has none. */
  readonly tagTemplate: TagTemplate | undefined;
  readonly syntaxes: readonly ScanSyntax[];
  readonly systemTag: SystemKind | undefined;
  /** Of the address with a letter in place of each merge tag; undefined where a tag hides the scheme or host. */
  readonly inspection: UrlInspection | undefined;
  /** The exact destination: a web address without merge tags. */
  readonly url: string | undefined;
  readonly target: MatchTarget;
  /** What relative addresses are resolved against; undefined where they stay relative. */
  readonly baseUrl: string | undefined;
}

/** Looks at a site from every side the rules need. `factsOf` may remember hosts, which the links of a message share. */
export function createLinkContext(
  occurrence: LinkOccurrence,
  syntaxes: readonly ScanSyntax[],
  baseUrl?: string,
  factsOf?: (host: string) => HostFacts,
): LinkContext {
  const { href } = occurrence;
  const { tags, position, half, unasked } = readAddressTags(href, syntaxes);
  const mergeTags = tags.length === 0 ? tags : tags.filter((tag) => !tag.optional);
  const inspection =
    markupErrorOf(occurrence) ??
    (position === 'whole' || position === 'authority'
      ? undefined
      : inspectAddress(filled(href, mergeTags), baseUrl, factsOf));
  const web = inspection?.kind === 'web' ? inspection : undefined;
  const url = position === 'none' ? web?.url : undefined;
  return {
    occurrence,
    hints: readHints(occurrence.attributes),
    mergeTags,
    tagPosition: position,
    halfTag: half,
    unaskedSyntax: unasked,
    tagTemplate: tags.length === 0 ? undefined : prepareTags(href, tags),
    syntaxes,
    systemTag: systemTagKind(href, mergeTags),
    baseUrl,
    inspection,
    url,
    target: targetOf(occurrence, href, url, web),
  };
}

/** The same link once its merge tags have been filled in for a contact. */
export function resolveLinkContext(context: LinkContext, address: string): LinkContext {
  const inspection = markupErrorOf(context.occurrence) ?? inspectAddress(address, context.baseUrl);
  const web = inspection.kind === 'web' ? inspection : undefined;
  const { occurrence, hints, unaskedSyntax, syntaxes, systemTag, baseUrl } = context;
  return {
    occurrence,
    hints,
    mergeTags: [],
    tagPosition: 'none',
    halfTag: false,
    unaskedSyntax,
    tagTemplate: undefined,
    syntaxes,
    systemTag,
    baseUrl,
    inspection,
    url: web?.url,
    target: targetOf(occurrence, address, web?.url, web),
  };
}

/** Inspects an address, and where it is relative to the app's site, what it is there. */
function inspectAddress(
  address: string,
  baseUrl: string | undefined,
  factsOf?: (host: string) => HostFacts,
): UrlInspection {
  const inspection = inspectUrl(address, factsOf);
  if (baseUrl === undefined || inspection.kind !== 'relative' || inspection.flags.includes('value-leaked'))
    return inspection;
  const resolved = resolveReference(baseUrl, address);
  return resolved === undefined ? inspection : inspectUrl(resolved, factsOf);
}

function targetOf(
  { label, part, carrier }: LinkOccurrence,
  href: string,
  url: string | undefined,
  web: Extract<UrlInspection, { readonly kind: 'web' }> | undefined,
): MatchTarget {
  const host = web?.host;
  const domain = web?.domain;
  // Written out, each way: V8 makes slow and large objects of literals with spreads in them.
  if (host === undefined) return { href, label, part, carrier };
  if (url === undefined)
    return domain === undefined ? { href, host, label, part, carrier } : { href, host, domain, label, part, carrier };
  if (domain === undefined) return { href, url, host, label, part, carrier };
  return { href, url, host, domain, label, part, carrier };
}

function filled(href: string, mergeTags: readonly AddressTag[]): string {
  if (mergeTags.length === 0) return href;
  let text = '';
  let at = 0;
  for (const tag of mergeTags) {
    text += `${href.slice(at, tag.start)}x`;
    at = tag.end;
  }
  return text + href.slice(at);
}
