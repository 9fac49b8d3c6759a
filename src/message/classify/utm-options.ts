import { checkKeys, checkOneOf, shownMember, usageError } from '../../checks/options.js';
import { UTM_PARAMETERS, type UtmParameters } from '../../url/utm.js';
import { compileMatchers, type LinkTest, type Matcher } from './matchers.js';

/** Which links get query parameters for web analytics, and which ones. */
export interface UtmOptions extends UtmParameters {
  /** Links that alone get parameters, by host, address or function. @default all */
  readonly only?: readonly Matcher[] | undefined;
  /** Links that get none; wins over `only`. @default none */
  readonly except?: readonly Matcher[] | undefined;
}

/**
 * Checks the option `utm` and returns the test of which links get parameters; undefined for all of them. Throws `TypeError`
 * naming the option, as in `utm.mode`. `onThrow` is told when a function of the app's throws.
 */
export function compileUtm(options: unknown, onThrow: () => void): LinkTest | undefined {
  if (options === undefined) return undefined;
  checkKeys('utm', options, [...UTM_PARAMETERS, 'params', 'mode', 'only', 'except']);
  const utm = options as Record<string, unknown>;
  for (const name of UTM_PARAMETERS) checkValue(`utm.${name}`, utm[name]);
  checkParams(utm['params']);
  checkOneOf('utm.mode', utm['mode'], ['fill', 'skip-if-any', 'override']);
  const only = compileMatchers('utm.only', utm['only'], onThrow);
  const except = compileMatchers('utm.except', utm['except'], onThrow);
  if (only === undefined && except === undefined) return undefined;
  return (link) => (only?.(link) ?? true) && !(except?.(link) ?? false);
}

function checkParams(params: unknown): void {
  if (params === undefined) return;
  if (params === null || typeof params !== 'object' || Array.isArray(params))
    throw usageError('utm.params', 'must be an object of parameter names and values', params);
  for (const [name, value] of Object.entries(params)) {
    if (name === '') throw usageError('utm.params', 'must not have an empty name');
    const own = UTM_PARAMETERS.find((parameter) => name.toLowerCase() === `utm_${parameter}`);
    if (own !== undefined) throw usageError(`utm.params.${name}`, `has an option of its own: utm.${own}`);
    checkValue(`utm.params.${shownMember(name)}`, value);
  }
}

function checkValue(option: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function' && (typeof value !== 'string' || value === ''))
    throw usageError(option, 'must be a string that is not empty, or a function', value);
}
