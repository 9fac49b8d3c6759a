import { encodeText } from '#runtime';
import { usageError } from '../checks/options.js';
import type { Part } from '../link.js';
import { audienceOf } from './audience.js';
import { encodeBytes } from './base64url.js';
import { type LinkClaims, writePrefix, writeSuffix } from './claims.js';
import { type KeyHandle, type Keyring, type KeyringState, openKeyring } from './keyring.js';
import { TOKEN_TYPE } from './token-type.js';
import { ALGORITHMS } from './web-crypto.js';

export type { LinkClaims };

/** What all tokens of a part share. */
export interface TokenConstants {
  /** As `checkTrackingUrl` gives it. The tokens are bound to it. */
  readonly trackingUrl: string;
  readonly part: Part;
  readonly campaignId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly variant?: string | undefined;
  readonly test?: boolean;
  /** Seconds. */
  readonly expiresInSeconds?: number;
  readonly encryptPayload?: boolean;
}

/** What all tokens of a recipient share. */
export interface RecipientClaims {
  /** How many different links the part of this copy tracks. */
  readonly linkCount?: number;
  readonly contactId?: string | undefined;
  /** Where they differ between recipients: they come before the part's own. */
  readonly campaignId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly variant?: string | undefined;
  readonly consent?: 'identified' | 'pseudonymous' | 'anonymous' | undefined;
  readonly sentAt?: Date | undefined;
}

/** A link's part of its tokens, encoded once. */
export interface PayloadPrefix {
  readonly json: string;
  /** Header, dot, and as much of the payload as fills whole groups of three bytes: what base64url can join. */
  readonly encoded: string;
  /** The one or two ASCII characters left over. */
  readonly rest: string;
  /** What it is instead for recipients of whom nothing follows the head, if that is another front. */
  readonly alone?: PayloadPrefix;
}

/** A recipient's part of their tokens, encoded once for each of the few rests that fronts leave. */
export interface PayloadSuffix {
  readonly json: string;
  readonly encoded: Map<string, string>;
  /** Of an anonymous recipient: all get the same bytes. */
  readonly anonymous: boolean;
  /** What it is behind a front without a bracket, if nothing follows the head. */
  readonly alone?: PayloadSuffix;
}

/**
 * Writes tokens. A token is its link's front, its recipient's tail and one signature, so that rendering costs a
 * concatenation and an HMAC per link. The bytes are those of any other JWS library: a test compares them with jose's.
 *
 * Measured (bench/run.mjs), the rest of rendering included: 0.9 to 1.4 times a bare
 * `createHmac().update().digest('base64url')` of the same input; see runtime-node.ts for why it can be less.
 */
export interface TokenWriter {
  /** `token` can be called; else `tokenAsync`. */
  readonly sync: boolean;
  prefix(link: LinkClaims): PayloadPrefix;
  suffix(recipient: RecipientClaims): PayloadSuffix | Promise<PayloadSuffix>;
  token(prefix: PayloadPrefix, suffix: PayloadSuffix): string;
  tokenAsync(prefix: PayloadPrefix, suffix: PayloadSuffix): Promise<string>;
}

/** Makes a writer for one part and keyring. Throws `TypeError` where the keyring cannot do what is asked. */
export function createTokenWriter(keyring: Keyring, constants: TokenConstants): TokenWriter {
  const keys = openKeyring(keyring);
  const entry = keys.signing;
  if (entry === undefined) throw usageError('keys', 'the first key can only verify, so nothing can be signed');
  const { cipher } = keys;
  const encrypts = constants.encryptPayload === true;
  if (encrypts && cipher === undefined) throw usageError('encryptPayload', 'needs createKeyring(keys, { cipher })');
  const { hmac } = entry;
  const audience = audienceOf(constants.trackingUrl);
  return {
    sync: hmac !== undefined && !encrypts,
    prefix(link) {
      const { json, alone } = writePrefix(link, audience);
      const front = createFront(entry.header, json);
      return alone === undefined ? front : { ...front, alone: createFront(entry.header, alone) };
    },
    suffix: (recipient) => createTail(keys, constants, recipient),
    token(prefix, suffix) {
      if (hmac === undefined || encrypts) throw usageError('token', 'these keys sign asynchronously');
      return signSync(hmac.sign, ...matched(prefix, suffix));
    },
    async tokenAsync(...halves) {
      const [prefix, suffix] = matched(...halves);
      const token = hmac === undefined ? await signAnew(entry, prefix, suffix) : signSync(hmac.sign, prefix, suffix);
      return encrypts && cipher !== undefined ? cipher.encrypt(token) : token;
    },
  };
}

