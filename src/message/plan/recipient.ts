import { checkOneOf, shownMember, usageError } from '../../checks/options.js';
import { isTimeOfSending } from './time-of-sending.js';

/** Who a message is rendered for. */
export interface Recipient {
  /** An opaque id; anyone who holds a tracked URL can read it. No email address. A number counts as its decimal digits. @default none */
  readonly contactId?: string | number | undefined;
  /** Values of merge tags by name (`contact.first_name`) or by the tag as written. Filled in whether a link is tracked or not. @default none */
  readonly values?: Readonly<Record<string, string | number>> | undefined;
  /**
   * How much of the contact a tracked URL may say. `identified`: the id as it is. `pseudonymous`: a keyed hash of it.
   * `anonymous`: no contact, the same bytes for everyone. `none`: plain URLs. @default 'identified'
   */
  readonly consent?: 'identified' | 'pseudonymous' | 'anonymous' | 'none' | undefined;
  /**
   * When this copy is sent, to the second. Not used in anonymous mode, where it would tell recipients apart.
   * @default the compile option `sentAt`, else the time of rendering
   */
  readonly sentAt?: Date | undefined;
}

/** Every name in `Recipient`. */
export const RECIPIENT_OPTIONS: readonly (keyof Recipient)[] = ['contactId', 'values', 'consent', 'sentAt'];

/** A recipient once checked. */
export interface CheckedRecipient extends Recipient {
  readonly contactId: string | undefined;
}

/** Takes what concerns rendering out of an app's own record of a contact. Throws `TypeError` for a wrong shape; never names the contact. */
export function readRecipient(record: unknown): CheckedRecipient {
  if (record === null || typeof record !== 'object') throw usageError('recipient', 'must be an object', record);
  const { contactId, values, consent, sentAt } = record as { readonly [Key in keyof Recipient]?: unknown };
  checkOneOf('consent', consent, ['identified', 'pseudonymous', 'anonymous', 'none']);
  checkValues(values);
  if (sentAt !== undefined && !isTimeOfSending(sentAt))
    throw usageError('sentAt', 'must be a valid Date from 1970 on and before the year 10000', sentAt);
  return { contactId: readContactId(contactId), values, consent, sentAt } as CheckedRecipient;
}

function readContactId(contactId: unknown): string | undefined {
  if (contactId === undefined) return undefined;
  if (contactId === '' || !isTextOrNumber(contactId))
    throw usageError(
      'contactId',
      `must be a string that is not empty, or a finite number${contactId === '' ? '' : `, not ${typeName(contactId)}`}`,
    );
  return String(contactId);
}

function checkValues(values: unknown): void {
  if (values === undefined) return;
  if (values === null || typeof values !== 'object' || Array.isArray(values))
    throw usageError('values', 'must be an object of strings and numbers', values);
  for (const [name, value] of Object.entries(values)) {
    if (!isTextOrNumber(value))
      throw usageError(`values["${shownMember(name)}"]`, `must be a string or a finite number, not ${typeName(value)}`);
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
