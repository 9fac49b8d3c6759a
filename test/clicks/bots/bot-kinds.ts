import { BROWSERS, PROGRAMS } from './drawn-agents.cases.js';
import { addressOf, HOUR, type Kind, type Mail, MINUTE, SECOND } from './drawn-mail.js';

const later = (mail: Mail): number => mail.draw.scaled(70 * SECOND, 8 * HOUR);
const whenever = (mail: Mail): number => mail.draw.scaled(5 * SECOND, 8 * HOUR);
/** A pause of scanners that are not slow. */
const pause = (mail: Mail): number => mail.draw.scaled(50, 5_500);

/** What scanners do, by the kinds of docs/bots.md. */
export const BOT_KINDS: readonly Kind[] = [
  {
    what: 'every link in order',
    make: (mail) => {
      mail.withLinks(4, 16);
      mail.follow(mail.all(), whenever(mail), pause(mail), mail.draw.pick([0, 0.1, 0.4]));
    },
  },
  {
    what: 'every link, shuffled',
    make: (mail) => {
      mail.withLinks(4, 16);
      mail.follow(mail.draw.shuffled(mail.all()), whenever(mail), pause(mail), mail.draw.pick([0, 0.1, 0.4]));
    },
  },
  {
    what: 'every link, ten seconds at most',
    mayMiss: true,
    make: (mail) => {
      mail.withLinks(4, 12);
      mail.follow(mail.draw.shuffled(mail.all()), whenever(mail), mail.draw.between(5_500, 10_000), 0.1);
    },
  },
  {
    what: 'two to four workers, each with all links',
    make: (mail) => {
      mail.withLinks(4, 12);
      const start = whenever(mail);
      const step = mail.draw.scaled(100, 4_000);
      for (let worker = mail.draw.whole(2, 4); worker > 0; worker--)
        mail.follow(mail.all(), start + worker * mail.draw.between(0, step), step, 0.2, { ip: addressOf(mail.draw) });
    },
  },
  {
    what: 'two to four workers that share the links',
    make: (mail) => {
      const links = mail.withLinks(6, 16);
      const workers = mail.draw.whole(2, 4);
      const start = whenever(mail);
      for (let worker = 0; worker < workers; worker++) {
        const share = mail.all().filter((link) => link % workers === worker);
        mail.follow(share, start + worker * 37, mail.draw.scaled(200, (20_000 / links) * workers), 0.3, {
          ip: addressOf(mail.draw),
          userAgent: mail.draw.pick(BROWSERS),
        });
      }
    },
  },
  {
    what: 'both parts, one after the other or by turns',
    make: (mail) => {
      mail.withLinks(2, 10);
      const start = whenever(mail);
      const step = mail.draw.scaled(50, 4_000);
      const turns = mail.draw.unit() < 0.5;
      const end = mail.follow(mail.all(), start, step, 0.2, { part: 'html' });
      mail.follow(mail.all(), turns ? start + step / 2 : end, step, 0.2, { part: 'text' });
    },
  },
  {
    what: 'HEAD before GET, link by link',
    make: (mail) => {
      mail.withLinks(4, 10);
      let at = whenever(mail);
      const step = mail.draw.scaled(200, 5_000);
      for (const link of mail.all()) {
        mail.click(link, at, { method: 'HEAD' });
        mail.click(link, at + mail.draw.between(60, 900));
        at += step;
      }
    },
  },
  {
    what: 'HEAD of all, then GET of all',
    make: (mail) => {
      mail.withLinks(4, 10);
      const step = mail.draw.scaled(50, 3_000);
      const end = mail.follow(mail.all(), whenever(mail), step, 0.3, { method: 'HEAD' });
      mail.follow(mail.draw.shuffled(mail.all()), end, step, 0.3);
    },
  },
  {
    what: 'HEAD alone, and odder methods',
    make: (mail) => {
      mail.withLinks(1, 8);
      mail.follow(mail.all(mail.draw.whole(1, mail.links)), whenever(mail), mail.draw.scaled(50, 9_000), 0.4, {
        method: mail.draw.pick(['HEAD', 'OPTIONS', 'POST']),
      });
    },
  },
  {
    what: 'no navigation',
    make: (mail) => {
      mail.withLinks(1, 8);
      const headers = mail.draw.pick([
        { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image', 'sec-fetch-site': 'cross-site' },
        { 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' },
        { 'sec-fetch-dest': 'style' },
        { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'video' },
        { 'sec-fetch-mode': 'same-origin', 'sec-fetch-dest': 'serviceworker' },
        { 'sec-fetch-mode': 'websocket' },
      ]);
      mail.follow(mail.all(mail.draw.whole(1, mail.links)), whenever(mail), mail.draw.scaled(50, 9_000), 0.4, {
        headers,
      });
    },
  },
  {
    what: 'prefetch and preview',
    make: (mail) => {
      mail.withLinks(1, 8);
      const headers = mail.draw.pick([
        { 'Sec-Purpose': 'prefetch' },
        { 'sec-purpose': 'prefetch;anonymous-client-ip' },
        { Purpose: 'prefetch' },
        { 'X-Purpose': 'preview' },
        { 'x-moz': 'prefetch' },
      ]);
      mail.follow(mail.all(mail.draw.whole(1, mail.links)), whenever(mail), mail.draw.scaled(50, 9_000), 0.4, {
        headers,
      });
    },
  },
  {
    what: 'a program that says so, or says nothing',
    make: (mail) => {
      mail.withLinks(1, 8);
      const userAgent = mail.draw.pick(PROGRAMS);
      mail.follow(mail.all(mail.draw.whole(1, mail.links)), whenever(mail), mail.draw.scaled(50, 9_000), 0.4, {
        userAgent,
      });
    },
  },
  {
    what: "the provider's own verdict",
    make: (mail) => {
      mail.withLinks(1, 8);
      mail.click(0, whenever(mail), { signals: ['provider-verdict'] });
    },
  },
  {
    what: 'every link, each from another address by another browser',
    make: (mail) => {
      mail.withLinks(4, 12);
      let at = whenever(mail);
      const step = pause(mail);
      for (const link of mail.draw.shuffled(mail.all())) {
        mail.click(link, at, { ip: addressOf(mail.draw), userAgent: mail.draw.pick(BROWSERS) });
        at += step;
      }
    },
  },
  {
    what: 'at delivery and once more when the mail was reported',
    make: (mail) => {
      mail.withLinks(4, 12);
      const step = pause(mail);
      const end = mail.follow(mail.all(), mail.draw.scaled(5_000, 5 * MINUTE), step, 0.2);
      mail.follow(mail.all(), end + mail.draw.scaled(2 * MINUTE, 5 * HOUR), step, 0.2, { ip: addressOf(mail.draw) });
    },
  },
  {
    what: 'the first few links, within a minute after sending',
    make: (mail) => {
      mail.withLinks(6, 20);
      mail.follow(mail.all(mail.draw.whole(3, 5)), mail.draw.between(3_000, 50_000), mail.draw.scaled(50, 1_300), 0.1);
    },
  },
  {
    what: 'the first few links, later',
    mayMiss: true,
    make: (mail) => {
      mail.withLinks(6, 20);
      mail.follow(mail.all(mail.draw.whole(3, 5)), later(mail), mail.draw.scaled(50, 1_300), 0.1);
    },
  },
  {
    what: 'one gateway: a link of each of many contacts, within a minute after sending',
    make: (mail) => {
      mail.withLinks(1, 10);
      let at = mail.draw.between(5_000, 50_000);
      const step = mail.draw.scaled(10, 90);
      for (let contact = 0; contact < 100; contact++) {
        mail.click(0, at, { contactId: `${mail.contactId}-${contact}` });
        at += step;
      }
    },
  },
  {
    what: 'a second hit on a link that its reader has just followed',
    mayMiss: true,
    make: (mail) => {
      mail.withLinks(2, 10);
      const at = whenever(mail);
      mail.click(0, at, { bot: false });
      mail.click(0, at + mail.draw.between(2_000, 25_000), {
        ip: addressOf(mail.draw),
        userAgent: mail.draw.pick(BROWSERS),
      });
    },
  },
  {
    what: 'a honeypot among the links',
    make: (mail) => {
      mail.withLinks(3, 8);
      const end = mail.follow(mail.all(), whenever(mail), mail.draw.scaled(50, 3_500), 0.3);
      mail.click(99, end, { honeypot: true });
    },
  },
  {
    what: 'one link of one',
    mayMiss: true,
    make: (mail) => {
      mail.withLinks(1, 1);
      mail.click(0, whenever(mail));
    },
  },
];
