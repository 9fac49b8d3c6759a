import type { MergeTag } from '../merge-tags/scan.js';

/** An address between delimiters. */
export interface DelimitedUrl {
  /** Without what breaks it over lines. */
  readonly href: string;
  /** Offset behind its last character. */
  readonly end: number;
  /** The delimiters are brackets or quotes that may as well be punctuation. */
  readonly isGuess: boolean;
}

/** What stands before an address and behind it (RFC 3986, Appendix C). */
const PAIRS: readonly { readonly open: RegExp; readonly close: string; readonly content: RegExp }[] = [
  { open: /<(?:URL:)?\s{0,9}$/i, close: '>', content: /[^\s<>"]+/y },
  { open: /"$/, close: '"', content: /[^\s<>"]+/y },
  { open: /\($/, close: ')', content: /[^\s<>"()]+/y },
  { open: /\[$/, close: ']', content: /[^\s<>"[\]]+/y },
  { open: /'$/, close: "'", content: /[^\s<>"']+/y },
  { open: /[\u201c\u201e]$/, close: '\u201d', content: /[^\s<>"\u201c-\u201f]+/y },
  { open: /\u00ab$/, close: '\u00bb', content: /[^\s<>"\u00ab\u00bb]+/y },
];

// break = *WSP line-break [ quote-prefix ] *WSP, before something of the address; a reply's quoted lines start with "> ", and
// what starts with a scheme is another address.
const BREAK = /[ \t]*(?:\r\n|\n|\r)[ \t]*(?:>+[ \t]+)*(?=[^\s<>"])(?!(?:https?|ftp):\/\/|mailto:)/iy;
const END = /(?:[ \t]*(?:\r\n|\n|\r))?[ \t]*/y;

/** Longer ones are no address. */
const MAX_LENGTH = 8_000;
const MAX_BREAKS = 20;

/**
 * Reads the address that starts at an offset up to the delimiter that belongs to the one in front of it. Between `<` and `>`
 * it is exact: whatever its last character is, and over line breaks, which are no part of it (RFC 3986, Appendix C).
 * Between double quotes too, but for a full stop or comma, which writers put inside. A bracket is punctuation as often as
 * it is a delimiter, so it counts only where the address goes on in another line, and so does a quote of another kind.
 * Undefined where there is no such pair.
 */
export function readDelimited(
  source: string,
  start: number,
  tags: readonly MergeTag[],
  nextTag: number,
): DelimitedUrl | undefined {
  const before = source.slice(Math.max(0, start - 14), start);
  const pair = PAIRS.find(({ open }) => open.test(before));
  if (pair === undefined) return undefined;
  const { close, content } = pair;
  let href = '';
  let end = start;
  let breaks = 0;
  let tagAt = nextTag;
  for (;;) {
    // Merge tags are taken whole, with the spaces and quotes in them.
    let piece = matchAt(content, source, end);
    while (tagAt < tags.length && (tags[tagAt] as MergeTag).start <= piece) {
      const tag = tags[tagAt++] as MergeTag;
      if (tag.start >= end) piece = matchAt(content, source, tag.end);
    }
    if (piece === end) return undefined;
    href += source.slice(end, piece);
    end = piece;
    if (source[end] === close) break;
    const next = matchAt(BREAK, source, end);
    // The delimiter alone on the next line.
    if (next === end && close === '>' && source[matchAt(END, source, end)] === close) break;
    if (next === end || ++breaks > MAX_BREAKS || href.length > MAX_LENGTH) return undefined;
    end = next;
  }
  const isGuess = close !== '>' && close !== '"';
  if (isGuess && !(breaks > 0 && goesOn(source, start, end))) return undefined;
  if (close === '"' && /[.,;:]$/.test(href)) return { href: href.slice(0, -1), end: end - 1, isGuess: false };
  return { href, end, isGuess };
}

function matchAt(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}

/** Every break follows a character that ends no sentence, or comes before something that is not a word. */
function goesOn(source: string, start: number, end: number): boolean {
  const lines = source
    .slice(start, end)
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^[> \t]+/, '').trimEnd());
  const [last = ''] = lines.splice(-1);
  return /[/=&?%_\d-]/.test(last) || lines.every((line) => '-/?&=%_+#~'.includes(line.at(-1) ?? ' '));
}
