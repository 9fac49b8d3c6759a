import { createHmacSigner } from '#hmac';
import { mistake } from '../options.js';
import type { CryptoKey, JWK, KeyMaterial } from './jws.js';
import type { Algorithm, HmacSigner, SignatureService } from './signer.js';

/** What a key can do, with its material behind functions. */
export interface KeyUse {
  readonly alg: Algorithm;
  readonly canSign: boolean;
  /** HS256 where the runtime signs synchronously. */
  readonly hmac: HmacSigner | undefined;
  readonly service: SignatureService | undefined;
  readonly signsWith: () => KeyMaterial | undefined;
  readonly verifiesWith: () => KeyMaterial | undefined;
}

/** RFC 7518 §3.2: a key at least as long as the hash. */
const MIN_SECRET_BYTES = 32;

interface JwkShape {
  readonly alg: Algorithm;
  readonly kty: string;
  readonly crv: string | undefined;
}

const JWK_SHAPES: readonly JwkShape[] = [
  { alg: 'HS256', kty: 'oct', crv: undefined },
  { alg: 'ES256', kty: 'EC', crv: 'P-256' },
  { alg: 'EdDSA', kty: 'OKP', crv: 'Ed25519' },
];

/** Reads a key in any of its forms. Throws `TypeError` naming the option, never the key. */
export function readKey(option: string, key: unknown, alg: Algorithm | undefined, publicKey: unknown): KeyUse {
  if (typeof key === 'string' || key instanceof Uint8Array) return readSecret(option, key, alg);
  if (key !== null && typeof key === 'object') {
    if ('sign' in key && 'verify' in key) return readService(option, key as SignatureService, alg);
    if ('kty' in key) return readJwk(option, key as JWK, alg);
    if ('algorithm' in key && 'usages' in key) return readCryptoKey(option, key as CryptoKey, alg, publicKey);
  }
  throw mistake(
    `${option}.key`,
    'must be a secret (string or Uint8Array), a JWK, a CryptoKey, or an object with sign and verify',
  );
}

function pinned(option: string, found: Algorithm, wanted: Algorithm | undefined): Algorithm {
  if (wanted !== undefined && wanted !== found) throw mistake(`${option}.alg`, `must be ${found} for this key`, wanted);
  return found;
}

/** Gives the bytes of a secret; throws where they are too few. */
export function secretBytes(option: string, secret: string | Uint8Array): Uint8Array {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : new Uint8Array(secret);
  if (bytes.length < MIN_SECRET_BYTES)
    throw mistake(option, `must be at least ${MIN_SECRET_BYTES} bytes, and has ${bytes.length}`);
  return bytes;
}

function readSecret(option: string, secret: string | Uint8Array, alg: Algorithm | undefined): KeyUse {
  const bytes = secretBytes(`${option}.key`, secret);
  return {
    alg: pinned(option, 'HS256', alg),
    canSign: true,
    hmac: createHmacSigner?.(bytes),
    service: undefined,
    signsWith: () => bytes,
    verifiesWith: () => bytes,
  };
}

function readService(option: string, service: SignatureService, alg: Algorithm | undefined): KeyUse {
  if (alg === undefined) throw mistake(`${option}.alg`, 'is required for a key that signs elsewhere');
  return { alg, canSign: true, hmac: undefined, service, signsWith: () => undefined, verifiesWith: () => undefined };
}

function readJwk(option: string, jwk: JWK, alg: Algorithm | undefined): KeyUse {
  const shape = JWK_SHAPES.find(({ kty, crv }) => jwk.kty === kty && (crv === undefined || jwk.crv === crv));
  if (shape === undefined)
    throw mistake(`${option}.key`, 'is a JWK of a kind that is not supported: use oct, EC P-256 or OKP Ed25519');
  pinned(option, shape.alg, alg);
  const named = jwk.alg === 'Ed25519' ? 'EdDSA' : jwk.alg;
  if (named !== undefined && named !== shape.alg)
    throw mistake(`${option}.key.alg`, `must be ${shape.alg} for this kind of key`, named);
  if (jwk.use !== undefined && jwk.use !== 'sig') throw mistake(`${option}.key.use`, 'must be "sig"', jwk.use);
  const operations = jwk.key_ops;
  if (operations !== undefined && !operations.includes('verify') && !operations.includes('sign'))
    throw mistake(`${option}.key.key_ops`, 'must include "sign" or "verify"');
  if (shape.alg === 'HS256') {
    if (typeof jwk.k !== 'string' || !/^[\w-]+$/.test(jwk.k)) throw mistake(`${option}.key.k`, 'must be base64url');
    return readSecret(option, base64urlBytes(jwk.k), 'HS256');
  }
  const { d, ...rest } = jwk;
  const publicJwk: JWK = {
    kty: rest.kty as string,
    crv: rest.crv as string,
    x: rest.x as string,
    ...(rest.y === undefined ? {} : { y: rest.y }),
  } as JWK;
  const privateJwk: JWK | undefined = d === undefined ? undefined : ({ ...publicJwk, d } as JWK);
  const canSign = privateJwk !== undefined && (operations === undefined || operations.includes('sign'));
  return {
    alg: shape.alg,
    canSign,
    hmac: undefined,
    service: undefined,
    signsWith: () => (canSign ? privateJwk : undefined),
    verifiesWith: () => publicJwk,
  };
}

function base64urlBytes(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
}

interface CryptoAlgorithm {
  readonly name: string;
  readonly namedCurve?: string;
  readonly hash?: { readonly name: string };
  readonly length?: number;
}

function readCryptoKey(option: string, key: CryptoKey, alg: Algorithm | undefined, publicKey: unknown): KeyUse {
  const found = cryptoAlgorithm(key.algorithm as CryptoAlgorithm);
  if (found === undefined)
    throw mistake(
      `${option}.key`,
      'is a CryptoKey of a kind that is not supported: use HMAC with SHA-256, ECDSA P-256 or Ed25519',
    );
  pinned(option, found, alg);
  const canSign = key.usages.includes('sign');
  const verifier = key.usages.includes('verify') ? key : (publicKey as KeyMaterial | undefined);
  if (verifier === undefined) throw mistake(`${option}.publicKey`, 'is required: a private CryptoKey cannot verify');
  return {
    alg: found,
    canSign,
    hmac: undefined,
    service: undefined,
    signsWith: () => (canSign ? key : undefined),
    verifiesWith: () => verifier,
  };
}

function cryptoAlgorithm({ name, namedCurve, hash, length }: CryptoAlgorithm): Algorithm | undefined {
  if (name === 'HMAC' && hash?.name === 'SHA-256' && (length ?? 0) >= MIN_SECRET_BYTES * 8) return 'HS256';
  if (name === 'ECDSA' && namedCurve === 'P-256') return 'ES256';
  return name === 'Ed25519' ? 'EdDSA' : undefined;
}
