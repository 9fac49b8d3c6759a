import { printable } from '../../print/table.js';
import type { ReportTable } from '../model/tables.js';
import { escapeHtml } from './html.js';

/** Content as text of the page: never markup, and nothing in it moves what stands round it. */
export function text(value: string): string {
  return escapeHtml(printable(value));
}

/** Content that names something, cut where nobody reads on; its direction is its own affair. */
export function name(value: string, most = 160): string {
  const whole = printable(value);
  const cut = whole.length > most ? `${whole.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : whole;
  return `<bdi>${escapeHtml(cut)}</bdi>`;
}

/** Where a row leads: what its first cell is linked to, if anything. */
export type RowLink = (row: number) => string | undefined;

/** How many rows stand open; the others can be unfolded. */
const OPEN_ROWS = 40;

/** A table of the report. The first cell names its row; one wider than the screen scrolls by itself. */
export function pageTable(table: ReportTable, linkOf: RowLink = () => undefined): string {
  const rows = table.rows.map((row, at) => tableRow(table, row, linkOf(at)));
  return foldedTable(table.title, headOf(table), rows, table.note);
}

/** Rows that are markup already, the first of them open. */
export function foldedTable(title: string, head: string, rows: readonly string[], note?: string): string {
  const open = rows.length <= OPEN_ROWS + 10 ? rows : rows.slice(0, OPEN_ROWS);
  const rest = rows.slice(open.length);
  const more =
    rest.length === 0
      ? ''
      : `<details><summary>${rest.length} more</summary>${scrolling(`${title}, continued`, head, rest)}</details>`;
  return `${scrolling(title, head, open)}${more}${note === undefined ? '' : `<p class="soft">${text(note)}</p>`}`;
}

function scrolling(title: string, head: string, rows: readonly string[]): string {
  return `<div class="scroll" tabindex="0" role="region" aria-label="${text(title)}"><table><caption>${text(title)}</caption><thead><tr>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function headOf({ columns }: ReportTable): string {
  return columns
    .map((_, at) => `<th scope="col"${classOf(columns, at)}>${text(columns[at]?.title ?? '')}</th>`)
    .join('');
}

function tableRow({ columns }: ReportTable, row: readonly string[], link: string | undefined): string {
  return `<tr>${row
    .map((cell, at) => {
      const inspectValue = name(cell);
      if (at > 0) return `<td${classOf(columns, at)}>${inspectValue}</td>`;
      const linked = link === undefined ? inspectValue : `<a href="${link}">${inspectValue}</a>`;
      return `<th scope="row"${classOf(columns, at)}>${linked}</th>`;
    })
    .join('')}</tr>`;
}

/** Numbers stand right; long text wraps, times do not, and the columns that may be missing are missing on a telephone. */
function classOf(columns: ReportTable['columns'], at: number): string {
  const { align, shrinkTo, fromWidth } = columns[at] as ReportTable['columns'][number];
  const classes = [
    ...(align === 'right' ? ['n'] : []),
    ...(shrinkTo === undefined ? (align === 'right' ? [] : ['k']) : ['w']),
    ...(fromWidth === undefined ? [] : ['wide']),
  ];
  return classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
}
