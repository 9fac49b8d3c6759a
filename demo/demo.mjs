// The whole path on a real newsletter: npm run demo
// what is tracked and why -> a copy for each contact -> clicks over HTTP -> a report. Ends by itself.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClickAggregator, compileHtml, compileText, createKeyring, generateKey } from 'clickstamp';
import { createClickHandler, toNodeListener } from 'clickstamp/redirect';
import { createReport, formatFinding, formatLinks, summariseLinks, toHtml, toText } from 'clickstamp/report';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'demo-output');
const width = process.stdout.columns ?? 110;
const newsletter = (ending) => readFileSync(join(root, `fixtures/emails/newsletter.${ending}`), 'utf8');
const title = (text) => console.log(`\n${'─'.repeat(Math.min(width, 78))}\n${text}\n`);

// ---- 1. what is in the message
const keys = createKeyring([generateKey()]);
const counts = new ClickAggregator();
// Half an hour ago, so that the demonstration's clicks are not taken for those of a scanner that comes within seconds.
const sentAt = new Date(Date.now() - 30 * 60_000);
let clock = sentAt.getTime();

const handler = createClickHandler({
  // The port is known once the server listens.
  trackingUrl: () => options.trackingUrl,
  keys,
  now: () => new Date(clock),
  onClick: (click, info) => counts.add({ ...click, ...info }),
});
const server = createServer(toNodeListener(handler));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));

const options = {
  trackingUrl: `http://127.0.0.1:${server.address().port}/c`,
  clickTracking: true,
  campaignId: 'november',
  honeypotUrl: 'https://www.fieldnotes.example/',
  sentAt,
};
const html = compileHtml(newsletter('html'), options);
const text = compileText(newsletter('txt'), options);

title('1  A newsletter, and what becomes of each link');
console.log(formatLinks(html.links, { width }));
for (const finding of html.findings) console.log(formatFinding(finding));
const unresolved = html.links.filter((link) => link.reason === 'merge-tag-unresolved' || link.reason === 'placeholder');
console.log(summariseLinks({ ...html, tracked: html.links.filter((link) => link.verdict === 'track').length }));
console.log(`${unresolved.length} of those left wait for a contact's value.`);

// ---- 2. a copy for each contact
const people = ['ada', 'bo', 'chen', 'dara', 'emil', 'fay'].map((name, at) => ({
  contactId: `contact-${at + 1}-${name}`,
  values: {
    'contact.member_id': `M-${100 + at}`,
    // Two have no shop of their own, so their copy keeps the tag.
    ...(at < 4 ? { 'custom_values.shop_url': 'https://shop.fieldnotes.example/' } : {}),
  },
}));
const scanner = { contactId: 'contact-7-behind-a-scanner', values: { 'contact.member_id': 'M-107' } };
const anonymous = { consent: 'anonymous' };

title('2  Rewritten for each contact');
mkdirSync(out, { recursive: true });
const urlsIn = (copy) => copy.match(/http:\/\/127\.0\.0\.1:\d+\/c\/[\w.-]+/g) ?? [];
const copies = new Map();
for await (const copy of html.renderAll([...people, scanner, anonymous], keys)) {
  const { recipient, tracked, bytes } = copy;
  copies.set(recipient, { urls: urlsIn(copy.html), text: await text.render(recipient, keys) });
  const name = recipient.contactId ?? '(anonymous)';
  console.log(`${name.padEnd(28)} ${tracked} links signed, ${bytes.before} bytes became ${bytes.after}`);
  if (recipient === people[0]) {
    writeFileSync(join(out, 'newsletter.html'), copy.html);
    writeFileSync(join(out, 'newsletter.txt'), copies.get(recipient).text.text);
    const [url] = copies.get(recipient).urls;
    console.log(`  for example ${url.slice(0, Math.max(40, width - 20))}…`);
  }
}

// ---- 3. clicks, over HTTP
const BROWSER = {
  'user-agent':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  // What a browser says when somebody follows a link; fetch would say that a program asks.
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'cross-site',
};
function click(url, { minutes, method = 'GET', headers = BROWSER }) {
  clock = sentAt.getTime() + Math.round(minutes * 60_000);
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
}

title('3  Clicks: people, a scanner, a HEAD request, a forged URL');
const statuses = new Map();
const note = (status) => statuses.set(status, (statuses.get(status) ?? 0) + 1);
// People: the soup and the button are what they came for.
const favourites = [[0, 9, 8], [8], [9, 15], [8, 10, 8], [6], [9]];
for (const [at, person] of people.entries()) {
  const { urls } = copies.get(person);
  for (const [nth, link] of favourites[at].entries())
    note(await click(urls[link], { minutes: 2 + at * 3.1 + nth * 1.7 }));
}
note(await click(urlsIn(copies.get(people[4]).text.text)[2], { minutes: 16 }));
note(await click(copies.get(anonymous).urls[9], { minutes: 21 }));
// A mail gateway follows everything at once, as a browser, before the message is delivered; the honeypot link gives it away.
for (const [nth, url] of copies.get(scanner).urls.entries()) note(await click(url, { minutes: 0.2 + nth * 0.001 }));
note(
  await click(copies.get(people[1]).urls[1], { minutes: 9, method: 'HEAD', headers: { 'user-agent': 'Mozilla/5.0' } }),
);
const gateway = { 'user-agent': 'Mozilla/5.0 (compatible; Barracuda Sentinel)' };
note(await click(copies.get(people[2]).urls[2], { minutes: 1, headers: gateway }));
const real = copies.get(people[0]).urls[0];
note(await click(`${real.slice(0, -2)}AA`, { minutes: 25 }));
for (const [status, times] of [...statuses].sort()) {
  console.log(`${times} × ${status} ${status === 302 ? 'redirected' : 'refused: the signature is wrong'}`);
}
server.close();
server.closeAllConnections();

// ---- 4. the report
const report = createReport(counts, {
  title: 'Field Notes: November',
  message: [html, text],
  delivered: people.length + 2,
  bucket: 5 * 60_000,
});
title('4  The report');
console.log(toText(report, { width }));
const [first] = report.links;
if (first !== undefined) {
  console.log(`Who clicked "${first.label}":`);
  for (const { contactId, human, bot } of first.contacts)
    console.log(`  ${contactId}: ${human} as a person, ${bot} as a bot`);
}
writeFileSync(join(out, 'report.html'), toHtml(report));
writeFileSync(join(out, 'clicks.json'), `${JSON.stringify(counts.snapshot())}\n`);

title('Written');
for (const file of ['newsletter.html', 'newsletter.txt', 'report.html', 'clicks.json']) {
  console.log(`  ${relative(process.cwd(), join(out, file))}`);
}
