import { hashId } from '../../checks/hash-id.js';
import { HONEYPOT_ID, type Link } from '../../link.js';
import type { ReportedMessage } from './rows.js';
import { TEXTS } from './texts.js';

/** What a report knows of a link from the message. */
export interface KnownLink {
  readonly link: Link;
  readonly label: string;
  readonly url: string;
  /** Its label by variant. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Names a link of a part, whatever the message. */
export function keyOf(part: string, linkId: string): string {
  return `${part} ${linkId}`;
}

/** The links of the messages by part and id. The first message that has a link names it. */
export function knownLinks(messages: readonly ReportedMessage[]): ReadonlyMap<string, KnownLink> {
  const known = new Map<string, KnownLink & { labels: Map<string, string> }>();
  for (const { part, variant, links } of messages)
    for (const link of links) {
      const key = keyOf(part, link.id);
      let entry = known.get(key);
      if (entry === undefined) {
        entry = { link, label: labelOf(link), url: addressOf(link), labels: new Map() };
        known.set(key, entry);
      }
      if (variant !== undefined && !entry.labels.has(variant)) entry.labels.set(variant, labelOf(link));
    }
  return known;
}

/** A picture without words, and every link of a text part, goes by the name it was given, or else by its address. */
function labelOf(link: Link): string {
  return link.label || (isHash(link) ? addressOf(link).replace(/^https?:\/\//i, '') : link.id);
}

/** The id of a link that nobody named: its address hashed, with a number behind it where another link has the same. */
function isHash({ id, href }: Link): boolean {
  return id.replace(/-\d+$/, '') === hashId(href.trim()) || id === hashId(href.trim());
}

/** The template's address: the destination, UTM included, or as written where the values of a contact go into it. */
function addressOf({ href, url }: Link): string {
  return url ?? href;
}

/** A link that the message at hand does not have: the honeypot, which only the output has, or one of another message. */
export function unknownLabel(linkId: string): string {
  return linkId === HONEYPOT_ID ? TEXTS.honeypot : linkId;
}

/**
 * What is safe to show of an address that differs between contacts, and of which no template is at hand: no query and no
 * fragment, which is where what is somebody's own mostly stands.
 */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

/** Reasons that speak of this copy or of values that were not at hand, and not of the link. */
const OF_THIS_COPY: ReadonlySet<Link['reason']> = new Set([
  'tracking-off',
  'test-email',
  'consent-none',
  'merge-tag-unresolved',
  'placeholder',
  'internal-error',
]);

/**
 * Whether clicks on a link can be counted when the message goes out, however it was compiled for the report. A merge tag
 * that is the whole address stands for one; `#` and its like stand for none.
 */
export function canBeCounted({ verdict, reason, kind, href }: Link): boolean {
  if (verdict === 'track') return true;
  return OF_THIS_COPY.has(reason) && (kind === 'web' || (kind === 'placeholder' && /[{|%[<]/.test(href)));
}
