import { usageError } from '../checks/options.js';
import { unawaited } from '../checks/unawaited.js';
import { isUnreadable } from '../clicks/bots/addresses.js';
import { requestSignals } from '../clicks/bots/request.js';
import type { RequestSignal } from '../clicks/store/request-signals.js';
import { type Click, checkTrackingUrls, type DecodeOptions, readClick, timeOf } from '../token/decode-click.js';
import { findDamagedTokens, lastSegment } from '../token/find-token.js';
import { keyIdOf } from '../token/header.js';
import { type KeyringState, openKeyring } from '../token/keyring.js';
import { isSafeDestination } from '../url/destination.js';
import { hrefOf, parseUrl } from '../url/parse.js';
import { type Answer, methodNotAllowed, notFound, redirectTo, toResponse } from './answer.js';
import { contextOf } from './context.js';
import { isThenable, withinTime } from './hooks.js';
import { type Incoming, requestForTenant, WebIncoming } from './incoming.js';
import { createKeyCache } from './key-lookup.js';
import {
  type ClickContext,
  type ClickFailure,
  type ClickHandlerOptions,
  type ClickInfo,
  checkOptions,
} from './options.js';
import { createSources } from './sources.js';
import { keptTenant, NOBODY, type Tenant, tenantOf } from './tenants.js';

/** Answers a request. Further arguments may hold an object with `waitUntil`, as on Cloudflare Workers. */
export type ClickHandler = (request: Request, ...context: readonly unknown[]) => Promise<Response>;

/** An answer, and what is to be done once it is on its way. */
export interface Handled {
  readonly answer: Answer;
  /** Tells the app of the click; never throws or rejects. Undefined where there is nothing to tell. */
  readonly after: (() => Promise<void> | undefined) | undefined;
}

/** Answers a request without a `Request` or `Response`: what `toNodeListener` calls. */
export type HandleIncoming = (incoming: Incoming) => Handled | Promise<Handled>;

/** On what `createClickHandler` gives, in every copy of the package. */
export const HANDLE: unique symbol = Symbol.for('clickstamp.handler/1');

/**
 * Makes the function that answers clicked URLs: it reads the token, redirects, and tells the app. Runs wherever `Request`
 * and `Response` exist. GET and HEAD redirect alike; other methods get 405. Whatever is not a sound token for this tracking URL
 * gets one and the same answer, and no URL of a request ever becomes a redirect. `/.well-known/` and `/robots.txt` are not
 * found, so that they can be served beside it. Throws `TypeError` for a wrong option.
 *
 * @param options - `trackingUrl`, `keys` and `onClick` are required
 * @returns a function from `Request` to `Response`, which never rejects, whatever the request contains
 * @throws TypeError for a wrong option
 * @example
 * ```ts
 * import { createClickHandler, createKeyring } from 'clickstamp/redirect';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const handler = createClickHandler({
 *   trackingUrl: 'https://click.brand.example/c',
 *   keys,
 *   onClick: (click, info) => console.log({ ...click, ...info }),
 * });
 * const response = await handler(new Request('https://click.brand.example/c/no-token'));
 * response.status; // => 404
 * ```
 */
export function createClickHandler(options: ClickHandlerOptions): ClickHandler {
  const handle = createHandle(options);
  const handler = async (request: Request, ...context: readonly unknown[]): Promise<Response> => {
    const handled = handle(new WebIncoming(request, context));
    const { answer, after } = isThenable(handled) ? await handled : handled;
    const work = after?.();
    if (work !== undefined) keepAlive(work, context);
    return toResponse(answer);
  };
  return Object.assign(handler, { [HANDLE]: handle });
}

