import { type Contact, contacts, type PlaceName } from './campaign.js';

/** One request to the redirect, and what the report must make of it. */
export interface Step {
  readonly contact: Contact;
  readonly place: PlaceName;
  readonly by: 'browser' | 'request';
  readonly method: 'GET' | 'HEAD';
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds after sending. */
  readonly at: number;
  readonly counts: 'human' | 'bot';
}

export const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const SCANNER = 'Mozilla/5.0 (compatible; ExampleScanner/2.1; URL scanner)';
const PERSON = { 'user-agent': BROWSER };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How many contacts click in Chromium; the others' clicks are plain requests. */
export const BROWSING = 20;

/** What people do: places and hours after sending, by the last digit of their number. */
const PEOPLE: Readonly<Record<number, readonly (readonly [place: PlaceName, hours: number])[]>> = {
  1: [['html sale', 2]],
  2: [
    ['html sale', 3],
    ['html sale', 26],
    ['html story', 4],
  ],
  3: [['text sale', 5]],
  4: [['html stores', 6]],
  5: [
    ['html story', 7],
    ['text stores', 8],
  ],
  7: [
    ['html extra', 9],
    ['html sale', 10],
  ],
  8: [['html story', 50]],
};

/** What bots do, by the remainder of a contact's number by 20. */
const MACHINES: Readonly<Record<number, (contact: Contact) => readonly Step[]>> = {
  // A gateway asks with HEAD for all that it finds, twenty minutes in.
  3: (contact) =>
    (['html sale', 'html story'] as const).map((place, i) =>
      bot(contact, place, 20 * MINUTE + 2000 * i, { method: 'HEAD', headers: PERSON }),
    ),
  // A scanner that says its name.
  6: (contact) => [bot(contact, 'html sale', 30 * MINUTE, { headers: { 'user-agent': SCANNER } })],
  // A scanner that says it is Chrome, but opens three links in half a second.
  9: (contact) =>
    (['html sale', 'html story', 'html stores'] as const).map((place, i) =>
      bot(contact, place, 40 * MINUTE + 250 * i, { headers: PERSON }),
    ),
  // One that follows the link nobody sees, and another within the half minute.
  10: (contact) => [
    bot(contact, 'html ~honeypot', 50 * MINUTE, { headers: PERSON }),
    bot(contact, 'html story', 50 * MINUTE + 9000, { headers: PERSON }),
  ],
  // A browser that looks ahead.
  11: (contact) => [bot(contact, 'html sale', 55 * MINUTE, { headers: { ...PERSON, 'sec-purpose': 'prefetch' } })],
  // A click a second after the message has arrived: a login mail's reader is as quick, so it is a person's, and suspect.
  15: (contact) => [{ ...bot(contact, 'text sale', 1000, { headers: PERSON }), counts: 'human' }],
  // A script without a name.
  16: (contact) => [bot(contact, 'html stores', HOUR, { headers: { 'user-agent': '' } })],
};

function bot(
  contact: Contact,
  place: PlaceName,
  at: number,
  how: { readonly method?: 'HEAD'; readonly headers: Readonly<Record<string, string>> },
): Step {
  return { contact, place, by: 'request', method: how.method ?? 'GET', headers: how.headers, at, counts: 'bot' };
}

/** Every step in order of time; those at one time by contact. */
export const steps: readonly Step[] = plan();

function plan(): Step[] {
  const all: Step[] = [];
  let browsing = 0;
  for (const contact of contacts) {
    all.push(...(MACHINES[contact.number % 20]?.(contact) ?? []));
    const own = (PEOPLE[contact.number % 10] ?? []).filter(
      ([place]) => place !== 'html extra' || contact.variant === 'B',
    );
    const inHtml = own.some(([place]) => place.startsWith('html'));
    const browses = inHtml && browsing < BROWSING;
    if (browses) browsing++;
    for (const [place, hours] of own) {
      const by = browses && place.startsWith('html') ? 'browser' : 'request';
      // Nobody clicks at the same second as somebody else.
      const at = hours * HOUR + contact.number * 1000;
      all.push({ contact, place, by, method: 'GET', headers: PERSON, at, counts: 'human' });
    }
  }
  return all.sort((a, b) => a.at - b.at || a.contact.number - b.contact.number);
}

/** Clicks of one contact on one place. */
export interface Truth {
  readonly contactId: string;
  readonly variant: string;
  readonly part: string;
  readonly linkId: string;
  readonly human: number;
  readonly bot: number;
}

/** What the counts must come to, added up from the plan alone. */
export function truthOf(list: readonly Step[] = steps): Truth[] {
  const pairs = new Map<string, Truth>();
  for (const { contact, place, counts } of list) {
    const [part, linkId] = place.split(' ') as [string, string];
    const key = `${contact.contactId} ${part} ${linkId}`;
    const before = pairs.get(key) ?? { human: 0, bot: 0 };
    pairs.set(key, {
      contactId: contact.contactId,
      variant: contact.variant,
      part,
      linkId,
      human: before.human + (counts === 'human' ? 1 : 0),
      bot: before.bot + (counts === 'bot' ? 1 : 0),
    });
  }
  return [...pairs.keys()].sort().map((key) => pairs.get(key) as Truth);
}
