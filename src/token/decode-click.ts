import { decodeCanonical } from '#runtime';
import { checkKeys, usageError } from '../checks/options.js';
import { unawaited } from '../checks/unawaited.js';
import { TokenError, type TokenErrorCode } from '../errors.js';
import type { Part } from '../link.js';
import { isSafeDestination } from '../url/destination.js';
import { type AudienceTest, isForItsOwnUrl, isForOneOf } from './audience.js';
import { decodeBytes, isCanonical } from './base64url.js';
import { type Claims, readClaims } from './claims.js';
import { type FoundToken, findDamagedTokens, lastSegment } from './find-token.js';
import { notAToken, readEncryptedHeader, readHeader } from './header.js';
import { isKeyring, type KeyHandle, type Keyring, type KeyringState, openKeyring } from './keyring.js';
import { checkTrackingUrl } from './tracked-url.js';
import { ALGORITHMS } from './web-crypto.js';

/** A click, read from its token: what `ClickAggregator.add` wants, but for `at`. Frozen: a hook cannot change what was signed. */
export interface Click {
  /** Where the reader wants to go: http or https. */
  readonly url: string;
  /** The link's id, unique within its part. */
  readonly linkId: string;
  /** Which part of the message the link stands in. */
  readonly part: Part;
  /** Which campaign, as the message's options say it. */
  readonly campaignId?: string;
  /** Which mail of the campaign. */
  readonly messageId?: string;
  /** Which variant of an A/B test. */
  readonly variant?: string;
  /** The id, or its pseudonym; absent for anonymous recipients. */
  readonly contactId?: string;
  /** When the copy was sent, in whole seconds; absent where the token does not say. */
  readonly sentAt?: Date;
  /** Past its `expiresInSeconds`. It still redirects. */
  readonly expired: boolean;
  /** From a test email that counts as test. */
  readonly test: boolean;
  /** How many different links the same part of this contact's copy tracks. Anonymous recipients' tokens do not say. */
  readonly linkCount?: number;
  /** The key that signed it. */
  readonly kid: string;
  /** Names and values that were given to the link. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The link opens an app. */
  readonly appLink?: boolean;
  /** A link that no person sees. */
  readonly honeypot?: boolean;
}

/** Destinations by part and link id: what `CompiledPart.manifest()` gives. Plain JSON. */
export type LinkManifest = { readonly [Key in Part]?: Readonly<Record<string, string>> };

/** How clicks are read. */
export interface DecodeOptions {
  /** Public keys are enough. */
  readonly keys: Keyring;
  /**
   * The tracking URL that the token must have been made for, or several of one sender. @default what stands before the
   * token in its own URL; a token without a URL is not checked
   */
  readonly trackingUrl?: string | readonly string[] | undefined;
  /** The clock. @default () => new Date() */
  readonly now?: (() => Date) | undefined;
  /** For `destination: 'manifest'`: one message's, or a function that finds it by what a click says of its message. */
  readonly manifest?:
    | LinkManifest
    | ((
        query: Pick<Click, 'campaignId' | 'messageId' | 'variant' | 'part'>,
      ) => LinkManifest | undefined | Promise<LinkManifest | undefined>)
    | undefined;
}

/** Tokens longer than this are refused unread, and none is made. */
export const MAX_TOKEN_LENGTH = 16_384;

/**
 * How far the clocks of sender and redirect may be apart before a key's `notBefore` and `notAfter` count (RFC 7519 §4.1.5).
 * In milliseconds.
 */
const CLOCK_LEEWAY_MS = 120_000;

