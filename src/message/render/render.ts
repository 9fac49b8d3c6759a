import { utf8Length } from '#runtime';
import type { Link } from '../../link.js';
import { MAX_TOKEN_LENGTH } from '../../token/decode-click.js';
import type { PayloadPrefix, PayloadSuffix } from '../../token/writer.js';
import { isFlaw } from '../classify/reasons.js';
import type { Finding, FindingCode } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import { fillTags } from '../merge-tags/resolve.js';
import { leftLink, resolveLink } from '../plan/links.js';
import type { Plan, PlannedSlot } from '../plan/plan.js';
import type { Recipient } from '../plan/recipient.js';
import type { RewriteSummary } from './result.js';
import { prefixOf, type Resolved, type Signing } from './signing.js';

/** Gmail cuts a message off after this many bytes and hides the rest behind a link. */
export const CLIP_BYTES = 102_400;
/** Some proxies and programs cut or refuse longer URLs. */
const MAX_URL_LENGTH = 2_048;

/** What one recipient's copy is made of: a token front for each slot that is tracked. */
export interface Draft {
  readonly links: readonly Link[];
  /** Shared with the plan's signing where no merge tag decides. */
  readonly fronts: readonly (PayloadPrefix | undefined)[];
  readonly findings: readonly Finding[];
  readonly tracked: number;
}

/** Fills in merge tags and decides, slot by slot, what is tracked for a recipient. `signing` undefined: nothing is to be signed. */
export function draftFor(plan: Plan, recipient: Recipient, signing: Signing | undefined): Draft {
  if (recipient.consent === 'none') return untracked(plan, 'consent-none');
  const own = signing?.findings ?? [];
  if (!plan.deferred) return { links: plan.links, fronts: signing?.fronts ?? [], findings: own, tracked: plan.tracked };

  const links = [...plan.links];
  const fronts = signing === undefined ? [] : [...signing.fronts];
  const findings = [...own];
  plan.slots.forEach((slot, at) => {
    if (slot.planned?.deferred !== true) return;
    const { index } = slot.planned.link;
    const resolved = resolveSlot(plan, slot, at, recipient, signing);
    if (resolved === undefined) {
      findings.push(findingAt(plan, slot.planned.link, 'merge-tag-unresolved'));
      return;
    }
    links[index] = resolved.link;
    fronts[at] = resolved.prefix;
    const urlError = flawOf(resolved.link);
    if (urlError !== undefined) findings.push(findingAt(plan, resolved.link, urlError, 'such'));
    if (resolved.failed) findings.push(findingAt(plan, slot.planned.link, 'link-rule-failed'));
  });
  return { links, fronts, findings, tracked: links.reduce((sum, link) => sum + (link.verdict === 'track' ? 1 : 0), 0) };
}

/** What is wrong with an address that a value has made. The value itself is not told: it may be personal. */
function flawOf({ kind, reason }: Link): FindingCode | undefined {
  if (kind === 'unsafe') return 'unsafe-scheme';
  if (kind === 'relative') return 'relative-url';
  return isFlaw(reason) ? reason : undefined;
}

function resolveSlot(
  plan: Plan,
  slot: PlannedSlot,
  at: number,
  recipient: Recipient,
  signing: Signing | undefined,
): Resolved | undefined {
  const { planned } = slot;
  if (planned === undefined) return undefined;
  const address = planned.tagTemplate === undefined ? undefined : fillTags(planned.tagTemplate, recipient.values ?? {});
  if (address === undefined) return undefined;
  const last = signing?.last[at];
  if (last?.address === address) return last;
  const { failures } = plan.settings;
  const failuresBefore = failures.count;
  const link = resolveLink(planned, address, plan.settings);
  const prefix =
    signing === undefined || signing.writer === undefined || link.verdict === 'leave'
      ? undefined
      : prefixOf(signing.writer, link, slot, plan.settings);
  const resolved: Resolved = { address, link, prefix, failed: failures.count > failuresBefore };
  if (signing !== undefined) signing.last[at] = resolved;
  return resolved;
}

/** Plain URLs: the same for everybody who has not agreed, and where something failed. */
export function untracked(plan: Plan, reason: 'consent-none' | 'internal-error'): Draft {
  const links = plan.links.map((link) => (link.verdict === 'track' ? leftLink(link, reason) : link));
  return { links, fronts: [], findings: [], tracked: 0 };
}

