/** A column of a text table. */
export interface Column {
  readonly title: string;
  /** How a cell looks where there is paint. */
  readonly style?: (cell: string) => Style | undefined;
  /** @default 'left' */
  readonly align?: 'left' | 'right';
  /** May be cut where the line is too narrow; at least this many columns stay. */
  readonly shrinkTo?: number;
  /** Where it is cut: at its end, or in its middle, for addresses that begin alike. @default 'end' */
  readonly cutAt?: 'end' | 'middle';
  /** Left out where the line is narrower than this. */
  readonly fromWidth?: number;
}

// Characters that take two columns in a terminal (UAX #11, W and F); those that take none.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const NONE = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;
// What is drawn as an emoji (UTS #51): one that is by itself, one that U+FE0F or a keycap makes so, a flag.
const EMOJI = /^(?:\p{Emoji_Presentation}|\p{RI}|\p{Emoji}\ufe0f|\p{Extended_Pictographic}.*\u200d|[0-9#*]\u20e3)/u;

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader takes for one character (UAX #29), however many code points it is: nothing cuts through it. */
function graphemesOf(text: string): string[] {
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (EMOJI.test(grapheme)) return grapheme.includes('\ufe0e') ? 1 : 2;
  let width = 0;
  for (const character of grapheme) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Says how many columns of a terminal a string takes. */
export function displayWidth(text: string): number {
  // Most of what is printed is ASCII.
  if (/^[ -~]*$/.test(text)) return text.length;
  return graphemesOf(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/** Cuts a string to a number of columns, with an ellipsis where something is missing. */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let width = 0;
  let cut = '';
  for (const grapheme of graphemesOf(text)) {
    width += displayWidth(grapheme);
    if (width > columns - 1) break;
    cut += grapheme;
  }
  return `${cut}…`;
}

/** Cuts a string to a number of columns with an ellipsis after its first third, so that its end stays. */
export function truncateMiddle(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const graphemes = graphemesOf(text);
  const start = truncate(text, Math.max(1, Math.floor(columns / 3)));
  let left = columns - displayWidth(start);
  let end = graphemes.length;
  for (let at = end - 1; at >= 0; at--) {
    left -= displayWidth(graphemes[at] as string);
    if (left < 0) break;
    end = at;
  }
  return start + graphemes.slice(end).join('');
}

/** Breaks a sentence between words where it would pass a width; its first line begins at a column, the others have an indent. */
export function wrapWords(
  text: string,
  { start, indent, width }: { readonly start: number; readonly indent: number; readonly width: number },
): string {
  let wrapped = '';
  let column = start;
  for (const word of text.split(' ')) {
    const space = wrapped === '' ? 0 : 1;
    const size = displayWidth(word);
    const breaks = column + space + size > width && column > indent;
    wrapped += `${breaks ? `\n${' '.repeat(indent)}` : ' '.repeat(space)}${word}`;
    column = (breaks ? indent : column + space) + size;
  }
  return wrapped;
}

/**
 * Takes the control characters out of text from a message, so that it cannot move the cursor or end a line, and parts the
 * signs that begin a command in the logs of runners, wherever it comes to stand in a line.
 */
export function printable(text: string): string {
  return withoutLogCommands(text)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .replace(LINE_COMMAND, ': :');
}

/**
 * Parts the signs that begin a command in the log of a runner wherever they stand in a line: `##[` (GitHub, Azure),
 * `##vso[` (Azure), `##teamcity[`.
 */
export function withoutLogCommands(text: string): string {
  return text.replace(LOG_COMMAND, '## ');
}

/** What begins such a command, up to the name behind it. */
export const LOG_COMMAND: RegExp = /##(?=[\w.-]{0,40}\[)/g;

/** What begins a workflow command where it begins a line (docs.github.com, "Workflow commands for GitHub Actions"). */
const LINE_COMMAND = /^::(?=[\w-]+(?:\s.*)?::)/;

/** How text is set out. */
export interface Layout {
  /** Of the terminal. @default no limit */
  readonly width?: number | undefined;
  /** Dresses a piece of text up, for terminals that can show what it is. It takes no columns. @default none: plain text */
  readonly paint?:
    | ((style: 'good' | 'bad' | 'warning' | 'note' | 'quiet' | 'strong', text: string) => string)
    | undefined;
}

export type Paint = NonNullable<Layout['paint']>;
export type Style = Parameters<Paint>[0];

/** Sets rows out in aligned columns. No line ends in spaces. */
export function formatTable(
  allColumns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width, paint }: Layout = {},
): string {
  const shown = allColumns.map(({ fromWidth = 0 }) => width === undefined || width >= fromWidth);
  const columns = allColumns
    .filter((_, at) => shown[at])
    .map((column) => ({ ...column, title: printable(column.title) }));
  const cells = rows.map((row) => row.filter((_, at) => shown[at]).map(printable));
  const widths = columns.map(({ title }, at) =>
    cells.reduce((widest, row) => Math.max(widest, displayWidth(row[at] ?? '')), displayWidth(title)),
  );
  shrink(columns, widths, width);
  const lines = [columns.map(({ title }) => title), ...cells].map((row, line) => {
    let text = '';
    let gap = 0;
    columns.forEach(({ align, style, cutAt }, at) => {
      const cut = cutAt === 'middle' ? truncateMiddle : truncate;
      const cell = cut(row[at] ?? '', widths[at] as number);
      const space = (widths[at] as number) - displayWidth(cell);
      const before = gap + (align === 'right' ? space : 0);
      if (cell !== '') text += ' '.repeat(before) + painted(cell, line === 0 ? 'quiet' : style?.(cell), paint);
      gap = (cell === '' ? before : 0) + (align === 'right' ? 0 : space) + 2;
    });
    return text;
  });
  return `${lines.join('\n')}\n`;
}

/** Paints text where there is paint and the text has a style. */
export function painted(text: string, style: Style | undefined, paint: Paint | undefined): string {
  return style === undefined || paint === undefined || text === '' ? text : paint(style, text);
}

/** Takes columns away, always from the widest that may still be cut, until the line fits. */
function shrink(columns: readonly Column[], widths: number[], width: number | undefined): void {
  if (width === undefined) return;
  let over = widths.reduce((sum, each) => sum + each, 0) + 2 * (columns.length - 1) - width;
  while (over > 0) {
    let widest = -1;
    columns.forEach(({ shrinkTo }, at) => {
      const mayShrink = shrinkTo !== undefined && (widths[at] as number) > shrinkTo;
      if (mayShrink && (widest === -1 || (widths[at] as number) > (widths[widest] as number))) widest = at;
    });
    if (widest === -1) return;
    (widths[widest] as number)--;
    over--;
  }
}
