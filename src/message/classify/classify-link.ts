import { unawaited } from '../../checks/unawaited.js';
import type { Link } from '../../link.js';
import type { Positions } from '../findings/line-index.js';
import type { LinkOccurrence } from '../html/occurrence.js';
import type { ScanSyntax } from '../merge-tags/syntaxes.js';
import { prepareText, type TextTemplate } from '../merge-tags/text.js';
import { type Classification, classify } from './classify.js';
import type { LinkContext } from './context.js';
import { applyDecision, askRule, type Decision, type LinkRule, markedBy } from './decision.js';
import { cleanId } from './hints.js';
import { hashId, type LinkIds } from './link-ids.js';
import { createUtmFilling, readTagTexts, type UtmFilling } from './option-tags.js';
import { type Outcome, type OutcomeSettings, outcomeOf, plainOutcomeOf } from './outcome.js';
import { type Inheritance, inherit, type Siblings } from './siblings.js';
import type { Twins } from './twins.js';

/** A link that was found, once the tables and the app's own functions have been asked. */
export interface ClassifiedLink {
  readonly link: Link;
  readonly context: LinkContext;
  /** The name it was given; its id has a number behind it where another link had the name first. */
  readonly name: string;
  /** What the app's own rule said. */
  readonly decision: Decision | undefined;
  /** The value of a merge tag decides, in the address or in an option: the tables are asked again for each recipient. */
  readonly deferred: boolean;
  /** Those of its tags whose values hold merge tags; undefined for none. */
  readonly tagTexts: ReadonlyMap<string, TextTemplate> | undefined;
  /** The name that its author or the app gave it holds a merge tag, and an id is the same for everybody: it has another. */
  readonly isMisnamed: boolean;
}

/** What classification depends on, besides the link. */
export interface ClassifySettings extends OutcomeSettings {
  readonly syntaxes: readonly ScanSyntax[];
  readonly options: OutcomeSettings['options'] & {
    readonly baseUrl?: string | undefined;
    readonly classify?: LinkRule | undefined;
    readonly linkId?: 'address' | 'label' | 'position' | ((link: Link) => string | undefined) | undefined;
  };
}

/** Which link of the part it is, and where the part's lines start. */
export interface LinkPlace {
  readonly index: number;
  readonly positions: Positions;
  readonly ids: LinkIds;
  /** The HTML part's links, for a link of another part. */
  readonly siblings: Siblings | undefined;
  readonly twins: Twins | undefined;
}

/** Asks the tables and the app's own functions what a link is, and names it. */
export function classifyLink(alone: LinkContext, place: LinkPlace, settings: ClassifySettings): ClassifiedLink {
  const { occurrence } = alone;
  const ofTwin = place.twins?.(alone);
  const found = ofTwin === undefined ? alone : inherit(alone, { hints: ofTwin, left: false, name: undefined });
  const inherited = place.siblings?.next(found);
  const seen = inherit(found, inherited);
  const builtIn = classify(seen, settings);
  const { classify: rule, linkId } = settings.options;
  const { id: ownId } = seen.hints;
  const ownName = isName(ownId, settings) ? ownId : (inherited?.name ?? unnamed(occurrence, place.index, linkId));
  const shown =
    rule === undefined && typeof linkId !== 'function'
      ? undefined
      : createLink(seen, place, ownName, builtIn, plainOutcomeOf(seen, builtIn), seen.hints.tags);
  const own = shown === undefined ? undefined : askRule(shown, occurrence, settings);
  const decision = inherited?.left === true && own?.verdict === undefined ? { ...own, verdict: 'leave' as const } : own;
  const given = shown === undefined ? ownName : nameOf(shown, decision, inherited, settings);
  const name = given === ownName || isName(given, settings) ? given : ownName;
  const isMisnamed = name !== given || (given === ownName && ownId !== undefined && !isName(ownId, settings));
  const id = place.ids.claim(name);
  const context = markedBy(decision, seen);
  const classification = applyDecision(context === seen ? builtIn : classify(context, settings), decision, context);
  // Most messages add no parameters, so nothing of theirs can be personal.
  const filling = settings.options.utm === undefined ? NO_FILLING : createUtmFilling(settings.texts, {});
  const outcome = outcomeOf(context, name, classification, settings, filling);
  const tags = decision?.tags ?? seen.hints.tags;
  const link = createLink(context, place, id, builtIn, outcome, tags);
  const tagTexts = mayBeTracked(link) ? readTagTexts(tags, settings.syntaxes) : undefined;
  const deferred = classification.deferred || filling.isPersonal || tagTexts !== undefined;
  return { link, context, name, decision, deferred, tagTexts, isMisnamed };
}

