import { usageError } from '../checks/options.js';
import { decodeBytes, isCanonical } from './base64url.js';
import type { JWK } from './jws.js';
import type { Algorithm } from './signer.js';

/** What a JWK holds, checked and stripped of everything else. */
export type ReadJwk =
  | { readonly kind: 'secret'; readonly alg: 'HS256'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'pair';
      readonly alg: 'ES256' | 'EdDSA';
      readonly publicJwk: JWK;
      /** Undefined for a public key, and for one whose `key_ops` do not let it sign. */
      readonly privateJwk: JWK | undefined;
    };

interface JwkShape {
  readonly alg: Algorithm;
  readonly kty: string;
  readonly crv: string | undefined;
  /** Members of 32 bytes that a public key must have (RFC 7518 §6.2.1, RFC 8037 §2). */
  readonly coordinates: readonly ('x' | 'y')[];
}

const SHAPES: readonly JwkShape[] = [
  { alg: 'HS256', kty: 'oct', crv: undefined, coordinates: [] },
  { alg: 'ES256', kty: 'EC', crv: 'P-256', coordinates: ['x', 'y'] },
  { alg: 'EdDSA', kty: 'OKP', crv: 'Ed25519', coordinates: ['x'] },
];

/** Says whether a key of a set is for signatures of a kind that is read here: others are passed over (RFC 7517 §5). */
export function isUsableJwk(jwk: JWK): boolean {
  return shapeOf(jwk) !== undefined && (jwk.use === undefined || jwk.use === 'sig');
}

function shapeOf(jwk: JWK): JwkShape | undefined {
  return SHAPES.find(({ kty, crv }) => jwk?.kty === kty && (crv === undefined || jwk.crv === crv));
}

/** Reads a JWK (RFC 7517). Throws `TypeError` naming the option and the member, never what is in it. */
export function readJwk(option: string, jwk: JWK): ReadJwk {
  const shape = shapeOf(jwk);
  if (shape === undefined)
    throw usageError(option, 'is a JWK of a kind that is not supported: use oct, EC P-256 or OKP Ed25519');
  const { alg } = shape;
  const named = jwk.alg === 'Ed25519' ? 'EdDSA' : jwk.alg;
  if (named !== undefined && named !== alg)
    throw usageError(`${option}.alg`, `must be ${alg} for this kind of key`, named);
  if (jwk.use !== undefined && jwk.use !== 'sig') throw usageError(`${option}.use`, 'must be "sig"', jwk.use);
  const operations = jwk.key_ops;
  if (operations !== undefined && !operations.includes('verify') && !operations.includes('sign'))
    throw usageError(`${option}.key_ops`, 'must include "sign" or "verify"');
  if (alg === 'HS256') {
    if (typeof jwk.k !== 'string' || !isCanonical(jwk.k)) throw usageError(`${option}.k`, 'must be base64url');
    return { kind: 'secret', alg, bytes: decodeBytes(jwk.k) };
  }
  const publicJwk = { kty: shape.kty, crv: shape.crv } as JWK;
  for (const name of shape.coordinates) publicJwk[name] = coordinate(option, jwk, name);
  const canSign = jwk.d !== undefined && (operations === undefined || operations.includes('sign'));
  return {
    kind: 'pair',
    alg,
    publicJwk,
    privateJwk: canSign ? ({ ...publicJwk, d: coordinate(option, jwk, 'd') } as JWK) : undefined,
  };
}

function coordinate(option: string, jwk: JWK, name: 'x' | 'y' | 'd'): string {
  const value = jwk[name];
  if (typeof value !== 'string' || !isCanonical(value) || decodeBytes(value).length !== 32)
    throw usageError(`${option}.${name}`, 'must be 32 bytes in base64url');
  return value;
}