/** Signs a draft: the text for each slot. No promise at all where the runtime can sign synchronously. */
export function signDraft(
  plan: Plan,
  draft: Draft,
  signing: Signing,
  suffix: PayloadSuffix | undefined,
): string[] | Promise<string[]> {
  const texts = signedTexts(plan, draft, signing, suffix);
  return texts instanceof Promise ? texts.then((all) => checkedLengths(draft, all)) : checkedLengths(draft, texts);
}

function checkedLengths(draft: Draft, texts: string[]): string[] {
  for (let at = 0; at < texts.length; at++)
    if (draft.fronts[at] !== undefined && (texts[at] as string).length > MAX_TOKEN_LENGTH)
      throw new RangeError('A token would be longer than the redirect accepts.');
  return texts;
}

function signedTexts(
  plan: Plan,
  draft: Draft,
  signing: Signing,
  suffix: PayloadSuffix | undefined,
): string[] | Promise<string[]> {
  const { writer, bases } = signing;
  if (writer === undefined || suffix === undefined) return plan.slots.map((slot) => slot.plain);
  if (writer.sync)
    return plan.slots.map((slot, at) =>
      textOf(slot, bases[at] as string, draft, at, (prefix) => writer.token(prefix, suffix)),
    );
  return Promise.all(
    draft.fronts.map((prefix) => (prefix === undefined ? '' : writer.tokenAsync(prefix, suffix))),
  ).then((tokens) =>
    plan.slots.map((slot, at) => textOf(slot, bases[at] as string, draft, at, () => tokens[at] as string)),
  );
}

function textOf(
  slot: PlannedSlot,
  base: string,
  draft: Draft,
  at: number,
  token: (prefix: PayloadPrefix) => string,
): string {
  const prefix = draft.fronts[at];
  if (prefix === undefined) return slot.plain;
  if (slot.planned !== undefined) return base + token(prefix);
  return draft.tracked > 0 ? honeypotLink(base + token(prefix)) : '';
}

/** A link without text or size, out of the tab order and hidden from screen readers; Outlook drops it by `mso-hide`. */
function honeypotLink(url: string): string {
  return `<a href="${url}" style="display:none;mso-hide:all;font-size:0;line-height:0;max-height:0;overflow:hidden;opacity:0" tabindex="-1" aria-hidden="true" rel="nofollow"></a>`;
}

/** What there is to say of a finished copy: sizes, and findings that depend on them. */
export function summarise(plan: Plan, draft: Draft, texts: readonly string[], recipient: Recipient): RewriteSummary {
  const findings: Finding[] = [];
  let after = plan.literalBytes;
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at] as string;
    const signed = draft.fronts[at] !== undefined;
    after += signed ? text.length : utf8Length(text);
    const link = plan.slots[at]?.planned?.link;
    if (signed && text.length > MAX_URL_LENGTH && link !== undefined) {
      findings.push(findingAt(plan, link, 'url-too-long', NUMBER.format(text.length)));
    }
  }
  if (after > CLIP_BYTES) findings.push(clipFinding(plan.bytesBefore, after));
  const identified = recipient.consent === undefined || recipient.consent === 'identified';
  if (
    identified &&
    draft.tracked > 0 &&
    recipient.contactId !== undefined &&
    /^[^@\s]+@[^@\s]+$/.test(recipient.contactId)
  )
    findings.push(createFinding('contact-is-email'));
  const all =
    draft.findings.length + findings.length === 0 ? plan.findings : [...plan.findings, ...draft.findings, ...findings];
  return { links: draft.links, findings: all, tracked: draft.tracked, bytes: { before: plan.bytesBefore, after } };
}

function findingAt(plan: Plan, { range, index }: Link, code: FindingCode, detail?: string): Finding {
  return createFinding(code, { source: plan.source, positions: plan.positions, range, link: index }, detail);
}

/** Made once: `toLocaleString` makes one each time, which takes as long as ten signatures. */
const NUMBER: Intl.NumberFormat = new Intl.NumberFormat('en');

/** Says how large a message is and how much of that tracking added. */
export function clipFinding(before: number, after: number): Finding {
  return createFinding(
    'message-clipped',
    undefined,
    `this part has ${NUMBER.format(after)}, of which tracking added ${NUMBER.format(Math.max(0, after - before))}`,
  );
}
