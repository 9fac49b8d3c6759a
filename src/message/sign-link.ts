import { checkKeys, type MisplacedOptions, usageError } from '../checks/options.js';
import type { Link } from '../link.js';
import type { Keyring } from '../token/keyring.js';
import { checkedSettings } from './compile.js';
import type { Finding } from './findings/catalog.js';
import { createAddressPlan } from './plan/create-plan.js';
import { COMPILE_OPTIONS, type CompileOptions } from './plan/options.js';
import { RECIPIENT_OPTIONS, type Recipient, readRecipient } from './plan/recipient.js';
import { checkKeyring, createRenderer } from './render/renderer.js';
import { TokenLengthError } from './render/write-part.js';

/** What of `CompileOptions` one link has as well. */
type SharedOption = Extract<
  keyof CompileOptions,
  'trackingUrl' | 'campaignId' | 'messageId' | 'variant' | 'sentAt' | 'expiresInSeconds' | 'utm' | 'mergeTags'
>;

const SHARED: readonly SharedOption[] = [
  'trackingUrl',
  'campaignId',
  'messageId',
  'variant',
  'sentAt',
  'expiresInSeconds',
  'utm',
  'mergeTags',
];

/** How one link is signed, and for whom. */
export interface SignLinkOptions extends Pick<CompileOptions, SharedOption>, Omit<Recipient, 'sentAt'> {
  /**
   * The link's id, or a function of the link that returns it. Cut at 64 characters. @default 'address': a hash of the address
   */
  readonly linkId?: string | ((link: Link) => string | undefined) | undefined;
  /** Names and values that come back with each click: at most ten. @default none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The token holds the destination: one link has no manifest. @default 'embedded' */
  readonly destination?: 'embedded' | undefined;
}

const OPTIONS: readonly string[] = [...new Set([...SHARED, ...RECIPIENT_OPTIONS, 'linkId', 'tags', 'destination'])];

const MISPLACED: MisplacedOptions = new Map([
  ...COMPILE_OPTIONS.map((name): [string, string] => [name, 'it is for messages: signLink signs one link']),
  ['keys', 'it is the third argument of signLink'],
]);

/**
 * Signs one link outside a message: for an SMS, a button of an app or a PDF. A click on it is read and counted as any
 * other. The link that `rewriteText` would make of the same address is the same, to the byte.
 *
 * @param url - the destination: an http or https address. Its merge tags are filled in with `values`, all or none
 * @param options - `trackingUrl` is required
 * @param keys - the first key signs
 * @returns the tracked URL; with `consent: 'none'` the plain one, its values filled in
 * @throws TypeError for a caller's mistake: a wrong option, or an address that cannot be tracked, with the reason's code
 * (docs/codes.md). The message does not show the address.
 * @example
 * ```ts
 * import { createKeyring, decodeClick, signLink } from 'clickstamp';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const url = await signLink(
 *   'https://shop.example/sale',
 *   { trackingUrl: 'https://click.brand.example/c', contactId: 'c-17', campaignId: 'sms-november' },
 *   keys,
 * );
 * const click = await decodeClick(url, { keys });
 * [click.url, click.contactId]; // => ['https://shop.example/sale', 'c-17']
 * ```
 */
export async function signLink(url: string | URL, options: SignLinkOptions, keys: Keyring): Promise<string> {
  if (typeof url !== 'string' && !(url instanceof URL)) throw usageError('url', 'must be a string or URL', url);
  checkKeys('signLink options', options, OPTIONS, MISPLACED);
  checkKeyring(keys);
  const { contactId, values, consent, linkId, tags, destination, ...shared } = options;
  if (destination !== undefined && destination !== 'embedded')
    throw usageError('destination', 'must be "embedded": one link has no manifest', destination);
  const settings = checkedSettings({ ...shared, clickTracking: true, ...namedBy(linkId, tags) }, ['text']);
  const recipient = readRecipient({ contactId, values, consent });
  const address = typeof url === 'string' ? url : url.href;
  const renderer = createRenderer(createAddressPlan(address, settings));
  try {
    const { resolved, texts } = await renderer.fill(recipient, keys);
    const link = resolved.links[0] as Link;
    refuse(resolved.findings);
    if (link.verdict === 'track') return texts[0] as string;
    if (link.reason === 'consent-none' && link.url !== undefined) return link.url;
    throw usageError('url', `cannot be tracked (${link.reason}): ${link.message}`);
  } catch (error) {
    if (error instanceof TokenLengthError)
      throw usageError('url', 'would make a token longer than the redirect accepts: shorten it, or the ids');
    throw error;
  }
}

/** What a message goes out with all the same, and is a mistake where there is none. */
function refuse(findings: readonly Finding[]): void {
  const codes = findings.map(({ code }) => code);
  if (codes.includes('merge-tag-in-value')) throw usageError('values', 'must not hold merge tags');
  if (codes.includes('option-tag-unresolved'))
    throw usageError('values', 'must have a value, without tags in it, for each merge tag of the options');
  if (codes.includes('contact-is-placeholder'))
    throw usageError('contactId', 'must be an id, not a merge tag or a placeholder');
}

/** The compile options that give the link its id and tags. */
function namedBy(
  linkId: SignLinkOptions['linkId'],
  tags: SignLinkOptions['tags'],
): Pick<CompileOptions, 'linkId' | 'classify'> {
  if (linkId === 'label' || linkId === 'position')
    throw usageError('linkId', 'must be an id, "address" or a function: one link has no label and no position', linkId);
  if (linkId !== undefined && typeof linkId !== 'string' && typeof linkId !== 'function')
    throw usageError('linkId', 'must be a string or a function', linkId);
  if (linkId === '') throw usageError('linkId', 'must not be empty');
  checkTags(tags);
  const id = typeof linkId === 'string' && linkId !== 'address' ? linkId : undefined;
  return {
    linkId: typeof linkId === 'function' ? linkId : undefined,
    classify: id === undefined && tags === undefined ? undefined : () => ({ id, tags }),
  };
}

function checkTags(tags: unknown): void {
  if (tags === undefined) return;
  if (tags === null || typeof tags !== 'object' || Array.isArray(tags))
    throw usageError('tags', 'must be an object of strings', tags);
  if (Object.values(tags).some((value) => typeof value !== 'string'))
    throw usageError('tags', 'must be an object of strings');
}
