import { checkOneOf, usageError } from '../../checks/options.js';

/** How much of the contact a tracked URL may say. */
export type Consent = 'identified' | 'pseudonymous' | 'anonymous' | 'none';

/** Who a message is rendered for. */
export interface Recipient {
  /** An opaque id; anyone who holds a tracked URL can read it. No email address. A number counts as its decimal digits. */
  readonly contactId?: string | number | undefined;
  /** Values of merge tags by name (`contact.first_name`) or by the tag as written. Filled in whether a link is tracked or not. */
  readonly values?: Readonly<Record<string, string | number>> | undefined;
  /**
   * `identified`: the id as it is. `pseudonymous`: a keyed hash of it. `anonymous`: no contact, the same bytes for
   * everyone. `none`: plain URLs. @default 'identified'
   */
  readonly consent?: Consent | undefined;
}

export const RECIPIENT_OPTIONS: readonly (keyof Recipient)[] = ['contactId', 'values', 'consent'];

/** Takes what concerns rendering out of an app's own record of a contact. */
export function pickRecipient(record: unknown): Recipient {
  if (record === null || typeof record !== 'object') throw usageError('recipient', 'must be an object', record);
  const { contactId, values, consent } = record as Recipient;
  return { contactId, values, consent };
}

/** Throws `TypeError` for a recipient of the wrong shape; never names the contact or a value. */
export function checkRecipient({ contactId, values, consent }: { readonly [Key in keyof Recipient]?: unknown }): void {
  if (contactId !== undefined && (contactId === '' || !isTextOrNumber(contactId)))
    throw usageError(
      'contactId',
      `must be a string that is not empty, or a finite number${typeof contactId === 'string' ? '' : `, not ${typeName(contactId)}`}`,
    );
  checkOneOf('consent', consent, ['identified', 'pseudonymous', 'anonymous', 'none']);
  if (values === undefined) return;
  if (values === null || typeof values !== 'object' || Array.isArray(values))
    throw usageError('values', 'must be an object of strings and numbers', values);
  for (const [name, value] of Object.entries(values)) {
    if (!isTextOrNumber(value))
      throw usageError(
        `values[${JSON.stringify(name.slice(0, 40))}]`,
        `must be a string or a finite number, not ${typeName(value)}`,
      );
  }
}

function isTextOrNumber(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

/** The kind of a wrong value; what it is may be personal. */
function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'number') return 'a number that is not finite';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