function createHandle(options: ClickHandlerOptions): HandleIncoming {
  const { status, fallbackUrl, timeoutMs, trustProxy, trackingUrls, rules, plainRules } = checkOptions(options);
  const sources = options.clientIp === undefined ? undefined : createSources();
  const { onClick, onError, allowDestination, clientIp, consentOf, fallback, manifest, now } = options;
  const only = trackingUrls === undefined ? undefined : tenantOf(trackingUrls);
  const findKeys = createKeyFinder(options.keys, timeoutMs);
  const findManifest: DecodeOptions['manifest'] =
    typeof manifest !== 'function'
      ? manifest
      : async (query) => {
          try {
            return await ask('manifest', () => manifest(query));
          } catch (error) {
            report(error, 'manifest');
            return undefined;
          }
        };

  const report = (error: unknown, failure: ClickFailure): void => {
    // A reporter that fails must not break the redirect either, at once or later.
    ignoringFailure(() => onError?.(error, failure));
  };
  const ask = <Value>(name: ClickFailure, call: () => Value | Promise<Value>) => withinTime(name, timeoutMs, call);

  async function findTenant(incoming: Incoming): Promise<Tenant> {
    const { trackingUrl } = options;
    if (typeof trackingUrl !== 'function') return tenantOf(checkTrackingUrls(trackingUrl));
    const found = await ask('trackingUrl', () => trackingUrl(requestForTenant(incoming, trustProxy)));
    return found === undefined || found === null ? NOBODY : keptTenant(found);
  }

  async function notOurs(incoming: Incoming, { isOwn, hosts }: Tenant): Promise<Handled> {
    let location = fallbackUrl;
    if (fallback !== undefined) {
      try {
        const given = await ask('fallback', () => fallback(incoming.request));
        location = given === undefined || given === null ? fallbackUrl : checkLocation('fallback', given);
      } catch (error) {
        report(error, 'fallback');
      }
    }
    const { method } = incoming;
    const answer =
      location === undefined || isOwn(location) || isSamePlace(location, incoming, hosts)
        ? notFound(method)
        : redirectTo(status, location);
    return { answer, after: undefined };
  }

  async function destinationOf(click: Click, incoming: Incoming): Promise<string | undefined> {
    const { destination } = options;
    let location = hrefOf(click.url);
    if (destination !== undefined) {
      try {
        const given = await ask('destination', () => destination(click, incoming.request));
        if (given !== undefined && given !== null) location = checkLocation('destination', given);
      } catch (error) {
        report(error, 'destination');
      }
    }
    if (allowDestination === undefined) return location;
    try {
      const allowed = await ask('allowDestination', () =>
        allowDestination(parseUrl(location) as URL, click, incoming.request),
      );
      return allowed === true ? location : undefined;
    } catch (error) {
      report(error, 'allowDestination');
      return undefined;
    }
  }

  function addressOf(incoming: Incoming): string | undefined {
    let ip = incoming.address;
    try {
      // A header that is not there is null.
      if (clientIp !== undefined) ip = unawaited(clientIp(incoming.request, ip)) ?? undefined;
      // Said where somebody asks for it: `networks` and the sources of clicks could not tell anything.
      if (ip !== undefined && (clientIp !== undefined || rules.inNetwork !== undefined)) checkIp(ip);
      return ip;
    } catch (error) {
      report(error, 'clientIp');
      return undefined;
    }
  }

  function signalsOf(click: Click, incoming: Incoming, ip: string | undefined, at: Date): readonly RequestSignal[] {
    const userAgent = incoming.header('user-agent') ?? '';
    const facts = { method: incoming.method, userAgent, headers: { get: (name: string) => incoming.header(name) }, ip };
    let signals: RequestSignal[];
    try {
      signals = requestSignals(facts, rules);
    } catch (error) {
      // The app's own `networks` or `isBot`: neither the click nor what else the request said is lost for that.
      report(error, 'signals');
      signals = requestSignals(facts, plainRules);
    }
    if (sources === undefined) return signals;
    const link = JSON.stringify([click.campaignId, click.messageId, click.part, click.linkId]);
    return [...signals, ...sources.note({ at: at.getTime(), ip, userAgent, contactId: click.contactId, link })];
  }

  /** What may be told of a click now; undefined for nothing. */
  async function withConsent(click: Click): Promise<Click | undefined> {
    try {
      const consent = await ask('consentOf', () => consentOf?.(click));
      if (consent === 'identified' || consent === true) return click;
      if (consent === 'none' || consent === false) return undefined;
      if (consent !== 'anonymous')
        throw new TypeError("consentOf must return 'identified', 'anonymous', 'none' or a boolean");
      const { contactId: _, ...rest } = click;
      return Object.freeze(rest);
    } catch (error) {
      report(error, 'consentOf');
      return undefined;
    }
  }

  function tell(click: Click, info: ClickInfo, context: ClickContext): Promise<void> | undefined {
    try {
      const told = onClick(click, info, context);
      return isThenable(told) ? told.then(undefined, (error: unknown) => report(error, 'onClick')) : undefined;
    } catch (error) {
      report(error, 'onClick');
      return undefined;
    }
  }

  function redirected(click: Click, location: string, incoming: Incoming, at: Date): Handled {
    return {
      answer: redirectTo(status, location),
      after: () => {
        const ip = addressOf(incoming);
        const signals = signalsOf(click, incoming, ip, at);
        const info: ClickInfo = { version: 1, at, eventId: crypto.randomUUID(), signals };
        const context = contextOf(incoming, ip);
        if (consentOf === undefined) return tell(click, info, context);
        return withConsent(click).then((told) => (told === undefined ? undefined : tell(told, info, context)));
      },
    };
  }

  /** The second half: the click is read, and the app may still change or refuse where it leads. */
  function finish(click: Click, incoming: Incoming, tenant: Tenant, at: Date): Handled | Promise<Handled> {
    if (options.destination === undefined && allowDestination === undefined) {
      const location = hrefOf(click.url);
      return tenant.isOwn(location) ? notOurs(incoming, tenant) : redirected(click, location, incoming, at);
    }
    return destinationOf(click, incoming).then((location) =>
      location === undefined || tenant.isOwn(location) || isSamePlace(location, incoming, tenant.hosts)
        ? notOurs(incoming, tenant)
        : redirected(click, location, incoming, at),
    );
  }

  function refused(error: unknown, incoming: Incoming, tenant: Tenant): Promise<Handled> {
    report(error, 'token');
    return notOurs(incoming, tenant);
  }

  function read(incoming: Incoming, tenant: Tenant, keys: KeyringState): Handled | Promise<Handled> {
    let click: Click | Promise<Click>;
    let at: Date;
    try {
      at = now === undefined ? new Date() : unawaited(now());
      const time = timeOf(at);
      click = readClick(pathOf(incoming.target), { keys, audience: tenant.audience, time, manifest: findManifest });
    } catch (error) {
      return refused(error, incoming, tenant);
    }
    if (!isThenable(click)) return finish(click, incoming, tenant, at);
    return click.then(
      (each) => finish(each, incoming, tenant, at),
      (error: unknown) => refused(error, incoming, tenant),
    );
  }

  async function readWhereItMustBeAsked(incoming: Incoming): Promise<Handled> {
    let tenant = only ?? NOBODY;
    let failure: ClickFailure = 'trackingUrl';
    try {
      tenant = only ?? (await findTenant(incoming));
      failure = 'keys';
      const keys =
        typeof findKeys === 'function'
          ? await findKeys(incoming, tenant, () => requestForTenant(incoming, trustProxy))
          : findKeys;
      if (keys !== undefined) return await read(incoming, tenant, keys);
    } catch (error) {
      report(error, failure);
    }
    return notOurs(incoming, tenant);
  }

  return (incoming) => {
    const { method, target } = incoming;
    if (method !== 'GET' && method !== 'HEAD') return { answer: methodNotAllowed(method), after: undefined };
    if (isNeverOurs(target)) return { answer: notFound(method), after: undefined };
    return only === undefined || typeof findKeys === 'function'
      ? readWhereItMustBeAsked(incoming)
      : read(incoming, only, findKeys);
  };
}

