import { TokenError } from '../errors.js';
import type { Part } from '../link.js';
import { readDigits, writeDigits } from './digits.js';
import { hasUniqueMembers } from './json.js';
import { packId, unpackId } from './packed-id.js';

/**
 * The payload of a token, version 2: a JSON array of fixed places, because names in quotes would cost a third of a short
 * token. docs/tokens.md has the tables.
 *
 * `[flags?, url?, tags?, head, contact?, campaign?, message?, variant?, expiresInSeconds?]`
 *
 * head = link id, audience, time of sending, link count, part and mark, in one string: quotes and commas cost as much as
 * digits. What stands up to the audience is the link's and the rest the recipient's, so that each is encoded once (writer.ts).
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

/** By their number; a test email's are counted on from there. */
const PARTS: readonly Part[] = ['html', 'amp', 'text'];
const MAX_PART = 2 * PARTS.length - 1;

const APP_LINK = 1;
const HONEYPOT = 2;
/** Times the number of the destination's scheme. */
const SCHEME = 4;
/**
 * What stands before a destination and is told by its number: 0 for no destination, `https://`, `http://`, and both again
 * with some letters in capitals. What begins in no such way stands in full.
 */
const SCHEMES: readonly string[] = ['', 'https', ...capitalised('http'), ...capitalised('https').slice(1)].map(
  (name) => (name === '' ? '' : `${name}://`),
);
const IN_FULL = SCHEMES.length;
/** The link id is packed (packed-id.ts). */
const PACKED_LINK = SCHEME * (IN_FULL + 1);
const MAX_FLAGS = 2 * PACKED_LINK - 1;

/** All ways to write a word in capitals, none of them first: the first letter counts 1, the second 2, the third 4. */
function capitalised(word: string): readonly string[] {
  return Array.from({ length: 2 ** word.length }, (_, letters) =>
    word.replace(/./g, (letter, at: number) => ((letters >> at) & 1 ? letter.toUpperCase() : letter)),
  );
}

export const AUDIENCE_LENGTH = 12;
/** The largest link count that a token can hold. */
const MAX_COUNT = 4_095;

/** What the digits behind the audience are. */
interface Layout {
  /** How many hold the time of sending: seconds since 1970. */
  readonly time: number;
  /** Added to it. */
  readonly from: number;
  /** How many hold the link count. */
  readonly count: number;
  /** The contact has a place behind the head. */
  readonly contact: boolean;
}

const TIME_DIGITS = 5;
/** 34 years, which that many digits hold. */
const WINDOW = 64 ** TIME_DIGITS;

/** By their number, which is a part of the mark; the first that has room is taken. Anonymous recipients have neither contact nor count. */
const LAYOUTS: readonly Layout[] = [
  { time: 0, from: 0, count: 0, contact: false },
  { time: 0, from: 0, count: 2, contact: true },
  // Up to the year 2174.
  ...[0, 1, 2, 3, 4, 5].flatMap((window) =>
    [1, 2].map((count) => ({ time: TIME_DIGITS, from: window * WINDOW, count, contact: true })),
  ),
  { time: 6, from: 0, count: 1, contact: true },
  { time: 7, from: 0, count: 2, contact: true },
];

/** In the mark: the ids behind the head are packed. */
const PACKED = 1;
/** In the mark: a digit for the part stands before it, because it is not the HTML of mail that is no test. */
const HAS_PART = 2;
/** Times the number of the layout. */
const LAYOUT = 4;

/** The longest time before expiry: the last second that a `Date` can hold. */
const MAX_SECONDS = 8_640_000_000_000;

/** The front of the JSON, up to and with the audience. */
export interface PrefixJson {
  readonly json: string;
  /** How it begins instead where nothing follows the head, if that is another way. */
  readonly alone: string | undefined;
}