/** Whether an id that somebody gave is the same for everybody. */
function isName(id: string | undefined, { syntaxes }: ClassifySettings): id is string {
  return id !== undefined && prepareText(id, syntaxes) === undefined;
}

const NO_FILLING: UtmFilling = createUtmFilling({ ids: [], utm: new Map(), syntaxes: [] }, {});

/** The id of a link that nobody named. A link without a label has only its address to go by; other parts count for themselves. */
function unnamed(
  { href, label, part }: LinkOccurrence,
  index: number,
  linkId: ClassifySettings['options']['linkId'],
): string {
  if (linkId === 'position') return `${part === 'html' ? 'link' : part}-${index + 1}`;
  const name = linkId === 'label' ? cleanId(label) : '';
  return name === '' ? hashId(href.trim()) : name;
}

function createLink(
  { occurrence }: LinkContext,
  { index, positions }: LinkPlace,
  id: string,
  { suggestion }: Classification,
  outcome: Outcome,
  tags: Link['tags'],
): Link {
  const { part, href, carrier, condition, range, label } = occurrence;
  const { line, column } = positions.at(range[0]);
  const { url, host, domain, kind, verdict, reason, message } = outcome;
  // Written out for nearly every link, and put together piece by piece for the rest: V8 makes slow and large objects of
  // literals with spreads in them.
  if (url !== undefined && host !== undefined && domain !== undefined && condition === undefined) {
    const link: MutableLink = {
      index,
      id,
      part,
      href,
      url,
      host,
      domain,
      kind,
      verdict,
      reason,
      message,
      carrier,
      range,
      line,
      column,
      label,
    };
    if (suggestion !== undefined) link.suggestion = suggestion;
    if (tags !== undefined) link.tags = tags;
    return link;
  }
  const link: Partial<MutableLink> = { index, id, part, href };
  if (url !== undefined) link.url = url;
  if (host !== undefined) link.host = host;
  if (domain !== undefined) link.domain = domain;
  link.kind = kind;
  link.verdict = verdict;
  link.reason = reason;
  link.message = message;
  link.carrier = carrier;
  if (condition !== undefined) link.condition = condition;
  link.range = range;
  link.line = line;
  link.column = column;
  link.label = label;
  if (suggestion !== undefined) link.suggestion = suggestion;
  if (tags !== undefined) link.tags = tags;
  return link as Link;
}

type MutableLink = { -readonly [Key in keyof Link]: Link[Key] };

function nameOf(
  link: Link,
  decision: Decision | undefined,
  inherited: Inheritance | undefined,
  settings: ClassifySettings,
): string {
  const { linkId } = settings.options;
  if (decision?.id !== undefined) return cleanId(decision.id);
  if (typeof linkId !== 'function' || inherited?.name !== undefined) return link.id;
  try {
    const id: unknown = unawaited(linkId(link));
    if (typeof id === 'string' && id !== '') return cleanId(id);
    if (id !== undefined) settings.failures.count++;
  } catch {
    settings.failures.count++;
  }
  return link.id;
}

/** Whether a link is tracked for everybody, or for those who have the values of its merge tags. */
export function mayBeTracked({ verdict, reason }: Link): boolean {
  return verdict === 'track' || reason === 'merge-tag-unresolved' || reason === 'placeholder';
}
