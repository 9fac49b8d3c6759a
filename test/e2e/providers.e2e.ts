import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickRecord } from '../../src/clicks/index.js';
import {
  fromBrevo,
  fromMailgun,
  fromPostmark,
  fromSendGrid,
  fromSes,
  fromSparkPost,
} from '../../src/clicks/providers/index.js';
import { compileMessage, createKeyring, markLinks } from '../../src/index.js';
import { createClickHandler, toNodeListener } from '../../src/redirect/index.js';
import { createReport } from '../../src/report/index.js';
import { type ApiCalls, type CallWriters, importCalls } from './api-calls.js';
import { type ReadMail, readWithMailparser, receiveMail } from './mail.js';
import { startService } from './service.js';
import { STAND_INS } from './stand-ins.js';
import { ask, serve } from './web.js';

const CONTACTS = 2_000;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const sentAt = new Date('2026-11-24T08:00:00Z');
const keys = createKeyring([{ kid: 'k1', key: 'a secret of at least thirty-two bytes' }]);
const contacts = Array.from({ length: CONTACTS }, (_, at) => ({
  contactId: `c-${at}`,
  email: `r${at}@reader.example`,
}));
const READERS = {
  ses: fromSes,
  sendgrid: fromSendGrid,
  mailgun: fromMailgun,
  postmark: fromPostmark,
  sparkpost: fromSparkPost,
  brevo: fromBrevo,
};
const PARTS = {
  html: '<p><a data-link-id="sale" href="https://shop.example/sale?a=1&amp;b=2">Sale</a> <a data-link-id="story" href="https://shop.example/story">Story</a> <a href="https://brand.example/unsubscribe">Leave</a></p>',
  text: 'Sale: https://shop.example/sale?a=1&b=2',
};

let smtp: Awaited<ReturnType<typeof receiveMail>>;
let redirect: Awaited<ReturnType<typeof serve>>;
let webhook: Awaited<ReturnType<typeof serve>>;
let writeCalls: CallWriters;
let ours = new ClickAggregator();
let onEvent: (body: string) => void = () => {};
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  writeCalls = await importCalls();
  smtp = await receiveMail();
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
      onEvent(text);
      response.writeHead(204).end();
    });
  });
  closers.push(smtp.close, redirect.close, webhook.close);
});
afterAll(async () => {
  for (const close of closers) await close();
});

/** Makes all calls over HTTP, one after another, as a sender would. */
async function send(origin: string, calls: ApiCalls): Promise<void> {
  for await (const { path, headers, body } of calls) {
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body });
    expect([answer.status, await answer.text()]).toEqual([202, '']);
  }
}

/** What came by SMTP, by address; the box is empty then. */
async function readMails(): Promise<Map<string, ReadMail>> {
  const mails = await Promise.all(smtp.received.map(readWithMailparser));
  (smtp.received as Buffer[]).length = 0;
  return new Map(mails.map((mail) => [mail.to, mail]));
}
const linksOf = (html = ''): string[] =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => (url as string).replaceAll('&amp;', '&'));
const follow = (url: string) => ask(url, 'GET', { 'user-agent': BROWSER, accept: 'text/html' });
/** The report's rows: clicks and people of each link. */
const rowsOf = (counts: ClickAggregator): unknown[] =>
  createReport(counts)
    .links.map(({ part, linkId, clicks, uniqueContacts, human }) => [
      `${part} ${linkId}`,
      clicks,
      uniqueContacts,
      human.clicks,
    ])
    .sort();
const FROM = { from: 'news@brand.example', subject: 'Autumn' };

