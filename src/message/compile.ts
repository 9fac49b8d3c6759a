import { checkKeys, usageError } from '../checks/options.js';
import type { Part } from '../link.js';
import { createPlan } from './plan/create-plan.js';
import { COMPILE_OPTIONS, type CompileOptions, createSettings, FOR_RENDER, type Settings } from './plan/options.js';
import { asHtml, asText, type CompiledPart, createCompiledPart } from './render/compiled-part.js';
import type { RewriteResult, TextRewriteResult } from './render/result.js';

/**
 * Reads an HTML or AMP part once: finds and classifies its links, so that for each contact, `render` only has to sign.
 * Any string is acceptable content. Throws `TypeError` for a caller's mistake, naming the option.
 *
 * @param html - the part as it is: any string
 * @param options - `trackingUrl` is required; `clickTracking: true` signs
 * @returns the part, to be rendered for each contact
 * @throws TypeError for a caller's mistake, naming the option
 * @example
 * ```ts
 * import { compileHtml, createKeyring } from 'clickstamp';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const part = compileHtml('<a href="https://shop.example/sale">Sale</a>', {
 *   trackingUrl: 'https://click.brand.example/c',
 *   clickTracking: true,
 * });
 * const { tracked } = await part.render({ contactId: 'c-17' }, keys);
 * tracked; // => 1
 * ```
 */
export function compileHtml(html: string, options: CompileOptions): CompiledPart<RewriteResult> {
  checkContent('html', html);
  return createCompiledPart(createPlan(html, settingsOf('compileHtml options', options, ['html', 'amp'])), asHtml);
}

/**
 * As `compileHtml`, for the text/plain part: URLs are found the way mail programs link them.
 *
 * @param text - the part as it is: any string
 * @param options - `trackingUrl` is required; `clickTracking: true` signs
 * @returns the part, to be rendered for each contact
 * @throws TypeError for a caller's mistake, naming the option
 * @example
 * ```ts
 * import { compileText } from 'clickstamp';
 *
 * const part = compileText('Sale: https://shop.example/sale, and write to mailto:info@shop.example', {
 *   trackingUrl: 'https://click.brand.example/c',
 *   clickTracking: true,
 * });
 * part.links.map(({ verdict, url }) => `${verdict}: ${url}`); // => ['track: https://shop.example/sale', 'leave: undefined']
 * ```
 */
export function compileText(text: string, options: CompileOptions): CompiledPart<TextRewriteResult> {
  checkContent('text', text);
  return createCompiledPart(createPlan(text, settingsOf('compileText options', options, ['text'])), asText);
}

/** Checks a call's options, their names included. */
function settingsOf(where: string, options: CompileOptions, parts: readonly Part[]): Settings {
  checkKeys(where, options, COMPILE_OPTIONS, FOR_RENDER);
  return checkedSettings(options, parts);
}

/** Checks the values of options whose names are checked. A tracking URL is required. */
export function checkedSettings(options: CompileOptions, parts: readonly Part[]): Settings {
  const settings = createSettings(options, parts);
  if (options.trackingUrl === undefined)
    throw usageError('trackingUrl', 'is required, such as https://click.brand.example/c');
  return settings;
}

/** Throws unless the content is a string. */
export function checkContent(option: Part, content: unknown): asserts content is string {
  if (typeof content !== 'string') throw usageError(option, 'must be a string', content);
}
