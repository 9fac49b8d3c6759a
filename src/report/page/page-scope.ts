import { checkKeys, usageError } from '../../checks/options.js';
import { CSV_TABLES, type CsvTable } from '../model/csv-tables.js';
import type { LinkRow, Report } from '../model/rows.js';
import { TEXTS } from '../model/texts.js';
import { name, text } from './cells.js';
import { escapeHtml } from './html.js';

/** What the page is given beside the report. */
export interface PageOptions {
  /**
   * Files with the complete tables, by the names that `toCsv` knows: the page links them. Relative addresses, as seen from
   * where the page will be, or addresses on the web: `{ contacts: 'november-contacts.csv' }`.
   */
  readonly csvFiles?: { readonly [Table in CsvTable]?: string | undefined } | undefined;
}

/** The most contacts that the page lists, whatever the report has: the CSV has them all. */
export const MOST_CONTACTS = 5_000;

/** Rows of all link pages together, and contacts and links at most; the script draws what is beyond from the page's data. */
const ROWS_OF_LINKS = 900;
const LINK_PAGES = 400;
const CONTACT_ROWS = 300;
const CONTACT_PAGES = 50;
const ROWS_OF_CONTACT = 15;

/** What a page has room for, and its ways from one place to another. */
export interface PageScope {
  /** How many contacts stand in the page's data, the first of the report's. */
  readonly listed: number;
  /** How many of them have a row in the markup. */
  readonly contactRows: number;
  /** How many of them have a page in the markup. */
  readonly contactPages: number;
  readonly rowsOfContact: number;
  readonly rowsOfLink: number;
  hasLinkPage(link: LinkRow): boolean;
  /** A contact's name, linked where its page is in the markup. Markup. */
  contactLink(contactId: string, label: string): string;
  /** Which click maps show a link, by their numbers. */
  mapsOf(link: number): readonly number[];
  /** Links to those of the CSV files that were named; empty where none was. Markup. */
  csvLinks(...tables: CsvTable[]): string;
}

/** Throws `TypeError` for a wrong option. */
export function createScope(
  report: Report,
  { csvFiles = {} }: PageOptions,
  listed: number,
  mapsOf: PageScope['mapsOf'],
): PageScope {
  const clicked = report.links.filter((link) => link.clicks > 0);
  const linkPages = new Set(clicked.slice(0, LINK_PAGES));
  const contactPages = Math.min(listed, CONTACT_PAGES);
  const contactAt = new Map(report.contacts.slice(0, contactPages).map(({ contactId }, at) => [contactId, at]));
  return {
    listed,
    contactRows: Math.min(listed, CONTACT_ROWS),
    contactPages,
    rowsOfContact: ROWS_OF_CONTACT,
    rowsOfLink: Math.max(3, Math.floor(ROWS_OF_LINKS / Math.max(1, linkPages.size))),
    hasLinkPage: (link) => linkPages.has(link),
    contactLink(contactId, label) {
      const at = contactAt.get(contactId);
      return at === undefined ? name(label) : `<a href="#contact-${at}">${name(label)}</a>`;
    },
    mapsOf,
    csvLinks(...tables) {
      const links = tables
        .flatMap((table) => csvFiles[table] ?? [])
        .map((file) => {
          return `<a href="${escapeHtml(file)}" download>${text(fileName(file))}</a>`;
        });
      return links.length === 0 ? '' : `${text(TEXTS.completeCsv)} ${links.join(', ')}`;
    },
  };
}

/** Throws `TypeError` naming the option. */
export function checkPageOptions(options: PageOptions): void {
  checkKeys('toHtml options', options, ['csvFiles']);
  const { csvFiles = {} } = options;
  checkKeys('csvFiles', csvFiles, CSV_TABLES);
  for (const [table, file] of Object.entries(csvFiles))
    if (file !== undefined && !(typeof file === 'string' && isAddress(file)))
      throw usageError(`csvFiles.${table}`, 'must be a relative address, or one that begins with https://');
}

/** Relative, or on the web: nothing that could run, and nothing of another host that does not say so. */
function isAddress(file: string): boolean {
  const [, scheme] = /^([^/?#]*?):/.exec(file) ?? [];
  return (
    /^[^\u0000-\u001f\\]+$/.test(file) && !file.startsWith('//') && (scheme === undefined || /^https?$/i.test(scheme))
  );
}

function fileName(file: string): string {
  return file.replace(/[?#].*$/s, '').replace(/^.*\//s, '') || file;
}
