import { APPS, BROWSERS } from './drawn-agents.cases.js';
import { addressOf, HOUR, type Kind, type Mail, MINUTE, SECOND } from './drawn-mail.js';

/** When readers open their mail: from half a minute after sending on. */
const opened = (mail: Mail): number => mail.draw.scaled(30 * SECOND, 30 * HOUR);
const later = (mail: Mail): number => mail.draw.scaled(90 * SECOND, 30 * HOUR);
/** Reading a page and coming back. */
const reading = (mail: Mail): number => mail.draw.scaled(7 * SECOND, 2 * MINUTE);

/** A few links, each page looked at before the next. */
function readSome(mail: Mail, after: number, details: Parameters<Mail['click']>[2] = {}): void {
  let at = after;
  for (const link of mail.draw.shuffled(mail.all()).slice(0, mail.draw.whole(1, 3))) {
    mail.click(link, at, details);
    at += reading(mail);
  }
}

/** What readers do, by the kinds of docs/bots.md. */
export const PEOPLE_KINDS: readonly Kind[] = [
  {
    what: 'one to three links',
    make: (mail) => {
      mail.withLinks(1, 14);
      readSome(mail, opened(mail));
    },
  },
  {
    what: 'quick: one link, seconds after the push message',
    make: (mail) => {
      mail.withLinks(1, 12);
      mail.click(mail.draw.whole(0, mail.links - 1), mail.draw.between(2_500, 25_000));
    },
  },
  {
    what: 'thorough: every link',
    make: (mail) => {
      mail.withLinks(4, 14);
      const pace = mail.draw.scaled(10 * SECOND, MINUTE);
      mail.follow(mail.draw.pick([mail.all(), mail.draw.shuffled(mail.all())]), later(mail), pace, 0.3);
    },
  },
  {
    what: 'tabs: three to six, unevenly',
    make: (mail) => {
      mail.withLinks(7, 16);
      let at = later(mail);
      for (const link of mail.all(mail.draw.whole(3, 6))) {
        mail.click(link, at);
        at += mail.draw.scaled(420, 2_500);
      }
    },
  },
  {
    what: 'double and triple clicks',
    make: (mail) => {
      mail.withLinks(1, 8);
      const at = opened(mail);
      for (let time = 0; time < mail.draw.whole(2, 3); time++) mail.click(0, at + time * mail.draw.between(90, 400));
    },
  },
  {
    what: 'colleagues behind a list address',
    make: (mail) => {
      mail.withLinks(3, 10);
      const at = later(mail);
      mail.click(0, at);
      mail.click(1, at + mail.draw.between(5, 200), { ip: addressOf(mail.draw), userAgent: mail.draw.pick(BROWSERS) });
      mail.click(0, at + mail.draw.scaled(10 * SECOND, HOUR), { userAgent: mail.draw.pick(BROWSERS) });
    },
  },
  {
    what: 'an office behind one address',
    make: (mail) => {
      mail.withLinks(1, 10);
      for (let reader = mail.draw.whole(10, 40); reader > 0; reader--)
        mail.click(mail.draw.whole(0, mail.links - 1), later(mail), {
          contactId: `${mail.contactId}-${reader}`,
          userAgent: mail.draw.pick(BROWSERS),
        });
    },
  },
  {
    what: 'readers of a list, or of a forwarded mail',
    make: (mail) => {
      mail.withLinks(5, 12);
      const first = later(mail);
      for (let reader = mail.draw.whole(5, 40); reader > 0; reader--)
        mail.click(mail.draw.whole(0, mail.links - 1), first + mail.draw.between(0, 4 * HOUR), {
          ip: addressOf(mail.draw),
          userAgent: mail.draw.pick(BROWSERS),
        });
    },
  },
  {
    what: 'a login mail that is waited for',
    make: (mail) => {
      mail.withLinks(1, 2);
      mail.click(0, mail.draw.scaled(700, 40_000));
    },
  },
  {
    what: "clocks that differ, and clicks that come 'before' sending",
    make: (mail) => {
      mail.withLinks(1, 10);
      readSome(mail, mail.draw.between(-50_000, 0));
    },
  },
  {
    what: 'a time of sending that lies ahead',
    make: (mail) => {
      mail.withLinks(6, 10);
      const early = -mail.draw.scaled(2 * HOUR, 72 * HOUR);
      if (mail.draw.unit() < 0.5) readSome(mail, early);
      else mail.follow(mail.all(4), early, 1_300, 0.4);
    },
  },
  {
    what: 'in an app',
    make: (mail) => {
      mail.withLinks(1, 12);
      readSome(mail, opened(mail), { userAgent: mail.draw.pick(APPS) });
    },
  },
  {
    what: 'a private relay: another address each time',
    make: (mail) => {
      const links = mail.withLinks(3, 10);
      let at = opened(mail);
      for (let n = mail.draw.whole(2, 4); n > 0; n--) {
        mail.click(mail.draw.whole(0, links - 1), at, { ip: addressOf(mail.draw) });
        at += reading(mail);
      }
    },
  },
  {
    what: 'first in the mail program, then in the browser beside it',
    make: (mail) => {
      mail.withLinks(1, 10);
      const at = later(mail);
      mail.click(0, at);
      mail.click(0, at + mail.draw.between(3_000, 25_000), {
        ip: addressOf(mail.draw),
        userAgent: mail.draw.pick(BROWSERS),
      });
    },
  },
  {
    what: 'a mail program that checks each link before it opens it',
    make: (mail) => {
      mail.withLinks(3, 12);
      let at = later(mail);
      for (const link of mail.all(mail.draw.whole(1, 3))) {
        mail.click(link, at - mail.draw.between(40, 900), { method: 'HEAD', bot: true });
        mail.click(link, at);
        at += reading(mail);
      }
    },
  },
  {
    what: 'a prerender that was clicked, and navigations that say so',
    make: (mail) => {
      mail.withLinks(1, 10);
      const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-user': '?1' };
      const headers = mail.draw.pick([
        { ...navigation, 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch;prerender' },
        { ...navigation, 'sec-fetch-dest': 'document' },
        { ...navigation, 'sec-fetch-dest': 'iframe' },
        { purpose: '' },
      ]);
      readSome(mail, later(mail), { headers });
    },
  },
  {
    what: 'back again on other days, at the desk and on the telephone',
    make: (mail) => {
      mail.withLinks(2, 12);
      for (let day = 0; day < 3; day++)
        readSome(mail, opened(mail) + day * 24 * HOUR, {
          ip: addressOf(mail.draw),
          userAgent: mail.draw.pick(BROWSERS),
        });
    },
  },
  {
    what: 'the mail was scanned at delivery, and is read minutes later',
    make: (mail) => {
      mail.withLinks(4, 12);
      const scan = mail.draw.scaled(3_000, 40_000);
      const end = mail.follow(mail.all(), scan, mail.draw.scaled(20, 1_500), 0.2, {
        bot: true,
        ip: addressOf(mail.draw),
        userAgent: mail.draw.pick(BROWSERS),
      });
      readSome(mail, end + mail.draw.scaled(90 * SECOND, 8 * HOUR));
    },
  },
];
