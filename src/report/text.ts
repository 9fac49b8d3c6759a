import type { Report } from './rows.js';
import { formatTable, printable } from './table.js';
import { type ReportTable, reportTables } from './tables.js';

/** A report for a terminal; `width` cuts long labels and addresses. */
export function toText(report: Report, width?: number): string {
  const blocks = reportTables(report).map((table) => tableToText(table, width));
  const statement = report.significance === undefined ? [] : [`${printable(report.significance)}\n`];
  return [`${printable(report.title)}\n`, ...blocks, ...statement].join('\n');
}

/** One table for a terminal, with its title. */
export function tableToText({ title, columns, rows }: ReportTable, width?: number): string {
  const body = formatTable(columns, rows, width);
  const untitled = columns.every((column) => column.title === '');
  return `${printable(title)}\n${untitled ? body.slice(body.indexOf('\n') + 1) : body}`;
}
