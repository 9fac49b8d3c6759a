import { checkType, usageError, withoutStickyFlags } from '../../checks/options.js';
import type { ClickHeaders } from '../store/event.js';
import { REQUEST_SIGNALS, type RequestSignal } from '../store/request-signals.js';
import { isUnreadable } from './addresses.js';
import { compileNetworks, type NetworkTest } from './networks.js';
import { isKnownProgram } from './user-agents.js';

/** What looks at requests: options of the click handler, and of the aggregator in apps without the handler. */
export interface RequestRuleOptions {
  /** Networks of scanners and data centres: CIDR notation (RFC 4632), or a function. @default none */
  readonly networks?: readonly string[] | NetworkTest | undefined;
  /** Patterns of programs' user agents beside the built-in ones. @default none */
  readonly userAgents?: readonly RegExp[] | undefined;
  /** Also decides which user agents are a program's, such as `isbot` of the package isbot. @default none */
  readonly isBot?: ((userAgent: string) => boolean) | undefined;
}

/** The same, checked and compiled. */
export interface RequestRules {
  readonly inNetwork: NetworkTest | undefined;
  readonly isProgram: (userAgent: string) => boolean;
}

/** What a request says of itself. Absent members say nothing. */
export interface RequestFacts {
  readonly method?: string | undefined;
  /** Empty if the request had none. */
  readonly userAgent?: string | undefined;
  readonly headers?: ClickHeaders | undefined;
  readonly ip?: string | undefined;
}

/** Checks the options that look at requests. Throws `TypeError` naming the option. */
export function createRequestRules({ networks, userAgents = [], isBot }: RequestRuleOptions): RequestRules {
  if (!Array.isArray(userAgents) || userAgents.some((pattern) => !(pattern instanceof RegExp)))
    throw usageError('bots.userAgents', 'must be an array of regular expressions', userAgents);
  checkType('bots.isBot', isBot, 'function');
  return {
    inNetwork: networks === undefined ? undefined : compileNetworks(networks),
    isProgram: rememberPrograms(userAgents.map(withoutStickyFlags), isBot),
  };
}

/** How a request shows each signal. Those without a test here are told by others: the redirect's table of sources, a provider. */
const TESTS: { readonly [Name in RequestSignal]?: (facts: RequestFacts, rules: RequestRules) => boolean } = {
  method: ({ method }) => method !== undefined && !/^(?:get|head)$/i.test(method),
  head: ({ method }) => method !== undefined && /^head$/i.test(method),
  'user-agent': ({ userAgent }, { isProgram }) => userAgent !== undefined && isProgram(userAgent),
  'user-agent-empty': ({ userAgent }) => userAgent !== undefined && userAgent.trim() === '',
  prefetch: ({ headers }) => headers !== undefined && isPrefetch(headers),
  prerender: ({ headers }) => headers !== undefined && isPrerender(headers),
  'not-navigation': ({ headers }) => headers !== undefined && isNotNavigation(headers),
  network: ({ ip }, { inNetwork }) => ip !== undefined && (inNetwork?.(ip) ?? false),
};

const TESTED = REQUEST_SIGNALS.map((name, bit) => ({ bit, test: TESTS[name] }));

/** Works out what a request says about who made it, as bits in the order of `REQUEST_SIGNALS`. */
export function requestBits(facts: RequestFacts, rules: RequestRules): number {
  let bits = 0;
  for (const { bit, test } of TESTED) if (test?.(facts, rules) === true) bits |= 1 << bit;
  return bits;
}

/** Says whether `networks` could not be asked about a request, because its `ip` is no address. */
export function isIpUnreadable({ ip }: RequestFacts, { inNetwork }: RequestRules): boolean {
  return ip !== undefined && inNetwork !== undefined && isUnreadable(ip);
}

/** Works out what a request says about who made it. */
export function requestSignals(facts: RequestFacts, rules: RequestRules): RequestSignal[] {
  const bits = requestBits(facts, rules);
  return REQUEST_SIGNALS.filter((_, bit) => (bits & (1 << bit)) !== 0);
}

/** Header names and values by which browsers and mail programs say that nobody has clicked yet. */
const PREFETCH_HEADERS: readonly (readonly [name: string, value: RegExp])[] = [
  ['purpose', /prefetch|preview/i],
  ['sec-purpose', /prefetch/i],
  ['x-purpose', /preview|prefetch/i],
  ['x-moz', /prefetch/i],
];

function isPrefetch(headers: ClickHeaders): boolean {
  if (isPrerender(headers)) return false;
  return PREFETCH_HEADERS.some(([name, value]) => value.test(headerOf(headers, name)));
}

/**
 * A page that a browser loads ahead because it expects a click (`Sec-Purpose: prefetch;prerender`). If the reader does
 * click, no second request comes, so this is weaker than a prefetch.
 */
function isPrerender(headers: ClickHeaders): boolean {
  return /prerender/i.test(headerOf(headers, 'sec-purpose'));
}

/**
 * Browsers say what a request is for (Fetch Metadata, W3C): someone who follows a link makes a `navigate` request for a
 * `document`, or for a frame, where the mail is read in one. Images, scripts and `fetch` calls are made by a page.
 */
function isNotNavigation(headers: ClickHeaders): boolean {
  const mode = headerOf(headers, 'sec-fetch-mode').trim();
  const destination = headerOf(headers, 'sec-fetch-dest').trim();
  return (
    (mode !== '' && !/^(?:nested-)?navigate$/i.test(mode)) ||
    (destination !== '' && !/^(?:nested-)?document$|^i?frame$/i.test(destination))
  );
}

function headerOf(headers: ClickHeaders, name: string): string {
  if (typeof headers.get === 'function') return headers.get(name) ?? '';
  const plain = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  const key = Object.hasOwn(plain, name) ? name : Object.keys(plain).find((each) => each.toLowerCase() === name);
  return key === undefined ? '' : String(plain[key] ?? '');
}

/** Remembers the verdict on the last thousand user agents: most clicks come from a few. */
function rememberPrograms(
  more: readonly RegExp[],
  isBot: ((userAgent: string) => boolean) | undefined,
): (userAgent: string) => boolean {
  const known = new Map<string, boolean>();
  return (userAgent) => {
    const before = known.get(userAgent);
    if (before !== undefined) return before;
    if (known.size >= 1_000) known.clear();
    const now = isKnownProgram(userAgent, more) || (userAgent.trim() !== '' && isBot?.(userAgent) === true);
    if (userAgent.length <= 500) known.set(userAgent, now);
    return now;
  };
}
