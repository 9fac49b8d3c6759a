import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { compileHtml, decodeClick } from 'clickstamp';
import { createClickHandler } from 'clickstamp/redirect';
import { WebIncoming } from '../dist/redirect/incoming.js';
import { race, ratioOf } from './harness.mjs';
import { keys, OPTIONS } from './html.mjs';
import { BASE } from './peers.mjs';

const CONNECTIONS = 20;
/** What a browser sends, so that headers cost what they cost. */
const HEADERS = {
  host: 'click.brand.example',
  connection: 'keep-alive',
  'upgrade-insecure-requests': '1',
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-user': '?1',
  'sec-fetch-dest': 'document',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9',
};

async function startServer(name) {
  const child = fork(new URL('redirect-server.mjs', import.meta.url), [name]);
  const [{ port }] = await once(child, 'message');
  const sockets = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const socket = connect(port, '127.0.0.1').setNoDelay();
      await once(socket, 'connect');
      return socket;
    }),
  );
  return {
    sockets,
    async cpu() {
      child.send('cpu');
      const [told] = await once(child, 'message');
      return told;
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      child.disconnect();
    },
  };
}

/** Asks for the requests again and again over kept connections, one at a time on each, and gives the server's CPU ms a click. */
async function load(server, requests, total) {
  const before = await server.cpu();
  let sent = 0;
  await Promise.all(
    server.sockets.map(
      (socket) =>
        new Promise((done, failed) => {
          const next = () => {
            if (sent >= total) {
              socket.off('data', read);
              done();
            } else socket.write(requests[sent++ % requests.length]);
          };
          let text = '';
          const read = (chunk) => {
            text += chunk.toString('latin1');
            if (!text.endsWith('\r\n\r\n')) return;
            if (!text.startsWith('HTTP/1.1 302 ')) failed(new Error(text));
            text = '';
            next();
          };
          socket.on('data', read);
          next();
        }),
    ),
  );
  const after = await server.cpu();
  if (after.clicks - before.clicks !== total) throw new Error('A click was lost');
  return (after.cpu - before.cpu) / total;
}

/** Each server in a process of its own, in turn; this process is the clients. */
async function serverRow(urls, { rounds = 15 }, clicks) {
  const lines = Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
  const requests = urls.map((url) => Buffer.from(`GET ${new URL(url).pathname} HTTP/1.1\r\n${lines.join('')}\r\n`));
  const servers = { bare: await startServer('bare'), ours: await startServer('ours') };
  const spent = { bare: [], ours: [] };
  try {
    for (const server of Object.values(servers)) await load(server, requests, 6 * clicks);
    for (let round = 0; round < rounds; round++) {
      const names = round % 2 === 0 ? ['bare', 'ours'] : ['ours', 'bare'];
      for (const name of names) spent[name].push(await load(servers[name], requests, clicks));
    }
  } finally {
    for (const server of Object.values(servers)) server.stop();
  }
  return {
    what: 'server CPU of a redirect over node:http ÷ a bare server that verifies the HMAC and parses the payload',
    ratio: ratioOf(spent, 'ours', 'bare'),
    atMost: 1.25,
  };
}

/** From a web `Request` to the record that `onClick` makes; and with the web `Response`, which only the runtime can make cheaper. */
async function requestRows(urls, settings) {
  let record;
  const handler = createClickHandler({
    trackingUrl: BASE,
    keys,
    onClick: (click, info) => {
      record = { ...click, ...info };
    },
  });
  const handle = handler[Symbol.for('clickstamp.handler/1')];
  const requests = urls.map((url) => new Request(url, { headers: HEADERS }));
  const spent = await race(
    {
      decode: async () => {
        for (const url of urls) await decodeClick(url, { keys });
      },
      record: () => {
        for (const request of requests) handle(new WebIncoming(request, [])).after();
        if (record === undefined) throw new Error('no click');
      },
      response: async () => {
        for (const request of requests) await handler(request);
      },
    },
    settings,
  );
  return [
    { what: 'a click from Request to record ÷ decodeClick', ratio: ratioOf(spent, 'record', 'decode'), atMost: 1.5 },
    { what: 'a click from Request to record and Response ÷ decodeClick', ratio: ratioOf(spent, 'response', 'decode') },
  ];
}

export async function redirectRows(message, settings, quick) {
  const { html } = await compileHtml(message.html, OPTIONS).render({ contactId: 'c-1234567' }, keys);
  const urls = [...html.matchAll(/https:\/\/click\.brand\.example\/c\/[\w.-]+/g)].map(([url]) => url);
  return [await serverRow(urls, settings, quick ? 4_000 : 10_000), ...(await requestRows(urls, settings))];
}
