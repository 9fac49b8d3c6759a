import type { Range } from '../../link.js';
import { MAX_TAG_LENGTH } from './scan.js';

/** How a language that runs on a server writes a block of code. */
interface CodeRow {
  readonly open: string;
  readonly close: string;
  /** A shorter block is a tag of a syntax. */
  readonly longerThan: number;
}

/** AMPscript, PHP, Liquid and its relatives, EJS and ERB; Salesforce's JavaScript. A text has no other use for these pairs. */
const CODE: readonly CodeRow[] = [
  { open: '%%[', close: ']%%', longerThan: MAX_TAG_LENGTH },
  { open: '<?php', close: '?>', longerThan: MAX_TAG_LENGTH },
  { open: '{%', close: '%}', longerThan: MAX_TAG_LENGTH },
  { open: '<%', close: '%>', longerThan: MAX_TAG_LENGTH },
  { open: '<script', close: '</script>', longerThan: 0 },
];

/**
 * Finds the blocks of code of a text that are longer than any tag: an opener whose close comes before the next opener. Else
 * it would be half a tag, and what stands behind it the reader's. In the order of the rows. Linear.
 */
export function findLongCode(source: string): readonly Range[] {
  return CODE.flatMap(({ open, close, longerThan }) => {
    const found: Range[] = [];
    let end = -1;
    for (let at = source.indexOf(open); at !== -1; ) {
      const inside = at + open.length;
      if (end < inside) end = source.indexOf(close, inside);
      if (end === -1) break;
      const next = source.indexOf(open, inside);
      if ((next === -1 || next > end) && end - at > longerThan) found.push([at, end + close.length]);
      at = next;
    }
    return found;
  });
}
