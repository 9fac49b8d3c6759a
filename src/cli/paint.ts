import type { Paint, Style } from '../print/table.js';
import type { Io } from './io.js';

/** Select Graphic Rendition (ECMA-48 §8.3.117): the sixteen colours that every terminal theme adapts. */
const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  good: [32, 39],
  bad: [31, 39],
  warning: [33, 39],
  note: [36, 39],
  quiet: [2, 22],
  strong: [1, 22],
};

const colour: Paint = (style, text) => {
  const [on, off] = CODES[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};

/** Says how the output is painted: only in a terminal, and not where `NO_COLOR` is set (no-color.org) or the terminal is dumb. */
export function painterOf(stream: 'stdout' | 'stderr', io: Io): Paint | undefined {
  const terminal = stream === 'stdout' ? io.columns !== undefined : io.progress;
  const { NO_COLOR: off, TERM: term } = io.env;
  return terminal && (off === undefined || off === '') && term !== 'dumb' ? colour : undefined;
}
