import { createHmac, createSecretKey } from 'node:crypto';
import { compactVerify } from 'jose';
import { race, ratioOf } from './harness.mjs';
import { keys, OPTIONS } from './html.mjs';
import { compileHtml, decodeClick } from './package.mjs';
import { BASE, SECRET } from './peers.mjs';

/** The least that reading a token takes: signature and JSON. */
function bareDecode(token, key) {
  const last = token.lastIndexOf('.');
  const expected = createHmac('sha256', key).update(token.slice(0, last)).digest('base64url');
  if (expected !== token.slice(last + 1)) throw new Error('not signed');
  return JSON.parse(Buffer.from(token.slice(token.indexOf('.') + 1, last), 'base64url').toString());
}

/** Reads the tokens of a message one by one. */
export async function tokenRows(message, settings) {
  const { html } = await compileHtml(message.html, OPTIONS).render({ contactId: 'c-1234567' }, keys);
  const tokens = [...html.matchAll(/click\.brand\.example\/c\/([\w.-]+)/g)].map((match) => match[1]);
  const urls = tokens.map((token) => `${BASE}/${token}?utm_source=mail`);
  const key = createSecretKey(Buffer.from(SECRET));
  const bytes = new TextEncoder().encode(SECRET);
  const spent = await race(
    {
      bare: () => tokens.map((token) => bareDecode(token, key)),
      decode: async () => {
        for (const token of tokens) await decodeClick(token, { keys });
      },
      url: async () => {
        for (const url of urls) await decodeClick(url, { keys });
      },
      jose: async () => {
        for (const token of tokens) await compactVerify(token, bytes);
      },
    },
    settings,
  );
  return [
    { what: 'decodeClick ÷ (HMAC + JSON.parse)', ratio: ratioOf(spent, 'decode', 'bare'), atMost: 1.2 },
    { what: 'decodeClick of a clicked URL ÷ (HMAC + JSON.parse)', ratio: ratioOf(spent, 'url', 'bare') },
    { what: 'jose.compactVerify ÷ decodeClick', ratio: ratioOf(spent, 'jose', 'decode') },
  ];
}
