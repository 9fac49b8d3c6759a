import { checkKeys, checkNumber, checkOneOf, checkType, usageError } from '../checks/options.js';
import { createRequestRules, type RequestRuleOptions, type RequestRules } from '../clicks/bots/request.js';
import type { RequestSignal } from '../clicks/store/request-signals.js';
import { type Click, checkTrackingUrls, type DecodeOptions } from '../token/decode-click.js';
import { isKeyring, type Keyring } from '../token/keyring.js';
import { isSafeDestination } from '../url/destination.js';
import { hrefOf } from '../url/parse.js';

/**
 * How and when a click came. `{ ...click, ...info }` is a `ClickRecord`: plain JSON, which a queue, a file and a database keep
 * as it is. It holds no header, user agent, cookie or address.
 */
export interface ClickInfo {
  /** Of the shape of the record. */
  readonly version: 1;
  /** When the request came. */
  readonly at: Date;
  /** New for every request: the same click delivered twice counts once. */
  readonly eventId: string;
  /** What the request said about who made it; empty if it said nothing. */
  readonly signals: readonly RequestSignal[];
}

/** Where a click came from, for what an app adds to it of its own, such as a device or a country. */
export interface ClickContext {
  /** Made when it is first asked for. */
  readonly request: Request;
  /** By `clientIp`, or of the connection where that option is absent. */
  readonly ip?: string;
}

/**
 * How clicks are answered. Unknown keys throw `TypeError` with a did-you-mean. Each function that an answer waits for has
 * `hookTimeoutMs`; what happens when one throws or takes longer stands with it, and `onError` is told.
 */
export interface ClickHandlerOptions extends RequestRuleOptions {
  /**
   * Where clicks go, as in the options that messages are compiled with. One URL, an array of all URLs of one sender,
   * or, for platforms with many senders, a function that finds them for a request. A token of any other tracking URL is
   * answered like a forged one. The request shows the header `Host`, and no forwarded host. If the function fails, the
   * answer is "not found".
   */
  readonly trackingUrl:
    | string
    | readonly string[]
    | ((request: Request) => string | readonly string[] | undefined | Promise<string | readonly string[] | undefined>);
  /**
   * Public keys are enough. A function finds the keyring of a token by its key id and the request. The request shows
   * the header `Host`, and no forwarded host unless `trustProxy` is on. A keyring that it returns is cached for five
   * minutes, and `undefined` for thirty seconds. If it fails, the answer is "not found".
   */
  readonly keys: Keyring | ((kid: string, request: Request) => Keyring | undefined | Promise<Keyring | undefined>);
  /**
   * Called once for each click that is redirected. What it returns is never waited for; what it throws goes to `onError`.
   */
  readonly onClick: (click: Click, info: ClickInfo, context: ClickContext) => unknown;
  /** Where requests go that are not a click of ours, unless it is this handler itself. @default a plain 404 page */
  readonly fallbackUrl?: string | undefined;
  /**
   * The same for one request, such as a link of an older system. Returns a URL, or `undefined` to use `fallbackUrl`. If
   * it fails: `fallbackUrl`.
   */
  readonly fallback?: ((request: Request) => string | URL | undefined | Promise<string | URL | undefined>) | undefined;
  /**
   * Told of failures; never shown to the person who clicked. A `TokenError` says by its `code` why a token was refused. The
   * failure is `token`, `signals`, or the name of the option whose function failed.
   */
  readonly onError?:
    | ((
        error: unknown,
        failure:
          | 'token'
          | 'signals'
          | 'trackingUrl'
          | 'keys'
          | 'manifest'
          | 'destination'
          | 'allowDestination'
          | 'fallback'
          | 'clientIp'
          | 'consentOf'
          | 'onClick',
      ) => unknown)
    | undefined;
  /** @default 302 */
  readonly status?: 302 | 303 | 307 | undefined;
  /**
   * Returns the destination of one click. Use it to append a click id, to pass on parameters that you name one by one,
   * or to close an abused link. A string is used as it is, byte for byte; `undefined` keeps `click.url`, and so does a
   * function that fails.
   */
  readonly destination?:
    | ((click: Click, request: Request) => string | URL | undefined | Promise<string | URL | undefined>)
    | undefined;
  /**
   * Has the last word on a destination: everything but `true` is answered like a token that is not ours, and so is one that fails.
   */
  readonly allowDestination?: ((url: URL, click: Click, request: Request) => boolean | Promise<boolean>) | undefined;
  /**
   * Asked once the answer is on its way: what the contact agrees to now. Someone who withdrew is redirected and not counted;
   * `'anonymous'` counts without the contact; `false` is `'none'` and `true` is `'identified'`. One that fails: not counted.
   */
  readonly consentOf?:
    | ((
        click: Click,
      ) => 'identified' | 'anonymous' | 'none' | boolean | Promise<'identified' | 'anonymous' | 'none' | boolean>)
    | undefined;
  /**
   * Reads the client's address, mostly from a header that your proxy sets; `address` is that of the connection, or
   * Express's `req.ip`. Addresses of clicks are compared with one another only if you set this option, because
   * otherwise they may be a proxy's. If it fails, there is no address. @default the address of the connection
   */
  readonly clientIp?: ((request: Request, address: string | undefined) => string | null | undefined) | undefined;
  /** There is a proxy of yours in front: `X-Forwarded-Host` and `Forwarded` name the host. @default false */
  readonly trustProxy?: boolean | undefined;
  /** How long an answer waits for one of these functions, in milliseconds: 1 to 60,000. @default 1000 */
  readonly hookTimeoutMs?: number | undefined;
  /** Destinations of links that were sent with `destination: 'manifest'`. A function that fails: not found. */
  readonly manifest?: DecodeOptions['manifest'];
  /** The clock. @default () => new Date() */
  readonly now?: (() => Date) | undefined;
}

