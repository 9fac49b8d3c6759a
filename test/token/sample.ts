import { createCipheriv, createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { TokenError, type TokenErrorCode } from '../../src/errors.js';
import { audienceOf } from '../../src/token/audience.js';
import { type DecodeOptions, decodeClick } from '../../src/token/decode-click.js';
import { createKeyring, type Keyring } from '../../src/token/keyring.js';
import { createPayloadCipher } from '../../src/token/payload-cipher.js';
import {
  createTokenWriter,
  type LinkClaims,
  type RecipientClaims,
  type TokenConstants,
} from '../../src/token/writer.js';

/** Keys that the tests know and no attacker does. */
export const SECRET = '0123456789abcdef0123456789abcdef';
export const OTHER_SECRET = 'fedcba9876543210fedcba9876543210';
export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const ed = generateKeyPairSync('ed25519');
export const ecJwk = ec.privateKey.export({ format: 'jwk' });
export const edJwk = ed.privateKey.export({ format: 'jwk' });
export const ecPublicJwk = ec.publicKey.export({ format: 'jwk' });
export const edPublicJwk = ed.publicKey.export({ format: 'jwk' });
export const ENCRYPTION_KEY = new Uint8Array(32).map((_, at) => at * 7);

export const cipher = createPayloadCipher([{ kid: 'e1', key: ENCRYPTION_KEY }]);

const hs = { kid: 'hs', key: SECRET };
const old = { kid: 'old', key: OTHER_SECRET };
const es = { kid: 'es', key: ecJwk };
const eddsa = { kid: 'ed', key: edJwk };

/** One keyring for each algorithm that signs, and each reads what all sign. */
export const keyrings = {
  HS256: createKeyring([hs, old, es, eddsa], { cipher, pseudonymKey: OTHER_SECRET }),
  ES256: createKeyring([es, hs, old, eddsa], { cipher, pseudonymKey: OTHER_SECRET }),
  EdDSA: createKeyring([eddsa, hs, old, es], { cipher, pseudonymKey: OTHER_SECRET }),
} as const;

/** Reads and cannot sign. */
export const publicKeys: Keyring = createKeyring({
  keys: [
    { ...ecPublicJwk, kid: 'es' },
    { ...edPublicJwk, kid: 'ed' },
  ],
});

export const LINK: LinkClaims = { linkId: 'hero', url: 'https://shop.example/sale?x=1' };
export const RECIPIENT: RecipientClaims = { contactId: 'c-17', sentAt: new Date('2026-11-24T08:00:00Z') };
/** What tokens are made for, unless a test says otherwise. */
export const TRACKING_URL = 'https://click.brand.example/c';
export const CONSTANTS: TokenConstants = {
  trackingUrl: TRACKING_URL,
  part: 'html',
  campaignId: 'nov',
  messageId: 'm1',
  variant: 'b',
};

/** Signs as rendering does. */
export async function makeToken(
  keys: Keyring,
  link: LinkClaims = LINK,
  recipient: RecipientClaims = RECIPIENT,
  constants: Partial<TokenConstants> = CONSTANTS,
): Promise<string> {
  const writer = createTokenWriter(keys, { part: 'html', trackingUrl: TRACKING_URL, ...constants });
  return writer.tokenAsync(writer.prefix(link), await writer.suffix(recipient));
}

/** The payload of a token, as text. */
export const payloadOf = (token: string): string => Buffer.from(token.split('.')[1] as string, 'base64url').toString();

/** Base64url of text or bytes. */
export const encode = (data: string | Uint8Array): string => Buffer.from(data as Uint8Array).toString('base64url');

/** A header of ours, and others like it. */
export const header = (members: object = {}): string =>
  JSON.stringify({ alg: 'HS256', kid: 'hs', typ: '2', ...members });

/** The least that is a click. */
export const PAYLOAD = `[4,"shop.example/","hero${audienceOf(TRACKING_URL)}A"]`;

/** Signs any two texts by HMAC-SHA-256, whatever their header says. */
export function signAny(
  headerText: string,
  payload: string | Uint8Array,
  secret: string | Uint8Array = SECRET,
): string {
  return macOf(`${encode(headerText)}.${encode(payload)}`, secret);
}

/** Puts the right MAC behind an input that is already encoded. */
export function macOf(input: string, secret: string | Uint8Array = SECRET): string {
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** Signs with the private keys of the tests. */
export function signEc(headerText: string, payload: string, key = ec.privateKey): string {
  const input = `${encode(headerText)}.${encode(payload)}`;
  return `${input}.${encode(signBytes('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }))}`;
}

/** Encrypts anything under any header, by AES-256-GCM and the key of the tests. */
export function encryptAny(headerText: string, text: string): string {
  const [head, iv] = [encode(headerText), Buffer.alloc(12, 5)];
  const gcm = createCipheriv('aes-256-gcm', ENCRYPTION_KEY, iv).setAAD(Buffer.from(head));
  const encrypted = Buffer.concat([gcm.update(text), gcm.final()]);
  return [head, '', encode(iv), encode(encrypted), encode(gcm.getAuthTag())].join('.');
}

/** What became of a token: a code, or the word that no attacker wants to hear. Throws for an error without a type. */
export async function outcomeOf(
  token: string,
  keys: Keyring = keyrings.HS256,
  options: Partial<DecodeOptions> = {},
): Promise<TokenErrorCode | 'accepted'> {
  try {
    await decodeClick(token, { keys, ...options });
    return 'accepted';
  } catch (error) {
    if (error instanceof TokenError) return error.code;
    throw error;
  }
}