/** Writes the link's half of the payload. */
export function writePrefix(link: LinkClaims, audience: string): PrefixJson {
  const { url, linkId, tags, appLink = false, honeypot = false } = link;
  const scheme = url === undefined ? 0 : schemeOf(url);
  const kind = (appLink ? APP_LINK : 0) + (honeypot ? HONEYPOT : 0) + SCHEME * scheme;
  const id = packId(linkId);
  // Only where it is worth the digits of its flag.
  const isPacked = id.length + MAX_FLAG_LENGTH < linkId.length;
  const flags = kind + (isPacked ? PACKED_LINK : 0);
  const head = JSON.stringify(isPacked ? id : linkId).slice(0, -1) + audience;
  const json = [
    '[',
    flags === 0 ? '' : `${flags},`,
    url === undefined ? '' : `${JSON.stringify(url.slice(SCHEMES[scheme]?.length ?? 0))},`,
    tags === undefined ? '' : `${JSON.stringify(tags)},`,
    head,
  ].join('');
  const alone = tags !== undefined || flags > APP_LINK ? undefined : flags === 0 ? head : `[${head}`;
  return { json, alone };
}

/** Three digits, a comma and the two brackets that a head alone has no need of. */
const MAX_FLAG_LENGTH = 6;

function schemeOf(url: string): number {
  if (url.startsWith('https://')) return 1;
  const found = SCHEMES.indexOf(url.slice(0, url.indexOf('://') + 3), 1);
  return found === -1 ? IN_FULL : found;
}

/** The rest of the JSON, from behind the audience. */
export interface SuffixJson {
  /** To the closing bracket. */
  readonly json: string;
  /** Nothing follows the head. */
  readonly alone: boolean;
}

/** Writes the recipient's half of the payload. */
export function writeSuffix(claims: SuffixClaims): SuffixJson {
  const { sentAt, contactId, campaignId, messageId, variant, part, test, linkCount = 0, expiresInSeconds } = claims;
  const count = linkCount > MAX_COUNT ? 0 : linkCount;
  const number = LAYOUTS.findIndex((each) => hasRoom(each, sentAt, count, contactId !== undefined));
  const layout = LAYOUTS[number] as Layout;
  const ids = [...(layout.contact ? [contactId] : []), campaignId, messageId, variant];
  const packed = ids.map((id) => (id === undefined ? undefined : packId(id)));
  const isPacked = lengthOf(packed) < lengthOf(ids);
  const places = [...(isPacked ? packed : ids), expiresInSeconds].map((place) => place ?? 0);
  while (places.at(-1) === 0) places.pop();
  const kind = PARTS.indexOf(part) + (test ? PARTS.length : 0);
  const head =
    writeDigits((sentAt ?? 0) - layout.from, layout.time) +
    writeDigits(count, layout.count) +
    writeDigits(kind, kind === 0 ? 0 : 1) +
    writeDigits((isPacked ? PACKED : 0) + (kind === 0 ? 0 : HAS_PART) + LAYOUT * number, 1);
  const alone = places.length === 0;
  return { json: `${head}"${alone ? ']' : `,${JSON.stringify(places).slice(1)}`}`, alone };
}

function hasRoom(layout: Layout, sentAt: number | undefined, count: number, hasContact: boolean): boolean {
  if (count >= 64 ** layout.count || (hasContact && !layout.contact)) return false;
  if (sentAt === undefined || layout.time === 0) return sentAt === undefined && layout.time === 0;
  return sentAt >= layout.from && sentAt - layout.from < 64 ** layout.time;
}

function lengthOf(ids: readonly (string | undefined)[]): number {
  return ids.reduce((sum, id) => sum + (id?.length ?? 0), 0);
}

/** flags, URL, tags and head, and the five places behind. */
const MAX_PLACES = 9;

