/** The signature algorithms (RFC 7518 §3.1, RFC 8037 §3.1). */
export type Algorithm = 'HS256' | 'ES256' | 'EdDSA';

/** HMAC-SHA-256 without a promise; input and signature as they stand in a token. */
export interface HmacSigner {
  /** Base64url, 43 characters. */
  sign(input: string): string;
  /** Compares in constant time. False for what is not ASCII, as every token is. */
  verify(input: string, signature: string): boolean;
}

/**
 * A key that lives elsewhere, such as in a KMS: two methods over bytes. Signatures are in the form of JWS: the output
 * of the HMAC, or the raw 64 bytes of ES256 (R and S, RFC 7518 §3.4) and EdDSA.
 */
export interface SignatureService {
  /** Signs the bytes. */
  sign(data: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** Returns `true` for a signature of these bytes. */
  verify(data: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
}
