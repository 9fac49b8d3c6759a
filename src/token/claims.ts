import { TokenError } from '../errors.js';
import type { Part } from '../link.js';
import { readDigits, writeDigits } from './digits.js';
import { hasUniqueMembers } from './json.js';
import { packId, unpackId } from './packed-id.js';

/**
 * The payload of a token, version 2: a JSON array of fixed places, because names in quotes would cost a third of a short
 * token. docs/tokens.md has the table.
 *
 * `[flags?, url?, tags?, head, contact?, campaign?, message?, variant?, expiresInSeconds?]`
 *
 * head = link id, audience, time of sending, link count and mark, in one string: quotes and commas cost as much as digits.
 * What stands up to the audience is the link's and the rest the recipient's, so that each is encoded once (writer.ts).
 */
export interface Claims {
  /** 12 characters that stand for the tracking URL of the token: see audience.ts. */
  readonly audience: string;
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
  /** How many different links the part of this copy tracks; undefined where the token does not say. */
  readonly linkCount: number | undefined;
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
  'sentAt' | 'contactId' | 'campaignId' | 'messageId' | 'variant' | 'part' | 'test' | 'linkCount'
> & {
  /** Seconds after `sentAt`. */
  readonly expiresInSeconds: number | undefined;
};

const PARTS: readonly Part[] = ['html', 'amp', 'text'];

const APP_LINK = 1;
const HONEYPOT = 2;
/** How the destination stands in the token, times `SCHEME`: not at all, without one of two schemes, or in full. */
const SCHEME = 4;
const SCHEMES = ['', 'https://', 'http://'] as const;
const IN_FULL = SCHEMES.length;
const MAX_FLAGS = APP_LINK + HONEYPOT + SCHEME * IN_FULL;

export const AUDIENCE_LENGTH = 12;
const COUNT_LENGTH = 2;
/** The largest link count that a token can hold. */
const MAX_COUNT = 64 ** COUNT_LENGTH - 1;

/** How the time of sending is written: none, seconds since 2020 (up to 2054), or seconds since 1970. By number. */
const TIMES = [
  { length: 0, epoch: 0 },
  { length: 5, epoch: 1_577_836_800 },
  { length: 8, epoch: 0 },
] as const;
/** The last second that a `Date` can hold. */
const MAX_SECONDS = 8_640_000_000_000;

/** The front of the JSON, up to and with the audience. */
export function writePrefix(link: LinkClaims, audience: string): string {
  const { url, linkId, tags, appLink = false, honeypot = false } = link;
  const scheme = url === undefined ? 0 : schemeOf(url);
  const flags = (appLink ? APP_LINK : 0) + (honeypot ? HONEYPOT : 0) + SCHEME * scheme;
  return [
    '[',
    flags === 0 ? '' : `${flags},`,
    url === undefined ? '' : `${JSON.stringify(url.slice(SCHEMES[scheme]?.length ?? 0))},`,
    tags === undefined ? '' : `${JSON.stringify(tags)},`,
    JSON.stringify(packId(linkId)).slice(0, -1),
    audience,
  ].join('');
}

function schemeOf(url: string): number {
  const found = SCHEMES.findIndex((scheme) => scheme !== '' && url.startsWith(scheme));
  return found === -1 ? IN_FULL : found;
}

/** The rest of the JSON, to the closing bracket. */
export function writeSuffix(claims: SuffixClaims): string {
  const { sentAt, contactId, campaignId, messageId, variant, part, test, linkCount, expiresInSeconds } = claims;
  const time = timeKind(sentAt);
  const { length, epoch } = TIMES[time];
  const mark = PARTS.indexOf(part) + PARTS.length * ((test ? 1 : 0) + 2 * time);
  const count = linkCount === undefined || linkCount > MAX_COUNT ? 0 : linkCount;
  const ids = [contactId, campaignId, messageId, variant].map((id) => (id === undefined ? 0 : packId(id)));
  const places: (string | number)[] = [...ids, expiresInSeconds ?? 0];
  while (places.at(-1) === 0) places.pop();
  const head = writeDigits((sentAt ?? 0) - epoch, length) + writeDigits(count, COUNT_LENGTH) + writeDigits(mark, 1);
  return `${head}"${places.length === 0 ? ']' : `,${JSON.stringify(places).slice(1)}`}`;
}

function timeKind(sentAt: number | undefined): 0 | 1 | 2 {
  if (sentAt === undefined) return 0;
  const since = sentAt - TIMES[1].epoch;
  return since >= 0 && since < 64 ** TIMES[1].length ? 1 : 2;
}

/** flags, URL, tags and head, and the five places behind. */
const MAX_PLACES = 9;

/** Reads a payload place by place. Throws `TokenError` `token-claims` where it does not have the shape of a click. */
export function readClaims(json: string): Claims {
  let places: unknown;
  try {
    places = JSON.parse(json);
  } catch {
    throw malformed();
  }
  if (!Array.isArray(places) || places.length === 0 || places.length > MAX_PLACES) throw malformed();
  let at = 0;
  const flags = typeof places[0] === 'number' ? wholeNumber(places[at++], 1, MAX_FLAGS) : 0;
  const scheme = flags >> 2;
  const url = scheme === 0 ? undefined : (SCHEMES[scheme] ?? '') + textOf(places[at++]);
  const tags = typeof places[at] === 'object' ? readTags(places[at++], json) : undefined;
  const head = readHead(places[at++]);
  if (places.length - at > 5) throw malformed();
  const expiresInSeconds = at + 4 < places.length ? wholeNumber(places[at + 4], 0, MAX_SECONDS) : 0;
  if (expiresInSeconds !== 0 && head.sentAt === undefined) throw malformed();
  return {
    audience: head.audience,
    url,
    linkId: head.linkId,
    appLink: (flags & APP_LINK) !== 0,
    honeypot: (flags & HONEYPOT) !== 0,
    tags,
    sentAt: head.sentAt,
    contactId: idAt(places, at),
    campaignId: idAt(places, at + 1),
    messageId: idAt(places, at + 2),
    variant: idAt(places, at + 3),
    part: head.part,
    test: head.test,
    linkCount: head.linkCount,
    expires: expiresInSeconds === 0 ? undefined : (head.sentAt as number) + expiresInSeconds,
  };
}

type Head = Pick<Claims, 'linkId' | 'audience' | 'sentAt' | 'linkCount' | 'part' | 'test'>;

function readHead(place: unknown): Head {
  const head = textOf(place);
  const markAt = head.length - 1;
  const mark = readDigits(head, markAt, head.length);
  const kind = Math.floor(mark / (2 * PARTS.length));
  const time = TIMES[kind];
  if (time === undefined) throw malformed();
  const countAt = markAt - COUNT_LENGTH;
  const timeAt = countAt - time.length;
  const audienceAt = timeAt - AUDIENCE_LENGTH;
  // The link id has one character at least.
  if (audienceAt < 1) throw malformed();
  const sentAt = readDigits(head, timeAt, countAt) + time.epoch;
  const count = readDigits(head, countAt, markAt);
  if (!(sentAt <= MAX_SECONDS) || Number.isNaN(count)) throw malformed();
  return {
    linkId: unpackId(head.slice(0, audienceAt)),
    audience: head.slice(audienceAt, timeAt),
    sentAt: kind === 0 ? undefined : sentAt,
    linkCount: count === 0 ? undefined : count,
    part: PARTS[mark % PARTS.length] as Part,
    test: Math.floor(mark / PARTS.length) % 2 === 1,
  };
}

function readTags(place: unknown, json: string): Readonly<Record<string, string>> {
  if (place === null || typeof place !== 'object' || Array.isArray(place)) throw malformed();
  const entries = Object.entries(place);
  if (entries.length > 50 || entries.some(([name, value]) => name === '__proto__' || typeof value !== 'string'))
    throw malformed();
  if (!hasUniqueMembers(json, entries.length)) throw malformed();
  return Object.fromEntries(entries) as Record<string, string>;
}

function textOf(place: unknown): string {
  if (typeof place !== 'string' || place === '') throw malformed();
  return place;
}

function idAt(places: readonly unknown[], at: number): string | undefined {
  // Reading past an array's end is slow.
  const place = at < places.length ? places[at] : 0;
  return place === 0 ? undefined : unpackId(textOf(place));
}

function wholeNumber(place: unknown, min: number, max: number): number {
  if (typeof place === 'number' && Number.isInteger(place) && place >= min && place <= max) return place;
  throw malformed();
}

function malformed(): TokenError {
  return new TokenError('token-claims', 'The token is signed, but its payload is not that of a click.');
}
