import { unawaited } from '../checks/unawaited.js';
import { wellFormed } from '../checks/well-formed.js';

/** What a parameter may be: a text, in which `{link}` stands for the link's name, or a function of it. */
export type UtmValue = string | ((linkName: string) => string | undefined);

/** Query parameters for web analytics (Google's "URL builders": utm_source and its like), and further ones. */
export interface UtmParameters {
  /** `utm_source`: who sends the reader. @default none */
  readonly source?: UtmValue | undefined;
  /** `utm_medium`: by which way; `email` is the usual word. @default none */
  readonly medium?: UtmValue | undefined;
  /** `utm_campaign`: the campaign's name. @default none */
  readonly campaign?: UtmValue | undefined;
  /** `utm_content`: which link of the message. @default none */
  readonly content?: UtmValue | undefined;
  /** `utm_term`: paid keywords. @default none */
  readonly term?: UtmValue | undefined;
  /** `utm_id`: the campaign's id, by which Google Analytics joins imported data. @default none */
  readonly id?: UtmValue | undefined;
  /** Further parameters by their whole names: `{ ref: 'weekly' }`. @default none */
  readonly params?: Readonly<Record<string, UtmValue | undefined>> | undefined;
  /** `fill` adds what is missing, `skip-if-any` leaves a URL that has any UTM parameter, `override` replaces. @default 'fill' */
  readonly mode?: 'fill' | 'skip-if-any' | 'override' | undefined;
}

/** The parameters that have options of their own, in the order in which they are added. */
export const UTM_PARAMETERS = ['source', 'medium', 'campaign', 'content', 'term', 'id'] as const;

/** The link that parameters are for. */
export interface UtmContext {
  /** Stands for `{link}`. */
  readonly name: string;
  /** Told when a function of the app's throws or gives no string: that parameter is left out. */
  readonly onThrow?: () => void;
  /**
   * Fills in what a value holds of merge tags; undefined leaves the parameter out. `literal` is for the rest of the text.
   * Asked of values that would be added. @default the text as it is
   */
  readonly fill?: (parameter: string, text: string, literal: (text: string) => string) => string | undefined;
}

/**
 * Adds the parameters before the fragment. What is there keeps its exact encoding and order; the URL is never parsed and
 * written anew.
 */
export function addUtm(url: string, options: UtmParameters, context: UtmContext): string {
  const hash = url.indexOf('#');
  const beforeHash = hash === -1 ? url : url.slice(0, hash);
  const fragment = hash === -1 ? '' : url.slice(hash);
  const mark = beforeHash.indexOf('?');
  const path = mark === -1 ? beforeHash : beforeHash.slice(0, mark);
  const pairs = mark === -1 ? [] : beforeHash.slice(mark + 1).split('&');
  const there = new Set(pairs.map(parameterName));
  if (options.mode === 'skip-if-any' && [...there].some((key) => key.startsWith('utm_'))) return url;

  const added: string[] = [];
  const replaced = new Set<string>();
  for (const [key, wanted] of entriesOf(options)) {
    if (wanted === undefined || (there.has(key) && options.mode !== 'override')) continue;
    const value = valueFor(key, wanted, context);
    if (value === undefined) continue;
    replaced.add(key);
    added.push(`${encodeURIComponent(wellFormed(key))}=${encodeURIComponent(wellFormed(value))}`);
  }
  if (added.length === 0) return url;
  // An author's `&amp;utm_source=x` whose reference nobody decodes was meant to be that parameter, too.
  const nameOf = (pair: string): string =>
    parameterName(options.mode === 'override' ? pair.replace(/^(?:amp;)+/i, '') : pair);
  const kept = pairs.filter((pair) => !replaced.has(nameOf(pair)));
  // "?" alone, or a "&" at the end, is an empty last pair: what is added takes its place.
  if (kept.at(-1) === '') kept.pop();
  return `${path}?${[...kept, ...added].join('&')}${fragment}`;
}

function valueFor(parameter: string, value: UtmValue, { name, onThrow, fill }: UtmContext): string | undefined {
  const literal = (text: string): string => (typeof value === 'string' ? text.replaceAll('{link}', () => name) : text);
  const text = typeof value === 'string' ? value : answerOf(value, name, onThrow);
  if (text === undefined) return undefined;
  const filled = fill === undefined ? literal(text) : fill(parameter, text, literal);
  return filled === '' ? undefined : filled;
}

function answerOf(value: Exclude<UtmValue, string>, name: string, onThrow: UtmContext['onThrow']): string | undefined {
  try {
    const text: unknown = unawaited(value(name));
    if (typeof text === 'string') return text;
    if (text !== undefined) onThrow?.();
  } catch {
    onThrow?.();
  }
  return undefined;
}

/** Names and values in the order in which they are added. */
function entriesOf(options: UtmParameters): readonly (readonly [key: string, value: UtmValue | undefined])[] {
  return [
    ...UTM_PARAMETERS.map((parameter) => [`utm_${parameter}`, options[parameter]] as const),
    ...Object.entries(options.params ?? {}),
  ];
}

/** UTM names match in any case, as authors write them; others are the site's, which may tell `ref` from `Ref`. */
function parameterName(pair: string): string {
  const name = decoded(pair.split('=', 1)[0] as string);
  return /^utm_/i.test(name) ? name.toLowerCase() : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
