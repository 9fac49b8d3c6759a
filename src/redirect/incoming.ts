/**
 * A request as the redirect sees it, whatever it came by: a web `Request`, or `node:http`'s own objects. A `Request` is made
 * of the latter only for a hook that asks for one, because making it costs more than answering.
 */
export interface Incoming {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  /** The host that the client asked for, by its `Host` header: nothing that a proxy or the client forwarded. */
  readonly host: string;
  /** A header by its lower-case name; null where there is none. */
  header(name: string): string | null;
  /** The address of the connection, as the server or framework gives it. */
  readonly address: string | undefined;
  /** The request as it came, with all of its headers. */
  readonly request: Request;
}

/** A web `Request` with what its server adds: the address of the connection, in Deno's way or in Bun's. */
export class WebIncoming implements Incoming {
  readonly method: string;
  readonly target: string;
  readonly request: Request;
  readonly #context: readonly unknown[];
  #headers: Headers | undefined;

  constructor(request: Request, context: readonly unknown[]) {
    this.request = request;
    this.#context = context;
    this.method = request.method;
    const { url } = request;
    const start = url.indexOf('/', startOfHost(url));
    const hash = url.indexOf('#', start);
    this.target = start === -1 ? '/' : url.slice(start, hash === -1 ? undefined : hash);
  }

  get host(): string {
    const { url } = this.request;
    const start = startOfHost(url);
    const end = url.indexOf('/', start);
    return this.header('host') ?? url.slice(start, end === -1 ? undefined : end);
  }

  header(name: string): string | null {
    this.#headers ??= this.request.headers;
    return this.#headers.get(name);
  }

  get address(): string | undefined {
    return addressOf(this.request, this.#context);
  }
}

/** Cut by hand: a URL that `Request` has parsed is `scheme://host/path`. */
function startOfHost(url: string): number {
  return url.indexOf('://') + 3;
}

/** Where servers keep the address of a connection: `info.remoteAddr` in Deno, `server.requestIP(request)` in Bun. */
function addressOf(request: Request, context: readonly unknown[]): string | undefined {
  for (const each of context) {
    if (each === null || typeof each !== 'object') continue;
    try {
      const { remoteAddr, requestIP } = each as Record<string, unknown>;
      const found: unknown = typeof requestIP === 'function' ? requestIP.call(each, request) : remoteAddr;
      const text = (found as { hostname?: unknown; address?: unknown } | null | undefined) ?? {};
      if (typeof text.hostname === 'string') return text.hostname;
      if (typeof text.address === 'string') return text.address;
    } catch {
      // A context that is over: the click goes on without an address.
    }
  }
  return undefined;
}

const FORWARDED = /^(?:forwarded|via|x-forwarded-.*|x-original-.*|x-rewrite-.*|x-host|x-real-.*|cf-.*|true-client-ip)$/;
const HOST = /^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i;

/**
 * The request by which tenants are told apart: its host is what the `Host` header says, and what was forwarded is not in it,
 * because anybody can send that. Behind a proxy of the app's own, `trustProxy` takes the forwarded host instead.
 */
export function requestForTenant(incoming: Incoming, trustProxy: boolean): Request {
  const forwarded = trustProxy ? forwardedHost(incoming) : undefined;
  const host = [forwarded, incoming.host].find((each) => each !== undefined && HOST.test(each)) ?? 'invalid';
  const { request } = incoming;
  const headers = new Headers();
  request.headers.forEach((value, name) => {
    if (trustProxy || !FORWARDED.test(name)) headers.append(name, value);
  });
  headers.set('host', host);
  const scheme = request.url.startsWith('http:') ? 'http' : 'https';
  return new Request(`${scheme}://${host}${incoming.target}`, { method: request.method, headers });
}

function forwardedHost(incoming: Incoming): string | undefined {
  const named = /(?:^|[;,\s])host="?([^";,\s]+)/i.exec(incoming.header('forwarded') ?? '')?.[1];
  return (incoming.header('x-forwarded-host') ?? named)?.split(',')[0]?.trim();
}
