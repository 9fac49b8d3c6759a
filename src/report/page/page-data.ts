import { printable } from '../../print/table.js';
import { keyOf } from '../model/labels.js';
import type { ContactRow, Report } from '../model/rows.js';
import { TEXTS } from '../model/texts.js';
import { cut } from './cells.js';
import { MOST_CONTACTS } from './page-scope.js';
import { hasReasons } from './pair-columns.js';

/** How large the contacts, and what they clicked, may get. Bytes of UTF-8. */
const CONTACTS_BYTES = 500_000;
const CLICKED_BYTES = { least: 150_000, most: 600_000 } as const;
/** What the page should stay under, the messages of its click maps not counted where they are larger themselves. Bytes. */
const PAGE_BYTES = 1_850_000;

/** The page's data. */
export interface PageData {
  /** How many contacts are in it, the first of the report's. */
  readonly listed: number;
  /** The text of the data block, for a page whose markup has so many bytes: what contacts clicked is in it as far as there is room. */
  toJson(markupBytes: number): string;
}

/** Words of the script. `{0}` and so on stand for numbers that it puts in. */
const WORDS = {
  search: TEXTS.search,
  found: TEXTS.found('{0}', '{1}'),
  rows: TEXTS.rowsFrom('{0}', '{1}', '{2}'),
  previous: TEXTS.previous,
  next: TEXTS.next,
  noMatch: TEXTS.noMatch,
  listed: TEXTS.listed('{0}', '{1}'),
  contact: TEXTS.contact,
  allContacts: TEXTS.allContacts,
  links: TEXTS.linksClicked,
  clicks: TEXTS.clicks,
  bots: TEXTS.bots,
  botClicks: TEXTS.botClicks,
  link: TEXTS.link,
  last: TEXTS.last,
  why: TEXTS.why,
  id: TEXTS.id,
  clickedBy: TEXTS.whatClicked,
  inTheCsv: TEXTS.inTheCsv,
};

/**
 * What the script draws rows of: contacts as lists of numbers, so that thousands of them fit into a page. A contact is
 * its name, its id (0 where that is the name), links, people's clicks, bots' clicks, last click, reasons as bits, and what
 * it clicked: five numbers for each link (place, people's clicks, bots', last click, reasons), or 0 where there is no room.
 * Times are minutes from `base`.
 */
export function pageData(report: Report): PageData {
  const linkAt = new Map(report.links.map(({ part, linkId }, at) => [keyOf(part, linkId), at]));
  const reasons = [...new Set(report.contacts.flatMap((contact) => Object.keys(contact.reasons)))].slice(0, 30);
  const base = Math.floor((report.firstClickAt?.getTime() ?? 0) / 60_000);
  const minutes = (date: Date): number => Math.floor(date.getTime() / 60_000) - base;
  const bits = (names: readonly string[]): number =>
    names.reduce((all, each) => all | (reasons.includes(each) ? 1 << reasons.indexOf(each) : 0), 0);
  const heads: string[] = [];
  let size = 0;
  for (const contact of report.contacts.slice(0, MOST_CONTACTS)) {
    const head = headOf(contact, minutes(contact.lastClickAt), bits(Object.keys(contact.reasons)));
    size += bytesOf(head);
    if (size > CONTACTS_BYTES) break;
    heads.push(head);
  }
  const clickedBy = ({ links }: ContactRow): string =>
    JSON.stringify(
      links.flatMap(({ part, linkId, human, bot, lastClickAt, reasons: why = [] }) => {
        const at = linkAt.get(keyOf(part, linkId));
        return at === undefined ? [] : [at, human, bot, minutes(lastClickAt), bits(why)];
      }),
    );
  return {
    listed: heads.length,
    toJson(markupBytes) {
      const { least, most } = CLICKED_BYTES;
      let room = Math.min(most, Math.max(least, PAGE_BYTES - markupBytes - size));
      const contacts = heads.map((head, at) => {
        const clicked = clickedBy(report.contacts[at] as ContactRow);
        const fits = clicked.length <= room;
        if (fits) room -= clicked.length;
        return `[${head},${fits ? clicked : 0}]`;
      });
      const head = JSON.stringify({
        locale: report.locale,
        timeZone: report.timeZone,
        base,
        reasons,
        hasReasons: hasReasons(report),
        words: WORDS,
      });
      return `${head.slice(0, -1)},"contacts":[${contacts.join(',')}]}`.replaceAll('<', '\\u003c');
    },
  };
}

function headOf({ contactId, label, uniqueLinks, human, bot }: ContactRow, last: number, why: number): string {
  const [shown, id] = [label, contactId].map((each) => cut(printable(each), 80));
  return JSON.stringify([shown, label === contactId ? 0 : id, uniqueLinks, human, bot, last, why]).slice(1, -1);
}

/** How many bytes text is as UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
