import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { createClickHandler, createKeyring, toNodeListener } from 'clickstamp/redirect';
import { BASE, SECRET } from './peers.mjs';

/**
 * One server, started by redirect.mjs: `bare` or `ours`. Says its port, and its CPU time in milliseconds whenever it is asked.
 */
let clicks = 0;

/** The least that a redirect takes: the signature, the payload, and the same answer. */
function bareListener() {
  const key = createSecretKey(Buffer.from(SECRET));
  return (request, response) => {
    const token = request.url.slice('/c/'.length);
    const last = token.lastIndexOf('.');
    const expected = createHmac('sha256', key).update(token.slice(0, last)).digest();
    if (!timingSafeEqual(expected, Buffer.from(token.slice(last + 1), 'base64url'))) throw new Error('not signed');
    const [, url] = JSON.parse(Buffer.from(token.slice(token.indexOf('.') + 1, last), 'base64url').toString());
    clicks++;
    response.writeHead(302, {
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
      location: `https://${url}`,
      'content-length': 0,
    });
    response.end();
  };
}

const ourListener = () =>
  toNodeListener(
    createClickHandler({
      trackingUrl: BASE,
      keys: createKeyring([{ kid: 'k1', key: SECRET }]),
      onClick: () => clicks++,
    }),
  );

const server = createServer(process.argv[2] === 'bare' ? bareListener() : ourListener());
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpu: (user + system) / 1000, clicks });
});
process.on('disconnect', () => process.exit());
