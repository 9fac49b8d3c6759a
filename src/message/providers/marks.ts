import type { LinkKind, Range, ReasonCode } from '../../link.js';
import { type ClassifiedLink, mayBeTracked } from '../classify/classify-link.js';
import { DIALECTS, type Dialect, valueMatches } from '../classify/dialects.js';
import { isSystemKind } from '../classify/system-kinds.js';
import type { LinkAttribute, LinkOccurrence } from '../html/occurrence.js';
import type { Provider } from './providers.js';

/** Text that goes into the source at an offset. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Reasons that are about the whole message, or about a place that is never rewritten: they protect no link. */
const NOT_OF_THE_LINK: ReadonlySet<ReasonCode> = new Set([
  'tracking-off',
  'test-email',
  'not-redirectable',
  'form-action',
  'amp-binding',
  'internal-error',
]);

/** Whether a link that is left is one that a service would rewrite, and must not. */
export function isProtected({ link }: ClassifiedLink): boolean {
  if (mayBeTracked(link) || NOT_OF_THE_LINK.has(link.reason)) return false;
  return isRewritable(link.kind);
}

function isRewritable(kind: LinkKind): boolean {
  return kind === 'web' || kind === 'own' || isSystemKind(kind);
}

/** Where a service's opt-out goes on a link, or undefined where it has one already, or there is none for such a part. */
export function optOutFor(source: string, { context }: ClassifiedLink, provider: Provider): Insertion | undefined {
  const { attributes, range, carrier } = context.occurrence;
  if (isOptedOut(attributes, provider)) return undefined;
  if (carrier === 'text')
    return provider.textOptOut === undefined || isOptedOut(context.hints.vendor, provider)
      ? undefined
      : { at: range[1], text: provider.textOptOut };
  return provider.optOut === undefined ? undefined : insertAttribute(source, context.occurrence, provider.optOut);
}

/** Where a service's name for a link goes, or undefined where the link has such an attribute already. */
export function linkNameFor(
  source: string,
  { context, link }: ClassifiedLink,
  provider: Provider,
): Insertion | undefined {
  const { attributes, carrier } = context.occurrence;
  const { linkName } = provider;
  if (linkName === undefined || carrier === 'text' || attributes.some(({ name }) => name === linkName.attribute))
    return undefined;
  const value = linkName.write(link).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return insertAttribute(source, context.occurrence, `${linkName.attribute}="${value}"`);
}

/** Whether a link carries one of the service's own opt-outs. */
export function isOptedOut(attributes: readonly LinkAttribute[], { service }: Provider): boolean {
  return attributes.some(({ name, value }) =>
    DIALECTS.some((row) => isOptOutOf(row, service) && row.attribute === name && valueMatches(row.test, value)),
  );
}

function isOptOutOf(dialect: Dialect, service: string): boolean {
  return dialect.service === service && dialect.role === 'opt-out';
}

/**
 * The place before an element's first attribute. Where an attribute comes twice the first counts (HTML 13.2.5.33), so
 * what stands here wins over an `off` turned `on` further behind; SendGrid wants its own before the `href`.
 */
function insertAttribute(
  source: string,
  { attributes, part, range }: LinkOccurrence,
  attribute: string,
): Insertion | undefined {
  const first = attributes[0];
  // AMP for Email allows `data-*` and nothing else that is not its own.
  if (first === undefined || (part === 'amp' && !attribute.startsWith('data-'))) return undefined;
  const [start] = isBehindName(source, first) ? first.range : (ownAttribute(attributes, range) ?? first).range;
  let at = start;
  while (at > 0 && ' \t\n\r\f'.includes(source[at - 1] as string)) at--;
  return { at, text: at === start ? ` ${attribute} ` : ` ${attribute}` };
}

/** Nothing but white space stands between an element's name and the attribute. */
function isBehindName(source: string, { range: [start] }: LinkAttribute): boolean {
  return /<[a-z][\w:-]{0,40}\s{1,40}$/i.test(source.slice(Math.max(0, start - 100), start));
}

/** The one that holds the address. Behind a template's tag another may stand in a block, and so would the insertion. */
function ownAttribute(attributes: readonly LinkAttribute[], [from, to]: Range): LinkAttribute | undefined {
  return attributes.find(({ range }) => range[0] <= from && to <= range[1]);
}
