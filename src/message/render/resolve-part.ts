import type { Link } from '../../link.js';
import type { PayloadPrefix } from '../../token/writer.js';
import { mayBeTracked } from '../classify/classify-link.js';
import {
  createUtmFilling,
  type FilledIds,
  fillIds,
  fillTagTexts,
  isPlaceholderContact,
  optionFindings,
  type UnresolvedOption,
  utmKey,
} from '../classify/option-tags.js';
import { fillAddress, leftLink, resolveLink } from '../classify/resolve.js';
import type { Finding, FindingCode } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import type { Plan, PlannedLink } from '../plan/plan.js';
import type { CheckedRecipient } from '../plan/recipient.js';
import { writeValue } from '../plan/write-value.js';
import { prefixOf, type ResolvedLink, type Signing } from './signing.js';

/** A part as one recipient gets it, before anything is signed. */
export interface ResolvedPart {
  readonly links: readonly Link[];
  /** For each slot of the plan, the start of its token's payload; undefined where it is not tracked. Shared with the plan's signing where no merge tag decides. */
  readonly prefixes: readonly (PayloadPrefix | undefined)[];
  /** For each slot, what is written where it is not tracked; absent where that is the same for everybody. */
  readonly plain: readonly (string | undefined)[];
  readonly findings: readonly Finding[];
  readonly tracked: number;
  /** What of the recipient the tokens say; absent where nothing is tracked. */
  readonly claims?: RecipientIds;
}

/** The contact, and the ids that differ between recipients because they hold merge tags. */
export interface RecipientIds extends FilledIds {
  readonly contactId?: string;
}

/** Fills in merge tags and decides, slot by slot, what is tracked for a recipient. `signing` undefined: nothing is to be signed. */
export function resolvePart(plan: Plan, recipient: CheckedRecipient, signing: Signing | undefined): ResolvedPart {
  const declined = declines(recipient);
  const own = declined ? [] : (signing?.findings ?? []);
  if (!plan.deferred) {
    if (declined) return untracked(plan, 'consent-none');
    const { links, tracked } = plan;
    return withClaims(plan, recipient, { links, prefixes: signing?.prefixes ?? [], plain: [], findings: own, tracked });
  }
  const links = [...plan.links];
  const prefixes = signing === undefined ? [] : [...signing.prefixes];
  const plain: string[] = [];
  const findings = [...own];
  const unresolved: UnresolvedOption[] = [];
  const key = utmKey(plan.settings.texts, recipient.values ?? {});
  plan.slots.forEach((planned, at) => {
    if (planned?.deferred !== true) return;
    const resolved = resolveSlot(plan, planned, at, key, recipient, signing);
    if (resolved === undefined) {
      if (isToldOf(planned, recipient)) findings.push(findingAt(plan, planned.link, 'merge-tag-unresolved'));
      return;
    }
    links[planned.link.index] = resolved.link;
    prefixes[at] = resolved.prefix;
    plain[at] = resolved.plain;
    unresolved.push(...resolved.unresolved);
    if (resolved.problem !== undefined) findings.push(findingAt(plan, resolved.link, resolved.problem, 'such'));
    if (resolved.failed) findings.push(findingAt(plan, planned.link, 'link-rule-failed'));
  });
  findings.push(...optionFindings(unresolved));
  if (declined) return { ...withoutTracking(links, 'consent-none'), plain, findings };
  const tracked = links.reduce((sum, link) => sum + (link.verdict === 'track' ? 1 : 0), 0);
  return withClaims(plan, recipient, { links, prefixes, plain, findings, tracked });
}

/** Adds what the tokens say of the recipient, and what they cannot say. */
function withClaims(plan: Plan, recipient: CheckedRecipient, resolved: ResolvedPart): ResolvedPart {
  if (resolved.tracked === 0) return resolved;
  const { texts } = plan.settings;
  const { contactId } = recipient;
  const isPlaceholder =
    contactId !== undefined && recipient.consent !== 'anonymous' && isPlaceholderContact(contactId, texts.syntaxes);
  const contact = contactId === undefined || isPlaceholder ? undefined : { contactId };
  if (texts.ids.length === 0 && !isPlaceholder) return contact === undefined ? resolved : withIds(resolved, contact);
  const { ids, unresolved } = fillIds(texts, recipient.values ?? {});
  return {
    ...resolved,
    claims: { ...ids, ...contact },
    findings: [
      ...resolved.findings,
      ...optionFindings(unresolved),
      ...(isPlaceholder ? [createFinding('contact-is-placeholder')] : []),
    ],
  };
}

