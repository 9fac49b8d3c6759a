import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickRecord } from '../../src/clicks/index.js';
import { clickTable } from '../../src/clicks/sql/index.js';
import { compileHtml, createKeyring, decodeClick, type Finding } from '../../src/index.js';
import { clickstamp } from '../../src/nodemailer.js';
import { createClickHandler, toNodeListener } from '../../src/redirect/index.js';
import { createReport, type Report, readReport, toHtml, toText } from '../../src/report/index.js';
import {
  CAMPAIGN,
  CONTACTS,
  type Contact,
  contacts,
  htmlOf,
  LOGO,
  landingPath,
  messageFor,
  PLACES,
  type PlaceName,
  textOf,
} from './campaign.js';
import { openChromium } from './chromium.js';
import { type ReadMail, readWithMailparser, readWithPostalMime, receiveMail } from './mail.js';
import { BROWSER, BROWSING, type Step, steps, type Truth, truthOf } from './plan.js';
import { openStore } from './store.js';
import { ask, serve, serveLandingPages } from './web.js';

const keys = createKeyring([{ kid: '2026-11', key: 'a secret of at least thirty-two bytes' }]);
const sentAt = new Date('2026-11-24T08:00:00Z');
const clock = { now: sentAt };
const counts = new ClickAggregator();
const records: ClickRecord[] = [];
const failures: string[] = [];
const findings: Finding[] = [];
const mails = new Map<string, { raw: string; mail: ReadMail; other: ReadMail }>();
const urls = new Map<string, Map<PlaceName, string>>();
const closers: (() => Promise<unknown>)[] = [];
let site: Awaited<ReturnType<typeof serveLandingPages>>;
let redirect: Awaited<ReturnType<typeof serve>>;
let store: Awaited<ReturnType<typeof openStore>>;
let browser: Awaited<ReturnType<typeof openChromium>>;
let duplicates = 0;

beforeAll(async () => {
  site = await serveLandingPages();
  const handler = createClickHandler({
    trackingUrl: () => `${redirect.origin}/c`,
    keys,
    now: () => clock.now,
    onError: (error, failure) => failures.push(`${failure}: ${(error as { code?: string }).code}`),
    onClick(click, info) {
      counts.add({ ...click, ...info });
      records.push({ ...click, ...info });
      // A queue that delivers at least once delivers some twice.
      if (++delivered % 7 === 0) {
        duplicates++;
        counts.add({ ...click, ...info });
        records.push({ ...click, ...info });
      }
    },
  });
  let delivered = 0;
  redirect = await serve(toNodeListener(handler));
  store = await openStore();
  browser = await openChromium(BROWSER);
  closers.push(
    () => site.close(),
    () => redirect.close(),
    () => store.close(),
    () => browser.close(),
  );
});

afterAll(async () => {
  for (const close of closers) await close();
});

/** A link as a reader sees it. */
const NAMES: Partial<Record<PlaceName, string>> = {
  'html sale': 'Zum großen Räumungsverkauf',
  'html story': 'Café-Geschichte',
  'html stores': 'Läden in deiner Stadt',
  'html extra': 'Nur für B – schön',
};

async function browse(contact: Contact, place: PlaceName): Promise<string> {
  const page = await browser.newPage();
  try {
    await page.setContent((mails.get(contact.address) as { mail: ReadMail }).mail.html);
    await page.getByRole('link', { name: NAMES[place] as string }).click();
    await page.waitForURL((url) => url.origin === site.origin);
    await page.waitForLoadState('load');
    return page.url();
  } finally {
    await page.close();
  }
}

function urlOf({ contact, place }: Pick<Step, 'contact' | 'place'>): string {
  const url = urls.get(contact.contactId)?.get(place);
  if (url === undefined) throw new Error(`${place} of ${contact.contactId} has no tracked URL`);
  return url;
}

