import { remembering } from '../../checks/remember.js';
import type { Link } from '../../link.js';
import { inspectHost } from '../../url/host.js';
import { type ClassifiedLink, classifyLink } from '../classify/classify-link.js';
import { createLinkContext, type LinkContext } from '../classify/context.js';
import { createLinkIds } from '../classify/link-ids.js';
import type { Siblings } from '../classify/siblings.js';
import { findTwins } from '../classify/twins.js';
import type { Finding, FindingCode } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import type { Positions } from '../findings/line-index.js';
import type { LinkOccurrence } from '../html/occurrence.js';
import { reportOnLink } from './link-findings.js';
import type { Settings } from './options.js';
import type { PlannedLink } from './plan.js';
import { writeValue } from './write-value.js';

/** The links of a part and what there is to say of them. */
export interface PlannedLinks {
  readonly planned: readonly PlannedLink[];
  readonly findings: readonly Finding[];
}

/** Classifies every link of a source, names them apart, and collects the findings. */
export function planLinks(
  source: string,
  occurrences: readonly LinkOccurrence[],
  settings: Settings,
  positions: Positions,
  siblings: Siblings | undefined,
): PlannedLinks {
  const ids = createLinkIds();
  const { syntaxes, options, trackingUrl } = settings;
  const factsOf = remembering(MAX_HOSTS, inspectHost);
  const contexts = occurrences.map((each) => createLinkContext(each, syntaxes, options.baseUrl, factsOf));
  const twins = findTwins(contexts);
  const baseOf = createBases(trackingUrl);
  const findings: Finding[] = [];
  const firstOfName = new Map<string, Link>();
  const planned = contexts.map((context, index) => {
    const { occurrence } = context;
    const report = (code: FindingCode, detail?: string, suggestion?: string): void => {
      findings.push(
        createFinding(code, { source, positions, range: occurrence.range, link: index }, detail, suggestion),
      );
    };
    const failuresBefore = settings.failures.count;
    const classified = classifyLink(context, { index, positions, ids, siblings, twins }, settings);
    if (settings.failures.count > failuresBefore) report('link-rule-failed');
    const { link, name, isMisnamed } = classified;
    if (isMisnamed) report('option-tag-unresolved', 'linkId');
    const first = firstOfName.get(name);
    if (first === undefined) firstOfName.set(name, link);
    else if (link.id !== name && isNamed(classified, settings) && !areTwins(first, link)) report('link-id-duplicate');
    reportOnLink(link, classified.context, settings, report);
    return planLink(source, classified, options.baseUrl, baseOf);
  });
  return { planned, findings };
}

/** Of the hosts of one message, forgotten with it. */
const MAX_HOSTS = 1_000;

function planLink(
  source: string,
  classified: ClassifiedLink,
  baseUrl: string | undefined,
  baseOf: (context: LinkContext) => string,
): PlannedLink {
  const { link, context, name, decision, deferred, tagTexts, isMisnamed } = classified;
  const { occurrence } = context;
  const isChanged = link.url !== undefined && (link.url !== context.url || isResolved(classified, baseUrl));
  return {
    link,
    context,
    name,
    decision,
    deferred,
    tagTexts,
    isMisnamed,
    plain: isChanged
      ? writeValue(occurrence, link.url as string)
      : source.slice(occurrence.range[0], occurrence.range[1]),
    base: baseOf(context),
  };
}

/** The path segment of links that open apps: apps claim URLs by their path, so no other link may stand there. */
const APP_SEGMENT = 'app';

/** Writes the tracking URL for the place where a link stands. There are few such places, so each is written once. */
function createBases(trackingUrl: string): (context: LinkContext) => string {
  const url = `${trackingUrl}/`;
  const written = new Map<string, string>();
  return ({ occurrence, hints }) => {
    const segment = hints.appLinkPath ?? (hints.appLink === true ? APP_SEGMENT : undefined);
    if (segment !== undefined) return writeValue(occurrence, `${url}${segment}/`);
    const place = occurrence.carrier === 'text' ? 'text' : occurrence.quote;
    let base = written.get(place);
    if (base === undefined) {
      base = writeValue(occurrence, url);
      written.set(place, base);
    }
    return base;
  };
}

/** A relative address that is absolute now, for every reader: the message has no address to resolve it against. */
function isResolved({ link, context }: ClassifiedLink, baseUrl: string | undefined): boolean {
  return baseUrl !== undefined && link.carrier !== 'form' && !/^\s*https?:/i.test(context.occurrence.href);
}

function isNamed({ context, decision, isMisnamed }: ClassifiedLink, settings: Settings): boolean {
  if (isMisnamed) return false;
  return context.hints.id !== undefined || decision?.id !== undefined || typeof settings.options.linkId === 'function';
}

/** Outlook's button and the one for everybody else stand for the same link, so they may share a name. */
function areTwins(a: Link, b: Link): boolean {
  return a.href === b.href && a.condition !== b.condition;
}