/** Reads a payload place by place. Throws `TokenError` `token-claims` where it does not have the shape of a click. */
export function readClaims(json: string): Claims {
  const places = placesOf(json);
  let at = 0;
  const flags = typeof places[0] === 'number' ? wholeNumber(places[at++], 1, MAX_FLAGS) : 0;
  const scheme = (flags % PACKED_LINK) >> 2;
  const url = scheme === 0 ? undefined : (SCHEMES[scheme] ?? '') + textOf(places[at++]);
  const tags = typeof places[at] === 'object' ? readTags(places[at++], json) : undefined;
  const head = readHead(places[at++]);
  // Where anonymous recipients have none, the contact's place is no place at all.
  if (!head.contact) at--;
  if (places.length - at > 5) throw malformed();
  const read = head.packed ? unpacked : asItIs;
  const idAt = (place: number): string | undefined =>
    // Reading past an array's end is slow.
    place >= places.length || places[place] === 0 ? undefined : read(textOf(places[place]));
  const expiresInSeconds = at + 4 < places.length ? wholeNumber(places[at + 4], 0, MAX_SECONDS) : 0;
  if (expiresInSeconds !== 0 && head.sentAt === undefined) throw malformed();
  return {
    audience: head.audience,
    url,
    linkId: flags < PACKED_LINK ? head.linkId : unpacked(head.linkId),
    appLink: (flags & APP_LINK) !== 0,
    honeypot: (flags & HONEYPOT) !== 0,
    tags,
    sentAt: head.sentAt,
    contactId: head.contact ? idAt(at) : undefined,
    campaignId: idAt(at + 1),
    messageId: idAt(at + 2),
    variant: idAt(at + 3),
    part: head.part,
    test: head.test,
    linkCount: head.linkCount,
    expires: expiresInSeconds === 0 ? undefined : (head.sentAt as number) + expiresInSeconds,
  };
}

const asItIs = (text: string): string => text;

function unpacked(text: string): string {
  const id = unpackId(text);
  if (id === undefined) throw malformed();
  return id;
}

/** The array that is meant: a head alone stands without brackets, and that of an app link without its flag. */
function placesOf(json: string): readonly unknown[] {
  let payload: unknown;
  try {
    payload = JSON.parse(json);
  } catch {
    throw malformed();
  }
  if (typeof payload === 'string') return [payload];
  if (!Array.isArray(payload) || payload.length > MAX_PLACES) throw malformed();
  return payload.length === 1 ? [APP_LINK, ...payload] : payload;
}

interface Head extends Pick<Claims, 'linkId' | 'audience' | 'sentAt' | 'linkCount' | 'part' | 'test'> {
  readonly contact: boolean;
  readonly packed: boolean;
}

function readHead(place: unknown): Head {
  const head = textOf(place);
  const mark = readDigits(head, head.length - 1, head.length);
  if (Number.isNaN(mark)) throw malformed();
  const layout = LAYOUTS[Math.floor(mark / LAYOUT)] as Layout;
  const partAt = head.length - 1 - ((mark & HAS_PART) === 0 ? 0 : 1);
  const countAt = partAt - layout.count;
  const timeAt = countAt - layout.time;
  const audienceAt = timeAt - AUDIENCE_LENGTH;
  // The link id has one character at least.
  if (audienceAt < 1) throw malformed();
  const sentAt = readDigits(head, timeAt, countAt) + layout.from;
  const count = readDigits(head, countAt, partAt);
  const part = readDigits(head, partAt, head.length - 1);
  if (Number.isNaN(sentAt) || Number.isNaN(count) || !(part <= MAX_PART)) throw malformed();
  return {
    linkId: head.slice(0, audienceAt),
    audience: head.slice(audienceAt, timeAt),
    sentAt: layout.time === 0 ? undefined : sentAt,
    linkCount: count === 0 ? undefined : count,
    part: PARTS[part % PARTS.length] as Part,
    test: part >= PARTS.length,
    contact: layout.contact,
    packed: (mark & PACKED) !== 0,
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

function wholeNumber(place: unknown, min: number, max: number): number {
  if (typeof place === 'number' && Number.isInteger(place) && place >= min && place <= max) return place;
  throw malformed();
}

function malformed(): TokenError {
  return new TokenError('token-claims', 'The token is signed, but its payload is not that of a click.');
}
