import { usageError } from '../checks/options.js';
import { parseUrl } from '../url/parse.js';
import type { ClickHandler } from './handler.js';

/** What is used of `http.IncomingMessage`, `http2.Http2ServerRequest` and Express's request. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Where Express keeps the path that it cut a mount path from. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What is used of `http.ServerResponse` and its like. */
export interface NodeResponse {
  readonly headersSent?: boolean;
  writeHead(status: number, headers: Record<string, string | string[]>): unknown;
  end(): unknown;
  end(body: Uint8Array): unknown;
}

/**
 * Turns a click handler into a listener for `node:http`, `node:http2`, Express and Connect. The promise never rejects: a
 * handler that fails is answered with an empty 500, and a client that has gone away gets nothing. Throws `TypeError` for
 * what is no function.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createClickHandler, createKeyring, toNodeListener } from 'clickstamp/redirect';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const server = createServer(toNodeListener(createClickHandler({ keys, onClick: console.log })));
 * ```
 */
export function toNodeListener(handler: ClickHandler): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  if (typeof handler !== 'function') throw usageError('handler', 'must be what createClickHandler gave', handler);
  return async (request, response) => {
    try {
      const answer = await handler(toRequest(request));
      const body = new Uint8Array(await answer.arrayBuffer());
      // The server works out the length of what it sends; HEAD answers as GET does, without a body.
      response.writeHead(answer.status, headersOf(answer));
      if (body.length === 0) response.end();
      else response.end(body);
    } catch {
      giveUp(response);
    }
  };
}

/** Each header once, but for cookies, which must not be joined (RFC 9110 §5.3). Ours sets none; an app link's answer may. */
function headersOf(answer: Response): Record<string, string | string[]> {
  const cookies = answer.headers.getSetCookie();
  return { ...Object.fromEntries(answer.headers), ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }) };
}

function giveUp(response: NodeResponse): void {
  try {
    if (response.headersSent !== true) response.writeHead(500, { 'cache-control': 'no-store' });
    response.end();
  } catch {
    // The connection is gone.
  }
}

function toRequest({ method, url, originalUrl, headers }: NodeRequest): Request {
  const list = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 has pseudo-headers, which are none.
    if (value === undefined || name.startsWith(':')) continue;
    try {
      list.set(name, String(value));
    } catch {
      // A value that the Fetch standard does not allow is one that nobody here reads.
    }
  }
  // `Request` refuses some methods; all that are not GET or HEAD are answered alike.
  const allowed = method === 'GET' || method === 'HEAD' ? method : 'POST';
  return new Request(`http://localhost${pathOf(originalUrl ?? url ?? '/')}`, { method: allowed, headers: list });
}

/** The path and query of a request target. Whoever sends a request chooses its host, in an absolute target (RFC 9112 §3.2.2), too. */
function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') && parseUrl(`http://localhost${path}`) !== undefined ? path : '/';
}
