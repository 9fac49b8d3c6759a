import type { Link, ReasonCode } from '../../link.js';
import type { Finding, FindingCode } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import type { Positions } from '../findings/line-index.js';
import { anchorNames } from '../html/anchors.js';
import type { Discovery } from '../html/discover.js';
import { isAddressLabel } from './label-check.js';
import { isSetElsewhere } from './link-findings.js';
import type { PlannedLink } from './plan.js';

/** What there is in a part besides its links. */
export interface PartContext extends Pick<Discovery, 'bases' | 'bare'> {
  readonly source: string;
  readonly positions: Positions;
}

/** Texts of links to unsubscribe by, in the languages that most mail is written in. */
const UNSUBSCRIBE_TEXT =
  /\bunsubscrib|\bopt[ -]out\b|\bremove me\b|\bstop (?:receiving|getting) (?:these|our|such|all) (?:e-?mails|messages|newsletters)|\bleave (?:this|the|our) (?:mailing )?list|\babmeld|\babbestell|\baustragen\b|d\u00e9sabonn|d\u00e9sinscri|\bdesuscri|darse de baja|dar de baja|cancelar (?:la |mi |a |minha )?(?:suscripci\u00f3n|inscri\u00e7\u00e3o|assinatura)|descadastr|disiscriv|annulla (?:l['\u2019])?iscrizione|\bafmeld|\buitschrijv|avregistrer|avprenumer|\bavmeld|\bframeld|peruuta|wypisz|zrezygnuj|odhl\u00e1s|leiratkoz|dezabon|\u043e\u0442\u043f\u0438\u0441|\u0432\u0456\u0434\u043f\u0438\u0441|abonelikten|\u914d\u4fe1\u505c\u6b62|\u8cfc\u8aad\u89e3\u9664|\u9000\u8ba2|\u9000\u8a02|\u53d6\u6d88\u8ba2\u9605|\u53d6\u6d88\u8a02\u95b1|\uc218\uc2e0\s?\uac70\ubd80|\uad6c\ub3c5\s?\ucde8\uc18c|avsluta prenumeration|zru\u0161it odb\u011br|\bodjavi|\u03b4\u03b9\u03b1\u03b3\u03c1\u03b1\u03c6\u03ae|\u03ba\u03b1\u03c4\u03ac\u03c1\u03b3\u03b7\u03c3\u03b7 \u03b5\u03b3\u03b3\u03c1\u03b1\u03c6\u03ae\u03c2|\u0625\u0644\u063a\u0627\u0621 \u0627\u0644\u0627\u0634\u062a\u0631\u0627\u0643|\u05d4\u05e1\u05e8\u05d4|\u05d4\u05e1\u05e8 \u05d0\u05d5\u05ea\u05d9|\u0e22\u0e01\u0e40\u0e25\u0e34\u0e01\u0e01\u0e32\u0e23\u0e23\u0e31\u0e1a|h\u1ee7y \u0111\u0103ng k\u00fd|berhenti berlangganan/i;

/** Reports what only all links of a part, and what is no link in it, can tell. */
export function findingsOfPart(planned: readonly PlannedLink[], part: PartContext): readonly Finding[] {
  const { source, positions, bases, bare } = part;
  const at = (code: FindingCode, link: Link): Finding =>
    createFinding(code, { source, positions, range: link.range, link: link.index });
  const links = planned.map(({ link }) => link);
  return [
    ...(links.some(({ kind }) => kind === 'relative') ? bases : []).map((range) =>
      createFinding('base-element', { source, positions, range }),
    ),
    ...bare
      .filter(({ label, misnamed }) => misnamed === true || isAddressLabel(label) || EMAIL.test(label))
      .map(({ range }) => createFinding('href-missing', { source, positions, range })),
    ...danglingAnchors(planned, source).map((link) => at('anchor-unknown', link)),
    ...unrecognisedUnsubscribes(links).map((link) => at('unsubscribe-unrecognised', link)),
  ];
}

const EMAIL = /^[^\s@<>]{1,64}@[^\s@<>]{1,253}\.[a-z]{2,}$/i;

/** Links to a place in the message that is not there. `#top` always is (HTML 7.4.6.3). */
function danglingAnchors(planned: readonly PlannedLink[], source: string): readonly Link[] {
  const anchors = planned.filter(
    ({ link, context }) =>
      link.kind === 'anchor' &&
      /^\s*#(?!\s*$|top\s*$|:~:)/i.test(link.href) &&
      context.mergeTags.length === 0 &&
      !context.halfTag &&
      !isSetElsewhere(context),
  );
  if (anchors.length === 0) return [];
  const names = anchorNames(source);
  // A name that a template writes may be any.
  if ([...names].some((name) => /[{%<*$[]/.test(name))) return [];
  return anchors
    .map(({ link }) => link)
    .filter(({ href }) => !names.has(href.trim().slice(1)) && !names.has(decoded(href.trim().slice(1))));
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Headlines of articles for those who send mail: "Why people unsubscribe", "Unsubscribe rates". */
const ABOUT_UNSUBSCRIBING =
  /\bunsubscrib(?:es|ers)\b|\bunsubscribe(?:d)? (?:rates?|reasons?|pages?|links?|buttons?|headers?|surveys?)\b|\b(?:why|reduc(?:e|ing)|prevent(?:ing)?|avoid(?:ing)?|never) (?:[a-z]{1,12} ){0,2}unsubscrib/i;

/** What the author or the app has decided. */
const LEFT: ReadonlySet<ReasonCode> = new Set(['opt-out', 'never-track', 'rule-leave']);

/** Links that say "unsubscribe" and would be counted like any other, where no link of the part is known to do that. */
function unrecognisedUnsubscribes(links: readonly Link[]): readonly Link[] {
  if (links.some(({ kind }) => kind === 'unsubscribe')) return [];
  const said = links.filter(({ label }) => UNSUBSCRIBE_TEXT.test(label) && !ABOUT_UNSUBSCRIBING.test(label));
  return said.some(({ kind, reason }) => kind !== 'web' || LEFT.has(reason)) ? [] : said;
}
