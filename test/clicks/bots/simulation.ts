import type { ClickEvent } from '../../../src/clicks/index.js';

/** A click and whether a person made it. */
export interface KnownClick {
  readonly event: ClickEvent;
  readonly human: boolean;
  readonly who: string;
}

const SENT = Date.UTC(2026, 10, 24, 10);
const LINKS = Array.from({ length: 8 }, (_, i) => `link-${i}`);
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

/** A small generator with a seed (mulberry32): the same send on every run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What each kind of scanner does with a message: its clicks, in milliseconds after sending. */
type Scanner = (
  random: () => number,
  links: readonly string[],
) => readonly (Partial<ClickEvent> & { readonly after: number })[];

const followAll = (
  random: () => number,
  links: readonly string[],
  from: number,
  step: number,
  more: Partial<ClickEvent>,
) => links.map((linkId, i) => ({ linkId, after: from + i * step * (0.5 + random()), ...more }));

const SCANNERS: Readonly<Record<string, Scanner>> = {
  'at the gate, everything at once, as a browser': (random, links) =>
    followAll(random, links, 1_000 + random() * 20_000, 120, { userAgent: BROWSER }),
  'minutes later, everything in a burst, as a browser': (random, links) =>
    followAll(random, links, 60_000 + random() * 900_000, 80, { userAgent: BROWSER }),
  'slowly, everything, seconds after sending': (random, links) =>
    followAll(random, links, 500 + random() * 2_000, 900, { userAgent: BROWSER }),
  'by its own name, one link': (random, links) => [
    {
      linkId: links[Math.floor(random() * links.length)] as string,
      after: random() * 600_000,
      userAgent: 'MailLinkScanner/2.0 (Linux)',
    },
  ],
  'HEAD on every link': (random, links) =>
    followAll(random, links, random() * 60_000, 1_500, { userAgent: BROWSER, method: 'HEAD' }),
  'a prefetch by the mail program': (random, links) => [
    {
      linkId: links[0] as string,
      after: 60_000 + random() * 8_000_000,
      userAgent: PHONE,
      headers: { 'sec-purpose': 'prefetch' },
    },
  ],
  // In the order of the message, in which the honeypot is one of the links.
  'everything and the trap, at the pace of a person': (random, links) =>
    followAll(random, links.toSpliced(5, 0, 'honeypot'), 20_000 + random() * 60_000, 2_500, { userAgent: BROWSER }).map(
      (click) => (click.linkId === 'honeypot' ? { ...click, honeypot: true } : click),
    ),
};

/** A normal number by Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Clicks of people: log-normal delays with a median of 40 minutes, then seconds to minutes between clicks. */
function clicksOfPerson(random: () => number): (Partial<ClickEvent> & { after: number })[] {
  const number = [0, 0, 0, 1, 1, 1, 2, 2, 3, 4][Math.floor(random() * 10)] as number;
  let after = 2_400_000 * Math.exp(1.6 * normal(random));
  return Array.from({ length: number }, () => {
    const linkId = LINKS[Math.floor(random() ** 2 * LINKS.length)] as string;
    const click = { linkId, after, userAgent: random() < 0.5 ? BROWSER : PHONE };
    // A double click now and then; else they read on.
    after += random() < 0.05 ? 150 + random() * 200 : 8_000 * Math.exp(normal(random));
    return click;
  });
}

/** A send to `contacts`, of whom one in six has a scanner before their mailbox. */
export function simulateSend(seed: number, contacts: number): KnownClick[] {
  const random = randomFrom(seed);
  const kinds = Object.entries(SCANNERS);
  const clicks: KnownClick[] = [];
  for (let i = 0; i < contacts; i++) {
    const own = { contactId: `c-${i}`, campaignId: 'autumn', sentAt: SENT };
    const note = (human: boolean, who: string, list: readonly (Partial<ClickEvent> & { after: number })[]): void => {
      for (const { after, ...rest } of list)
        clicks.push({ human, who, event: { linkId: '', ...own, ...rest, at: SENT + Math.round(after) } });
    };
    note(true, 'a person', clicksOfPerson(random));
    if (random() < 1 / 6) {
      const [who, scan] = kinds[Math.floor(random() * kinds.length)] as [string, Scanner];
      note(false, who, scan(random, LINKS));
    }
  }
  return clicks;
}

export const SCANNER_KINDS: readonly string[] = Object.keys(SCANNERS);