/**
 * Reads a clicked URL, or only its token. The URL may be damaged, as mail programs and people damage it: it may have
 * punctuation or brackets around it, line breaks, added parameters, or percent-encoded characters. Whatever the damage,
 * the token that is verified is byte for byte one that was signed. It must be for the tracking URL before it, or for
 * `trackingUrl`.
 *
 * Rejects with `TokenError` where it is not ours (`code` says why; the message never holds the token), with `TypeError` for a
 * caller's mistake. A bad signature never yields a URL; an expired click does.
 *
 * @param tokenOrUrl - what was clicked
 * @param options - `keys` is required
 * @returns what the token says
 * @throws TokenError (rejects) where it is not ours; `TypeError` for a caller's mistake
 * @example
 * ```ts
 * import { createKeyring, decodeClick, rewriteLinks } from 'clickstamp';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const { html } = await rewriteLinks('<a href="https://shop.example/sale">Sale</a>', {
 *   trackingUrl: 'https://click.brand.example/c',
 *   clickTracking: true,
 *   contactId: 'c-17',
 *   keys,
 * });
 * const clicked = html.slice(html.indexOf('https:'), html.lastIndexOf('"'));
 * const click = await decodeClick(`<${clicked}&added=by-a-proxy>`, { keys });
 * click.url; // => 'https://shop.example/sale'
 * click.contactId; // => 'c-17'
 * ```
 */
export async function decodeClick(tokenOrUrl: string | URL, options: DecodeOptions): Promise<Click> {
  if (isKeyring(options))
    throw usageError('decodeClick options', 'must be an object such as { keys }, not the keyring');
  checkKeys('decodeClick options', options, ['keys', 'trackingUrl', 'now', 'manifest']);
  const { now, manifest } = options;
  const keys = openKeyring(options.keys);
  if (typeof tokenOrUrl !== 'string' && !(tokenOrUrl instanceof URL))
    throw usageError('tokenOrUrl', 'must be a string or URL', tokenOrUrl);
  const audience =
    options.trackingUrl === undefined ? isForItsOwnUrl : isForOneOf(checkTrackingUrls(options.trackingUrl));
  if (now !== undefined && typeof now !== 'function') throw usageError('now', 'must be a function', now);
  const time = now === undefined ? Date.now() : timeOf(unawaited(now()));
  const text = typeof tokenOrUrl === 'string' ? tokenOrUrl : tokenOrUrl.href;
  return readClick(text, { keys, audience, time, manifest });
}

/** Milliseconds of a clock's time; throws `TypeError` for what is not a time. */
export function timeOf(date: unknown): number {
  const time = date instanceof Date ? date.getTime() : Number.NaN;
  // No key would be out of its time, and no click expired, at a time that is none.
  if (Number.isNaN(time)) throw usageError('now', 'must return a valid Date');
  return time;
}

/** Gives one or several tracking URLs as a list. Throws `TypeError` naming the option. */
export function checkTrackingUrls(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [checkTrackingUrl(value)];
  if (value.length === 0) throw usageError('trackingUrl', 'must have at least one URL');
  return value.map((each, at) => checkTrackingUrl(each, `trackingUrl[${at}]`));
}

/** What a click is read with, once checked. */
export interface ReadSettings {
  readonly keys: KeyringState;
  readonly audience: AudienceTest;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly manifest: DecodeOptions['manifest'];
}

interface Verified {
  readonly claims: Claims;
  readonly entry: KeyHandle;
  /** What stood before the token. */
  readonly before: string;
}

/**
 * Reads a click from a URL or token. Synchronous from end to end for HS256 on Node, Bun and Deno: a promise is made only where
 * something must be waited for. Throws or rejects with `TokenError`.
 */
export function readClick(text: string, settings: ReadSettings): Click | Promise<Click> {
  // The limit holds for what was added on the way, too, so that nothing long is ever looked at closely.
  if (text.length > 2 * MAX_TOKEN_LENGTH) throw tooLong();
  const found = lastSegment(text);
  let verified: Verified | Promise<Verified>;
  try {
    verified = verify(found, settings);
  } catch (error) {
    return clickOf(verifyDamaged(text, found, settings, error), settings);
  }
  if (!(verified instanceof Promise)) return clickOf(verified, settings);
  return verified
    .catch((error: unknown) => verifyDamaged(text, found, settings, error))
    .then((each) => clickOf(each, settings));
}

