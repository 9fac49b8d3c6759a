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
  if (mayDoubleScheme(context)) report('merge-tag-authority');
  if (context.unaskedSyntax !== undefined && MAY_BE_TAG.has(link.kind))
    report('template-syntax-off', context.unaskedSyntax);
  // A link of ours leads on to somewhere else, and its frame would show the token.
  if (link.kind === 'own') return;
  if (isUnfinished(link, context)) report('href-empty');
  if (context.occurrence.visible === true) reportLabel(link, context, report);
  reportOddities(link, context, report);
  const { url } = context;
  if (settings.options.utm === undefined || url === undefined) return;
  if (signedUrlService(url) !== undefined && wantsUtm(context, link, settings)) report('url-signed');
}

/** `https://{{x}}/a`, where the value may be a whole address: not `https://{{x}}.a.example/`, and not a tag that is called a host. */
function mayDoubleScheme({ tagPosition, mergeTags: [tag], occurrence: { href } }: LinkContext): boolean {
  if (tagPosition !== 'authority' || tag === undefined || /(?:domain|host|hostname)$/i.test(tag.name)) return false;
  return /^\s*https?:\/\/$/i.test(href.slice(0, tag.start)) && /^\s*(?:[/?#]|$)/.test(href.slice(tag.end));
}

/** The author of any other kind of link has nothing to decide. */
const MAY_BE_TAG: ReadonlySet<LinkKind> = new Set(['web', 'placeholder']);

function reportOddities(link: Link, context: LinkContext, report: ReportLink): void {
  const { inspection, mergeTags } = context;
  if (inspection === undefined || !('flags' in inspection)) return;
  // With a letter in the place of each merge tag, a suggestion would be an address that nobody wrote.
  const suggestion = mergeTags.length === 0 ? inspection.suggestion : undefined;
  // "undefined" and the like are no files of a site.
  if (link.kind === 'relative' && !inspection.flags.includes('value-leaked') && !isSetElsewhere(context))
    report('relative-url', '', suggestion);
  for (const flag of inspection.flags) report(flag, '', suggestion);
}

function reportLabel(link: Link, { url }: LinkContext, report: ReportLink): void {
  if (!isAddressLabel(link.label)) return;
  if (url !== undefined && labelShowsOtherUrl(link.label, url)) report('label-shows-other-url');
  else if (link.verdict === 'track') report('label-is-address');
}

/** Texts of links to the top of the message, which `#` is (HTML 7.4.6.3), of words alone: not "Top deals", nor "Sign up". */
const TO_TOP =
  /^(?:(?:back|return|go|jump|scroll|skip) )?(?:up|(?:to )?(?:the )?top(?: of (?:the )?(?:page|e?mail|message|newsletter))?)$/i;
/** The same in other languages, and the arrows. */
const TO_TOP_ELSEWHERE =
  /nach oben|ganz oben|seitenanfang|zum anfang|haut de (?:la )?page|en haut|vers le haut|arriba|inicio de (?:la )?p\u00e1gina|ao topo|inizio (?:della )?pagina|torna su|naar boven|till? toppen|tillbaka upp|do g\u00f3ry|na g\u00f3r\u0119|nahoru|yukar\u0131|\u043d\u0430\u0432\u0435\u0440\u0445|\u0432 \u043d\u0430\u0447\u0430\u043b\u043e|\u30c8\u30c3\u30d7\u3078|\u4e0a\u3078|[\u9876\u9802]\u90e8|\ub9e8 ?\uc704|[\u2191\u21d1\u21e7\u25b2\u25b4\u2303\u2b06]|\ud83d\udd1d/i;

function isToTop(label: string): boolean {
  return (
    TO_TOP.test(
      label
        .split(/[^a-z]+/i)
        .filter(Boolean)
        .join(' '),
    ) || TO_TOP_ELSEWHERE.test(label)
  );
}

/**
 * Whether a template or a script writes the address, and what stands in `href` is for looking at it in an editor: by
 * Thymeleaf's `th:href`, Vue's `:href`, Odoo's `t-att-href` and the like, or by what Knockout and TAL write.
 */
export function isSetElsewhere({ occurrence: { attributes } }: LinkContext): boolean {
  return attributes.some(({ name, value }) =>
    /^(?:data-bind|tal:attributes|style)$/.test(name)
      ? name === 'style'
        ? /-attr-href\s*:/.test(value)
        : /\bhref\b/.test(value)
      : /.href\]?$/.test(name) && name !== 'xlink:href',
  );
}

/** A scheme with nothing behind, or with a subject that is empty; `about:` and the like need nothing. */
const NOTHING_BEHIND =
  /^(?:mailto|tel|sms|fax|callto|sips?|skype|facetime|whatsapp|webcal|viber|geo|maps|market):[\s/#@+?-]*(?:(?:subject|body|to|cc|bcc|phone|text)=&?)*$/i;

/** `href=""`, `#` on anything but "back to top", `mailto:` and `tel:` with nothing behind: a link that nobody finished. */
function isUnfinished({ kind, href, label }: Link, context: LinkContext): boolean {
  if (kind === 'mailto' || kind === 'scheme') return NOTHING_BEHIND.test(href.trim());
  if (kind !== 'anchor' || isSetElsewhere(context)) return false;
  const { occurrence } = context;
  // AMP acts on a tap, with or without an address.
  if (occurrence.attributes.some(({ name }) => name === 'on')) return false;
  return /^\s*$/.test(href) || (/^\s*#\s*$/.test(href) && !isToTop(label));
}

/** Settles the findings of all links together. A message that is still encoded is one mistake, not one for each link. */
export function settleFindings(findings: readonly Finding[]): readonly Finding[] {
  const encoded = findings.find(({ code }) => code === 'quoted-printable');
  return encoded === undefined ? findings : [encoded];
}
