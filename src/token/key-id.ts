import { usageError } from '../checks/options.js';

/** Throws unless a key id is such as needs no escaping in JSON. 64 characters hold a UUID or a thumbprint (RFC 7638). */
export function checkKid(option: string, kid: unknown): asserts kid is string {
  if (typeof kid !== 'string' || !/^[\w.-]{1,64}$/.test(kid))
    throw usageError(option, 'must be 1 to 64 characters of A-Z a-z 0-9 . _ -', kid);
}