/** Reads what is left of the text without its damage, if that is another token than the one that was refused. */
function verifyDamaged(
  text: string,
  refused: FoundToken,
  settings: ReadSettings,
  error: unknown,
): Verified | Promise<Verified> {
  if (!(error instanceof TokenError)) throw error;
  return verifyFirst(findDamagedTokens(text), refused, settings, error);
}

/** The first of several that is ours. What was refused as it stood is refused for what it was, unless another is signed and wrong. */
function verifyFirst(
  tokens: Generator<FoundToken, undefined>,
  refused: FoundToken,
  settings: ReadSettings,
  error: TokenError,
): Verified | Promise<Verified> {
  let first = error;
  for (let next = tokens.next(); next.done !== true; next = tokens.next()) {
    if (next.value.token === refused.token) continue;
    try {
      const verified = verify(next.value, settings);
      if (!(verified instanceof Promise)) return verified;
      return verified.catch((later: unknown) => verifyFirst(tokens, refused, settings, worse(first, later)));
    } catch (later) {
      first = worse(first, later);
    }
  }
  throw first;
}

function worse(error: TokenError, later: unknown): TokenError {
  return later instanceof TokenError && SIGNED_AND_REFUSED.includes(later.code) ? later : error;
}

const SIGNED_AND_REFUSED: readonly TokenErrorCode[] = ['token-claims', 'token-key-inactive'];

function clickOf(verified: Verified | Promise<Verified>, settings: ReadSettings): Click | Promise<Click> {
  if (verified instanceof Promise) return verified.then((each) => clickOf(each, settings));
  const { claims, entry, before } = verified;
  if (!settings.audience(claims, before))
    throw new TokenError('token-audience', 'The token was made for another tracking URL.');
  return claims.url === undefined
    ? lookUp(claims, settings.manifest).then((url) => createClick(claims, url, entry.kid, settings.time))
    : createClick(claims, claims.url, entry.kid, settings.time);
}

function verify({ token, before }: FoundToken, { keys, time }: ReadSettings): Verified | Promise<Verified> {
  if (token.length > MAX_TOKEN_LENGTH) throw tooLong();
  return readToken(token, before, keys, time);
}

/** Base64url of the 12 bytes of an initialisation vector and the 16 of a tag (RFC 7518 §5.3). */
const IV_LENGTH = 16;
const TAG_LENGTH = 22;

/** A nested token (RFC 7519 §11.2): decrypted first, and what is inside must be signed like any other. */
async function decrypted(token: string, parts: readonly string[], keys: KeyringState): Promise<string> {
  const [header, key, iv, text, tag] = parts as [string, string, string, string, string];
  const kid = readEncryptedHeader(header);
  // No encrypted key (RFC 7516 §5.2 step 10 for `dir`), and one spelling for each of the rest.
  if (key !== '' || iv.length !== IV_LENGTH || tag.length !== TAG_LENGTH || ![iv, text, tag].every(isCanonical))
    throw notAToken();
  if (keys.cipher === undefined)
    throw new TokenError('token-encrypted', 'The token is encrypted, and the keyring has no cipher.');
  const inner = await keys.cipher.decrypt(token, kid);
  if (typeof inner !== 'string') throw new TokenError('token-decryption', 'The token cannot be decrypted.');
  if (inner.split('.', 4).length > 3) throw notAToken();
  return inner;
}

function readToken(token: string, before: string, keys: KeyringState, time: number): Verified | Promise<Verified> {
  const first = token.indexOf('.');
  const last = token.indexOf('.', first + 1);
  if (last !== -1 && token.includes('.', last + 1)) {
    const parts = token.split('.', 6);
    if (parts.length !== 5) throw notAToken();
    return decrypted(token, parts, keys).then((inner) => readToken(inner, before, keys, time));
  }
  if (first <= 0 || last <= first + 1 || last === token.length - 1) throw notAToken();
  const header = token.slice(0, first);
  const entry = keys.byHeader.get(header) ?? readHeader(header, keys);
  const input = token.slice(0, last);
  const payload = token.slice(first + 1, last);
  const signature = token.slice(last + 1);
  if (entry.hmac === undefined)
    return verifyElsewhere(entry, input, payload, signature).then((good) => ({
      claims: readClaims(checkedPayload(good, payload, signature, entry, time)),
      entry,
      before,
    }));
  const good = entry.hmac.verify(input, signature);
  return { claims: readClaims(checkedPayload(good, payload, signature, entry, time)), entry, before };
}

