import { styleText } from 'node:util';
import type { Paint, Style } from '../print/table.js';
import type { Io } from './io.js';

/** The colours that every terminal theme adapts. */
const FORMATS = {
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  note: 'cyan',
  quiet: 'dim',
  strong: 'bold',
} as const satisfies Readonly<Record<Style, Parameters<typeof styleText>[0]>>;

// Whether there is a terminal is asked below, of the stream that is written to.
const colour: Paint = (style, text) => styleText(FORMATS[style], text, { validateStream: false });

/** Says how the output is painted: only in a terminal, and not where `NO_COLOR` is set (no-color.org) or the terminal is dumb. */
export function painterOf(stream: 'stdout' | 'stderr', io: Io): Paint | undefined {
  const terminal = stream === 'stdout' ? io.columns !== undefined : io.progress;
  const { NO_COLOR: off, TERM: term } = io.env;
  return terminal && (off === undefined || off === '') && term !== 'dumb' ? colour : undefined;
}
