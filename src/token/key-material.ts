import { createHmacSigner } from '#runtime';
import { usageError } from '../checks/options.js';
import { readJwk } from './jwk.js';
import type { CryptoKey, JWK } from './jws.js';
import { looksLikeAnotherKey } from './other-keys.js';
import type { Algorithm, HmacSigner, SignatureService } from './signer.js';
import { createSignToken, createVerify, type SignToken, type Verify } from './web-crypto.js';

/** What a key can do, with its material behind functions. */
export interface KeyUse {
  readonly alg: Algorithm;
  readonly canSign: boolean;
  /** HS256 where the runtime signs synchronously. */
  readonly hmac: HmacSigner | undefined;
  readonly service: SignatureService | undefined;
  /** Signs a payload as a whole token by Web Crypto; undefined for keys that cannot sign here. */
  readonly signToken: SignToken | undefined;
  readonly verify: Verify;
}

/** RFC 7518 §3.2: a key at least as long as the hash. */
const MIN_SECRET_BYTES = 32;

/** Reads a key in any of its forms. Throws `TypeError` naming the option, never the key. */
export function readKey(option: string, key: unknown, alg: Algorithm | undefined, publicKey: unknown): KeyUse {
  const use = readAnyKey(option, key, alg, publicKey);
  if (alg !== undefined && alg !== use.alg) throw usageError(`${option}.alg`, `must be ${use.alg} for this key`, alg);
  return use;
}

function readAnyKey(option: string, key: unknown, alg: Algorithm | undefined, publicKey: unknown): KeyUse {
  if (typeof key === 'string' || key instanceof Uint8Array) return readSecret(`${option}.key`, key);
  if (key !== null && typeof key === 'object') {
    if ('sign' in key && 'verify' in key) return readService(option, key as SignatureService, alg);
    if ('kty' in key) return readPair(`${option}.key`, key as JWK);
    if ('algorithm' in key && 'usages' in key) return readCryptoKey(option, key as CryptoKey, publicKey);
  }
  throw usageError(
    `${option}.key`,
    `must be a secret (string or Uint8Array), a JWK, a CryptoKey, or an object with sign and verify${key === undefined ? ', not undefined' : ''}`,
  );
}

/** Gives the bytes of a secret; throws where they are too few, or are a key of another kind. */
export function secretBytes(option: string, secret: string | Uint8Array): Uint8Array {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : new Uint8Array(secret);
  if (looksLikeAnotherKey(bytes))
    throw usageError(
      option,
      'is a key or certificate in PEM, SSH, DER or JSON form, not a secret: give a JWK or CryptoKey',
    );
  if (bytes.length < MIN_SECRET_BYTES)
    throw usageError(option, `must have at least ${MIN_SECRET_BYTES} bytes, not ${bytes.length}`);
  return bytes;
}

function readSecret(option: string, secret: string | Uint8Array): KeyUse {
  const bytes = secretBytes(option, secret);
  return {
    alg: 'HS256',
    canSign: true,
    hmac: createHmacSigner?.(bytes),
    service: undefined,
    signToken: createSignToken('HS256', bytes),
    verify: createVerify('HS256', bytes, () => usageError(option, 'cannot be used')),
  };
}

function readService(option: string, service: SignatureService, alg: Algorithm | undefined): KeyUse {
  if (alg === undefined) throw usageError(`${option}.alg`, 'is required for a key that signs elsewhere');
  if (typeof service.sign !== 'function' || typeof service.verify !== 'function')
    throw usageError(`${option}.key`, 'must have sign and verify as functions');
  return {
    alg,
    canSign: true,
    hmac: undefined,
    service,
    signToken: undefined,
    // Nothing but true: an object that says "not valid" is truthy, too.
    verify: async (data, signature) => (await service.verify(data, signature)) === true,
  };
}

function readPair(option: string, jwk: JWK): KeyUse {
  const read = readJwk(option, jwk);
  if (read.kind === 'secret') return readSecret(`${option}.k`, read.bytes);
  const { alg, publicJwk, privateJwk } = read;
  return {
    alg,
    canSign: privateJwk !== undefined,
    hmac: undefined,
    service: undefined,
    signToken: privateJwk === undefined ? undefined : createSignToken(alg, privateJwk),
    verify: createVerify(alg, publicJwk, () => usageError(option, `is not a valid public key for ${alg}`)),
  };
}

interface CryptoAlgorithm {
  readonly name: string;
  readonly namedCurve?: string;
  readonly hash?: { readonly name: string };
  readonly length?: number;
}

function readCryptoKey(option: string, key: CryptoKey, publicKey: unknown): KeyUse {
  const alg = cryptoAlgorithm(key.algorithm as CryptoAlgorithm);
  if (alg === undefined)
    throw usageError(
      `${option}.key`,
      'is a CryptoKey of a kind that is not supported: use HMAC with SHA-256, ECDSA P-256 or Ed25519',
    );
  const canSign = key.usages.includes('sign');
  return {
    alg,
    canSign,
    hmac: undefined,
    service: undefined,
    signToken: canSign ? createSignToken(alg, key) : undefined,
    verify: key.usages.includes('verify')
      ? createVerify(alg, key, () => usageError(`${option}.key`, 'cannot be used'))
      : verifyOfPublicKey(`${option}.publicKey`, publicKey, alg),
  };
}

function verifyOfPublicKey(option: string, publicKey: unknown, alg: Algorithm): Verify {
  if (publicKey === undefined) throw usageError(option, 'is required: a private CryptoKey cannot verify');
  const use =
    publicKey !== null && typeof publicKey === 'object' && ('kty' in publicKey || 'algorithm' in publicKey)
      ? readAnyKey(option, publicKey, alg, undefined)
      : undefined;
  if (use?.alg !== alg) throw usageError(option, `must be a JWK or CryptoKey for ${alg}`);
  return use.verify;
}

function cryptoAlgorithm({ name, namedCurve, hash, length }: CryptoAlgorithm): Algorithm | undefined {
  if (name === 'HMAC' && hash?.name === 'SHA-256' && (length ?? 0) >= MIN_SECRET_BYTES * 8) return 'HS256';
  if (name === 'ECDSA' && namedCurve === 'P-256') return 'ES256';
  return name === 'Ed25519' ? 'EdDSA' : undefined;
}
