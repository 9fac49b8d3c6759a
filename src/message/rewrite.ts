import { checkKeys } from '../checks/options.js';
import type { Keyring } from '../token/keyring.js';
import { checkContent, compileHtml, compileText } from './compile.js';
import { COMPILE_OPTIONS, type CompileOptions } from './plan/options.js';
import { RECIPIENT_OPTIONS, type Recipient } from './plan/recipient.js';
import { checkKeyring } from './render/compiled-part.js';
import type { RewriteResult, TextRewriteResult } from './render/result.js';

/** How one message is rewritten for one recipient: `CompileOptions`, the recipient, and the keys. */
export type RewriteOptions = CompileOptions & Recipient & { readonly keys: Keyring };

/**
 * Rewrites one HTML (or AMP) part for one contact. For many contacts, `compileHtml` once and `render` for each.
 * Rejects with `TypeError` for a caller's mistake; content never makes it fail.
 *
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
  const { compile, recipient, keys } = splitOptions('rewriteLinks options', options);
  return compileHtml(html, compile).render(recipient, keys);
}

/** As `rewriteLinks`, for the text/plain part: the result has `text` where that has `html`. */
export async function rewriteText(text: string, options: RewriteOptions): Promise<TextRewriteResult> {
  checkContent('text', text);
  const { compile, recipient, keys } = splitOptions('rewriteText options', options);
  return compileText(text, compile).render(recipient, keys);
}

function splitOptions(
  where: string,
  options: RewriteOptions,
): { compile: CompileOptions; recipient: Recipient; keys: Keyring } {
  checkKeys(where, options, [...COMPILE_OPTIONS, ...RECIPIENT_OPTIONS, 'keys']);
  const { keys, contactId, values, consent, ...compile } = options;
  checkKeyring(keys);
  return { compile, recipient: { contactId, values, consent }, keys };
}
