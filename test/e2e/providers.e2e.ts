import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';
import { fromSendGrid } from '../../src/clicks/providers/index.js';
import { compileHtml, createKeyring, markLinks } from '../../src/index.js';
import { createClickHandler, toNodeListener } from '../../src/redirect/index.js';
import { FILLERS, type Values } from '../message/render/fillers.js';
import { readWithMailparser, receiveMail } from './mail.js';
import { ask, serve } from './web.js';

/** One call of the stand-in's API, as SendGrid's has it, with the template in place of its id. */
interface Call {
  readonly html: string;
  readonly personalizations: readonly { readonly to: string; readonly data: Values; readonly args: Values }[];
}

const CONTACTS = 2_000;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const sentAt = new Date('2026-11-24T08:00:00Z');
const keys = createKeyring([{ kid: 'k1', key: 'a secret of at least thirty-two bytes' }]);
const contacts = Array.from({ length: CONTACTS }, (_, at) => ({
  contactId: `c-${at}`,
  email: `r${at}@reader.example`,
}));
const fill = FILLERS.sendgrid as NonNullable<typeof FILLERS.sendgrid>;
const closers: (() => Promise<unknown>)[] = [];
let smtp: Awaited<ReturnType<typeof receiveMail>>;
let api: Awaited<ReturnType<typeof serve>>;
let redirect: Awaited<ReturnType<typeof serve>>;
let webhook: Awaited<ReturnType<typeof serve>>;
const ours = new ClickAggregator();
const theirs = new ClickAggregator();
let links: ReturnType<typeof markLinks>['links'] = [];
/** What the stand-in wrapped, by the number in its own address. */
const wrapped: { readonly url: string; readonly args: Values }[] = [];
let clicks = 0;

beforeAll(async () => {
  smtp = await receiveMail();
  const transporter = createTransport({
    host: '127.0.0.1',
    port: smtp.port,
    pool: true,
    secure: false,
    ignoreTLS: true,
  });
  api = await serve((request, response) => {
    if (request.method === 'GET') {
      const { url, args } = wrapped[Number(request.url?.slice(3))] as (typeof wrapped)[number];
      clicks++;
      const event = {
        event: 'click',
        url,
        timestamp: 1_795_514_400 + clicks * 60,
        sg_event_id: `e-${clicks}`,
        useragent: BROWSER,
        ...args,
      };
      // Delivered twice, as services do, among events of other kinds.
      const body = JSON.stringify([{ event: 'open', timestamp: 1_795_514_400 }, event]);
      const post = (): Promise<unknown> => fetch(webhook.origin, { method: 'POST', body });
      void post()
        .then(post)
        .then(() => response.writeHead(302, { location: url }).end());
      return;
    }
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const { html, personalizations } = JSON.parse(text) as Call;
      const mails = personalizations.map(({ to, data, args }) =>
        transporter.sendMail({ from: 'news@brand.example', to, subject: 'Sale', html: wrap(fill(html, data), args) }),
      );
      void Promise.all(mails).then(() => response.writeHead(202).end());
    });
  });
  const handler = createClickHandler({
    trackingUrl: () => `${redirect.origin}/c`,
    keys,
    now: () => new Date('2026-11-24T10:00:00Z'),
    onClick: (click, info) => ours.add({ ...click, ...info }),
  });
  redirect = await serve(toNodeListener(handler));
  webhook = await serve((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      for (const record of fromSendGrid(text, { links }).records) theirs.add(record);
      response.writeHead(204).end();
    });
  });
  closers.push(smtp.close, api.close, redirect.close, webhook.close, async () => transporter.close());
});
afterAll(async () => {
  for (const close of closers) await close();
});

