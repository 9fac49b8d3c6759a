// Signs tracked URLs with a key that never enters this process: a service signs over HTTP, as a KMS does, and the redirect
// has only the public key. Run it after `npm run build`: node examples/kms.mjs
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createKeyring, decodeClick, rewriteLinks } from 'clickstamp';

/** Stands for AWS KMS, Cloud KMS or Vault: keeps a P-256 key and signs what it is sent. Like AWS, it answers in DER. */
async function startSigningService() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.end(sign('sha256', Buffer.concat(chunks), privateKey));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    server,
    url: `http://127.0.0.1:${server.address().port}/sign`,
    publicJwk: publicKey.export({ format: 'jwk' }),
  };
}

/** DER is SEQUENCE { INTEGER r, INTEGER s }; a JWS wants both numbers in 32 bytes each (RFC 7518 §3.4). */
function derToRaw(der) {
  const raw = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1];
    const number = der.subarray(at + 2, at + 2 + length);
    const digits = number.subarray(Math.max(0, number.length - 32));
    raw.set(digits, end - digits.length);
    at += 2 + length;
  }
  return raw;
}

const kms = await startSigningService();
let calls = 0;
const sender = createKeyring([
  {
    kid: 'kms-1',
    alg: 'ES256',
    key: {
      async sign(data) {
        calls++;
        const response = await fetch(kms.url, { method: 'POST', body: data });
        return derToRaw(new Uint8Array(await response.arrayBuffer()));
      },
      // The sender reads none. A redirect that verifies by the service would pay for every made-up token.
      verify: () => false,
    },
  },
]);
const redirect = createKeyring({ keys: [{ ...kms.publicJwk, kid: 'kms-1' }] });

const { html, tracked } = await rewriteLinks(
  '<a href="https://shop.example/a">A</a> <a href="https://shop.example/b">B</a>',
  {
    trackingUrl: 'https://click.brand.example/c',
    clickTracking: true,
    contactId: 'c-17',
    keys: sender,
  },
);
for (const [, url] of html.matchAll(/href="([^"]+)"/g)) {
  const click = await decodeClick(url, { keys: redirect });
  console.log(`${click.contactId} -> ${click.url}`);
}
console.log(`${tracked} links, ${calls} signatures by the service`);
kms.server.close();
kms.server.closeAllConnections();