/** The two halves as they stand together: where nothing but the head is left, it loses its flag or its brackets. */
function matched(prefix: PayloadPrefix, suffix: PayloadSuffix): [PayloadPrefix, PayloadSuffix] {
  if (prefix.alone === undefined || suffix.alone === undefined) return [prefix, suffix];
  return [prefix.alone, prefix.alone.json.startsWith('[') ? suffix : suffix.alone];
}

function createFront(header: string, json: string): PayloadPrefix {
  const bytes = new TextEncoder().encode(json);
  const over = bytes.length % 3;
  // The front ends in the audience, which is ASCII, so the rest is never half a character.
  const whole = over === 0 ? json : json.slice(0, -over);
  return { json, encoded: `${header}.${encodeText(whole)}`, rest: json.slice(whole.length) };
}

function createTail(
  keys: KeyringState,
  constants: TokenConstants,
  recipient: RecipientClaims,
): PayloadSuffix | Promise<PayloadSuffix> {
  const { contactId, consent = 'identified' } = recipient;
  const contact =
    consent === 'anonymous' || contactId === undefined
      ? undefined
      : consent === 'identified'
        ? contactId
        : pseudonymOf(keys, contactId);
  return typeof contact === 'object'
    ? contact.then((name) => tailOf(constants, recipient, name))
    : tailOf(constants, recipient, contact);
}

function pseudonymOf(keys: KeyringState, contactId: string): string | Promise<string> {
  if (keys.pseudonymise === undefined)
    throw usageError('consent', "'pseudonymous' needs createKeyring(keys, { pseudonymKey })");
  return keys.pseudonymise(contactId);
}

function tailOf(constants: TokenConstants, recipient: RecipientClaims, contactId: string | undefined): PayloadSuffix {
  const { sentAt, consent, linkCount } = recipient;
  const { part, test = false, expiresInSeconds } = constants;
  const seconds = sentAt === undefined ? undefined : Math.floor(sentAt.getTime() / 1000);
  if (expiresInSeconds !== undefined && seconds === undefined)
    throw usageError(
      'expiresInSeconds',
      `needs sentAt for ${consent ?? 'such'} recipients, whose tokens have no time of rendering`,
    );
  const anonymous = consent === 'anonymous';
  const { json, alone } = writeSuffix({
    sentAt: seconds,
    contactId,
    campaignId: recipient.campaignId ?? constants.campaignId,
    messageId: recipient.messageId ?? constants.messageId,
    variant: recipient.variant ?? constants.variant,
    part,
    test,
    // A copy that tracks fewer links than others would be told from them by it, and no signal asks for it without a contact.
    linkCount: anonymous ? undefined : linkCount,
    expiresInSeconds: expiresInSeconds === undefined ? undefined : Math.floor(expiresInSeconds),
  });
  const suffix = { json, encoded: new Map(), anonymous };
  return alone ? { ...suffix, alone: { ...suffix, json: json.slice(0, -1), encoded: new Map() } } : suffix;
}

function signSync(sign: (input: string) => string, prefix: PayloadPrefix, suffix: PayloadSuffix): string {
  let encoded = suffix.encoded.get(prefix.rest);
  if (encoded === undefined) {
    encoded = encodeText(prefix.rest + suffix.json);
    suffix.encoded.set(prefix.rest, encoded);
  }
  const input = prefix.encoded + encoded;
  return `${input}.${sign(input)}`;
}

/** Signs without a synchronous HMAC; anonymous recipients share what would differ. */
function signAnew(entry: KeyHandle, prefix: PayloadPrefix, suffix: PayloadSuffix): Promise<string> {
  const sign = () =>
    entry.service === undefined ? signByWebCrypto(entry, prefix, suffix) : signByService(entry, prefix, suffix);
  return suffix.anonymous && ALGORITHMS[entry.alg].random ? entry.shared(prefix.json + suffix.json, sign) : sign();
}

function signByWebCrypto({ kid, signToken }: KeyHandle, prefix: PayloadPrefix, suffix: PayloadSuffix): Promise<string> {
  if (signToken === undefined) throw usageError('keys', 'the first key can only verify, so nothing can be signed');
  return signToken(new TextEncoder().encode(prefix.json + suffix.json), kid, TOKEN_TYPE);
}

async function signByService(
  { alg, kid, service }: KeyHandle,
  prefix: PayloadPrefix,
  suffix: PayloadSuffix,
): Promise<string> {
  const input = prefix.encoded + encodeText(prefix.rest + suffix.json);
  const signature = await service?.sign(new TextEncoder().encode(input));
  const { bytes } = ALGORITHMS[alg];
  if (!(signature instanceof Uint8Array) || signature.length !== bytes)
    throw usageError(
      `sign of key "${kid}"`,
      `must give ${bytes} bytes for ${alg}${alg === 'ES256' ? ': R and S, not DER (RFC 7518 §3.4)' : ''}`,
    );
  return `${input}.${encodeBytes(signature)}`;
}
