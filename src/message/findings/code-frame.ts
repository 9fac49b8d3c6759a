import type { Range } from '../../link.js';
import { ADDRESS_LENGTH, hideEmails } from './redact.js';

const CONTEXT = 36;

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
  const text = hideEmails(source.slice(before, to + ADDRESS_LENGTH))
    .slice(from - before, to - before)
    .replace(/[\t\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(end, to) - start));
  return `${gutter} | ${text}\n${' '.repeat(gutter.length)} | ${' '.repeat(start - from)}${carets}`;
}

function isBreak(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code === 10 || code === 13;
}