/** The JSON of a payload whose signature was verified. Throws `TokenError` where that was not good, or its key is out of its time. */
function checkedPayload(
  good: boolean,
  payload: string,
  signature: string,
  { notBefore, notAfter }: KeyHandle,
  time: number,
): string {
  if (!good) {
    if (!isCanonical(payload) || !isCanonical(signature)) throw notAToken();
    throw new TokenError('token-signature', 'The signature of the token is wrong.');
  }
  // Two spellings of one payload or signature would be two tokens for one click (RFC 4648 §3.5).
  const json = decodeCanonical(payload);
  if (json === undefined) throw notAToken();
  if (time < notBefore - CLOCK_LEEWAY_MS || time > notAfter + CLOCK_LEEWAY_MS)
    throw new TokenError('token-key-inactive', 'The key of the token is not valid at this time.');
  return json;
}

async function verifyElsewhere(entry: KeyHandle, input: string, payload: string, signature: string): Promise<boolean> {
  if (!isCanonical(payload) || !isCanonical(signature)) return false;
  const bytes = decodeBytes(signature);
  // No service is bothered with what cannot be right.
  return bytes.length === ALGORITHMS[entry.alg].bytes && entry.verify(new TextEncoder().encode(input), bytes);
}

async function lookUp(claims: Claims, manifest: DecodeOptions['manifest']): Promise<string> {
  const { part, linkId } = claims;
  const found = typeof manifest === 'function' ? await manifest(messageOf(claims)) : manifest;
  const url = ownMember(ownMember(found, part), linkId);
  if (typeof url !== 'string')
    throw new TokenError('token-link-unknown', 'No manifest has the destination of this link.');
  return url;
}

/** A member of a manifest that anything may have written: own, or undefined. */
function ownMember(object: unknown, name: string): unknown {
  return object !== null && typeof object === 'object' && Object.hasOwn(object, name)
    ? (object as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function messageOf({
  campaignId,
  messageId,
  variant,
  part,
}: Claims): Pick<Click, 'campaignId' | 'messageId' | 'variant' | 'part'> {
  return {
    part,
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(variant === undefined ? {} : { variant }),
  };
}

function createClick(claims: Claims, url: string, kid: string, time: number): Click {
  if (!isSafeDestination(url))
    throw new TokenError('token-destination', 'The destination is not a safe http or https URL.');
  const { linkCount } = claims;
  const { linkId, part, contactId, campaignId, messageId, variant, sentAt, expires, test, tags, appLink, honeypot } =
    claims;
  const click: { -readonly [Key in keyof Click]: Click[Key] } = {
    url,
    linkId,
    part,
    expired: expires !== undefined && time >= expires * 1000,
    test,
    kid,
  };
  if (campaignId !== undefined) click.campaignId = campaignId;
  if (messageId !== undefined) click.messageId = messageId;
  if (variant !== undefined) click.variant = variant;
  if (contactId !== undefined) click.contactId = contactId;
  if (sentAt !== undefined) click.sentAt = new Date(sentAt * 1000);
  if (linkCount !== undefined) click.linkCount = linkCount;
  if (tags !== undefined) click.tags = tags;
  if (appLink) click.appLink = true;
  if (honeypot) click.honeypot = true;
  // Whoever makes a record, `{ ...click, ...info }`, also gains: on Node 20, V8 takes a microsecond for each member that is
  // added to a copy, unless what was copied is frozen.
  return Object.freeze(click);
}

function tooLong(): TokenError {
  return new TokenError('token-too-long', `The token is longer than ${MAX_TOKEN_LENGTH} characters.`);
}