/** As the service wraps links: those without its opt-out, by a redirect of its own. */
function wrap(html: string, args: Values): string {
  return html.replace(/<a ((?:(?!clicktracking)[^>])*)href="([^"]+)"/g, (_, before: string, url: string) => {
    wrapped.push({ url: url.replaceAll('&amp;', '&'), args });
    return `<a ${before}href="${api.origin}/w/${wrapped.length - 1}"`;
  });
}

async function call(body: Call): Promise<void> {
  const { status } = await fetch(api.origin, { method: 'POST', body: JSON.stringify(body) });
  expect(status).toBe(202);
}

const HTML =
  '<p><a data-link-id="sale" href="https://shop.example/sale?a=1&amp;b=2">Sale</a> <a data-link-id="story" href="https://shop.example/story">Story</a> <a href="https://brand.example/unsubscribe">Leave</a></p>';

async function readMails(): Promise<Map<string, string>> {
  const mails = await Promise.all(smtp.received.map(readWithMailparser));
  (smtp.received as Buffer[]).length = 0;
  return new Map(mails.map(({ to, html }) => [to, html]));
}
const linksOf = (html = ''): string[] => [...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url as string);

test('two calls serve 2,000 contacts with our links; no link is wrapped twice, and the counts are right', async () => {
  const part = compileHtml(HTML, {
    trackingUrl: `${redirect.origin}/c`,
    clickTracking: true,
    provider: 'sendgrid',
    sentAt,
  });
  const batch = part.batch({ provider: 'sendgrid' });
  for (let at = 0; at < CONTACTS; at += 1_000) {
    const recipients = contacts.slice(at, at + 1_000);
    const personalizations = recipients.map(async ({ contactId, email }) => ({
      to: email,
      data: await batch.variables({ contactId }, keys),
      args: { contactId },
    }));
    await call({ html: batch.html, personalizations: await Promise.all(personalizations) });
  }
  const mails = await readMails();
  expect([mails.size, wrapped.length]).toEqual([CONTACTS, 0]);
  let story = 0;
  for (const [at, { contactId, email }] of contacts.entries()) {
    const copy = await part.render({ contactId }, keys);
    expect(mails.get(email)?.trim()).toBe(copy.html);
    if (at % 10 !== 0) continue;
    const url = linksOf(mails.get(email))[at % 20 === 0 ? 0 : 1] as string;
    if (at % 20 !== 0) story++;
    expect((await ask(url, 'GET', { 'user-agent': BROWSER, accept: 'text/html' })).status).toBe(302);
  }
  const found = ours.links().map(({ linkId, human }) => [linkId, human.clicks, human.uniqueContacts]);
  expect(found.sort()).toEqual([
    ['sale', CONTACTS / 10 - story, CONTACTS / 10 - story],
    ['story', story, story],
  ]);
});

test("the service's own tracking, marked by us and webhooked back, counts what was clicked", async () => {
  const marked = markLinks(HTML, { provider: 'sendgrid' });
  links = marked.links;
  const recipients = contacts.slice(0, 200);
  const personalizations = recipients.map(({ contactId, email }) => ({ to: email, data: {}, args: { contactId } }));
  await call({ html: marked.html, personalizations });
  const mails = await readMails();
  expect([mails.size, wrapped.length]).toEqual([200, 400]);
  for (const [at, { email }] of recipients.entries()) {
    const [sale, story, leave] = linksOf(mails.get(email));
    expect(leave).toBe('https://brand.example/unsubscribe');
    for (const url of at % 4 === 0 ? [sale, story] : at % 2 === 0 ? [sale] : [])
      expect((await ask(url as string, 'GET', { 'user-agent': BROWSER })).status).toBe(302);
  }
  expect(clicks).toBe(150);
  const found = theirs
    .links()
    .map(({ linkId, human, bot }) => [linkId, human.clicks + bot.clicks, human.uniqueContacts + bot.uniqueContacts]);
  expect(found.sort()).toEqual([
    ['sale', 100, 100],
    ['story', 50, 50],
  ]);
  expect(theirs.totals().duplicates).toBe(150);
});