/** One of the app's own functions, or the reading of a token or request: what a failure is reported as. */
export type ClickFailure = Parameters<NonNullable<ClickHandlerOptions['onError']>>[1];

const FUNCTIONS = ['onError', 'fallback', 'destination', 'allowDestination', 'consentOf', 'clientIp', 'now'] as const;
const OPTIONS: readonly (keyof ClickHandlerOptions)[] = [
  'trackingUrl',
  'keys',
  'onClick',
  'fallbackUrl',
  'fallback',
  'onError',
  'status',
  'destination',
  'allowDestination',
  'consentOf',
  'clientIp',
  'trustProxy',
  'hookTimeoutMs',
  'networks',
  'userAgents',
  'isBot',
  'manifest',
  'now',
];

const DEFAULT_TIMEOUT_MS = 1_000;
const MAX_TIMEOUT_MS = 60_000;

/** Options once checked, with their defaults. */
export interface HandlerSettings {
  /** Undefined where the app finds them for each request. */
  readonly trackingUrls: readonly string[] | undefined;
  readonly status: 302 | 303 | 307;
  readonly fallbackUrl: string | undefined;
  readonly timeoutMs: number;
  readonly trustProxy: boolean;
  readonly rules: RequestRules;
  /** The same without the app's own functions, for when one of them fails. */
  readonly plainRules: RequestRules;
}

/** Checks options and fills in the defaults. Throws `TypeError` naming the option. */
export function checkOptions(options: ClickHandlerOptions): HandlerSettings {
  checkKeys('createClickHandler options', options, OPTIONS, ELSEWHERE);
  const { trackingUrl, keys, onClick, fallbackUrl, networks, userAgents, isBot } = options;
  if (typeof keys !== 'function' && !isKeyring(keys))
    throw usageError('keys', 'must be a keyring made by createKeyring, or a function that finds one', keys);
  if (typeof onClick !== 'function') throw usageError('onClick', 'must be a function', onClick);
  for (const name of FUNCTIONS) checkType(name, options[name], 'function');
  checkType('trustProxy', options.trustProxy, 'boolean');
  checkNumber('hookTimeoutMs', options.hookTimeoutMs, 1, MAX_TIMEOUT_MS);
  checkOneOf('status', options.status, [302, 303, 307]);
  if (fallbackUrl !== undefined && (typeof fallbackUrl !== 'string' || !isSafeDestination(fallbackUrl)))
    throw usageError('fallbackUrl', 'must be an absolute http(s) URL');
  return {
    trackingUrls: typeof trackingUrl === 'function' ? undefined : checkTrackingUrls(trackingUrl),
    status: options.status ?? 302,
    fallbackUrl: fallbackUrl === undefined ? undefined : hrefOf(fallbackUrl),
    timeoutMs: options.hookTimeoutMs ?? DEFAULT_TIMEOUT_MS,
    trustProxy: options.trustProxy ?? false,
    rules: createRequestRules({ networks, userAgents, isBot }),
    plainRules: createRequestRules({ networks: typeof networks === 'function' ? undefined : networks, userAgents }),
  };
}

const ELSEWHERE = new Map([
  ['appLink', 'wrap the handler instead: links that open apps have a path segment of their own'],
]);
