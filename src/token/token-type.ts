/**
 * The type in a token's header (RFC 8725 §3.11): the version of the claims. It is one character because every character of
 * the header stands in each tracked URL, one and a third times.
 */
export const TOKEN_TYPE = '2';

/** The type in the header of an encrypted token, which has a token inside. */
export const ENCRYPTED_TYPE = '2e';
