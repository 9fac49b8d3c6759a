import type { ClickHandler } from './handler.js';

/** What is used of `http.IncomingMessage`, and of Express's request. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What is used of `http.ServerResponse`. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: string): unknown;
}

/**
 * Turns a click handler into a listener for `node:http`, `node:http2`, Express and Connect.
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
  return async (request, response) => {
    const answer = await handler(toRequest(request));
    const body = await answer.text();
    const headers = Object.fromEntries(answer.headers);
    // The server works out the length of what it sends; HEAD answers as GET does, without a body.
    response.writeHead(answer.status, headers);
    if (body === '') response.end();
    else response.end(body);
  };
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
  // Whoever sends a request chooses its Host: only the path is read.
  const path = originalUrl ?? url ?? '/';
  const full = `http://localhost${path.startsWith('/') ? path : '/'}`;
  // `Request` refuses some methods; all that are not GET or HEAD are answered alike.
  const allowed = method === 'GET' || method === 'HEAD' ? method : 'POST';
  return new Request(URL.canParse(full) ? full : 'http://localhost/', { method: allowed, headers: list });
}