/** Written out: V8 makes slow and large objects of literals that begin with a spread, and this is made for each contact. */
function withIds({ links, prefixes, plain, findings, tracked }: ResolvedPart, claims: RecipientIds): ResolvedPart {
  return { links, prefixes, plain, findings, tracked, claims };
}

/** The mail system fills in its own tags; and who gives no values at all learns of links that would be tracked with them. */
function isToldOf({ context, link }: PlannedLink, { values }: CheckedRecipient): boolean {
  if (context.systemTag !== undefined) return false;
  return values !== undefined || mayBeTracked(link);
}

const declines = ({ consent }: CheckedRecipient): boolean => consent === 'none';

function resolveSlot(
  plan: Plan,
  planned: PlannedLink,
  at: number,
  key: string,
  recipient: CheckedRecipient,
  signing: Signing | undefined,
): ResolvedLink | undefined {
  const address = fillAddress(planned, recipient.values ?? {});
  if (address === undefined) return undefined;
  const { tagTexts } = planned;
  const ofTags =
    tagTexts === undefined || declines(recipient)
      ? undefined
      : fillTagTexts(planned.link.tags, tagTexts, recipient.values ?? {});
  const textKey = ofTags === undefined ? key : `${key}${JSON.stringify(ofTags)}`;
  const last = signing?.last[at];
  if (last?.address === address && last.textKey === textKey && recipient.values !== undefined) return last;
  const { failures } = plan.settings;
  const failuresBefore = failures.count;
  const filling = createUtmFilling(plan.settings.texts, recipient.values ?? {});
  const { link: untagged, destination, problem } = resolveLink(planned, address, plan.settings, filling);
  const link = ofTags === undefined ? untagged : withTags(untagged, ofTags.tags);
  // Fallbacks alone are for those who fill in the template; without any values that is somebody else.
  const isLeft =
    destination === undefined || (recipient.values === undefined && (link.verdict === 'leave' || declines(recipient)));
  const prefix =
    signing?.writer === undefined || link.verdict === 'leave'
      ? undefined
      : prefixOf(signing.writer, link, planned, plan.settings);
  const plain = isLeft ? planned.plain : writeValue(planned.context.occurrence, destination);
  const resolved: ResolvedLink = {
    address,
    textKey: filling.isForeign ? undefined : textKey,
    link,
    plain,
    problem,
    prefix,
    failed: failures.count > failuresBefore,
    unresolved: ofTags === undefined ? filling.unresolved : [...filling.unresolved, ...ofTags.unresolved],
  };
  if (signing !== undefined) signing.last[at] = resolved;
  return resolved;
}

function withTags(link: Link, tags: Link['tags']): Link {
  const { tags: _, ...rest } = link;
  return tags === undefined ? rest : { ...rest, tags };
}

/** Plain URLs: the same for everybody who has not agreed, and where something failed. */
export function untracked(plan: Plan, reason: 'consent-none' | 'internal-error'): ResolvedPart {
  return withoutTracking(plan.links, reason);
}

function withoutTracking(links: readonly Link[], reason: 'consent-none' | 'internal-error'): ResolvedPart {
  const left = links.map((link) => (link.verdict === 'track' ? leftLink(link, reason) : link));
  return { links: left, prefixes: [], plain: [], findings: [], tracked: 0 };
}

/** What holds no more once a tag's value is there and its link has an address. */
const OF_TEMPLATES: ReadonlySet<FindingCode> = new Set(['merge-tag-authority', 'template-syntax-off']);

/** The findings of compiling that hold for one copy, too. */
export function findingsThatHold(
  { findings, links: before, planned }: Plan,
  { links }: ResolvedPart,
): readonly Finding[] {
  if (links === before) return findings;
  const unsubscribes = links.some(({ kind }) => kind === 'unsubscribe');
  return findings.filter(({ code, link = -1 }) => {
    if (code === 'unsubscribe-unrecognised') return !unsubscribes && links[link]?.kind === 'web';
    if (!OF_TEMPLATES.has(code) || links[link]?.url === undefined) return true;
    return before[link]?.url !== undefined && !isFilledIn(planned[link], links[link]);
  });
}

/** Whether the tags that may be data had values. */
function isFilledIn(planned: PlannedLink | undefined, { url = '' }: Link): boolean {
  const tags = planned?.context.tagTemplate?.pieces.filter(({ tag }) => tag.optional) ?? [];
  return tags.length > 0 && tags.every(({ tag }) => !url.includes(tag.text));
}

/** A finding about a link of the plan. */
export function findingAt(plan: Plan, { range, index }: Link, code: FindingCode, detail?: string): Finding {
  return createFinding(code, { source: plan.source, positions: plan.positions, range, link: index }, detail);
}
