import { printable } from '../../print/table.js';
import type { Report } from '../model/rows.js';
import { formatsOf } from '../model/tables.js';
import { escapeHtml } from './html.js';

/** A cell of the page: markup, and what the column is sorted by where that is not its text. */
export interface Cell {
  readonly html: string;
  readonly sort?: number;
}

/** Content as text of the page: never markup, and nothing in it moves what stands round it. */
export function text(value: string): string {
  return escapeHtml(printable(value));
}

/** Content that names something, cut where nobody reads on; its direction is its own affair. */
export function name(value: string, most = 160): string {
  return `<bdi>${escapeHtml(cut(printable(value), most))}</bdi>`;
}

/** Cuts text to so many UTF-16 code units, between characters. */
export function cut(whole: string, most: number): string {
  return whole.length > most ? `${whole.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : whole;
}

/** Text that a cell has where the screen is too narrow for a column of its own; nothing where there is none. */
export function below(screen: 'tablet' | 'desktop', shown: string): string {
  return shown === '' ? '' : `<span class="below-${screen}">${text(shown)}</span>`;
}

/** Numbers, rates and moments of a report as cells, in its locale. */
export interface CellFormats {
  count(number: number): Cell;
  percent(rate: number | undefined): Cell;
  moment(date: Date | undefined): Cell;
}

/** Makes the cells of a report's locale and time zone. */
export function cellsOf(report: Report): CellFormats {
  const { count, percent, moment } = formatsOf(report);
  return {
    count(number) {
      const html = text(count(number));
      return html === String(number) ? { html } : { html, sort: number };
    },
    percent: (rate) => ({ html: text(percent(rate)), sort: rate === undefined ? -1 : round(rate) }),
    moment: (date) => ({ html: text(moment(date)), sort: date === undefined ? 0 : Math.round(date.getTime() / 1000) }),
  };
}

/** A share with a bar behind it, as long as it is of the greatest. */
export function shareCell(share: number | undefined, width: number, report: Report): Cell {
  const { html, sort = -1 } = cellsOf(report).percent(share);
  return { html: `<span class="bar" style="--w:${width.toFixed(3)}"></span><span>${html}</span>`, sort };
}

function round(rate: number): number {
  return Number(rate.toFixed(6));
}
