// After a move, the links in mail already sent must go on working: old formats are read beside the new one.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { ClickAggregator } from 'clickstamp/clicks';
import { createClickHandler } from 'clickstamp/redirect';
import { jwtVerify } from 'jose';
import { createTransport } from 'nodemailer';
import mailTracking from 'nodemailer-mail-tracking';
import { keys, trackedUrl, trackingUrl } from './shared/try-it.mjs';

const jwtSecret = 'the secret of nodemailer-mail-tracking';
const ahoySecret = 'the secret token of ahoy_email';
const counts = new ClickAggregator();

// nodemailer-mail-tracking: a JWT (HS256, one year) with `link` and `recipient`, an address.
async function readMailTracking({ pathname }) {
  const { payload } = await jwtVerify(pathname.split('/').at(-1), new TextEncoder().encode(jwtSecret), {
    algorithms: ['HS256'],
  });
  return { url: payload.link, contactId: contactIdOf(payload.recipient) };
}

// ahoy_email: token, campaign and URL as parameters, and an HMAC over the Base64 of each, joined by bars.
function signAhoy(token, campaign, url) {
  const data = [token, campaign, url].map((value) => Buffer.from(value).toString('base64')).join('|');
  return createHmac('sha256', ahoySecret).update(data).digest();
}
function readAhoy({ searchParams }) {
  const [token, campaign, url, signature] = ['t', 'c', 'u', 's'].map((name) => searchParams.get(name) ?? '');
  const given = Buffer.from(signature, 'base64url');
  const right = signAhoy(token, campaign, url);
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Error('not signed');
  return { url, campaignId: campaign, contactId: token };
}

// An address is no contact id: look the id up where you keep your contacts.
const contactIdOf = (address) => new Map([['ada@reader.example', 'c-17']]).get(address);

const formats = new Map([
  ['/mail-track/link/', readMailTracking],
  ['/ahoy/click', readAhoy],
]);
const redirect = createClickHandler({ trackingUrl, keys, onClick: (click, info) => counts.add({ ...click, ...info }) });

async function handle(request) {
  const url = new URL(request.url);
  const [, read] = [...formats].find(([path]) => url.pathname.startsWith(path)) ?? [];
  if (read === undefined) return redirect(request);
  try {
    const click = await read(url);
    const to = new URL(click.url);
    if (!/^https?:$/.test(to.protocol)) throw new Error('not a web address');
    const { method, headers } = request;
    const userAgent = headers.get('user-agent') ?? '';
    counts.add({ linkId: 'before-the-move', ...click, at: new Date(), method, userAgent });
    return new Response(null, { status: 302, headers: { location: to.href, 'cache-control': 'no-store' } });
  } catch {
    return new Response('This link is not valid.', { status: 404 });
  }
}

// Three links, as they stand in mail of three times.
const old = { baseUrl: 'https://click.brand.example/mail-track', jwtSecret, getData: (data) => data };
const [{ sendOptions }] = await mailTracking.sendMail(old, createTransport({ jsonTransport: true }), {
  from: 'news@brand.example',
  to: 'ada@reader.example',
  html: '<a href="https://shop.example/old?a=1&amp;b=2">Sale</a>',
});
const query = new URLSearchParams({ t: 'tOkEn', c: 'may', u: 'https://shop.example/may' });
query.set('s', signAhoy('tOkEn', 'may', 'https://shop.example/may').toString('base64url'));
const links = {
  'nodemailer-mail-tracking': /href="([^"]+)"/.exec(sendOptions.html)[1],
  ahoy_email: `https://click.brand.example/ahoy/click?${query}`,
  forged: `https://click.brand.example/ahoy/click?${query}`.replace('%2Fmay', '%2Fevil'),
  clickstamp: await trackedUrl(),
};
for (const [name, link] of Object.entries(links)) {
  const { status, headers } = await handle(new Request(link, { headers: { 'user-agent': 'Mozilla/5.0 (X11)' } }));
  console.log(name, status, headers.get('location') ?? 'nowhere');
}
for (const { contactId, clicks } of counts.contacts()) console.log(contactId, clicks);
