import { checkType, usageError, withoutStickyFlags } from '../../checks/options.js';
import { remembering } from '../../checks/remember.js';
import { answerOf } from '../../checks/unawaited.js';
import type { ClickHeaders } from '../store/event.js';
import { REQUEST_SIGNALS, type RequestSignal, signalsOf } from '../store/request-signals.js';
import { isUnreadable } from './addresses.js';
import { compileNetworks, type NetworkTest } from './networks.js';
import { isKnownProgram } from './user-agents.js';

/** What looks at requests: options of the click handler, and of the aggregator in apps without the handler. */
export interface RequestRuleOptions {
  /**
   * Networks of scanners and data centres: CIDR notation (RFC 4632), or a function that is given the address alone, without
   * port, brackets and zone. @default none
   */
  readonly networks?: readonly string[] | ((ip: string) => boolean) | undefined;
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
  const more = userAgents.map(withoutStickyFlags);
  return {
    inNetwork: networks === undefined ? undefined : compileNetworks(networks),
    isProgram: remembering(
      MAX_USER_AGENTS,
      (userAgent) =>
        isKnownProgram(userAgent, more) || (userAgent.trim() !== '' && answerOf('isBot', isBot?.(userAgent)) === true),
    ),
  };
}

/** Verdicts on so many user agents are kept: most clicks come from a few. */
const MAX_USER_AGENTS = 1_000;

const BIT = Object.fromEntries(REQUEST_SIGNALS.map((name, bit) => [name, 1 << bit])) as Record<RequestSignal, number>;

/**
 * Works out what a request says about who made it, as bits in the order of `REQUEST_SIGNALS`. The signals that have no line
 * here are told by others: the redirect's table of sources, a provider.
 */
export function requestBits({ method, userAgent, headers, ip }: RequestFacts, rules: RequestRules): number {
  let bits = 0;
  if (method !== undefined && method !== 'GET') {
    if (/^head$/i.test(method)) bits |= BIT.head;
    else if (!/^get$/i.test(method)) bits |= BIT.method;
  }
  if (userAgent !== undefined) {
    if (rules.isProgram(userAgent)) bits |= BIT['user-agent'];
    if (userAgent.trim() === '') bits |= BIT['user-agent-empty'];
  }
  if (headers !== undefined) bits |= headerBits(headers);
  if (ip !== undefined && rules.inNetwork?.(ip) === true) bits |= BIT.network;
  return bits;
}

/** Says whether `networks` could not be asked about a request, because its `ip` is no address. */
export function isIpUnreadable({ ip }: RequestFacts, { inNetwork }: RequestRules): boolean {
  return ip !== undefined && inNetwork !== undefined && isUnreadable(ip);
}

/** Works out what a request says about who made it. */
export function requestSignals(facts: RequestFacts, rules: RequestRules): RequestSignal[] {
  return signalsOf(requestBits(facts, rules));
}

/** Headers beside `Sec-Purpose` by which browsers and mail programs say that nobody has clicked yet. */
const PREFETCH_HEADERS: readonly (readonly [name: string, value: RegExp])[] = [
  ['purpose', /prefetch|preview/i],
  ['x-purpose', /preview|prefetch/i],
  ['x-moz', /prefetch/i],
];

/** What headers say; each is looked up once, because looking one up is not free in a web `Headers`. */
function headerBits(headers: ClickHeaders): number {
  let bits = 0;
  const purpose = headerOf(headers, 'sec-purpose');
  // A page that a browser loads ahead because it expects a click (`Sec-Purpose: prefetch;prerender`). If the reader does
  // click, no second request comes, so this is weaker than a prefetch.
  if (purpose !== '' && /prerender/i.test(purpose)) bits |= BIT.prerender;
  else if ((purpose !== '' && /prefetch/i.test(purpose)) || PREFETCH_HEADERS.some(isIn, headers)) bits |= BIT.prefetch;
  if (isNotNavigation(headerOf(headers, 'sec-fetch-mode'), headerOf(headers, 'sec-fetch-dest')))
    bits |= BIT['not-navigation'];
  return bits;
}

function isIn(this: ClickHeaders, [name, value]: readonly [name: string, value: RegExp]): boolean {
  const text = headerOf(this, name);
  return text !== '' && value.test(text);
}

/**
 * Browsers say what a request is for (Fetch Metadata, W3C): someone who follows a link makes a `navigate` request for a
 * `document`, or for a frame, where the mail is read in one. Images, scripts and `fetch` calls are made by a page.
 */
function isNotNavigation(mode: string, destination: string): boolean {
  return (
    (mode !== '' && mode !== 'navigate' && !/^(?:(?:nested-)?navigate)?$/i.test(mode.trim())) ||
    (destination !== '' &&
      destination !== 'document' &&
      !/^(?:(?:nested-)?document|i?frame)?$/i.test(destination.trim()))
  );
}

function headerOf(headers: ClickHeaders, name: string): string {
  if (typeof headers.get === 'function') return headers.get(name) ?? '';
  const plain = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  const key = Object.hasOwn(plain, name) ? name : Object.keys(plain).find((each) => each.toLowerCase() === name);
  return key === undefined ? '' : String(plain[key] ?? '');
}
