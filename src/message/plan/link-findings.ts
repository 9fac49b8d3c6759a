import type { Link, LinkKind } from '../../link.js';
import { signedUrlService } from '../../url/signed-urls.js';
import type { LinkContext } from '../classify/context.js';
import { type OutcomeSettings, wantsUtm } from '../classify/outcome.js';
import { isFlaw } from '../classify/reasons.js';
import type { Finding, FindingCode } from '../findings/catalog.js';
import { isAddressLabel, labelShowsOtherUrl } from './label-check.js';

/** Takes a finding about one link: its code, what the code's sentence says more exactly, and what was meant. */
export type ReportLink = (code: FindingCode, detail?: string, suggestion?: string) => void;

/** Reports what there is to say of one link, whatever the others are. */
export function reportOnLink(link: Link, context: LinkContext, settings: OutcomeSettings, report: ReportLink): void {
  const { inspection } = context;
  if (link.carrier === 'form') report('form-action');
  if (context.occurrence.binding === true) report('amp-binding');
  if (link.kind === 'unsafe') report('unsafe-scheme', inspection?.kind === 'unsafe' ? `${inspection.scheme}:` : 'such');
  if (link.carrier === 'form') return;
  if (isFlaw(link.reason)) report(link.reason, '', link.suggestion);
  if (context.tagPosition === 'authority') report('merge-tag-authority');
  if (context.unaskedSyntax !== undefined && MAY_BE_TAG.has(link.kind))
    report('template-syntax-off', context.unaskedSyntax);
  // A link of ours leads on to somewhere else, and its frame would show the token.
  if (link.kind === 'own') return;
  if (isUnfinished(link, context)) report('href-empty');
  if (context.occurrence.visible === true) reportLabel(link, context, report);
  reportOddities(link, context, report);
  const isSigned = context.url !== undefined && signedUrlService(context.url) !== undefined;
  if (isSigned && wantsUtm(context, link, settings)) report('url-signed');
}

/** The author of any other kind of link has nothing to decide. */
const MAY_BE_TAG: ReadonlySet<LinkKind> = new Set(['web', 'placeholder']);

function reportOddities(link: Link, { inspection, mergeTags }: LinkContext, report: ReportLink): void {
  if (inspection === undefined || !('flags' in inspection)) return;
  // With a letter in the place of each merge tag, a suggestion would be an address that nobody wrote.
  const suggestion = mergeTags.length === 0 ? inspection.suggestion : undefined;
  // "undefined" and the like are no files of a site.
  if (link.kind === 'relative' && !inspection.flags.includes('value-leaked')) report('relative-url', '', suggestion);
  for (const flag of inspection.flags) report(flag, '', suggestion);
}

function reportLabel(link: Link, { url }: LinkContext, report: ReportLink): void {
  if (url !== undefined && labelShowsOtherUrl(link.label, url)) report('label-shows-other-url');
  else if (link.verdict === 'track' && isAddressLabel(link.label)) report('label-is-address');
}

/** Texts of links to the top of the message, which `#` is (HTML 7.4.6.3). */
const TO_TOP = /\btop\b|\boben\b|\bhaut\b|\barriba\b|\binizio\b|\bup\b|\u2191|\u25b2|\u2303/i;

/** `href=""`, `#` on anything but "back to top", `mailto:` and `tel:` with nothing behind: a link that nobody finished. */
function isUnfinished({ kind, href, label }: Link, { occurrence }: LinkContext): boolean {
  if (kind === 'mailto' || kind === 'scheme') return /^\s*(?:mailto|tel|sms|fax|callto):[\s/#@+]*$/i.test(href);
  if (kind !== 'anchor') return false;
  // AMP acts on a tap, with or without an address.
  if (occurrence.attributes.some(({ name }) => name === 'on')) return false;
  return /^\s*$/.test(href) || (/^\s*#\s*$/.test(href) && !TO_TOP.test(label));
}

/** Settles the findings of all links together. A message that is still encoded is one mistake, not one for each link. */
export function settleFindings(findings: readonly Finding[]): readonly Finding[] {
  const encoded = findings.find(({ code }) => code === 'quoted-printable');
  return encoded === undefined ? findings : [encoded];
}
