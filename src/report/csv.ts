import { checkKeys, checkOneOf, checkType, usageError } from '../checks/options.js';
import type { ReasonCounts, Split } from '../clicks/query/stats.js';
import type { CsvTable } from './model/csv-tables.js';
import { keyOf } from './model/labels.js';
import { COMPLETE, type Report } from './model/rows.js';
import { labelOfContact, reasonList } from './model/tables.js';
import { CSV_FIGURES, CSV_HEADS, TEXTS } from './model/texts.js';

/** How CSV is written. */
export interface CsvOptions {
  /** Begins with a byte order mark, by which Excel knows that the text is UTF-8. @default false */
  readonly bom?: boolean | undefined;
}

/**
 * Returns one table of a report as CSV, for spreadsheets and databases (RFC 4180: commas, CRLF, doubled quotes). The
 * tables `contacts` and `pairs` have every contact, even if the report lists few. A cell that a spreadsheet would take
 * for a formula gets an apostrophe in front (OWASP, "CSV Injection").
 *
 * @param report - what `createReport` returned
 * @param table `links` (the default), `contacts`, `pairs` (one row for each contact and link), `timeline`, `variants`,
 *   `variant-links`, `reasons` or `overview`.
 * @param options - `bom: true` puts a byte order mark in front, for Excel
 * @returns the table, its header first
 * @throws `TypeError` for an unknown table, and for a report whose complete rows have gone because it went through JSON.
 * @example
 * ```ts
 * import { ClickAggregator } from 'clickstamp/clicks';
 * import { createReport, toCsv } from 'clickstamp/report';
 *
 * const counts = new ClickAggregator();
 * counts.add({ linkId: 'sale', url: 'https://shop.example/', contactId: 'c-1', at: new Date('2026-11-24T10:00:00Z') });
 * toCsv(createReport(counts), 'pairs').split('\r\n')[1]?.slice(0, 19); // => 'html,sale,c-1,1,1,0'
 * ```
 */
export function toCsv(report: Report, table: CsvTable = 'links', options: CsvOptions = {}): string {
  const rows = rowsOf(report, table, options);
  if (!(Symbol.iterator in rows))
    throw usageError('report', 'reads these rows from a database while it writes: use streamCsv');
  let csv = options.bom === true ? BOM : '';
  for (const row of rows) csv += lineOf(row);
  return csv;
}

/**
 * The same text piece by piece, for tables of any size: write each piece to a file or a response as it comes.
 *
 * @param report - what `createReport` or `readReport` returned
 * @param table - as for `toCsv`
 * @param options - as for `toCsv`
 * @returns the pieces of the table, its header first
 * @throws TypeError for an unknown table or option, when the first piece is asked for
 * @example
 * ```ts
 * import { ClickAggregator } from 'clickstamp/clicks';
 * import { createReport, streamCsv } from 'clickstamp/report';
 *
 * const counts = new ClickAggregator();
 * counts.add({ linkId: 'sale', url: 'https://shop.example/', contactId: 'c-1', at: new Date('2026-11-24T10:00:00Z') });
 * let csv = '';
 * for await (const piece of streamCsv(createReport(counts), 'pairs')) csv += piece;
 * csv.split('\r\n')[1]?.slice(0, 19); // => 'html,sale,c-1,1,1,0'
 * ```
 */
