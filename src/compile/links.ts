import { type Classification, classify } from '../classify/classify.js';
import { cleanId } from '../classify/marks.js';
import { isFlaw, reasonMessage } from '../classify/reasons.js';
import { createSubject, resolvedSubject, type Subject } from '../classify/subject.js';
import { createFinding, type Finding, type FindingCode } from '../findings.js';
import type { Link, ReasonCode } from '../link.js';
import { prepareTags, type TagTemplate } from '../merge-tags/resolve.js';
import type { Positions } from '../position.js';
import type { Site } from '../site.js';
import { isSafeDestination } from '../url/destination.js';
import { addUtm } from '../url/utm.js';
import { labelShowsOtherUrl } from './label-check.js';
import { createLinkIds, hashId } from './link-ids.js';
import type { Decision, Settings } from './options.js';

/** A link with what rendering needs of it. */
export interface PlannedLink {
  readonly link: Link;
  readonly subject: Subject;
  /** A merge tag's value decides: asked again for each recipient. */
  readonly waits: boolean;
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
  sites: readonly Site[],
  settings: Settings,
  positions: Positions,
): PlannedLinks {
  const ids = createLinkIds();
  const findings: Finding[] = [];
  const idsSeen = new Map<string, PlannedLink>();
  const planned = sites.map((site, index) => {
    const report = (code: FindingCode, detail?: string, suggestion?: string): void => {
      findings.push(createFinding(code, { source, positions, range: site.range, link: index }, detail, suggestion));
    };
    const subject = createSubject(site, settings.syntaxes);
    const builtIn = classify(subject, settings);
    const draft = createLink(
      index,
      subject,
      builtIn,
      subject.marks.id ?? hashId(site.href.trim()),
      settings,
      positions,
    );
    const decision = decide(draft, site, settings, report);
    const wanted = wantedId(draft, decision, settings, report);
    const id = ids.claim(wanted);
    const outcome = applyDecision(builtIn, decision, subject);
    const link = { ...draft, ...describe(outcome), id, ...tagsOf(decision?.tags ?? draft.tags) };
    const result: PlannedLink = {
      link,
      subject,
      waits: outcome.waits,
      decision,
      tagTemplate: outcome.waits ? prepareTags(site.href, subject.mergeTags) : undefined,
    };
    const twin = idsSeen.get(wanted);
    if (twin === undefined) idsSeen.set(wanted, result);
    else if (id !== wanted && isNamed(subject, decision, settings) && !areTwins(twin.link, link))
      report('link-id-duplicate');
    reportOn(result, report);
    return result;
  });
  return { planned, findings };
}

/** The same planned link once its merge tags have a value: what the tables say of the address it has now. */
export function resolveLink(planned: PlannedLink, address: string, settings: Settings): Link {
  const subject = resolvedSubject(planned.subject, address);
  const outcome = applyDecision(classify(subject, settings), planned.decision, subject);
  const { url: _, host: __, domain: ___, ...rest } = planned.link;
  const tracked =
    outcome.verdict === 'track' && outcome.reason === 'web'
      ? { ...outcome, reason: 'merge-tag-resolved' as const }
      : outcome;
  return { ...rest, ...destination(subject, planned.link.id, tracked, settings), ...describe(tracked) };
}

/** A link that is left for a reason that is not its own: consent, or a failure inside. */
export function leftLink(link: Link, reason: ReasonCode): Link {
  return { ...link, verdict: 'leave', reason, message: reasonMessage(reason) };
}

