import type { PairClicks } from '../../clicks/query/stats.js';
import type { Report } from '../model/rows.js';
import { formatsOf } from '../model/tables.js';
import { TEXTS } from '../model/texts.js';
import { below, type Cell, cellsOf, text } from './cells.js';
import type { PageColumn } from './page-table.js';

/** The columns of one contact's links, and of one link's contacts: only the first is different. */
export function pairColumns(first: string, report: Report): readonly PageColumn[] {
  return [
    { title: first, kind: 'name' },
    { title: TEXTS.clicks, kind: 'number' },
    { title: TEXTS.bots, kind: 'number' },
    { title: TEXTS.last, kind: 'time', from: 'tablet' },
    ...(hasReasons(report) ? [{ title: TEXTS.why, kind: 'text', from: 'tablet' } as const] : []),
  ];
}

/** A row's cells in these columns. `first` is HTML. */
export function pairCells(
  first: string,
  { human, bot, lastClickAt, reasons = [] }: PairClicks,
  report: Report,
): Cell[] {
  const cells = cellsOf(report);
  const { moment } = formatsOf(report);
  const why = reasons.join(', ');
  return [
    { html: `${first}${below('tablet', [moment(lastClickAt), why].filter((each) => each !== '').join(' · '))}` },
    cells.count(human),
    cells.count(bot),
    cells.moment(lastClickAt),
    ...(hasReasons(report) ? [{ html: why === '' ? '' : `<code>${text(why)}</code>` }] : []),
  ];
}

/** Whether a column of reasons would have anything in it: those of contacts and links are among those of the whole. */
export function hasReasons({ overview }: Report): boolean {
  return Object.keys(overview.reasons).length > 0;
}