export async function* streamCsv(
  report: Report,
  table: CsvTable = 'links',
  options: CsvOptions = {},
): AsyncGenerator<string, void, undefined> {
  let piece = options.bom === true ? BOM : '';
  for await (const row of rowsOf(report, table, options)) {
    piece += lineOf(row);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

const BOM = '\ufeff';
/** Characters of a piece. */
const PIECE = 1 << 16;

type Cell = string | number | Date | undefined;
type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;

function rowsOf(report: Report, table: CsvTable, options: CsvOptions): Rows {
  checkOneOf('table', table, Object.keys(TABLES));
  checkKeys('toCsv options', options, ['bom']);
  checkType('bom', options.bom, 'boolean');
  return TABLES[table](report);
}

function splitCells({ clicks, uniqueContacts, human, bot }: Split): Cell[] {
  return [clicks, uniqueContacts, human.clicks, human.uniqueContacts, bot.clicks, bot.uniqueContacts];
}

const reasonsCell = (reasons: ReasonCounts): string =>
  reasonList(reasons)
    .map(([reason]) => reason)
    .join(' ');

/** One row for each table. A new one is a row here and a case in the tests. */
const TABLES: Readonly<Record<CsvTable, (report: Report) => Rows>> = {
  overview: ({ overview }) => [
    CSV_HEADS.overview,
    ...Object.entries({
      clicks: overview.clicks,
      uniqueContacts: overview.uniqueContacts,
      humanClicks: overview.human.clicks,
      humanContacts: overview.human.uniqueContacts,
      suspectClicks: overview.human.suspect,
      botClicks: overview.bot.clicks,
      botContacts: overview.bot.uniqueContacts,
      uniqueLinks: overview.uniqueLinks,
      anonymousHumanClicks: overview.anonymous.human,
      anonymousBotClicks: overview.anonymous.bot,
      testClicks: overview.test,
      expiredClicks: overview.expired,
      duplicates: overview.duplicates,
      delivered: overview.delivered,
      uniqueOpens: overview.uniqueOpens,
      clickThroughRate: overview.clickThroughRate,
      clickToOpenRate: overview.clickToOpenRate,
    } satisfies Record<keyof typeof CSV_FIGURES, Cell>).map(([name, value]) => [
      CSV_FIGURES[name as keyof typeof CSV_FIGURES],
      value,
    ]),
  ],
  links: ({ links }) => [
    CSV_HEADS.links,
    ...links.map((link): Cell[] => [
      link.part,
      link.linkId,
      link.label,
      link.url,
      ...splitCells(link),
      link.firstClickAt,
      link.lastClickAt,
      link.firstHumanClickAt,
      link.lastHumanClickAt,
      link.human.suspect,
      link.share,
      reasonsCell(link.reasons),
      link.hasMultipleUrls === true ? TEXTS.yes : '',
    ]),
  ],
  contacts: (report) =>
    completeRows(
      report,
      CSV_HEADS.contacts,
      ({ contactId, clicks, uniqueLinks, human, suspect, bot, reasons, firstClickAt, lastClickAt }, label) => [
        [contactId, clicks, uniqueLinks, human, bot, firstClickAt, lastClickAt, reasonsCell(reasons), label, suspect],
      ],
    ),
  pairs: (report) => {
    const rows = new Map(report.links.map((row) => [keyOf(row.part, row.linkId), row]));
    return completeRows(report, CSV_HEADS.pairs, ({ contactId, links }, contactLabel) =>
      links.map(({ part, linkId, clicks, human, suspect, bot, reasons = [], firstClickAt, lastClickAt }): Cell[] => {
        const row = rows.get(keyOf(part, linkId));
        const times = [firstClickAt, lastClickAt];
        const counts = [clicks, human, bot, reasons.join(' ')];
        return [part, linkId, contactId, ...counts, ...times, row?.label, row?.url, contactLabel, suspect];
      }),
    );
  },
  timeline: ({ timeline }) => [
    CSV_HEADS.timeline,
    ...timeline.map(({ start, clicks, uniqueContacts, human, bot }): Cell[] => [
      start,
      clicks,
      uniqueContacts,
      human.clicks,
      bot.clicks,
      human.suspect,
    ]),
  ],
  variants: ({ variants }) => [
    CSV_HEADS.variants,
    ...variants.map((row): Cell[] => [
      row.variant,
      row.delivered,
      row.clickThroughRate,
      ...splitCells(row),
      row.uniqueLinks,
      row.test,
      row.expired,
      row.human.suspect,
    ]),
  ],
  'variant-links': ({ links }) => [
    CSV_HEADS['variant-links'],
    ...links.flatMap(({ part, linkId, label, url, variants }) =>
      variants.map((row): Cell[] => [
        row.variant,
        part,
        linkId,
        row.label ?? label,
        url,
        ...splitCells(row),
        row.share,
        row.human.suspect,
      ]),
    ),
  ],
  reasons: ({ overview }) => [CSV_HEADS.reasons, ...reasonList(overview.reasons)],
};

/** A contact as the complete rows have it. */
type CompleteContact = Pick<
  Report['contacts'][number],
  'contactId' | 'clicks' | 'uniqueLinks' | 'human' | 'suspect' | 'bot'
> &
  Pick<Report['contacts'][number], 'reasons' | 'firstClickAt' | 'lastClickAt'> & {
    readonly links: readonly Omit<Report['contacts'][number]['links'][number], 'label'>[];
  };

/** Rows of every contact: from the counts themselves, or from the report where it lists all of them. */
function completeRows(
  report: Report,
  head: readonly string[],
  write: (contact: CompleteContact, label: string) => readonly (readonly Cell[])[],
): Rows {
  const source = report[COMPLETE];
  if (source === undefined && report.listed < report.total)
    throw usageError(
      'report',
      `lists ${report.listed} of ${report.total} contacts and no longer has the counts of the others: make the report again with createReport, or with a higher maxContacts`,
    );
  const contacts = source === undefined ? report.contacts : source.contacts();
  const labelOf = source?.labelOf ?? ((contactId: string) => labelOfContact(contactId, report));
  const rows = (contact: CompleteContact): readonly (readonly Cell[])[] => {
    const label = labelOf(contact.contactId);
    return write(contact, label === contact.contactId ? '' : label);
  };
  return Symbol.iterator in contacts ? syncRows(head, contacts, rows) : asyncRows(head, contacts, rows);
}

type WriteRows = (contact: CompleteContact) => readonly (readonly Cell[])[];

function* syncRows(
  head: readonly Cell[],
  contacts: Iterable<CompleteContact>,
  write: WriteRows,
): Generator<readonly Cell[]> {
  yield head;
  for (const contact of contacts) yield* write(contact);
}

async function* asyncRows(
  head: readonly Cell[],
  contacts: AsyncIterable<CompleteContact>,
  write: WriteRows,
): AsyncGenerator<readonly Cell[]> {
  yield head;
  for await (const contact of contacts) yield* write(contact);
}

function lineOf(row: readonly Cell[]): string {
  return `${row.map(field).join(',')}\r\n`;
}

/** Spreadsheets pass over white space, control characters and characters without a width in front of a formula. */
const UNSEEN = /^[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]+/u;
/** Compatibility forms (full-width, small, superscript) are folded first. */
const FORMULA = /^[=+\-@\u2212]/;

function isFormula(cell: string): boolean {
  if (/^[\t\r\n]/.test(cell)) return true;
  const seen = cell.replace(UNSEEN, '');
  return FORMULA.test(seen.slice(0, 2).normalize('NFKC'));
}

function field(cell: Cell): string {
  if (cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'number') return String(cell);
  const safe = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
