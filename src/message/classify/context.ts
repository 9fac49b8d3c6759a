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

/** Looks at a site from every side the rules need. */
export function createLinkContext(
  occurrence: LinkOccurrence,
  syntaxes: readonly ScanSyntax[],
  baseUrl?: string,
): LinkContext {
  const { href } = occurrence;
  const { tags, position, half, unasked } = readAddressTags(href, syntaxes);
  const mergeTags = tags.length === 0 ? tags : tags.filter((tag) => !tag.optional);
  const fillable = tags.length === 0 ? tags : tags.filter(isFillable);
  const inspection =
    markupErrorOf(occurrence) ??
    (position === 'whole' || position === 'authority' ? undefined : inspectAddress(filled(href, mergeTags), baseUrl));
  const { url, target } = destination(occurrence, inspection, position);
  return {
    occurrence,
    hints: readHints(occurrence.attributes),
    mergeTags,
    tagPosition: position,
    halfTag: half,
    unaskedSyntax: unasked,
    tagTemplate: fillable.length === 0 ? undefined : prepareTags(href, fillable),
    syntaxes,
    systemTag: systemTagKind(href, mergeTags),
    baseUrl,
    inspection,
    url,
    target,
  };
}

/** What may be data of a syntax that is off stays as it is, value or no value. */
function isFillable({ optional, syntax }: AddressTag): boolean {
  return !optional || syntax.ambiguous !== true;
}

/** The same link once its merge tags have been filled in for a contact. */
export function resolveLinkContext(context: LinkContext, address: string): LinkContext {
  const inspection = markupErrorOf(context.occurrence) ?? inspectAddress(address, context.baseUrl);
  return {
    ...context,
    mergeTags: [],
    tagPosition: 'none',
    halfTag: false,
    tagTemplate: undefined,
    ...destination(context.occurrence, inspection, 'none', address),
  };
}

/** Inspects an address, and where it is relative to the app's site, what it is there. */
function inspectAddress(address: string, baseUrl: string | undefined): UrlInspection {
  const inspection = inspectUrl(address);
  if (baseUrl === undefined || inspection.kind !== 'relative' || inspection.flags.includes('value-leaked'))
    return inspection;
  const resolved = resolveReference(baseUrl, address);
  return resolved === undefined ? inspection : inspectUrl(resolved);
}

function destination(
  occurrence: LinkOccurrence,
  inspection: UrlInspection | undefined,
  tagPosition: TagPosition,
  href: string = occurrence.href,
): Pick<LinkContext, 'inspection' | 'url' | 'target'> {
  const web = inspection?.kind === 'web' ? inspection : undefined;
  const url = tagPosition === 'none' ? web?.url : undefined;
  return { inspection, url, target: targetOf(occurrence, href, url, web?.host, web?.domain) };
}

function targetOf(
  { label, part, carrier }: LinkOccurrence,
  href: string,
  url: string | undefined,
  host: string | undefined,
  domain: string | undefined,
): MatchTarget {
  // Written out for nearly every link: V8 makes slow and large objects of literals with spreads in them.
  if (host === undefined) return { href, label, part, carrier };
  if (url !== undefined && domain !== undefined) return { href, url, host, domain, label, part, carrier };
  return {
    href,
    ...(url === undefined ? {} : { url }),
    host,
    ...(domain === undefined ? {} : { domain }),
    label,
    part,
    carrier,
  };
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
