import { encodeText } from '#runtime';
import { mistake } from '../checks/options.js';
import type { Part } from '../link.js';
import { encodeBytes } from './base64url.js';
import { type LinkClaims, writeFront, writeTail } from './claims.js';
import { type KeyMaterial, signJws } from './jws.js';
import type { KeyEntry, Keyring } from './keyring.js';
import { TOKEN_TYPE } from './token-type.js';
import { ALGORITHMS } from './web-crypto.js';

export type { LinkClaims };

/** What all tokens of a part share. */
export interface TokenConstants {
  readonly part: Part;
  readonly campaignId?: string;
  readonly messageId?: string;
  readonly variant?: string;
  readonly test?: boolean;
  /** Seconds. */
  readonly expiresIn?: number;
  readonly encryptPayload?: boolean;
}

/** What all tokens of a recipient share. */
export interface RecipientClaims {
  readonly contactId?: string;
  readonly consent?: 'identified' | 'pseudonymous' | 'anonymous';
  readonly sentAt?: Date;
}

/** A link's part of its tokens, encoded once. */
export interface Front {
  readonly json: string;
  /** Header, dot, and as much of the payload as fills whole groups of three bytes: what base64url can join. */
  readonly encoded: string;
  /** The one or two ASCII characters left over. */
  readonly rest: string;
}

/** A recipient's part of their tokens, encoded once for each of the few rests that fronts leave. */
export interface Tail {
  readonly json: string;
  readonly encoded: Map<string, string>;
  /** Of an anonymous recipient: all get the same bytes. */
  readonly anonymous: boolean;
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
  front(link: LinkClaims): Front;
  tail(recipient: RecipientClaims): Tail | Promise<Tail>;
  token(front: Front, tail: Tail): string;
  tokenAsync(front: Front, tail: Tail): Promise<string>;
}

/** Makes a writer for one part and keyring. Throws `TypeError` where the keyring cannot do what is asked. */
export function createTokenWriter(keys: Keyring, constants: TokenConstants): TokenWriter {
  const entry = keys.signing;
  if (entry === undefined) throw mistake('keys', 'the first key can only verify, so nothing can be signed');
  const { cipher } = keys;
  const encrypts = constants.encryptPayload === true;
  if (encrypts && cipher === undefined) throw mistake('encryptPayload', 'needs createKeyring(keys, { cipher })');
  const { hmac } = entry;
  const signAsync = async (front: Front, tail: Tail): Promise<string> => {
    const token = hmac === undefined ? await signAnew(entry, front, tail) : signSync(hmac.sign, front, tail);
    return encrypts && cipher !== undefined ? cipher.encrypt(token) : token;
  };
  return {
    sync: hmac !== undefined && !encrypts,
    front: (link) => createFront(entry.header, writeFront(link)),
    tail: (recipient) => createTail(keys, constants, recipient),
    token(front, tail) {
      if (hmac === undefined || encrypts) throw mistake('token', 'these keys sign asynchronously');
      return signSync(hmac.sign, front, tail);
    },
    tokenAsync: signAsync,
  };
}

function createFront(header: string, json: string): Front {
  const bytes = new TextEncoder().encode(json);
  const over = bytes.length % 3;
  // The front ends in two ASCII characters at least, `",` or `],`, so the rest is never half a character.
  const whole = over === 0 ? json : json.slice(0, -over);
  return { json, encoded: `${header}.${encodeText(whole)}`, rest: json.slice(whole.length) };
}

function createTail(keys: Keyring, constants: TokenConstants, recipient: RecipientClaims): Tail | Promise<Tail> {
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

function pseudonymOf(keys: Keyring, contactId: string): string | Promise<string> {
  if (keys.pseudonymise === undefined)
    throw mistake('consent', "'pseudonymous' needs createKeyring(keys, { pseudonymKey })");
  return keys.pseudonymise(contactId);
}

function tailOf(constants: TokenConstants, { sentAt, consent }: RecipientClaims, contactId: string | undefined): Tail {
  const { part, campaignId, messageId, variant, test = false, expiresIn } = constants;
  const seconds = sentAt === undefined ? undefined : Math.floor(sentAt.getTime() / 1000);
  if (expiresIn !== undefined && seconds === undefined)
    throw mistake(
      'expiresIn',
      `needs sentAt for ${consent ?? 'such'} recipients, whose tokens have no time of rendering`,
    );
  return {
    json: writeTail({
      sentAt: seconds,
      contactId,
      campaignId,
      messageId,
      variant,
      part,
      test,
      expiresIn: expiresIn === undefined ? undefined : Math.floor(expiresIn),
    }),
    encoded: new Map(),
    anonymous: consent === 'anonymous',
  };
}

function signSync(sign: (input: string) => string, front: Front, tail: Tail): string {
  let encoded = tail.encoded.get(front.rest);
  if (encoded === undefined) {
    encoded = encodeText(front.rest + tail.json);
    tail.encoded.set(front.rest, encoded);
  }
  const input = front.encoded + encoded;
  return `${input}.${sign(input)}`;
}

/** Signs without a synchronous HMAC; anonymous recipients share what would differ. */
function signAnew(entry: KeyEntry, front: Front, tail: Tail): Promise<string> {
  const sign = () => (entry.service === undefined ? signByJose(entry, front, tail) : signByService(entry, front, tail));
  return tail.anonymous && ALGORITHMS[entry.alg].random ? entry.shared(front.json + tail.json, sign) : sign();
}

function signByJose({ alg, kid, signsWith }: KeyEntry, front: Front, tail: Tail): Promise<string> {
  return signJws(new TextEncoder().encode(front.json + tail.json), alg, kid, TOKEN_TYPE, signsWith() as KeyMaterial);
}

async function signByService({ alg, kid, service }: KeyEntry, front: Front, tail: Tail): Promise<string> {
  const input = front.encoded + encodeText(front.rest + tail.json);
  const signature = await service?.sign(new TextEncoder().encode(input));
  const { bytes } = ALGORITHMS[alg];
  if (!(signature instanceof Uint8Array) || signature.length !== bytes)
    throw mistake(
      `sign of key "${kid}"`,
      `must give ${bytes} bytes for ${alg}${alg === 'ES256' ? ': R and S, not DER (RFC 7518 §3.4)' : ''}`,
    );
  return `${input}.${encodeBytes(signature)}`;
}
