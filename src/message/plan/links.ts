import type { Link, ReasonCode } from '../../link.js';
import { isSafeDestination } from '../../url/destination.js';
import { addUtm } from '../../url/utm.js';
import { type Classification, classify } from '../classify/classify.js';
import { createLinkContext, type LinkContext, resolveLinkContext } from '../classify/context.js';
import { cleanId } from '../classify/hints.js';
import { isFlaw, reasonMessage } from '../classify/reasons.js';
import type { Finding, FindingCode } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import type { Positions } from '../findings/line-index.js';
import type { LinkOccurrence } from '../html/occurrence.js';
import { prepareTags, type TagTemplate } from '../merge-tags/resolve.js';
import { applyDecision, askRule, type Decision, markedBy } from './decision.js';
import { labelShowsOtherUrl } from './label-check.js';
import { createLinkIds, hashId } from './link-ids.js';
import type { Settings } from './options.js';

/** A link with what rendering needs of it. */
export interface PlannedLink {
  readonly link: Link;
  readonly context: LinkContext;
  /** The name it was given; its id has a number behind it where another link had the name first. */
  readonly name: string;
  /** A merge tag's value decides: asked again for each recipient. */
  readonly deferred: boolean;
  readonly decision: Decision | undefined;
  /** The address, cut up at its merge tags; only where it waits. */
  readonly tagTemplate: TagTemplate | undefined;
}

/** The links of a part and what there is to say of them. */
export interface PlannedLinks {
  readonly planned: readonly PlannedLink[];
  readonly findings: readonly Finding[];
}

/** Classifies every site of a source, names the links, and collects the findings. */
export function planLinks(
  source: string,
  occurrences: readonly LinkOccurrence[],
  settings: Settings,
  positions: Positions,
): PlannedLinks {
  const ids = createLinkIds();
  const findings: Finding[] = [];
  const idsSeen = new Map<string, PlannedLink>();
  const planned = occurrences.map((occurrence, index) => {
    const report = (code: FindingCode, detail?: string, suggestion?: string): void => {
      findings.push(
        createFinding(code, { source, positions, range: occurrence.range, link: index }, detail, suggestion),
      );
    };
    const failuresBefore = settings.failures.count;
    const ownSubject = createLinkContext(occurrence, settings.syntaxes);
    const builtIn = classify(ownSubject, settings);
    const draft = createLink(index, ownSubject, builtIn, positions);
    const decision = askRule(draft, occurrence, settings);
    const name = nameOf(draft, decision, settings);
    const id = ids.claim(name);
    const context = markedBy(decision, ownSubject);
    const outcome = applyDecision(context === ownSubject ? builtIn : classify(context, settings), decision, context);
    const link = {
      ...draft,
      ...destination(context, name, outcome, settings),
      ...describe(outcome),
      id,
      ...tagsOf(decision?.tags ?? draft.tags),
    };
    if (settings.failures.count > failuresBefore) report('link-rule-failed');
    const result: PlannedLink = {
      link,
      context,
      name,
      deferred: outcome.deferred,
      decision,
      tagTemplate: outcome.deferred ? prepareTags(occurrence.href, context.mergeTags) : undefined,
    };
    const twin = idsSeen.get(name);
    if (twin === undefined) idsSeen.set(name, result);
    else if (id !== name && isNamed(context, decision, settings) && !areTwins(twin.link, link))
      report('link-id-duplicate');
    reportOn(result, report);
    return result;
  });
  return { planned, findings };
}

/** The same planned link once its merge tags have a value: what the tables say of the address it has now. */
export function resolveLink(planned: PlannedLink, address: string, settings: Settings): Link {
  const context = resolveLinkContext(planned.context, address);
  const outcome = applyDecision(classify(context, settings), planned.decision, context);
  const { url: _, host: __, domain: ___, ...rest } = planned.link;
  const tracked =
    outcome.verdict === 'track' && outcome.reason === 'web'
      ? { ...outcome, reason: 'merge-tag-resolved' as const }
      : outcome;
  return { ...rest, ...destination(context, planned.name, tracked, settings), ...describe(tracked) };
}

/** A link that is left for a reason that is not its own: consent, or a failure inside. */
export function leftLink(link: Link, reason: ReasonCode): Link {
  return { ...link, verdict: 'leave', reason, message: reasonMessage(reason) };
}

