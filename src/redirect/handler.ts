import { checkKeys, checkOneOf, checkType, usageError } from '../checks/options.js';
import { type Click, type DecodeOptions, decodeClick } from '../token/decode-click.js';
import { isKeyring, type Keyring } from '../token/keyring.js';
import { isSafeDestination } from '../url/destination.js';

/** How and when a click came: with the click itself, what `ClickAggregator.add` wants. */
export interface ClickInfo {
  readonly at: Date;
  /** New for every request: give it to whatever may be delivered twice. */
  readonly eventId: string;
  readonly method: 'GET' | 'HEAD';
  /** Empty where the request had none. */
  readonly userAgent: string;
  /** By the option `clientIp`. */
  readonly ip?: string;
  readonly headers: Headers;
}

/** Where something failed: reading the token, or one of the app's own functions. */
export type ClickFailure = 'token' | 'onClick' | 'allowDestination' | 'appLink' | 'clientIp';

/** How clicks are answered. Unknown keys throw `TypeError` with a did-you-mean. */
export interface ClickHandlerOptions {
  /** Public keys are enough. */
  readonly keys: Keyring;
  /** Called once for each click that is redirected. What it returns is never waited for, what it throws goes to `onError`. */
  readonly onClick: (click: Click, info: ClickInfo) => unknown;
  /** Where requests go that are no click of ours. @default a plain 404 page */
  readonly fallbackUrl?: string | undefined;
  /** Told of failures; never shown to who clicked. A `TokenError` says by its `code` why a token was refused. */
  readonly onError?: ((error: unknown, failure: ClickFailure) => unknown) | undefined;
  /** @default 302 */
  readonly status?: 302 | 303 | 307 | undefined;
  /** Has the last word on a destination: `false` is answered like a token that is not ours. */
  readonly allowDestination?: ((url: URL, click: Click) => boolean | Promise<boolean>) | undefined;
  /** Answers clicks on links that open an app (`click.appLink`); undefined redirects as ever. */
  readonly appLink?:
    | ((click: Click, request: Request) => Response | undefined | Promise<Response | undefined>)
    | undefined;
  /** Reads the client's address, mostly from a header that your proxy sets. @default none */
  readonly clientIp?: ((request: Request) => string | undefined) | undefined;
  /** Destinations of links that were sent with `destination: 'manifest'`. */
  readonly manifest?: DecodeOptions['manifest'];
  /** The clock. @default () => new Date() */
  readonly now?: (() => Date) | undefined;
}

/** Answers a request. Further arguments may hold an object with `waitUntil`, as on Cloudflare Workers. */
export type ClickHandler = (request: Request, ...context: readonly unknown[]) => Promise<Response>;

const OPTIONS: readonly (keyof ClickHandlerOptions)[] = [
  'keys',
  'onClick',
  'fallbackUrl',
  'onError',
  'status',
  'allowDestination',
  'appLink',
  'clientIp',
  'manifest',
  'now',
];

/** Nothing on the way keeps the answer, tells the landing page which token led to it, or lists it in a search engine. */
const HEADERS = {
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
} as const;

