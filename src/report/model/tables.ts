import { count, moment, percent } from '../../print/format.js';
import type { Column } from '../../print/table.js';
import type { ContactRow, LinkRow, Report } from './rows.js';

/** A table of a report: the same for text, Markdown, CSV and the page. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** What stands below it: how much was left out. */
  readonly note?: string;
}

const NUMBER = { align: 'right' } as const;

/** The figures of the whole, name by name. */
export function overviewTable({ overview }: Report): ReportTable {
  const rows: [string, string][] = [
    ['People who clicked', count(overview.human.uniqueContacts)],
    ["People's clicks", count(overview.human.clicks)],
    ["Bots' clicks", count(overview.bot.clicks)],
    ['Links clicked', count(overview.uniqueLinks)],
    ['Test clicks', count(overview.test)],
    ['Clicks on expired links', count(overview.expired)],
    ['Duplicates left out', count(overview.duplicates)],
  ];
  if (overview.delivered !== undefined)
    rows.push(['Delivered', count(overview.delivered)], ['Click-through rate', percent(overview.clickThroughRate)]);
  if (overview.uniqueOpens !== undefined)
    rows.push(['Opened', count(overview.uniqueOpens)], ['Click-to-open rate', percent(overview.clickToOpenRate)]);
  return { title: 'Overview', columns: [{ title: '' }, { title: '', ...NUMBER }], rows };
}

export function linksTable({ links, timeZone }: Report): ReportTable {
  return {
    title: 'Links',
    columns: [
      { title: 'Link', shrinkTo: 12 },
      { title: 'People', ...NUMBER },
      { title: 'Clicks', ...NUMBER },
      { title: 'Share', ...NUMBER },
      { title: 'Bots', ...NUMBER },
      { title: 'Last click', fromWidth: 100 },
      { title: 'Address', shrinkTo: 16 },
    ],
    rows: links.map(({ label, part, human, share, bot, lastClickAt, url }) => [
      part === 'html' ? label : `${label} (${part})`,
      count(human.uniqueContacts),
      count(human.clicks),
      percent(share),
      count(bot.clicks),
      moment(lastClickAt, timeZone),
      url,
    ]),
  };
}

/** Who clicked a link. */
export function contactsOfTable({ label, contacts, uniqueContacts }: LinkRow, timeZone: string): ReportTable {
  return {
    title: `Who clicked: ${label}`,
    columns: [
      { title: 'Contact', shrinkTo: 12 },
      { title: 'Clicks', ...NUMBER },
      { title: 'Bots', ...NUMBER },
      { title: 'First click', fromWidth: 100 },
      { title: 'Last click' },
      { title: 'Why a bot', shrinkTo: 12 },
    ],
    rows: contacts.map(({ contactId, human, bot, firstClickAt, lastClickAt, reasons = [] }) => [
      contactId,
      count(human),
      count(bot),
      moment(firstClickAt, timeZone),
      moment(lastClickAt, timeZone),
      reasons.join(', '),
    ]),
    ...leftOut(uniqueContacts - contacts.length),
  };
}

export function contactsTable({ contacts, overview, timeZone }: Report): ReportTable {
  return {
    title: 'Contacts',
    columns: [
      { title: 'Contact', shrinkTo: 12 },
      { title: 'Links', ...NUMBER },
      { title: 'Clicks', ...NUMBER },
      { title: 'Bots', ...NUMBER },
      { title: 'Last click' },
    ],
    rows: contacts.map(({ contactId, uniqueLinks, human, bot, lastClickAt }) => [
      contactId,
      count(uniqueLinks),
      count(human),
      count(bot),
      moment(lastClickAt, timeZone),
    ]),
    ...leftOut(overview.uniqueContacts - contacts.length),
  };
}

function leftOut(hidden: number): { note?: string } {
  return hidden > 0 ? { note: `And ${count(hidden)} more.` } : {};
}

/** What a contact clicked. */
export function linksOfTable({ contactId, links }: ContactRow, timeZone: string): ReportTable {
  return {
    title: `What ${contactId} clicked`,
    columns: [
      { title: 'Link', shrinkTo: 12 },
      { title: 'Clicks', ...NUMBER },
      { title: 'Bots', ...NUMBER },
      { title: 'Last click', fromWidth: 100 },
      { title: 'Address', shrinkTo: 16 },
    ],
    rows: links.map(({ label, human, bot, lastClickAt, url }) => [
      label,
      count(human),
      count(bot),
      moment(lastClickAt, timeZone),
      url,
    ]),
  };
}

export function timelineTable({ timeline, timeZone }: Report): ReportTable {
  return {
    title: `Timeline (${timeZone})`,
    columns: [
      { title: 'From' },
      { title: 'People', ...NUMBER },
      { title: 'Clicks', ...NUMBER },
      { title: 'Bots', ...NUMBER },
    ],
    rows: timeline.map(({ start, human, bot }) => [
      moment(start, timeZone),
      count(human.uniqueContacts),
      count(human.clicks),
      count(bot.clicks),
    ]),
  };
}

export function variantsTable({ variants }: Report): ReportTable {
  return {
    title: 'Variants',
    columns: [
      { title: 'Variant', shrinkTo: 8 },
      { title: 'Delivered', ...NUMBER },
      { title: 'People', ...NUMBER },
      { title: 'Clicks', ...NUMBER },
      { title: 'Click-through rate', ...NUMBER },
      { title: 'Bots', ...NUMBER, fromWidth: 72 },
    ],
    rows: variants.map(({ variant, delivered, human, clickThroughRate, bot }) => [
      variant,
      delivered === undefined ? '–' : count(delivered),
      count(human.uniqueContacts),
      count(human.clicks),
      percent(clickThroughRate),
      count(bot.clicks),
    ]),
  };
}

/** The tables of a report in reading order; variants only where there are any. */
export function reportTables(report: Report): ReportTable[] {
  return [
    overviewTable(report),
    linksTable(report),
    ...(report.variants.length > 0 ? [variantsTable(report)] : []),
    timelineTable(report),
    contactsTable(report),
  ];
}
