import { ClickAggregator, compileHtml, createKeyring, decodeClick, signLink } from 'clickstamp';
import { createClickHandler } from 'clickstamp/redirect';

// Keys for these tests alone.
const KEYS = {
  HS256: { kid: 'hs', key: '0123456789abcdef0123456789abcdef' },
  ES256: {
    kid: 'es',
    key: {
      kty: 'EC',
      x: '8NFfpmwC1pHheSSZkdDXAbZ4cjdHqClt9q9H4_MHG2I',
      y: 'PmNUiZejT4qb65ZlWMgBcNxtKraUPfBXWtkMV4mzaak',
      crv: 'P-256',
      d: 'nquMIbVXC958q-wu3FitUzOe7vuD8dui5_Zvq3wGsnY',
    },
  },
  EdDSA: {
    kid: 'ed',
    key: {
      crv: 'Ed25519',
      d: 'Q5r81GusYtsbOpBOG-mjF0hd7lpwSgI4BeEiZVTswho',
      x: 'Dqp0rKPonu2hEUidWOWvostm7WLfNAM3PwCg-oGneB8',
      kty: 'OKP',
    },
  },
};
const { HS256, ES256, EdDSA } = KEYS;
const RINGS = [
  [HS256, ES256, EdDSA],
  [ES256, HS256, EdDSA],
  [EdDSA, HS256, ES256],
].map((keys) => createKeyring(keys));

const HTML = `<!doctype html><title>Größe</title><a href="https://shop.example/sale?a=1&amp;b=2&amp;who={{contact.name}}">Sale</a>
<!--[if mso]><v:roundrect href='https://shop.example/\u{1f4e7}'>Outlook</v:roundrect><![endif]-->
<map><area href=https://shop.example/map alt=Map></map><a href="mailto:a@shop.example">Write</a><a href="htp://shop.example">Typo</a>`;

const part = compileHtml(HTML, {
  trackingUrl: 'https://click.brand.example/c',
  clickTracking: true,
  campaignId: 'november',
  sentAt: new Date('2026-11-24T10:00:00Z'),
});

/** Rewrites and renders: the same bytes everywhere with HS256 and EdDSA; ES256 draws a random number for each signature. */
async function make() {
  const recipient = { contactId: 'c-ü17', values: { 'contact.name': 'Zoë & Co' } };
  const copies = await Promise.all(RINGS.map((keys) => part.render(recipient, keys)));
  return copies.map(({ html, tracked }) => ({ html, tracked, urls: html.match(/https:\/\/click[^"' >]+/g) }));
}

/** Decodes and counts what others have made. */
async function read({ urls }) {
  const counts = new ClickAggregator();
  const clicks = await Promise.all(urls.map((url) => decodeClick(url, { keys: RINGS[0] })));
  clicks.forEach((click, at) => {
    counts.add({ ...click, at: Date.parse('2026-11-24T12:00:00Z') + at * 60_000, eventId: `e-${at}` });
  });
  return {
    clicks: clicks.map(({ url, contactId, campaignId, kid }) => ({ url, contactId, campaignId, kid })),
    totals: counts.totals(),
  };
}

/** Two customers of one platform, by the host of the request; each has tokens that open under its own host alone. */
const TENANTS = ['https://click.brand.example/c', 'https://other.example/c'];
const tenantOf = (host) => TENANTS.find((each) => new URL(each).hostname === host) ?? TENANTS[0];

/** One link of the second customer. */
function makeForOther() {
  return signLink('https://shop.example/other', { trackingUrl: TENANTS[1] }, RINGS[0]);
}

/** The redirect as it is deployed, and beside it what these tests ask a runtime to do. */
export function createApp() {
  const seen = [];
  const redirect = createClickHandler({
    trackingUrl: (request) => tenantOf(new URL(request.url).hostname),
    keys: RINGS[0],
    onClick: (click, info) =>
      seen.push(`${info.signals.includes('head') ? 'HEAD' : 'GET'} ${click.kid} ${click.linkId}`),
  });
  const jobs = { '/make': make, '/read': read, '/seen': () => seen, '/other': makeForOther };
  return async (request) => {
    const job = jobs[new URL(request.url).pathname];
    if (job === undefined) return redirect(request);
    return Response.json(await job(request.method === 'POST' ? await request.json() : {}));
  };
}