const NOT_FOUND = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Link not found</title><p>This link is not valid. It may have been cut off when it was copied.</p></html>
`;

/**
 * Makes the function that answers clicked URLs: it reads the token, redirects, and tells the app. Runs wherever `Request`
 * and `Response` exist. GET and HEAD redirect alike; other methods get 405. Whatever is not a sound token of ours gets one
 * and the same answer, and no URL of a request ever becomes a redirect. Throws `TypeError` for a wrong option.
 *
 * @example
 * ```ts
 * import { createClickHandler, createKeyring } from 'clickstamp/redirect';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const handler = createClickHandler({ keys, onClick: (click, info) => console.log(click.linkId, info.at) });
 * const response = await handler(new Request('https://click.brand.example/c/no-token'));
 * response.status; // => 404
 * ```
 */
export function createClickHandler(options: ClickHandlerOptions): ClickHandler {
  checkOptions(options);
  const { keys, onClick, onError, allowDestination, appLink, clientIp, manifest, now = () => new Date() } = options;
  const status = options.status ?? 302;
  const fallback = options.fallbackUrl === undefined ? undefined : new URL(options.fallbackUrl).href;

  const report = (error: unknown, failure: ClickFailure): void => {
    // A reporter that fails must not break the redirect either, at once or later.
    ignoringFailure(() => onError?.(error, failure));
  };
  const notOurs = (method: string): Response =>
    fallback === undefined ? page(404, method, NOT_FOUND) : redirect(status, fallback);

  async function destinationOf(click: Click): Promise<string | undefined> {
    const url = new URL(click.url);
    if (allowDestination === undefined) return url.href;
    try {
      return (await allowDestination(new URL(url), click)) === true ? url.href : undefined;
    } catch (error) {
      report(error, 'allowDestination');
      return undefined;
    }
  }

  async function appAnswer(click: Click, request: Request): Promise<Response | undefined> {
    if (click.appLink !== true || appLink === undefined) return undefined;
    try {
      return await appLink(click, request);
    } catch (error) {
      report(error, 'appLink');
      return undefined;
    }
  }

  function infoOf(request: Request, method: 'GET' | 'HEAD'): ClickInfo {
    let ip: string | undefined;
    try {
      ip = clientIp?.(request);
    } catch (error) {
      report(error, 'clientIp');
    }
    return {
      at: now(),
      eventId: crypto.randomUUID(),
      method,
      userAgent: request.headers.get('user-agent') ?? '',
      ...(ip === undefined ? {} : { ip }),
      headers: request.headers,
    };
  }

  return async (request, ...context) => {
    const { method } = request;
    if (method !== 'GET' && method !== 'HEAD') return page(405, method, '', { allow: 'GET, HEAD' });
    let click: Click;
    try {
      click = await decodeClick(request.url, { keys, manifest, now });
    } catch (error) {
      report(error, 'token');
      return notOurs(method);
    }
    const location = await destinationOf(click);
    if (location === undefined) return notOurs(method);
    const answer = (await appAnswer(click, request)) ?? redirect(status, location);
    const told = tell(() => onClick(click, infoOf(request, method)), report);
    keepAlive(told, context);
    return answer;
  };
}

/** Starts telling the app of a click; the promise never rejects. */
async function tell(call: () => unknown, report: (error: unknown, failure: ClickFailure) => void): Promise<void> {
  try {
    await call();
  } catch (error) {
    report(error, 'onClick');
  }
}

async function ignoringFailure(call: () => unknown): Promise<void> {
  try {
    await call();
  } catch {
    // Nobody is left to be told.
  }
}

/** Tells the runtime to wait for work that outlives the answer, where there is a `waitUntil` for that; never throws. */
function keepAlive(work: Promise<unknown>, context: readonly unknown[]): void {
  for (const each of context) {
    try {
      const { waitUntil } = (each ?? {}) as { waitUntil?: unknown };
      if (typeof waitUntil !== 'function') continue;
      waitUntil.call(each, work);
      return;
    } catch {
      // A context that is over, or whose getter throws: the work goes on as far as it can.
    }
  }
}

function redirect(status: number, location: string): Response {
  return new Response(null, { status, headers: { ...HEADERS, location } });
}

function page(status: number, method: string, html: string, headers: Record<string, string> = {}): Response {
  return new Response(method === 'HEAD' ? null : html, {
    status,
    headers: {
      ...HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      ...headers,
    },
  });
}

function checkOptions(options: ClickHandlerOptions): void {
  checkKeys('createClickHandler options', options, OPTIONS);
  if (!isKeyring(options.keys)) throw usageError('keys', 'must be a keyring made by createKeyring', options.keys);
  if (typeof options.onClick !== 'function') throw usageError('onClick', 'must be a function', options.onClick);
  for (const name of ['onError', 'allowDestination', 'appLink', 'clientIp', 'now'] as const)
    checkType(name, options[name], 'function');
  checkOneOf('status', options.status, [302, 303, 307]);
  const { fallbackUrl } = options;
  if (fallbackUrl !== undefined && (typeof fallbackUrl !== 'string' || !isSafeDestination(fallbackUrl)))
    throw usageError('fallbackUrl', 'must be an absolute http(s) URL', fallbackUrl);
}