/**
 * What programs look for at a host (RFC 8615, RFC 9309): association files of apps, certificates, rules for crawlers. Redirected
 * to a home page, they would be read as wrong; not found, they are read as absent, and can be served in front of the handler.
 */
const NEVER_OURS = /^\/+(?:\.well-known(?:[/?;]|$)|robots\.txt(?:[?;]|$))/i;
const LOOKED_AT = 40;

/** Clients that ask for the same path in other words (RFC 3986 §6.2.2: encoded characters, dot segments) get the same answer. */
function isNeverOurs(target: string): boolean {
  if (NEVER_OURS.test(target)) return true;
  const start = target.slice(0, LOOKED_AT);
  if (!start.includes('%') && !start.includes('/.')) return false;
  const path = parseUrl(`http://localhost${target}`)?.pathname ?? '';
  return NEVER_OURS.test(
    path.slice(0, LOOKED_AT).replace(/%([2-7][\da-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

/** The path of a request target; a token is never read from a query. */
function pathOf(target: string): string {
  const query = target.indexOf('?');
  return query === -1 ? target : target.slice(0, query);
}

type KeyFinder = (incoming: Incoming, tenant: Tenant, request: () => Request) => Promise<KeyringState | undefined>;

/** The keys of a handler: there already, or looked up by the key id of the token that the request seems to hold. */
function createKeyFinder(keys: ClickHandlerOptions['keys'], timeoutMs: number): KeyringState | KeyFinder {
  if (typeof keys !== 'function') return openKeyring(keys);
  const lookUp = createKeyCache(keys, timeoutMs);
  return async (incoming, { urls }, request) => {
    const path = pathOf(incoming.target);
    const kid = keyIdOf(lastSegment(path).token) ?? keyIdOfDamaged(path);
    return kid === undefined ? undefined : lookUp(kid, `${incoming.host}\n${urls.join('\n')}`, request, Date.now());
  };
}

function keyIdOfDamaged(path: string): string | undefined {
  for (const { token } of findDamagedTokens(path)) {
    const kid = keyIdOf(token);
    if (kid !== undefined) return kid;
  }
  return undefined;
}

/** A URL that one of the app's functions gave, as it was given. */
function checkLocation(name: ClickFailure, given: string | URL): string {
  const location = given instanceof URL ? given.href : given;
  if (typeof location !== 'string' || !isSafeDestination(location))
    throw new TypeError(`${name} must return an absolute http(s) URL`);
  // A header holds ASCII (RFC 9110 §5.5); what is ASCII already stays as it is.
  return /^[\x21-\x7e]+$/.test(location) ? location : hrefOf(location);
}

/**
 * Says whether a redirect would lead to the very request that it answers. A proxy may have put another name in place of the host
 * that the client asked for, which is then one of the sender's.
 */
function isSamePlace(location: string, incoming: Incoming, hosts: readonly string[]): boolean {
  const url = parseUrl(location);
  return url?.pathname === pathOf(incoming.target) && [incoming.host.toLowerCase(), ...hosts].includes(url.host);
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

/** Throws `TypeError` for what is no IP address in any spelling. It never shows the value. */
function checkIp(ip: unknown): void {
  if (typeof ip === 'string' && !isUnreadable(ip)) return;
  const wants = 'must return an IP address or undefined';
  throw typeof ip === 'string'
    ? usageError('clientIp', `${wants}, in any spelling`)
    : usageError('clientIp', wants, ip);
}