function createLink(index: number, context: LinkContext, outcome: Classification, positions: Positions): Link {
  const { occurrence, hints } = context;
  const { line, column } = positions.at(occurrence.range[0]);
  return {
    index,
    id: hints.id ?? hashId(occurrence.href.trim()),
    part: occurrence.part,
    href: occurrence.href,
    ...destination(context, '', outcome, undefined),
    ...describe(outcome),
    carrier: occurrence.carrier,
    ...(occurrence.condition === undefined ? {} : { condition: occurrence.condition }),
    range: occurrence.range,
    line,
    column,
    label: occurrence.label,
    ...(outcome.suggestion === undefined ? {} : { suggestion: outcome.suggestion }),
    ...tagsOf(hints.tags),
  };
}

function describe(outcome: Classification): Pick<Link, 'kind' | 'verdict' | 'reason' | 'message'> {
  const { kind, verdict, reason } = outcome;
  return { kind, verdict, reason, message: reasonMessage(reason) };
}

function tagsOf(tags: Link['tags']): Pick<Link, 'tags'> {
  return tags === undefined ? {} : { tags };
}

/** Reasons that leave a link signed by nobody, yet still on its way to the app's own site: UTM goes on it. */
const UTM_WITHOUT_TRACKING: ReadonlySet<ReasonCode> = new Set(['tracking-off', 'test-email']);

function destination(
  context: LinkContext,
  name: string,
  outcome: Classification,
  settings: Settings | undefined,
): Pick<Link, 'url' | 'host' | 'domain'> {
  const { url, target } = context;
  const { host, domain } = target;
  const utm = settings?.options.utm;
  const wantsUtm =
    utm !== undefined &&
    outcome.kind === 'web' &&
    (outcome.verdict === 'track' || UTM_WITHOUT_TRACKING.has(outcome.reason));
  const where = { ...(host === undefined ? {} : { host }), ...(domain === undefined ? {} : { domain }) };
  if (url === undefined) return where;
  const onThrow = (): void => {
    if (settings !== undefined) settings.failures.count++;
  };
  const tagged = wantsUtm ? addUtm(url, utm, { name, ...where, onThrow }) : url;
  // Parameters that would make it too long to redirect to are worth less than the click.
  return { url: isSafeDestination(tagged) ? tagged : url, ...where };
}

type Report = (code: FindingCode, detail?: string, suggestion?: string) => void;

function nameOf(link: Link, decision: Decision | undefined, settings: Settings): string {
  const { linkId } = settings.options;
  if (decision?.id !== undefined) return cleanId(decision.id);
  if (linkId === undefined) return link.id;
  try {
    const id: unknown = linkId(link);
    if (typeof id === 'string' && id !== '') return cleanId(id);
    if (id !== undefined) settings.failures.count++;
  } catch {
    settings.failures.count++;
  }
  return link.id;
}

function isNamed(context: LinkContext, decision: Decision | undefined, settings: Settings): boolean {
  return context.hints.id !== undefined || decision?.id !== undefined || settings.options.linkId !== undefined;
}

/** Outlook's button and the one for everybody else stand for the same link, so they may share a name. */
function areTwins(a: Link, b: Link): boolean {
  return a.href === b.href && a.condition !== b.condition;
}

function reportOn({ link, context }: PlannedLink, report: Report): void {
  const { inspection } = context;
  if (link.carrier === 'form') report('form-action');
  if (context.occurrence.binding === true) report('amp-binding');
  if (link.kind === 'unsafe')
    report(
      'unsafe-scheme',
      inspection !== undefined && 'scheme' in inspection ? `${inspection.scheme ?? ''}:` : 'such',
    );
  if (link.carrier === 'form') return;
  if (isFlaw(link.reason)) report(link.reason, '', link.suggestion);
  if (link.kind === 'relative') report('relative-url', '', link.suggestion);
  if (link.reason === 'app-link') report('app-link-host');
  if (context.tagPosition === 'authority') report('merge-tag-authority');
  // A link of ours leads on to somewhere else, and its frame would show the token.
  if (inspection?.kind !== 'web' || link.kind === 'own') return;
  for (const flag of inspection.flags) report(flag, '', inspection.suggestion);
  if (context.url !== undefined && labelShowsOtherUrl(link.label, context.url)) report('label-shows-other-url');
}
