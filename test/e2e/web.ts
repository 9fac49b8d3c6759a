import { createServer, type IncomingHttpHeaders, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a free port of the loopback. */
export async function serve(listener: RequestListener): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A site that answers every page and keeps what was asked of it. */
export async function serveLandingPages(): Promise<{
  readonly origin: string;
  readonly visits: readonly string[];
  readonly referrers: readonly string[];
  close(): Promise<void>;
}> {
  const visits: string[] = [];
  const referrers: string[] = [];
  const site = await serve(({ method, url = '/', headers }, response) => {
    if (url === '/favicon.ico') return response.writeHead(204).end();
    visits.push(`${method} ${url}`);
    if (headers.referer !== undefined) referrers.push(headers.referer);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    return response.end('<!doctype html><title>Landed</title><h1>Landed</h1>');
  });
  return { ...site, visits, referrers };
}

/** One request with these headers and no others, not followed. */
export function ask(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    asked.on('error', reject);
    asked.end();
  });
}
