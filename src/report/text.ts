import { formatTable, type Layout, painted, printable } from '../print/table.js';
import type { Report } from './model/rows.js';
import { type ReportTable, reportTables } from './model/tables.js';

/**
 * A report for a terminal; a width cuts long labels and addresses.
 *
 * @param report - what `createReport` returned
 * @param layout - `width` in columns; labels and addresses are cut to fit
 * @returns tables, line by line
 * @example
 * ```ts
 * import { ClickAggregator } from 'clickstamp/clicks';
 * import { createReport, toText } from 'clickstamp/report';
 *
 * const counts = new ClickAggregator();
 * counts.add({ linkId: 'sale', url: 'https://shop.example/', contactId: 'c-1', at: new Date('2026-11-24T10:00:00Z') });
 * toText(createReport(counts, { title: 'November' }), { width: 80 }).split('\n')[0]; // => 'November'
 * ```
 */
export function toText(report: Report, layout: Layout = {}): string {
  const blocks = reportTables(report).map((table) => tableToText(table, layout));
  const statement = report.significance === undefined ? [] : [`${printable(report.significance)}\n`];
  return [`${painted(printable(report.title), 'strong', layout.paint)}\n`, ...blocks, ...statement].join('\n');
}

/** One table for a terminal, with its title; without rows, its note alone. */
export function tableToText({ title, columns, rows, note }: ReportTable, layout: Layout = {}): string {
  const body = rows.length === 0 ? '' : formatTable(columns, rows, layout);
  const untitled = columns.every((column) => column.title === '');
  const more = note === undefined ? '' : `${printable(note)}\n`;
  return `${painted(printable(title), 'strong', layout.paint)}\n${untitled ? body.slice(body.indexOf('\n') + 1) : body}${more}`;
}
