import { checkKeys } from '../checks/options.js';
import type { Part } from '../link.js';
import type { Keyring } from '../token/keyring.js';
import { checkContent, checkedSettings } from './compile.js';
import { createPlan } from './plan/create-plan.js';
import { COMPILE_OPTIONS, type CompileOptions } from './plan/options.js';
import { RECIPIENT_OPTIONS, type Recipient } from './plan/recipient.js';
import { asHtml, asText } from './render/compiled-part.js';
import { checkKeyring, createRenderer, type RenderedPart, renderFor } from './render/renderer.js';
import type { RewriteResult, TextRewriteResult } from './render/result.js';

/** How one message is rewritten for one recipient: `CompileOptions`, the recipient, and the keys. */
export type RewriteOptions = CompileOptions &
  Recipient & {
    /** The first key signs. */
    readonly keys: Keyring;
  };

/**
 * Rewrites one HTML (or AMP) part for one contact. For many contacts, `compileHtml` once and `render` for each.
 * Rejects with `TypeError` for a caller's mistake; content never makes it fail.
 *
 * @param html - the part as it is: any string
 * @param options - `trackingUrl` and `keys` are required; `clickTracking: true` signs
 * @returns the part for this contact, with what was said of each link
 * @throws TypeError (rejects) for a caller's mistake, naming the option
 * @example
 * ```ts
 * import { createKeyring, rewriteLinks } from 'clickstamp';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const { html, tracked } = await rewriteLinks('<a href="https://shop.example/?a=1&amp;b=2">Sale</a>', {
 *   trackingUrl: 'https://click.brand.example/c',
 *   clickTracking: true,
 *   contactId: 'c-17',
 *   keys,
 * });
 * tracked; // => 1
 * html.startsWith('<a href="https://click.brand.example/c/'); // => true
 * ```
 */
export async function rewriteLinks(html: string, options: RewriteOptions): Promise<RewriteResult> {
  checkContent('html', html);
  return asHtml(await rewrite(html, 'rewriteLinks options', options, ['html', 'amp']));
}

/**
 * As `rewriteLinks`, for the text/plain part: the result has `text` where that has `html`.
 *
 * @param text - the part as it is: any string
 * @param options - as for `rewriteLinks`
 * @returns the part for this contact, with what was said of each link
 * @throws TypeError (rejects) for a caller's mistake, naming the option
 * @example
 * ```ts
 * import { createKeyring, rewriteText } from 'clickstamp';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const { text, tracked } = await rewriteText('Sale: https://shop.example/sale.', {
 *   trackingUrl: 'https://click.brand.example/c',
 *   clickTracking: true,
 *   keys,
 * });
 * tracked; // => 1
 * text.startsWith('Sale: https://click.brand.example/c/'); // => true
 * ```
 */
export async function rewriteText(text: string, options: RewriteOptions): Promise<TextRewriteResult> {
  checkContent('text', text);
  return asText(await rewrite(text, 'rewriteText options', options, ['text']));
}

async function rewrite(
  content: string,
  where: string,
  options: RewriteOptions,
  parts: readonly Part[],
): Promise<RenderedPart> {
  checkKeys(where, options, [...COMPILE_OPTIONS, ...RECIPIENT_OPTIONS, 'keys']);
  const { keys, contactId, values, consent, ...compile } = options;
  checkKeyring(keys);
  const { render, unchanged } = createRenderer(createPlan(content, checkedSettings(compile, parts)));
  return renderFor({ contactId, values, consent }, (recipient) => render(recipient, keys), unchanged);
}
