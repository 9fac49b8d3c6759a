/** A column of a text table. */
export interface Column {
  readonly title: string;
  /** @default 'left' */
  readonly align?: 'left' | 'right';
  /** May be cut, from the end, where the line is too narrow; at least this many columns stay. */
  readonly shrinkTo?: number;
}

// Characters that take two columns in a terminal (UAX #11, W and F, and emoji); combining ones that take none.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NONE = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** Says how many columns of a terminal a string takes. */
export function displayWidth(text: string): number {
  // Most of what is printed is ASCII.
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Cuts a string to a number of columns, with an ellipsis where something is missing. */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let width = 0;
  let cut = '';
  for (const character of text) {
    width += displayWidth(character);
    if (width > columns - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** Takes the control characters out of text from a message, so that it cannot move the cursor or end a line. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}

/** Sets rows out in aligned columns; `width` is the terminal's, undefined for no limit. No line ends in spaces. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[], width?: number): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = columns.map(({ title }, at) =>
    Math.max(displayWidth(title), ...cells.map((row) => displayWidth(row[at] ?? ''))),
  );
  shrink(columns, widths, width);
  const lines = [columns.map(({ title }) => title), ...cells].map((row) =>
    columns
      .map(({ align }, at) => {
        const text = truncate(row[at] ?? '', widths[at] as number);
        const space = ' '.repeat((widths[at] as number) - displayWidth(text));
        return align === 'right' ? space + text : text + space;
      })
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
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
