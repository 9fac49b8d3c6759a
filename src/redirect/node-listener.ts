import { usageError } from '../checks/options.js';
import { parseUrl } from '../url/parse.js';
import { type ClickHandler, HANDLE, type Handled, type HandleIncoming } from './handler.js';
import { isThenable } from './hooks.js';
import type { Incoming } from './incoming.js';

/**
 * Answers a request of `node:http`, `node:http2`, Express or Connect. Its types are what is used of theirs. The promise never
 * rejects.
 */
type NodeListener = (
  request: {
    /** The HTTP method. */
    readonly method?: string | undefined;
    /** Path and query. */
    readonly url?: string | undefined;
    /** Where Express keeps the path that it cut a mount path from. */
    readonly originalUrl?: string | undefined;
    /** Express's reading of the client's address, by its setting `trust proxy`. */
    readonly ip?: string | undefined;
    /** The connection, for the client's address and whether it is encrypted. */
    readonly socket?:
      | {
          /** The IP address at the other end. */
          readonly remoteAddress?: string | undefined;
          /** The connection is TLS. */
          readonly encrypted?: boolean | undefined;
        }
      | undefined;
    /** By lower-cased names. */
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  },
  response: {
    /** Whether an answer has begun. */
    readonly headersSent?: boolean;
    /** Begins the answer. */
    writeHead(status: number, headers: Record<string, string | number | string[]>): unknown;
    /** Ends the answer, without a body. */
    end(): unknown;
    /** Ends the answer with a body. */
    end(body: Uint8Array | string): unknown;
  },
) => Promise<void>;

type NodeRequest = Parameters<NodeListener>[0];
type NodeResponse = Parameters<NodeListener>[1];

/**
 * Turns a click handler into a listener for `node:http`, `node:http2`, Express and Connect. Also takes a function of
 * one's own around it. The promise never rejects: if the handler fails, the answer is an empty 500, and if the client
 * has gone away, there is none. Throws `TypeError` for what is not a function.
 *
 * @param handler - what `createClickHandler` returned, or a function around it
 * @returns a listener `(request, response)`
 * @throws TypeError for what is not a function
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createClickHandler, createKeyring, toNodeListener } from 'clickstamp/redirect';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const trackingUrl = 'https://click.brand.example/c';
 * const server = createServer(toNodeListener(createClickHandler({ trackingUrl, keys, onClick: console.log })));
 * ```
 */
export function toNodeListener(handler: ClickHandler): NodeListener {
  if (typeof handler !== 'function') throw usageError('handler', 'must be made by createClickHandler', handler);
  const handle = (handler as { [HANDLE]?: HandleIncoming })[HANDLE];
  if (handle === undefined)
    return (request, response) => settle(answerBy(handler, new NodeIncoming(request), response), response);
  return (request, response) => {
    try {
      const handled = handle(new NodeIncoming(request));
      if (isThenable(handled)) return settle(sendLater(handled, response), response);
      send(handled, response);
    } catch {
      giveUp(response);
    }
    return DONE;
  };
}

const DONE = Promise.resolve();

function settle(sent: Promise<void>, response: NodeResponse): Promise<void> {
  return sent.catch(() => giveUp(response));
}

async function sendLater(handled: Promise<Handled>, response: NodeResponse): Promise<void> {
  send(await handled, response);
}

async function answerBy(handler: ClickHandler, incoming: Incoming, response: NodeResponse): Promise<void> {
  await sendResponse(await handler(incoming.request, remoteOf(incoming)), response);
}

function send({ answer, after }: Handled, response: NodeResponse): void {
  const { status, headers, body } = answer;
  try {
    // Without a length, an empty answer is sent in chunks (RFC 9112 §7.1), which some proxies and clients wait for.
    if (body === '') headers['content-length'] = '0';
    response.writeHead(status, headers);
    if (body === '') response.end();
    else response.end(body);
  } finally {
    // The click came, whether the client waited for the answer or not.
    after?.();
  }
}

async function sendResponse(answer: Response, response: NodeResponse): Promise<void> {
  const body = new Uint8Array(await answer.arrayBuffer());
  // Each header once, but for cookies, which must not be joined (RFC 9110 §5.3).
  const cookies = answer.headers.getSetCookie();
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }),
    ...(body.length === 0 && answer.status >= 300 ? { 'content-length': 0 } : {}),
  });
  if (body.length === 0) response.end();
  else response.end(body);
}

function giveUp(response: NodeResponse): void {
  try {
    if (response.headersSent !== true) response.writeHead(500, { 'cache-control': 'no-store', 'content-length': 0 });
    response.end();
  } catch {
    // The connection is gone.
  }
}

/** The address as Deno's server hands it on, for functions around a handler that pass their context through. */
function remoteOf({ address }: Incoming): object {
  return address === undefined ? {} : { remoteAddr: { hostname: address } };
}

class NodeIncoming implements Incoming {
  readonly method: string;
  readonly target: string;
  readonly #request: NodeRequest;
  #made: Request | undefined;

  constructor(request: NodeRequest) {
    this.#request = request;
    this.method = request.method ?? 'GET';
    this.target = targetOf(request.originalUrl ?? request.url ?? '/');
  }

  get host(): string {
    return this.header('host') ?? this.header(':authority') ?? 'localhost';
  }

  header(name: string): string | null {
    const value = this.#request.headers[name];
    return value === undefined ? null : String(value);
  }

  get address(): string | undefined {
    return this.#request.ip ?? this.#request.socket?.remoteAddress;
  }

  get request(): Request {
    this.#made ??= toRequest(this.#request, this);
    return this.#made;
  }
}

function toRequest({ headers, socket }: NodeRequest, { method, target, host }: Incoming): Request {
  const list = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 has pseudo-headers, which are not headers.
    if (value === undefined || name.startsWith(':')) continue;
    try {
      list.set(name, String(value));
    } catch {
      // A value that the Fetch standard does not allow is one that nobody here reads.
    }
  }
  const origin = `${socket?.encrypted === true ? 'https' : 'http'}://${host}`;
  const base = /^[\w.:[\]-]+$/.test(host) && parseUrl(origin) !== undefined ? origin : 'http://localhost';
  // `Request` refuses some methods; all that are not GET or HEAD are answered alike.
  const allowed = method === 'GET' || method === 'HEAD' ? method : 'POST';
  return new Request(base + target, { method: allowed, headers: list });
}

/** The path and query of a request target. An absolute target (RFC 9112 §3.2.2) names a host that nothing here may believe. */
function targetOf(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : '/';
}