function createLink(
  index: number,
  subject: Subject,
  outcome: Classification,
  id: string,
  settings: Settings,
  positions: Positions,
): Link {
  const { site, marks } = subject;
  const { line, column } = positions.at(site.range[0]);
  return {
    index,
    id,
    part: site.part,
    href: site.href,
    ...destination(subject, marks.id ?? id, outcome, settings),
    ...describe(outcome),
    carrier: site.carrier,
    ...(site.condition === undefined ? {} : { condition: site.condition }),
    range: site.range,
    line,
    column,
    label: site.label,
    ...(outcome.suggestion === undefined ? {} : { suggestion: outcome.suggestion }),
    ...tagsOf(marks.tags),
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
  subject: Subject,
  name: string,
  outcome: Classification,
  settings: Settings,
): Pick<Link, 'url' | 'host' | 'domain'> {
  const { url, target } = subject;
  const { host, domain } = target;
  const { utm } = settings.options;
  const wantsUtm =
    utm !== undefined &&
    outcome.kind === 'web' &&
    (outcome.verdict === 'track' || UTM_WITHOUT_TRACKING.has(outcome.reason));
  const where = { ...(host === undefined ? {} : { host }), ...(domain === undefined ? {} : { domain }) };
  if (url === undefined) return where;
  const tagged = wantsUtm ? addUtm(url, utm, { name, ...where }) : url;
  // Parameters that would make it too long to redirect to are worth less than the click.
  return { url: isSafeDestination(tagged) ? tagged : url, ...where };
}

type Report = (code: FindingCode, detail?: string, suggestion?: string) => void;

function decide(link: Link, site: Site, settings: Settings, report: Report): Decision | undefined {
  const { classify: rule } = settings.options;
  if (rule === undefined) return undefined;
  try {
    return rule(link, site.element) ?? undefined;
  } catch {
    report('link-rule-failed');
    return undefined;
  }
}

function wantedId(link: Link, decision: Decision | undefined, settings: Settings, report: Report): string {
  const { linkId } = settings.options;
  let id = decision?.id;
  if (id === undefined && linkId !== undefined) {
    try {
      id = linkId(link);
    } catch {
      report('link-rule-failed');
    }
  }
  return typeof id === 'string' && id !== '' ? cleanId(id) : link.id;
}

function isNamed(subject: Subject, decision: Decision | undefined, settings: Settings): boolean {
  return subject.marks.id !== undefined || decision?.id !== undefined || settings.options.linkId !== undefined;
}

/** Outlook's button and the one for everybody else stand for the same link, so they may share a name. */
function areTwins(a: Link, b: Link): boolean {
  return a.href === b.href && a.condition !== b.condition;
}

function applyDecision(outcome: Classification, decision: Decision | undefined, subject: Subject): Classification {
  if (decision === undefined) return outcome;
  const kind = decision.kind ?? outcome.kind;
  if (decision.verdict === 'leave') return { ...outcome, kind, verdict: 'leave', reason: 'rule-leave', waits: false };
  if (decision.verdict !== 'track' || subject.site.carrier === 'form' || subject.site.binding === true)
    return { ...outcome, kind };
  if (subject.url !== undefined && isSafeDestination(subject.url) && !UNTRACKABLE.has(outcome.reason))
    return { ...outcome, kind, verdict: 'track', reason: 'rule-track', waits: false };
  return { ...outcome, kind, waits: subject.mergeTags.length > 0 && !subject.mergeTags.some((tag) => tag.control) };
}

/** What no rule of an app's can turn on, besides what cannot be redirected to: links of ours, and messages that are not tracked at all. */
const UNTRACKABLE: ReadonlySet<ReasonCode> = new Set(['own', 'tracking-off', 'test-email']);

function reportOn({ link, subject }: PlannedLink, report: Report): void {
  const { inspection } = subject;
  if (link.carrier === 'form') report('form-action');
  if (subject.site.binding === true) report('amp-binding');
  if (link.kind === 'unsafe')
    report(
      'unsafe-scheme',
      inspection !== undefined && 'scheme' in inspection ? `${inspection.scheme ?? ''}:` : 'such',
    );
  if (link.carrier === 'form') return;
  if (isFlaw(link.reason)) report(link.reason, '', link.suggestion);
  if (link.kind === 'relative') report('relative-url', '', link.suggestion);
  if (link.reason === 'app-link') report('app-link-host');
  if (subject.tagPlace === 'authority') report('merge-tag-authority');
  if (inspection?.kind !== 'web') return;
  for (const flag of inspection.flags) report(flag, '', inspection.suggestion);
  if (subject.url !== undefined && labelShowsOtherUrl(link.label, subject.url)) report('label-shows-other-url');
}
