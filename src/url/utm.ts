import { checkKeys, checkOneOf, usageError } from '../checks/options.js';
import { wellFormed } from '../checks/well-formed.js';
import { isUnderHost } from './plain-host.js';

/** What a parameter may be: a text, in which `{link}` stands for the link's name, or a function of it. */
export type UtmValue = string | ((linkName: string) => string | undefined);

/** Query parameters for web analytics (Google's "URL builders": utm_source and its like). */
export interface UtmOptions {
  readonly source?: UtmValue | undefined;
  readonly medium?: UtmValue | undefined;
  readonly campaign?: UtmValue | undefined;
  readonly content?: UtmValue | undefined;
  readonly term?: UtmValue | undefined;
  /** `fill` adds what is missing, `skip-if-any` leaves a URL that has any, `override` replaces. @default 'fill' */
  readonly mode?: 'fill' | 'skip-if-any' | 'override' | undefined;
  /** Hosts, subdomains included, that alone get parameters. */
  readonly onlyDomains?: readonly string[] | undefined;
  /** Hosts, subdomains included, that get none. */
  readonly exceptDomains?: readonly string[] | undefined;
}

const PARAMETERS = ['source', 'medium', 'campaign', 'content', 'term'] as const;

/** Throws `TypeError` naming the option, as in `utm.mode`. */
export function checkUtm(options: unknown): asserts options is UtmOptions {
  checkKeys('utm', options, [...PARAMETERS, 'mode', 'onlyDomains', 'exceptDomains']);
  const utm = options as Record<string, unknown>;
  for (const name of PARAMETERS) {
    const value = utm[name];
    if (value !== undefined && typeof value !== 'function' && (typeof value !== 'string' || value === ''))
      throw usageError(`utm.${name}`, 'must be a string that is not empty, or a function', value);
  }
  checkOneOf('utm.mode', utm['mode'], ['fill', 'skip-if-any', 'override']);
  for (const name of ['onlyDomains', 'exceptDomains']) {
    const value = utm[name];
    if (
      value !== undefined &&
      !(Array.isArray(value) && value.every((host) => typeof host === 'string' && host !== ''))
    )
      throw usageError(`utm.${name}`, 'must be an array of host names', value);
  }
}

/** The link that parameters are for. */
export interface UtmContext {
  /** Stands for `{link}`. */
  readonly name: string;
  readonly host?: string;
  /** Told when a function of the app's throws or gives no string: that parameter is left out. */
  readonly onThrow?: () => void;
}

/**
 * Adds the parameters before the fragment. What is there keeps its exact encoding and order; the URL is never parsed and
 * written anew.
 */
export function addUtm(url: string, options: UtmOptions, { name, host, onThrow }: UtmContext): string {
  if (!wantsHost(options, host)) return url;
  const hash = url.indexOf('#');
  const beforeHash = hash === -1 ? url : url.slice(0, hash);
  const fragment = hash === -1 ? '' : url.slice(hash);
  const mark = beforeHash.indexOf('?');
  const path = mark === -1 ? beforeHash : beforeHash.slice(0, mark);
  const pairs = mark === -1 ? [] : beforeHash.slice(mark + 1).split('&');
  const there = new Set(pairs.map(parameterName).filter((key) => key.startsWith('utm_')));
  if (options.mode === 'skip-if-any' && there.size > 0) return url;

  const added: string[] = [];
  const replaced = new Set<string>();
  for (const parameter of PARAMETERS) {
    const value = valueFor(options[parameter], name, onThrow);
    const key = `utm_${parameter}`;
    if (value === undefined || (there.has(key) && options.mode !== 'override')) continue;
    replaced.add(key);
    added.push(`${key}=${encodeURIComponent(wellFormed(value))}`);
  }
  if (added.length === 0) return url;
  const kept = pairs.filter((pair) => !replaced.has(parameterName(pair)));
  // "?" alone, or a "&" at the end, is an empty last pair: what is added takes its place.
  while (kept.at(-1) === '') kept.pop();
  return `${path}?${[...kept, ...added].join('&')}${fragment}`;
}

function valueFor(value: UtmValue | undefined, name: string, onThrow: UtmContext['onThrow']): string | undefined {
  if (typeof value !== 'function') return value?.replaceAll('{link}', () => name);
  let text: unknown;
  try {
    text = value(name);
  } catch {
    onThrow?.();
    return undefined;
  }
  if (text !== undefined && typeof text !== 'string') onThrow?.();
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function parameterName(pair: string): string {
  const name = pair.split('=', 1)[0] as string;
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}

function wantsHost(options: UtmOptions, host: string | undefined): boolean {
  const isUnder = (named: string): boolean => host !== undefined && isUnderHost(host, named.toLowerCase());
  if (options.onlyDomains !== undefined && !options.onlyDomains.some(isUnder)) return false;
  return !(options.exceptDomains?.some(isUnder) ?? false);
}
