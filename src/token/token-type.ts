/** The type in a token's header (RFC 8725 §3.11). Its digit is the version of the claims. */
export const TOKEN_TYPE = 'cs1';

/** The type in the header of an encrypted token, which has a token inside. */
export const ENCRYPTED_TYPE = 'cs1+enc';
