import { resolveReference } from '../../url/resolve.js';
import { inspectUrl, type UrlInspection } from '../../url/validate.js';
import type { LinkOccurrence } from '../html/occurrence.js';
import { hasHalfTag, type MergeTag, scanMergeTags } from '../merge-tags/scan.js';
import type { MergeTagSyntax } from '../merge-tags/syntaxes.js';
import { type LinkHints, readHints } from './hints.js';
import { markupErrorOf } from './markup-error.js';
import type { MatchTarget } from './matchers.js';
import type { SystemKind } from './system-kinds.js';
import { systemTagKind } from './system-tags.js';

/** Where the first merge tag of an address stands: the whole of it, in its scheme or host, or behind the host. */
export type TagPosition = 'none' | 'whole' | 'authority' | 'behind';

/** All that the rules look at, worked out once for each link. */
export interface LinkContext {
  readonly occurrence: LinkOccurrence;
  readonly hints: LinkHints;
  readonly mergeTags: readonly MergeTag[];
  readonly tagPosition: TagPosition;
  /** A tag opened or closed only halfway. */
  readonly halfTag: boolean;
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
  syntaxes: readonly MergeTagSyntax[],
  baseUrl?: string,
): LinkContext {
  const { href } = occurrence;
  const mayHold = mayHoldTag(href);
  const mergeTags = mayHold ? scanMergeTags(href, syntaxes) : [];
  const tagPosition = placeOf(href, mergeTags);
  const inspection =
    markupErrorOf(occurrence) ??
    (tagPosition === 'whole' || tagPosition === 'authority'
      ? undefined
      : inspectAddress(filled(href, mergeTags), baseUrl));
  return {
    occurrence,
    hints: readHints(occurrence.attributes),
    mergeTags,
    tagPosition,
    halfTag: mayHold && hasHalfTag(href, mergeTags),
    systemTag: systemTagKind(href, mergeTags),
    baseUrl,
    ...destination(occurrence, inspection, tagPosition),
  };
}

/** The same link once its merge tags have been filled in for a contact. */
export function resolveLinkContext(context: LinkContext, address: string): LinkContext {
  const inspection = markupErrorOf(context.occurrence) ?? inspectAddress(address, context.baseUrl);
  return {
    ...context,
    mergeTags: [],
    tagPosition: 'none',
    halfTag: false,
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
  return {
    inspection,
    url,
    target: {
      href,
      ...(url === undefined ? {} : { url }),
      ...(web === undefined ? {} : { host: web.host }),
      ...(web?.domain === undefined ? {} : { domain: web.domain }),
      label: occurrence.label,
      part: occurrence.part,
      carrier: occurrence.carrier,
    },
  };
}

/** Every syntax in the table opens with one of these. */
function mayHoldTag(href: string): boolean {
  return /[{}[\]*|%<$#]|-\w+-/.test(href);
}

const AUTHORITY = /^\s*https?:\/\/[^/?#\\]*/i;

function placeOf(href: string, mergeTags: readonly MergeTag[]): TagPosition {
  const first = mergeTags[0];
  if (first === undefined) return 'none';
  if (href.slice(0, first.start).trim() === '') return 'whole';
  // A tag may hold slashes, so the authority is looked for with the tags filled in: what stands before the first is the same.
  const before = AUTHORITY.exec(href.slice(0, first.start));
  return before !== null && before[0].length === first.start ? 'authority' : 'behind';
}

function filled(href: string, mergeTags: readonly MergeTag[]): string {
  if (mergeTags.length === 0) return href;
  let text = '';
  let at = 0;
  for (const tag of mergeTags) {
    text += `${href.slice(at, tag.start)}x`;
    at = tag.end;
  }
  return text + href.slice(at);
}