describe('a campaign from the template to the report', () => {
  test('is sent by nodemailer over SMTP', async () => {
    const smtp = await receiveMail();
    const transporter = createTransport({
      host: '127.0.0.1',
      port: smtp.port,
      pool: true,
      secure: false,
      ignoreTLS: true,
    });
    transporter.use(
      'compile',
      clickstamp({
        trackingUrl: `${redirect.origin}/c`,
        clickTracking: true,
        keys,
        sentAt,
        honeypotUrl: `${site.origin}/quiet`,
        linkId: ({ part, href }) => (part === 'text' ? /\/(sale|stores)\b/.exec(href)?.[1] : undefined),
        onRewrite: (summary) => findings.push(...summary.findings),
        onError: (error, { part }) => failures.push(`${part}: ${String(error)}`),
      }),
    );
    try {
      await Promise.all(contacts.map((contact) => transporter.sendMail(messageFor(contact, site.origin))));
      const trial = { ...(contacts[0] as Contact), address: 'trial@brand.example' };
      const message = messageFor(trial, site.origin);
      await transporter.sendMail({
        ...message,
        clickstamp: { ...(message.clickstamp || {}), testEmail: 'count-as-test' },
      });
    } finally {
      transporter.close();
      await smtp.close();
    }
    expect(failures).toEqual([]);
    expect(smtp.received).toHaveLength(CONTACTS + 1);
    for (const raw of smtp.received) {
      const [mail, other] = await Promise.all([readWithMailparser(raw), readWithPostalMime(raw)]);
      mails.set(mail.to, { raw: raw.toString('latin1'), mail, other });
    }
    expect(mails.size).toBe(CONTACTS + 1);
    // Loopback addresses alone: the template's unsubscribe link is known as one once its tag is filled in.
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['host-loopback']));
  });

  test('arrives as it was written, but for the tracked addresses: two parsers agree', async () => {
    const encodings = { 'quoted-printable': 0, base64: 0 };
    for (const contact of contacts) {
      const { raw, mail, other } = mails.get(contact.address) as { raw: string; mail: ReadMail; other: ReadMail };
      expect(other).toEqual(mail);
      expect(mail.subject).toBe(contact.subject);
      expect(mail.attachments).toEqual([LOGO.toString('hex')]);
      expect(raw.replace(/\r\n\s+/g, ' ')).toContain(
        `List-Unsubscribe: <${site.origin}/leave?u=${contact.contactId}> (Abmelden)`,
      );
      const texts = raw.split(/^Content-Type: text\//m).slice(1);
      expect(texts).toHaveLength(2);
      for (const part of texts) expect(part).toContain(`\nContent-Transfer-Encoding: ${contact.encoding}\r\n`);
      encodings[contact.encoding]++;

      const places = new Map<PlaceName, string>();
      const back = async (content: string): Promise<string> => {
        let plain = content;
        for (const [url] of content.matchAll(/http:\/\/127\.0\.0\.1:\d+\/c\/[\w.-]+/g)) {
          const click = await decodeClick(url, { keys });
          expect(click).toMatchObject({
            campaignId: CAMPAIGN,
            contactId: contact.contactId,
            variant: contact.variant,
            sentAt,
          });
          const place = `${click.part} ${click.linkId}` as PlaceName;
          expect(click.url).toBe(site.origin + landingPath(place, contact));
          places.set(place, url);
          plain = plain.replace(url, `[${place}]`);
        }
        return plain;
      };
      const written = (content: string) =>
        content
          .replaceAll(/ data-link-id=\S+/g, '')
          .replace(`${site.origin}/sale?a=1&amp;b=2&region=%C3%A9#top`, '[html sale]')
          .replace(`${site.origin}/story/caf%C3%A9`, '[html story]')
          .replace(`${site.origin}/stores/{{city}}`, '[html stores]')
          .replace(`${site.origin}/extra/B`, '[html extra]');
      const honeypot = /<a [^>]*\[html ~honeypot\][^>]*>.*?<\/a>/;
      const html = await back(mail.html);
      expect(html).toMatch(honeypot);
      expect(html.replace(honeypot, '')).toBe(
        written(htmlOf(contact.variant, site.origin)).replace('{{id}}', contact.contactId),
      );
      expect(await back(mail.text)).toBe(
        textOf(site.origin)
          .replace(`${site.origin}/sale?a=1&b=2&region=%C3%A9#top`, '[text sale]')
          .replace(`${site.origin}/stores/{{city}}`, '[text stores]')
          .replace('{{id}}', contact.contactId),
      );
      expect([...places.keys()].sort()).toEqual(
        PLACES.filter((place) => place !== 'html extra' || contact.variant === 'B').sort(),
      );
      urls.set(contact.contactId, places);
    }
    expect(encodings).toEqual({ 'quoted-printable': 133, base64: 67 });
  });

  test('is clicked: by twenty contacts in Chromium, by the others and by bots with requests', async () => {
    const visits: string[] = [];
    const browsed = new Set<string>();
    let saved = 0;
    for (const step of steps) {
      const { contact, place, method, headers, at } = step;
      clock.now = new Date(sentAt.getTime() + at);
      const landing = site.origin + landingPath(place, contact);
      if (step.by === 'browser') {
        browsed.add(contact.contactId);
        expect(await browse(contact, place)).toBe(landing);
      } else {
        const answer = await ask(urlOf(step), method, headers);
        expect([answer.status, answer.headers.location]).toEqual([302, landing]);
        if (method === 'GET') await ask(landing, 'GET', headers);
      }
      if (method === 'GET') visits.push(`GET ${landingPath(place, contact).replace(/#.*/, '')}`);
      if (++saved % 40 === 0) await store.save(counts);
    }
    await store.save(counts);
    expect(browsed.size).toBe(BROWSING);
    expect(site.visits).toEqual(visits);
    expect(site.referrers).toEqual([]);
    expect(failures).toEqual([]);
  });

  test('forged, cut and posted URLs and test mail count nothing', async () => {
    clock.now = new Date(sentAt.getTime() + 80 * 3_600_000);
    const before = counts.totals();
    const url = urlOf(steps[0] as Step);
    const forged = [
      url.slice(0, -1),
      url.replace(/\.[^.]*$/, '.AAAA'),
      `${url.slice(0, -5)}aaaaa`,
      `${redirect.origin}/c/`,
    ];
    for (const wrong of forged) {
      const answer = await ask(wrong, 'GET', { 'user-agent': BROWSER });
      expect([answer.status, answer.headers.location]).toEqual([404, undefined]);
    }
    expect((await ask(url, 'POST', { 'user-agent': BROWSER })).status).toBe(405);
    expect(failures).toHaveLength(forged.length);
    const trial = mails
      .get('trial@brand.example')
      ?.mail.html.match(/http:\/\/127\.0\.0\.1:\d+\/c\/[\w.-]+/)?.[0] as string;
    expect((await ask(trial, 'GET', { 'user-agent': BROWSER })).status).toBe(302);
    expect({ ...counts.totals(), duplicates }).toEqual({ ...before, duplicates, test: 1 });
  });
});

