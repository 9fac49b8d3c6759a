import { printable } from '../print/table.js';
import type { Report } from './model/rows.js';
import { type ReportTable, reportTables } from './model/tables.js';

/**
 * A report as GitHub-flavoured Markdown. Nothing in a label is markup, and nobody is mentioned.
 *
 * @param report - what `createReport` returned
 * @returns one document with a table for each part of the report
 * @example
 * ```ts
 * import { ClickAggregator } from 'clickstamp/clicks';
 * import { createReport, toMarkdown } from 'clickstamp/report';
 *
 * toMarkdown(createReport(new ClickAggregator(), { title: 'November' })).split('\n')[0]; // => '# November'
 * ```
 */
export function toMarkdown(report: Report): string {
  const statement = report.significance === undefined ? '' : `\n${cell(report.significance)}\n`;
  return `# ${cell(report.title)}\n\n${reportTables(report).map(tableToMarkdown).join('\n')}${statement}`;
}

function tableToMarkdown({ title, columns, rows, note }: ReportTable): string {
  const lines = [
    columns.map((column) => cell(column.title)),
    columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...rows.map((row) => row.map(cell)),
  ];
  const below = note === undefined ? [] : [`${cell(note)}\n`];
  const table = rows.length === 0 ? [] : [lines.map((line) => `| ${line.join(' | ')} |\n`).join('')];
  return `## ${cell(title)}\n\n${[...table, ...below].join('\n')}`;
}

/**
 * Nothing in a label is Markdown: every mark of punctuation that could be one gets a backslash (CommonMark 2.4). GitHub
 * looks for `@name`, `#1` and `GH-1` after that, in the text that is left, so a zero-width space parts them.
 */
function cell(text: string): string {
  return printable(text)
    .replace(/@(?=[\w-])|#(?=\d)|\bGH-(?=\d)/gi, '$&\u200b')
    .replace(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&');
}
