import type { Report } from './model/rows.js';

/**
 * The rows of a report for spreadsheets and databases (RFC 4180: commas, CRLF, doubled quotes). A cell that a spreadsheet would take for a formula
 * gets an apostrophe in front (OWASP, "CSV Injection").
 */
export function toCsv(report: Report, table: 'links' | 'contacts' | 'pairs' | 'timeline' = 'links'): string {
  const rows = ROWS[table](report);
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

type Cell = string | number | Date | undefined;

const ROWS: Readonly<Record<'links' | 'contacts' | 'pairs' | 'timeline', (report: Report) => Cell[][]>> = {
  links: ({ links }) => [
    [
      'part',
      'link_id',
      'label',
      'url',
      'clicks',
      'unique_contacts',
      'human_clicks',
      'human_contacts',
      'bot_clicks',
      'bot_contacts',
      'first_click_at',
      'last_click_at',
    ],
    ...links.map((link): Cell[] => [
      link.part,
      link.linkId,
      link.label,
      link.url,
      link.clicks,
      link.uniqueContacts,
      link.human.clicks,
      link.human.uniqueContacts,
      link.bot.clicks,
      link.bot.uniqueContacts,
      link.firstClickAt,
      link.lastClickAt,
    ]),
  ],
  contacts: ({ contacts }) => [
    ['contact_id', 'clicks', 'unique_links', 'human_clicks', 'bot_clicks', 'first_click_at', 'last_click_at'],
    ...contacts.map(({ contactId, clicks, uniqueLinks, human, bot, firstClickAt, lastClickAt }): Cell[] => [
      contactId,
      clicks,
      uniqueLinks,
      human,
      bot,
      firstClickAt,
      lastClickAt,
    ]),
  ],
  pairs: ({ links }) => [
    [
      'part',
      'link_id',
      'contact_id',
      'clicks',
      'human_clicks',
      'bot_clicks',
      'reasons',
      'first_click_at',
      'last_click_at',
    ],
    ...links.flatMap(({ part, linkId, contacts }) =>
      contacts.map(({ contactId, clicks, human, bot, reasons = [], firstClickAt, lastClickAt }): Cell[] => [
        part,
        linkId,
        contactId,
        clicks,
        human,
        bot,
        reasons.join(' '),
        firstClickAt,
        lastClickAt,
      ]),
    ),
  ],
  timeline: ({ timeline }) => [
    ['start', 'clicks', 'unique_contacts', 'human_clicks', 'bot_clicks'],
    ...timeline.map(({ start, clicks, uniqueContacts, human, bot }): Cell[] => [
      start,
      clicks,
      uniqueContacts,
      human.clicks,
      bot.clicks,
    ]),
  ],
};

/** Spreadsheets pass over white space in front of a formula, and take full-width signs for the others (NFKC). */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

function field(cell: Cell): string {
  if (cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
