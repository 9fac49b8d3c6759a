import { TEXTS } from '../model/texts.js';
import { type Cell, text } from './cells.js';

/** What a column holds, and so how it is set and sorted. */
export interface PageColumn {
  readonly title: string;
  /** The `name` heads its row; a `picture` cannot be sorted. */
  readonly kind: 'key' | 'name' | 'text' | 'number' | 'share' | 'time' | 'picture';
  /** The narrowest screen that it is shown on; every one where this is absent. */
  readonly from?: 'tablet' | 'desktop';
}

export interface PageRow {
  readonly cells: readonly Cell[];
  readonly id?: string;
  /** Nothing has happened to it yet. */
  readonly quiet?: boolean;
}

/** A table of the page. */
export interface PageTable {
  /** Its caption, which is for screen readers alone where a heading above says the same. */
  readonly title: string;
  readonly isTitled?: true;
  readonly columns: readonly PageColumn[];
  readonly rows: readonly PageRow[];
  /** What stands below: what is left out, and where it is. Markup. */
  readonly note?: string;
  /** Names it for the script, which may have more rows for it than the page. */
  readonly source?: string;
  /** How many rows there would be, for the script. */
  readonly total?: number;
}

/** How many rows stand open; the others can be unfolded. Where the script runs, it makes pages of so many. */
export const OPEN_ROWS = 50;

/** Writes a table; one wider than the screen scrolls by itself. The rows behind the first are folded away. */
export function pageTable({ title, isTitled, columns, rows, note, source, total }: PageTable): string {
  const head = columns
    .map((column) => `<th scope="col"${classOf(column)}>${column.kind === 'key' ? KEY : text(column.title)}</th>`)
    .join('');
  const lines = rows.map((row) => rowOf(columns, row));
  const open = lines.length <= OPEN_ROWS + 10 ? lines : lines.slice(0, OPEN_ROWS);
  const rest = lines.slice(open.length);
  const more =
    rest.length === 0
      ? ''
      : `<details><summary>${text(TEXTS.moreRows(String(rest.length)))}</summary>${scrolling(`${title}, ${TEXTS.continued}`, head, rest)}</details>`;
  const named =
    source === undefined ? '' : ` data-source="${text(source)}"${total === undefined ? '' : ` data-total="${total}"`}`;
  return `<div class="table"${named}>${scrolling(title, head, open, isTitled)}${more}${note === undefined ? '' : `<p class="soft note">${note}</p>`}</div>`;
}

const KEY = `<span class="unseen">${text(TEXTS.numberInMap)}</span><span aria-hidden="true">#</span>`;

function scrolling(title: string, head: string, rows: readonly string[], isTitled?: true): string {
  const unseen = isTitled === true ? ' class="unseen"' : '';
  return `<div class="scroll" tabindex="0" role="group" aria-label="${text(title)}"><table><caption${unseen}>${text(title)}</caption><thead><tr>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function rowOf(columns: readonly PageColumn[], { cells, id, quiet }: PageRow): string {
  const inner = cells.map(({ html, sort }, at) => {
    const column = columns[at] as PageColumn;
    const value = sort === undefined ? '' : ` data-v="${sort}"`;
    return column.kind === 'name'
      ? `<th scope="row"${classOf(column)}${value}>${html}</th>`
      : `<td${classOf(column)}${value}>${html}</td>`;
  });
  return `<tr${id === undefined ? '' : ` id="${id}"`}${quiet === true ? ' class="quiet"' : ''}>${inner.join('')}</tr>`;
}

const CLASSES: Readonly<Record<PageColumn['kind'], string>> = {
  key: 'key',
  name: 'w',
  text: 'w',
  number: 'n',
  share: 'share',
  time: 'time',
  picture: 'picture',
};

function classOf({ kind, from }: PageColumn): string {
  return ` class="${CLASSES[kind]}${from === undefined ? '' : ` from-${from}`}"`;
}
