import { printable } from '../print/table.js';
import type { Report } from './model/rows.js';
import { type ReportTable, reportTables } from './model/tables.js';

/** A report as GitHub-flavoured Markdown. */
export function toMarkdown(report: Report): string {
  const statement = report.significance === undefined ? '' : `\n${cell(report.significance)}\n`;
  return `# ${cell(report.title)}\n\n${reportTables(report).map(tableToMarkdown).join('\n')}${statement}`;
}

function tableToMarkdown({ title, columns, rows }: ReportTable): string {
  const lines = [
    columns.map((column) => cell(column.title)),
    columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...rows.map((row) => row.map(cell)),
  ];
  return `## ${cell(title)}\n\n${lines.map((line) => `| ${line.join(' | ')} |\n`).join('')}`;
}

/** Nothing in a label is Markdown: every mark of punctuation that could be one gets a backslash (CommonMark 2.4). */
function cell(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&');
}
