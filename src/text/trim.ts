import type { MergeTag } from '../merge-tags/scan.js';

// White space and controls, angle brackets, backquotes, quotes and full-width punctuation of all scripts.
const STOP =
  /[\s\u0000-\u001f\u007f-\u009f<>"`\u00ab\u00bb\u2018-\u201f\u2039\u203a\u2026\u3000-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u200b\ufeff]/;
/** Han, kana, Hangul and Thai are written without spaces between words. */
const UNSPACED = /[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]/;
const TRAILING = new Set(".,;:!?'*_~|");
const CLOSERS: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/**
 * Gives the end of the URL that starts at an offset. Merge tags are taken whole. A letter of a script without spaces that
 * follows an ASCII letter or digit starts the next word of the sentence (`https://shop.example/saleをご覧`); after `/`,
 * `=` and the like it belongs to the URL (`/wiki/東京`), as it does in a host that is not ASCII from its first letter.
 */
export function trimUrl(source: string, start: number, tags: readonly MergeTag[]): number {
  let tagAt = firstTagFrom(tags, start);
  let end = start;
  let lastTagEnd = start;
  const open = new Map([...CLOSERS.values()].map((bracket) => [bracket, 0]));
  const closed = new Map([...CLOSERS.keys()].map((bracket) => [bracket, 0]));
  while (end < source.length) {
    const tag = tags[tagAt];
    if (tag !== undefined && tag.start === end) {
      end = tag.end;
      lastTagEnd = end;
      tagAt++;
      continue;
    }
    const character = source[end] as string;
    if (STOP.test(character) || source.startsWith('[[data-msys-', end)) break;
    if (UNSPACED.test(character) && /[A-Za-z0-9]/.test(source[end - 1] ?? '')) break;
    if (open.has(character)) open.set(character, (open.get(character) as number) + 1);
    else if (closed.has(character)) closed.set(character, (closed.get(character) as number) + 1);
    end++;
  }
  // From the end inwards: punctuation always, a closing bracket only where the URL has more of them than opening ones.
  while (end > lastTagEnd) {
    const last = source[end - 1] as string;
    const opener = CLOSERS.get(last);
    if (opener !== undefined && (closed.get(last) as number) > (open.get(opener) as number))
      closed.set(last, (closed.get(last) as number) - 1);
    else if (opener !== undefined || !(TRAILING.has(last) || isOpener(last))) break;
    else if (isOpener(last)) open.set(last, (open.get(last) as number) - 1);
    end--;
  }
  return end;
}

function isOpener(character: string): boolean {
  return character === '(' || character === '[' || character === '{';
}

/** Tags are in source order: a binary search keeps many URLs in one text linear. */
function firstTagFrom(tags: readonly MergeTag[], start: number): number {
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle] as MergeTag).start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
