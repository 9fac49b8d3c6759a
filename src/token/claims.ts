import { TokenError } from '../errors.js';
import type { Part } from '../link.js';
import { hasUniqueMembers } from './json.js';

/**
 * The payload of a token: a JSON array of fixed places, because names in quotes would cost a third of a short token.
 * docs/tokens.md has the table. What is missing is 0, and zeros at the end are left out.
 *
 * `[url | 0, linkId | [linkId, flags = 1, tags?], sentAt, contact, campaign, message, variant, part, expiresInSeconds]`
 *
 * The first two places are the link's and the rest the recipient's, so that each is encoded once (writer.ts).
 */
export interface Claims {
  /** Undefined: looked up in a manifest. */
  readonly url: string | undefined;
  readonly linkId: string;
  readonly appLink: boolean;
  readonly honeypot: boolean;
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** Seconds since 1970; undefined for none. */
  readonly sentAt: number | undefined;
  readonly contactId: string | undefined;
  readonly campaignId: string | undefined;
  readonly messageId: string | undefined;
  readonly variant: string | undefined;
  readonly part: Part;
  readonly test: boolean;
  /** Seconds since 1970; undefined for never. */
  readonly expires: number | undefined;
}

/** The link's half of the claims. */
export type LinkClaims = { readonly linkId: string } & {
  readonly [Key in 'url' | 'tags' | 'appLink' | 'honeypot']?: Exclude<Claims[Key], undefined>;
};

/** The recipient's half. */
export type SuffixClaims = Pick<
  Claims,
  'sentAt' | 'contactId' | 'campaignId' | 'messageId' | 'variant' | 'part' | 'test'
> & {
  /** Seconds after `sentAt`. */
  readonly expiresInSeconds: number | undefined;
};

/** By their number; a test email's are counted on from there, which costs no place of its own. */
const PARTS: readonly Part[] = ['html', 'amp', 'text'];
const APP_LINK = 1;
const HONEYPOT = 2;

/** The front of the JSON, up to and with the comma after the link. */
export function writePrefix({ url, linkId, tags, appLink = false, honeypot = false }: LinkClaims): string {
  const flags = (appLink ? APP_LINK : 0) + (honeypot ? HONEYPOT : 0);
  const link =
    tags !== undefined ? [linkId, flags, tags] : flags === 0 ? linkId : flags === APP_LINK ? [linkId] : [linkId, flags];
  return `[${url === undefined ? '0' : JSON.stringify(url)},${JSON.stringify(link)},`;
}

/** The rest of the JSON, to the closing bracket. */
export function writeSuffix(claims: SuffixClaims): string {
  const { sentAt, contactId, campaignId, messageId, variant, part, test, expiresInSeconds } = claims;
  const places = [
    sentAt ?? 0,
    contactId ?? 0,
    campaignId ?? 0,
    messageId ?? 0,
    variant ?? 0,
    PARTS.indexOf(part) + (test ? PARTS.length : 0),
    expiresInSeconds ?? 0,
  ];
  let length = places.length;
  // The time always stays: the front ends in a comma.
  while (length > 1 && places[length - 1] === 0) length--;
  return JSON.stringify(places.slice(0, length)).slice(1);
}

/** Longer than anything `writeFront` and `writeTail` make for real mail. */
const MAX_PLACES = 9;

/** Reads a payload place by place. Throws `TokenError` `token-claims` where it has not the shape of a click. */
export function readClaims(json: string): Claims {
  let places: unknown;
  try {
    places = JSON.parse(json);
  } catch {
    throw malformed();
  }
  if (!Array.isArray(places) || places.length < 3 || places.length > MAX_PLACES) throw malformed();
  const link = readLink(places[1]);
  const sentAt = secondsAt(places, 2);
  const part = numberAt(places, 7, 2 * PARTS.length - 1);
  const expiresInSeconds = secondsAt(places, 8);
  if (expiresInSeconds !== undefined && sentAt === undefined) throw malformed();
  if (link.tags !== undefined && !hasUniqueMembers(json, Object.keys(link.tags).length)) throw malformed();
  return {
    url: textAt(places, 0),
    linkId: link.linkId,
    appLink: link.appLink,
    honeypot: link.honeypot,
    tags: link.tags,
    sentAt,
    contactId: textAt(places, 3),
    campaignId: textAt(places, 4),
    messageId: textAt(places, 5),
    variant: textAt(places, 6),
    part: PARTS[part % PARTS.length] as Part,
    test: part >= PARTS.length,
    expires: sentAt === undefined || expiresInSeconds === undefined ? undefined : sentAt + expiresInSeconds,
  };
}

function readLink(place: unknown): Pick<Claims, 'linkId' | 'appLink' | 'honeypot' | 'tags'> {
  if (typeof place === 'string') return { linkId: place, appLink: false, honeypot: false, tags: undefined };
  if (!Array.isArray(place) || place.length < 1 || place.length > 3 || typeof place[0] !== 'string') throw malformed();
  const flags = place.length === 1 ? APP_LINK : numberAt(place, 1, APP_LINK + HONEYPOT);
  return {
    linkId: place[0],
    appLink: (flags & APP_LINK) !== 0,
    honeypot: (flags & HONEYPOT) !== 0,
    tags: place.length < 3 ? undefined : readTags(place[2]),
  };
}

function readTags(place: unknown): Readonly<Record<string, string>> {
  if (place === null || typeof place !== 'object' || Array.isArray(place)) throw malformed();
  const entries = Object.entries(place);
  if (entries.length > 50 || entries.some(([name, value]) => name === '__proto__' || typeof value !== 'string'))
    throw malformed();
  return Object.fromEntries(entries) as Record<string, string>;
}

function textAt(places: readonly unknown[], at: number): string | undefined {
  const place = at < places.length ? places[at] : undefined;
  if (typeof place === 'string' && place !== '') return place;
  if (place === 0 || place === undefined) return undefined;
  throw malformed();
}

function numberAt(places: readonly unknown[], at: number, max: number): number {
  // Reading past an array's end is slow.
  const place = at < places.length ? (places[at] ?? 0) : 0;
  if (typeof place === 'number' && Number.isInteger(place) && place >= 0 && place <= max) return place;
  throw malformed();
}

/** The last second that a `Date` can hold. */
const MAX_SECONDS = 8_640_000_000_000;

function secondsAt(places: readonly unknown[], at: number): number | undefined {
  return numberAt(places, at, MAX_SECONDS) || undefined;
}

function malformed(): TokenError {
  return new TokenError('token-claims', 'The token is signed, but its payload is not that of a click.');
}
