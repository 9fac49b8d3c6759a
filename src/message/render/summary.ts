import { utf8Length } from '#runtime';
import type { Finding } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import type { Plan } from '../plan/plan.js';
import type { CheckedRecipient } from '../plan/recipient.js';
import { findingAt, findingsThatHold, type ResolvedPart } from './resolve-part.js';
import type { RewriteSummary } from './result.js';

/** Gmail cuts a message off after this many bytes and hides the rest behind a link. */
export const CLIP_BYTES = 102_400;
/** Some proxies and programs cut or refuse longer URLs. */
const MAX_URL_LENGTH = 2_048;

/** What there is to say of a finished copy: sizes, and findings that depend on them. */
export function summarise(
  plan: Plan,
  resolved: ResolvedPart,
  texts: readonly string[],
  recipient: CheckedRecipient,
): RewriteSummary {
  const findings: Finding[] = [];
  let after = plan.literalBytes;
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at] as string;
    const signed = resolved.prefixes[at] !== undefined;
    after += signed ? text.length : utf8Length(text);
    const link = plan.slots[at]?.link;
    if (signed && text.length > MAX_URL_LENGTH && link !== undefined)
      findings.push(findingAt(plan, link, 'url-too-long', NUMBER.format(text.length)));
  }
  if (after > CLIP_BYTES) findings.push(clipFinding('this part has', plan.bytesBefore, after));
  const identified = recipient.consent === undefined || recipient.consent === 'identified';
  if (
    identified &&
    resolved.tracked > 0 &&
    recipient.contactId !== undefined &&
    /^[^@\s]+@[^@\s]+$/.test(String(recipient.contactId))
  )
    findings.push(createFinding('contact-is-email'));
  const standing = findingsThatHold(plan, resolved);
  const own = resolved.findings.length + findings.length;
  return {
    links: resolved.links,
    findings: own === 0 ? standing : [...standing, ...resolved.findings, ...findings],
    tracked: resolved.tracked,
    bytes: { before: plan.bytesBefore, after },
  };
}

/** Made once: `toLocaleString` makes one each time, which takes as long as ten signatures. */
const NUMBER: Intl.NumberFormat = new Intl.NumberFormat('en');

/** Says how large a message is and how much of that tracking added. */
export function clipFinding(what: string, before: number, after: number): Finding {
  return createFinding(
    'message-clipped',
    undefined,
    `${what} ${NUMBER.format(after)}, of which tracking added ${NUMBER.format(Math.max(0, after - before))}`,
  );
}
