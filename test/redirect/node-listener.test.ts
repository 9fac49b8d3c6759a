import { once } from 'node:events';
import {
  Agent,
  createServer,
  get,
  type IncomingMessage,
  type RequestListener,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { createRequire } from 'node:module';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';
import { type ClickHandler, createClickHandler } from '../../src/redirect/handler.js';
import { toNodeListener } from '../../src/redirect/node-listener.js';
import { runs } from '../runs.js';
import { keyrings, LINK, makeToken, TRACKING_URL } from '../token/sample.js';

/** Express brings no types of its own. */
const express = createRequire(import.meta.url)('express') as () => RequestListener & {
  set(setting: string, value: unknown): void;
  use(path: string, listener: unknown): void;
};

const keys = keyrings.HS256;
const token = await makeToken(keys);
const redirecting = createClickHandler({ trackingUrl: TRACKING_URL, keys, onClick: () => {} });

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function ask(
  port: number,
  path: string,
  options: RequestOptions = {},
): Promise<{ response: IncomingMessage; body: string }> {
  const sent = request({ port, host: '127.0.0.1', path, ...options }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { response, body };
}

test('makes a web Request for those who ask for one alone', async () => {
  let made = 0;
  const Native = Request;
  vi.stubGlobal(
    'Request',
    class extends Native {
      constructor(...given: ConstructorParameters<typeof Native>) {
        super(...given);
        made++;
      }
    },
  );
  closing.push(() => vi.unstubAllGlobals());
  const options = { trackingUrl: TRACKING_URL, keys };
  const plain = await listen(toNodeListener(createClickHandler({ ...options, onClick: () => {} })));
  for (const path of [`/c/${token}`, '/c/no-token', '/robots.txt']) await ask(plain, path);
  expect(made).toBe(0);
  const seen: string[] = [];
  const reading = createClickHandler({
    ...options,
    destination: () => undefined,
    onClick: (_, __, { request }) => seen.push(request.url),
  });
  const { response } = await ask(await listen(toNodeListener(reading)), `/c/${token}`, {
    headers: { host: 'a.example' },
  });
  expect([response.statusCode, seen]).toEqual([302, [`http://a.example/c/${token}`]]);
});

test.each(['/c/../robots.txt', '/./robots.txt', '/c/%2e%2e/robots%2etxt', '/./.well-known/x'])(
  '%s, as nobody has resolved it yet, is not found',
  async (path) => {
    const fallbackUrl = 'https://brand.example/';
    const handler = createClickHandler({ trackingUrl: TRACKING_URL, keys, onClick: () => {}, fallbackUrl });
    const port = await listen(toNodeListener(handler));
    expect((await ask(port, path)).response.statusCode).toBe(404);
    expect((await ask(port, '/c/old')).response.headers.location).toBe(fallbackUrl);
  },
);

test('a thousand requests and more, 100 at a time: every one redirected, none lost on the way to the aggregator', async () => {
  const total = runs(1_000);
  const aggregator = new ClickAggregator();
  const handler = createClickHandler({
    trackingUrl: TRACKING_URL,
    keys,
    onClick: (click, info) => aggregator.add({ ...click, ...info }),
  });
  const port = await listen(toNodeListener(handler));
  const links = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      makeToken(keys, { linkId: `l${at}`, url: `https://shop.example/${at}` }, { contactId: `c-${at % 7}` }),
    ),
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  closing.push(() => agent.destroy());
  let next = 0;
  let right = 0;
  const work = async (): Promise<void> => {
    while (next < total) {
      const at = next++ % links.length;
      const [response] = (await once(get({ port, host: '127.0.0.1', agent, path: `/c/${links[at]}` }), 'response')) as [
        IncomingMessage,
      ];
      response.resume();
      if (response.statusCode === 302 && response.headers.location === `https://shop.example/${at}`) right++;
      await once(response, 'end');
    }
  };
  await Promise.all(Array.from({ length: 100 }, work));
  expect(right).toBe(total);
  expect(aggregator.totals().clicks).toBe(total);
  expect(aggregator.links().map(({ clicks }) => clicks)).toEqual(links.map(() => total / links.length));
});

describe('node:http', () => {
  test('GET and HEAD answer alike; other methods get 405 and what is allowed', async () => {
    const port = await listen(toNodeListener(redirecting));
    for (const method of ['GET', 'HEAD']) {
      const { response, body } = await ask(port, `/c/${token}`, { method });
      expect([response.statusCode, response.headers.location, body]).toEqual([302, LINK.url, '']);
      expect(response.headers).not.toHaveProperty('set-cookie');
    }
    const { response } = await ask(port, `/c/${token}`, { method: 'POST' });
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  test('no answer of one sender depends on the Host that a request names, nor on a target with a host in it', async () => {
    const port = await listen(toNodeListener(redirecting));
    for (const path of [`/c/${token}`, `http://evil.example/c/${token}`, `//evil.example/c/${token}`]) {
      const { response } = await ask(port, path, { headers: { host: 'evil.example' } });
      expect([response.statusCode, response.headers.location]).toEqual([302, LINK.url]);
      expect(response.headers['content-length']).toBe('0');
    }
    for (const path of [
      '//evil.example',
      'http://evil.example',
      '/\\evil.example',
      '*',
      '/c/%0d%0alocation:x',
      `/c/${token.slice(1)}`,
    ])
      expect((await ask(port, path)).response.statusCode).toBe(404);
  });

  test('bytes that no client should send are answered', async () => {
    const port = await listen(toNodeListener(redirecting));
    const socket = connect(port, '127.0.0.1');
    closing.push(() => socket.destroy());
    socket.write(
      `GET /c/${token} HTTP/1.1\r\nhost: x\r\nuser-agent: \u00ff\u0080\t\r\nx: a\r\nx: b\r\nconnection: close\r\n\r\n`,
      'latin1',
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString('latin1')).toMatch(/^HTTP\/1\.1 302 /);
  });

  test('an app link keeps its bytes and each of its cookies', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const handler: ClickHandler = async () => {
      const headers = new Headers([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['content-type', 'image/png'],
      ]);
      return new Response(bytes, { headers });
    };
    const port = await listen(toNodeListener(handler));
    const [response] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    expect(new Uint8Array(Buffer.concat(chunks))).toEqual(bytes);
    expect(response.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  test('a handler that fails, at once or later, is an empty 500, and the next request is answered', async () => {
    let failing = true;
    const port = await listen(
      toNodeListener((each) => {
        if (failing) throw new Error('c-17');
        return redirecting(each);
      }),
    );
    const { response, body } = await ask(port, `/c/${token}`);
    expect([response.statusCode, body]).toEqual([500, '']);
    failing = false;
    expect((await ask(port, `/c/${token}`)).response.statusCode).toBe(302);
    const rejecting = await listen(toNodeListener(async () => Promise.reject(new Error('later'))));
    expect((await ask(rejecting, '/')).response.statusCode).toBe(500);
  });

  test('a client that goes away, and a response that was sent already, break nothing', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const port = await listen(
      toNodeListener(async (each) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return redirecting(each);
      }),
    );
    const sent = get({ port, host: '127.0.0.1', path: `/c/${token}` }).on('error', () => {});
    await once(sent, 'socket');
    setTimeout(() => sent.destroy(), 5);
    const twice = await listen((incoming, outgoing) => {
      outgoing.end('first');
      void toNodeListener(redirecting)(incoming, outgoing);
    });
    expect((await ask(twice, `/c/${token}`)).body).toBe('first');
    await new Promise((resolve) => setTimeout(resolve, 60));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

test('node:http2', async () => {
  const server = createHttp2Server((incoming, outgoing) => void toNodeListener(redirecting)(incoming, outgoing)).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  closing.push(() => {
    session.close();
    server.close();
  });
  for (const [path, status] of [
    [`/c/${token}`, 302],
    ['/c/x', 404],
  ] as const) {
    const [headers] = (await once(session.request({ ':path': path }).resume().end(), 'response')) as [
      Record<string, unknown>,
    ];
    expect(headers[':status']).toBe(status);
    if (status === 302) expect(headers['location']).toBe(LINK.url);
  }
});

test('Express, mounted at a path', async () => {
  const seen: unknown[] = [];
  const app = express();
  app.use(
    '/c',
    toNodeListener(
      createClickHandler({
        trackingUrl: TRACKING_URL,
        keys,
        onClick: (_click, _info, { request: { url }, ip }) => seen.push([new URL(url).pathname, ip]),
      }),
    ),
  );
  app.use('/', (_: IncomingMessage, outgoing: ServerResponse) => outgoing.writeHead(418).end());
  const port = await listen(app);
  expect((await ask(port, `/c/${token}?x=1`)).response.headers.location).toBe(LINK.url);
  expect(seen).toEqual([[`/c/${token}`, '127.0.0.1']]);
  expect((await ask(port, '/c/nothing')).response.statusCode).toBe(404);
  expect((await ask(port, '/elsewhere')).response.statusCode).toBe(418);
});

test("Express, for many senders: one's token is not found under another's host", async () => {
  const tenants = ['a', 'b'].map((name) => `https://click.tenant-${name}.example/c`) as [string, string];
  const [ofA, ofB] = await Promise.all(tenants.map((trackingUrl) => makeToken(keys, LINK, {}, { trackingUrl })));
  const trackingUrl = ({ url }: Request): string | undefined =>
    tenants.find((tenant) => new URL(tenant).host === new URL(url).host);
  const listenWith = async (trustProxy: boolean): Promise<number> => {
    const app = express();
    // Express's own reading of what was forwarded must not move the handler's.
    app.set('trust proxy', true);
    app.use('/c', toNodeListener(createClickHandler({ trackingUrl, keys, onClick: () => {}, trustProxy })));
    return listen(app);
  };
  const [port, proxied] = [await listenWith(false), await listenWith(true)];
  const statusOf = async (at: number, token: string | undefined, headers: Record<string, string>) =>
    (await ask(at, `/c/${token}`, { headers })).response.statusCode;
  const [hostA, hostB] = tenants.map((tenant) => new URL(tenant).host) as [string, string];

  expect([await statusOf(port, ofA, { host: hostA }), await statusOf(port, ofA, { host: hostB })]).toEqual([302, 404]);
  expect([await statusOf(port, ofB, { host: hostA }), await statusOf(port, ofB, { host: hostB })]).toEqual([404, 302]);
  expect(await statusOf(port, ofA, { host: 'click.tenant-c.example' })).toBe(404);
  for (const headers of [{ 'x-forwarded-host': hostA }, { forwarded: `host=${hostA}` }]) {
    expect(await statusOf(port, ofA, { host: hostB, ...headers })).toBe(404);
    expect(await statusOf(proxied, ofA, { host: hostB, ...headers })).toBe(302);
    expect(await statusOf(proxied, ofB, { host: hostB, ...headers })).toBe(404);
  }
});
