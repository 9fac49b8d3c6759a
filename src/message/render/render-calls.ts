import { checkKeys, type MisplacedOptions, usageError } from '../../checks/options.js';
import type { Link } from '../../link.js';
import type { Keyring } from '../../token/keyring.js';
import { COMPILE_OPTIONS } from '../plan/options.js';
import { RECIPIENT_OPTIONS, type Recipient } from '../plan/recipient.js';
import { inOrder, type Many } from './in-order.js';
import { checkKeyring } from './renderer.js';

/** How `renderAll` goes through its list. */
export interface RenderAllOptions {
  /**
   * How many copies are rendered at a time, from 1 to 1,000. More than one helps if you send several messages at once,
   * if keys sign in a remote service, or if the list of recipients comes page by page. The order stays. @default 1
   */
  readonly concurrency?: number | undefined;
}

/** What those are told who give a recipient what is the same for all. */
const NOT_OF_ONE_RECIPIENT: MisplacedOptions = new Map([
  ...COMPILE_OPTIONS.map((name): [string, string] => [
    name,
    'it is for compileMessage, compileHtml or compileText, once for all',
  ]),
  ['keys', 'it is the second argument of render'],
]);

type RenderRecord<Result> = (record: Recipient, keys: Keyring) => Promise<Result>;

/** Throws `TypeError` for what is no recipient or no keyring, naming options that belong elsewhere. */
export function checkRenderCall(recipient: unknown, keys: unknown): void {
  checkKeys('recipient', recipient, RECIPIENT_OPTIONS, NOT_OF_ONE_RECIPIENT);
  checkKeyring(keys);
}

/** The call `render`: checks what it is given, and renders. */
export async function renderOne<Result>(
  recipient: Recipient,
  keys: Keyring,
  render: RenderRecord<Result>,
): Promise<Result> {
  checkRenderCall(recipient, keys);
  return render(recipient, keys);
}

/** The call `renderAll`: checks what it is given when the first copy is asked for, and renders for each. */
export async function* renderMany<Result, To extends Recipient>(
  recipients: Many<To>,
  keys: Keyring,
  options: RenderAllOptions | undefined,
  render: RenderRecord<Result>,
): AsyncGenerator<Result & { recipient: To }, void, undefined> {
  checkKeyring(keys);
  if (options !== undefined) checkKeys('renderAll options', options, ['concurrency']);
  const { concurrency = 1 } = options ?? {};
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1_000)
    throw usageError('concurrency', 'must be a whole number from 1 to 1000', concurrency);
  yield* inOrder(recipients, concurrency, async (recipient) => ({
    ...(await render(recipient, keys)),
    recipient,
  }));
}

/** Destinations by link id, of the links that are tracked for everybody. */
export function destinationsOf(links: readonly Link[]): Readonly<Record<string, string>> {
  const entries = links.flatMap(({ verdict, id, url }) =>
    verdict === 'track' && url !== undefined ? [[id, url] as const] : [],
  );
  return Object.fromEntries(entries);
}