describe.each(STAND_INS.map((standIn) => [standIn.provider, standIn] as const))('%s', (provider, standIn) => {
  test('serves 2,000 contacts with our links, none wrapped twice, and the report is what was clicked', async () => {
    // A service without an opt-out must have its tracking switched off, and a finding says so.
    const tracking = standIn.optOut !== undefined;
    const service = await startService(standIn, { smtpPort: smtp.port, webhook: webhook.origin, tracking });
    ours = new ClickAggregator();
    const message = compileMessage(PARTS, {
      trackingUrl: `${redirect.origin}/c`,
      clickTracking: true,
      provider,
      sentAt,
    });
    expect(tracking || message.findings.some(({ code }) => code === 'provider-no-opt-out')).toBe(true);
    const batch = message.batch({ provider });
    await send(service.origin, writeCalls[provider]({ batch, contacts, keys, ...FROM }));
    const mails = await readMails();
    expect([mails.size, service.wrapped(), service.largestCall()]).toEqual([
      CONTACTS,
      0,
      Math.min(CONTACTS, standIn.most),
    ]);

    const truth = { sale: 0, story: 0, text: 0 };
    for (const [at, { contactId, email }] of contacts.entries()) {
      const mail = mails.get(email) as ReadMail;
      const copy = await message.render({ contactId }, keys);
      expect(mail.html.trim()).toBe(copy.html.replace(standIn.removed ?? /^$/g, ''));
      if (at % 10 !== 0) continue;
      const [sale, story] = linksOf(mail.html) as [string, string];
      const text = /http\S+/.exec(mail.text)?.[0] as string;
      const [name, url] = (
        [
          ['sale', sale],
          ['story', story],
          ['text', text],
        ] as const
      )[(at / 10) % 3] as [keyof typeof truth, string];
      truth[name]++;
      expect((await follow(url)).status).toBe(302);
    }
    expect(rowsOf(ours)).toEqual([
      ['html sale', truth.sale, truth.sale, truth.sale],
      ['html story', truth.story, truth.story, truth.story],
      ['text sale', truth.text, truth.text, truth.text],
    ]);
    await service.close();
  });

  test("tracks what we have marked, and its webhook's clicks are counted once each", async () => {
    const service = await startService(standIn, { smtpPort: smtp.port, webhook: webhook.origin, tracking: true });
    const theirs = new ClickAggregator();
    const marked = markLinks(PARTS.html, { provider });
    const records: ClickRecord[] = [];
    onEvent = (body) => records.push(...READERS[provider](body, { links: marked.links }).records);
    const some = contacts.slice(0, 200);
    const batch = { html: marked.html, text: 'Autumn', variables: async () => ({}) };
    for (const part of provider === 'brevo' ? some.map((contact) => [contact]) : [some]) {
      const calls = writeCalls[provider]({ batch, contacts: part, keys, ...FROM });
      // Brevo tells contacts apart by a header of the whole call.
      await send(service.origin, provider === 'brevo' ? withContact(calls, part[0]?.contactId as string) : calls);
    }
    const mails = await readMails();
    const left = standIn.optOut === undefined ? 3 : 2;
    expect([mails.size, service.wrapped()]).toEqual([200, 200 * left]);

    let clicks = 0;
    for (const [at, { email }] of some.entries()) {
      const [sale, story, leave] = linksOf(mails.get(email)?.html) as [string, string, string];
      if (left === 2) expect(leave).toBe('https://brand.example/unsubscribe');
      for (const url of at % 4 === 0 ? [sale, story] : at % 2 === 0 ? [sale] : []) {
        clicks++;
        expect((await follow(url)).headers.location).toMatch(/^https:\/\/shop\.example\//);
      }
    }
    for (const record of records) theirs.add(record);
    expect(clicks).toBe(150);
    expect(rowsOf(theirs)).toEqual([
      ['html sale', 100, 100, 100],
      ['html story', 50, 50, 50],
    ]);
    expect(theirs.totals().duplicates).toBe(150);
    await service.close();
  });
});

/** The same calls with the contact in a header, where the service has no place for it beside the recipient. */
async function* withContact(calls: ApiCalls, contactId: string): ApiCalls {
  for await (const call of calls) {
    const headers = { 'X-Mailin-custom': JSON.stringify({ contactId }) };
    yield { ...call, body: JSON.stringify({ ...(JSON.parse(String(call.body)) as object), headers }) };
  }
}
