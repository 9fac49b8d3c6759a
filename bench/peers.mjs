import { createHmac, createSecretKey } from 'node:crypto';
import { load } from 'cheerio';
import { HTMLRewriter } from 'html-rewriter-wasm';
import { CompactSign } from 'jose';
import { sendMail } from 'nodemailer-mail-tracking';
import { RewritingStream } from 'parse5-html-rewriting-stream';

/**
 * What one could use instead, each doing its whole work for one contact: find the links, sign each, write the message.
 * They sign what we sign, and none of them classifies, reads merge tags, looks into conditional comments or keeps every
 * other character as it was.
 */
export const BASE = 'https://click.brand.example/c';
export const SECRET = '0123456789abcdef0123456789abcdef';
const SECRET_BYTES = new TextEncoder().encode(SECRET);
const KEY = createSecretKey(Buffer.from(SECRET));

const isWeb = (href) => /^https?:\/\//i.test(href ?? '');

const payloadOf = (href, contactId) => JSON.stringify([href, 'link', 1_700_000_000, contactId, 'late-sowing']);

async function joseUrl(href, contactId) {
  const token = await new CompactSign(Buffer.from(payloadOf(href, contactId)))
    .setProtectedHeader({ alg: 'HS256', kid: 'k1', typ: '2' })
    .sign(SECRET_BYTES);
  return `${BASE}/${token}`;
}

/** jose signs asynchronously: all links of a message at once. */
async function joseUrls(hrefs, contactId) {
  return Promise.all(hrefs.map((href) => joseUrl(href, contactId)));
}

export async function cheerioAndJose(html, contactId) {
  const $ = load(html);
  const links = $('a[href]')
    .toArray()
    .filter((element) => isWeb($(element).attr('href')));
  const urls = await joseUrls(
    links.map((element) => $(element).attr('href')),
    contactId,
  );
  links.forEach((element, at) => {
    $(element).attr('href', urls[at]);
  });
  return $.html();
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export async function lolHtmlAndJose(html, contactId) {
  let output = '';
  const rewriter = new HTMLRewriter((chunk) => {
    output += decoder.decode(chunk, { stream: true });
  });
  rewriter.on('a[href]', {
    async element(element) {
      const href = element.getAttribute('href');
      if (isWeb(href)) element.setAttribute('href', await joseUrl(href, contactId));
    },
  });
  try {
    await rewriter.write(encoder.encode(html));
    await rewriter.end();
    return output;
  } finally {
    rewriter.free();
  }
}

/** The stream cannot wait for a promise: the links are signed in a first pass and written in a second. */
export async function rewritingStreamAndJose(html, contactId) {
  const hrefs = [];
  await streamed(html, (href) => {
    hrefs.push(href);
    return href;
  });
  const urls = await joseUrls(hrefs, contactId);
  let at = 0;
  return streamed(html, () => urls[at++]);
}

function streamed(html, replace) {
  return new Promise((resolve, reject) => {
    const stream = new RewritingStream();
    let output = '';
    stream.on('startTag', (tag) => {
      const href = tag.tagName === 'a' ? tag.attrs.find(({ name }) => name === 'href') : undefined;
      if (isWeb(href?.value)) href.value = replace(href.value);
      stream.emitStartTag(tag);
    });
    stream.on('data', (chunk) => {
      output += chunk;
    });
    stream.on('end', () => resolve(output));
    stream.on('error', reject);
    stream.end(html);
  });
}

const NOWHERE = { sendMail: async () => ({}) };

export async function nodemailerMailTracking(html, contactId) {
  const options = { baseUrl: BASE, jwtSecret: SECRET, getData: (data) => ({ ...data, contactId }) };
  const [sent] = await sendMail(options, NOWHERE, { to: 'reader@example.com', html });
  return sent.sendOptions.html;
}

const HEADER = Buffer.from('{"alg":"HS256","kid":"k1","typ":"2"}').toString('base64url');

/** The fastest wrong one: it finds href in comments and style sheets, and loses the unquoted ones. */
export function patternAndHmac(html, contactId) {
  return html.replace(/(<a\b[^>]*?\shref=")(https?:\/\/[^"]*)"/gi, (_, before, href) => {
    const payload = Buffer.from(payloadOf(href.replaceAll('&amp;', '&'), contactId)).toString('base64url');
    const input = `${HEADER}.${payload}`;
    const signature = createHmac('sha256', KEY).update(input).digest('base64url');
    return `${before}${BASE}/${input}.${signature}"`;
  });
}

/** By the name that a table gives them. */
export const PEERS = {
  'cheerio + jose': cheerioAndJose,
  'lol-html + jose': lolHtmlAndJose,
  'parse5 rewriting stream + jose': rewritingStreamAndJose,
  'nodemailer-mail-tracking': nodemailerMailTracking,
  'pattern + createHmac': patternAndHmac,
};
