import type { PairClicks } from '../../clicks/query/stats.js';
import type { Report } from '../model/rows.js';
import { TEXTS } from '../model/texts.js';
import { type Cell, cellsOf, text } from './cells.js';
import type { PageColumn } from './page-table.js';

/** The columns of one contact's links, and of one link's contacts: only the first is different. */
export function pairColumns(first: string): readonly PageColumn[] {
  return [
    { title: first, kind: 'name' },
    { title: TEXTS.clicks, kind: 'number' },
    { title: TEXTS.bots, kind: 'number' },
    { title: TEXTS.last, kind: 'time' },
    { title: TEXTS.why, kind: 'text' },
  ];
}

/** A row's cells in these columns. `first` is HTML. */
export function pairCells(
  first: string,
  { human, bot, lastClickAt, reasons = [] }: PairClicks,
  report: Report,
): Cell[] {
  const cells = cellsOf(report);
  return [
    { html: first },
    cells.count(human),
    cells.count(bot),
    cells.moment(lastClickAt),
    { html: reasons.length === 0 ? '' : `<code>${text(reasons.join(', '))}</code>` },
  ];
}