describe('the report equals the known truth', () => {
  const truth = truthOf();
  const sum = (list: readonly Truth[], of: 'human' | 'bot') => list.reduce((total, each) => total + each[of], 0);
  const who = (list: readonly Truth[], of: 'human' | 'bot') =>
    new Set(list.filter((each) => each[of] > 0).map(({ contactId }) => contactId)).size;
  const split = (list: readonly Truth[]) => ({
    human: { clicks: sum(list, 'human'), uniqueContacts: who(list, 'human') },
    bot: { clicks: sum(list, 'bot'), uniqueContacts: who(list, 'bot') },
  });
  const groups = (of: (each: Truth) => string): Map<string, Truth[]> => {
    const found = new Map<string, Truth[]>();
    for (const each of truth) found.set(of(each), [...(found.get(of(each)) ?? []), each]);
    return found;
  };
  const optionsOf = () => ({
    title: 'November',
    delivered: { A: CONTACTS / 2, B: CONTACTS / 2 },
    message: compileHtml(htmlOf('B', site.origin), { trackingUrl: `${redirect.origin}/c`, clickTracking: true }),
  });
  let report: Report;

  test('in all', () => {
    report = createReport(counts, optionsOf());
    expect(report.overview).toMatchObject({ ...split(truth), delivered: CONTACTS, duplicates, test: 1, expired: 0 });
    expect(report.overview.clickThroughRate).toBe(who(truth, 'human') / CONTACTS);
    expect(toText(report, { width: 100 })).toContain('November');
  });

  test('per link', () => {
    const found = new Map(report.links.map((link) => [`${link.part} ${link.linkId}`, link]));
    const wanted = groups(({ part, linkId }) => `${part} ${linkId}`);
    expect([...wanted.keys()].sort()).toEqual([...PLACES].sort());
    for (const [place, list] of wanted) {
      expect(found.get(place), place).toMatchObject(split(list));
      expect(
        found
          .get(place)
          ?.contacts.map(({ contactId, human, bot }) => [contactId, human, bot])
          .sort(),
        place,
      ).toEqual(list.map(({ contactId, human, bot }) => [contactId, human, bot]));
    }
  });

  test('per contact', () => {
    const found = new Map(report.contacts.map((contact) => [contact.contactId, contact]));
    const wanted = groups(({ contactId }) => contactId);
    expect([...found.keys()].sort()).toEqual([...wanted.keys()]);
    for (const [contactId, list] of wanted)
      expect(found.get(contactId)).toMatchObject({
        human: sum(list, 'human'),
        bot: sum(list, 'bot'),
        uniqueLinks: list.length,
      });
  });

  test('per variant', () => {
    const wanted = groups(({ variant }) => variant);
    expect(report.variants.map(({ variant }) => variant)).toEqual(['A', 'B']);
    for (const row of report.variants) {
      expect(row).toMatchObject(split(wanted.get(row.variant) as Truth[]));
      expect(row.clickThroughRate).toBe(who(wanted.get(row.variant) as Truth[], 'human') / (CONTACTS / 2));
    }
  });

  test('in Postgres, pair by pair and by SQL', async () => {
    expect(await store.pairs()).toEqual(truth);
    const rows = await store.query<{ place: string; human: number; bot: number; people: number }>(`
      select part || ' ' || link as place, sum(human)::int as human, sum(bot)::int as bot,
        (count(*) filter (where human > 0))::int as people
      from clicks group by part, link`);
    const wanted = [...groups(({ part, linkId }) => `${part} ${linkId}`)].map(([place, list]) => ({
      place,
      human: sum(list, 'human'),
      bot: sum(list, 'bot'),
      people: who(list, 'human'),
    }));
    expect(new Set(rows)).toEqual(new Set(wanted));
  });

  test('from a table of clicks, which counts by SQL', async () => {
    const table = clickTable({ dialect: 'postgres', name: 'events' });
    await table.create().read(store.run);
    for (let from = 0; from < records.length; from += 50)
      for (const { text, values } of table.insert(records.slice(from, from + 50))) await store.run(text, values);
    const found = await readReport(table.where({ campaignId: CAMPAIGN }), store.run, optionsOf());
    // No database counts what it left out.
    const known = <Row extends { readonly duplicates: number }>(row: Row): Row => ({ ...row, duplicates: 0 });
    const wanted = { ...report, overview: known(report.overview), variants: report.variants.map(known) };
    expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(JSON.stringify(wanted)));
    expect([toText(found), toHtml(found)]).toEqual([toText(wanted), toHtml(wanted)]);
  });

  test('and is about something', () => {
    expect(sum(truth, 'human')).toBeGreaterThan(150);
    expect(sum(truth, 'bot')).toBeGreaterThan(80);
    expect(truth.filter(({ human, bot }) => human > 0 && bot > 0).length).toBeGreaterThan(5);
    expect(duplicates).toBeGreaterThan(20);
    const reasons = new Set(
      counts.contacts().flatMap(({ contactId }) => counts.linksOf(contactId).flatMap((link) => link.reasons ?? [])),
    );
    expect([...reasons].sort()).toEqual(
      expect.arrayContaining([
        'after-sending',
        'burst',
        'head',
        'near-honeypot',
        'prefetch',
        'honeypot',
        'user-agent',
        'user-agent-empty',
      ]),
    );
  });
});
