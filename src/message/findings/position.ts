import type { Range } from '../../link.js';

/** Lines and columns of a source: 1-based; CRLF, LF and CR each end a line (HTML 13.2.3.5 normalises them alike). */
export interface Positions {
  /** Offsets are UTF-16 code units from 0; columns count the same units from 1. */
  at(offset: number): { line: number; column: number };
}

/** Indexes a source once; each look-up is then a binary search. */
export function createPositions(source: string): Positions {
  let starts: number[] | undefined;
  return {
    at(offset) {
      starts ??= lineStarts(source);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] as number) + 1 };
    },
  };
}

function lineStarts(source: string): number[] {
  const starts = [0];
  const hasReturns = source.includes('\r');
  if (!hasReturns) {
    for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 10 || (code === 13 && source.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

const CONTEXT = 36;

// address = 1*plain ( "@" / "%40" ) label 1*( "." label ): an email address in any script, or a user name and host in a URL.
const PLAIN = '[^\\s"\'<>()[\\]{}@/?#&=:;,]';
const LABEL = '[^\\s"\'<>()[\\]{}@/?#&=:;,%.]+';
const AT_HOST: string = `(?:@|%40)${LABEL}(?:\\.${LABEL})+`;
const EMAIL = new RegExp(`${PLAIN}+?${AT_HOST}`, 'giu');
/** Takes one character before the "@", so that a text of any length is looked at once. */
const ANY_EMAIL = new RegExp(PLAIN + AT_HOST, 'iu');

/** Longer than most addresses: one that the cut goes through is still known for what it is. */
const ADDRESS_LENGTH = 100;

/** Says whether there is an email address in a text: findings end up in logs. */
export function holdsEmail(text: string): boolean {
  return ANY_EMAIL.test(text);
}

/**
 * Draws the line a range starts in, with carets under the range. Long lines are cut to about 80 characters around it,
 * so a frame of a 1 MB line costs no more than any other. Email addresses show as asterisks.
 *
 * ```text
 * 12 | <a href="htp://shop.example">
 *    |          ^^^^^^^^^^^^^^^^^^
 * ```
 */
export function codeFrame(source: string, range: Range, line: number): string {
  const [start, end] = range;
  let from = start;
  while (from > 0 && start - from < CONTEXT && !isBreak(source, from - 1)) from--;
  let to = start;
  while (to < source.length && to - start < 2 * CONTEXT && !isBreak(source, to)) to++;
  const gutter = String(line);
  const before = Math.max(0, from - ADDRESS_LENGTH);
  const text = source
    .slice(before, to + ADDRESS_LENGTH)
    .replace(EMAIL, (address) => '*'.repeat(address.length))
    .slice(from - before, to - before)
    .replace(/[\t\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(end, to) - start));
  return `${gutter} | ${text}\n${' '.repeat(gutter.length)} | ${' '.repeat(start - from)}${carets}`;
}

function isBreak(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code === 10 || code === 13;
}
