import { createHmacSigner } from '#runtime';
import { encodeBytes } from './base64url.js';
import { secretBytes } from './key-material.js';

/** Gives the name that stands for a contact: 22 characters that lead back to nobody without the key. */
export type Pseudonymiser = (contactId: string) => string | Promise<string>;

/** Keeps a pseudonym from ever being the signature of something else under a key used twice by mistake. */
const PURPOSE = 'clickstamp contact\n';
/** 132 bits: no two contacts of any list meet by chance. */
const LENGTH = 22;

/** Hashes contact ids with a key of their own (HMAC-SHA-256), so that nobody can try ids out. Throws `TypeError` for a short key. */
export function createPseudonymiser(secret: string | Uint8Array): Pseudonymiser {
  const bytes = secretBytes('pseudonymKey', secret);
  const signer = createHmacSigner?.(bytes);
  if (signer !== undefined) return (contactId) => signer.sign(PURPOSE + contactId).slice(0, LENGTH);
  const key = crypto.subtle.importKey('raw', bytes.slice(), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return async (contactId) => {
    const digest = new Uint8Array(
      await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(PURPOSE + contactId)),
    );
    return encodeBytes(digest).slice(0, LENGTH);
  };
}
