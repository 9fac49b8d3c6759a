import type { ReasonCode, UrlErrorCode } from '../../link.js';
import { FINDINGS } from '../findings/catalog.js';

/** What became of a link for this reason, as one plain sentence. A flaw's sentence is its finding's. */
export const REASONS: Readonly<Record<Exclude<ReasonCode, UrlErrorCode>, string>> = {
  web: 'A web link: clicks on it are counted.',
  'merge-tag-resolved': 'A web link, now that its merge tag has a value: clicks on it are counted.',
  'kind-tracked': 'A system link for which an option turns tracking on.',
  'rule-track': 'Your classify function tracks it.',
  'tracking-off': 'Click tracking is off for this message.',
  'test-email': 'This is a test email, whose links are not tracked.',
  'consent-none': 'The contact has not agreed to tracking.',
  'opt-out': 'An attribute on the link turns tracking off.',
  'never-track': 'It matches neverTrack.',
  'not-in-only-track': 'It does not match onlyTrack.',
  'not-redirectable': 'The redirect would refuse it: it contains a user name, or is longer than 5,800 characters.',
  'rule-leave': 'Your classify function leaves it.',
  'form-action': 'A form is not a link: a redirect would lose what was typed in.',
  'amp-binding': 'AMP sets or checks this address itself.',
  'internal-error': 'Something failed inside clickstamp, so the message was left as it is.',
  own: 'It is a tracked URL already.',
  mailto: 'It starts an email, so there is no web request to count.',
  scheme: 'Its scheme is not http or https, so there is no web request to count.',
  unsafe: 'Its scheme runs code or opens files, and mail programs block it.',
  anchor: 'It jumps within the message.',
  relative: 'It has no host, and a message has no address of its own to complete it.',
  'unsubscribe-link': 'The unsubscribe link: it must work in one simple step, so it is not tracked.',
  'preferences-link': "The system's own link to the contact's preferences.",
  'preview-link': "The system's own link to this message in a browser.",
  'affiliate-link': "The system's own affiliate link, which counts already.",
  'trigger-link': 'A trigger link redirects and counts already.',
  placeholder: 'The whole address, or its host, is a merge tag with no value here.',
  'merge-tag-unresolved': 'A merge tag in the address has no value here. If it gets one, the link is tracked.',
};

/** Gives the sentence for a reason. */
export function reasonMessage(reason: ReasonCode): string {
  return MESSAGES.get(reason) ?? FINDINGS[reason as UrlErrorCode].message('');
}

/** Says whether a reason is a flaw of the address: then there is a finding of the same code. */
export function isFlaw(reason: ReasonCode): reason is UrlErrorCode {
  return !MESSAGES.has(reason);
}

const MESSAGES: ReadonlyMap<string, string> = new Map(Object.entries(REASONS));
