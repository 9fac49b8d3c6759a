import { inEitherCase } from './openers.js';

/**
 * Where a place of an HTML source is, as far as masking needs to know (HTML 13.2.5): `text` stands for everything outside
 * tags, comments and raw text included.
 */
export type MarkupPlace = 'text' | 'tag-name' | 'between' | 'attribute-name' | 'before-value' | 'quoted' | 'unquoted';

/** Their content is text to its own end tag (HTML 13.2.6.4.7, "generic raw text" and "RCDATA"). */
const RAW_TEXT: ReadonlySet<string> = new Set('script style title textarea xmp iframe noembed noframes'.split(' '));

/** Reads a source piece by piece and says where it is. Starts before the first character of a document. */
export class MarkupCursor {
  place: MarkupPlace = 'text';
  #quote = '';
  #tagName = '';
  #isEndTag = false;
  /** Behind an attribute's name and white space, where "=" still belongs to it. */
  #isAfterName = false;
  /** What the text ends with: of a comment, or of an element whose content is raw text. */
  #closer: RegExp | undefined;

  /** Goes on over the next piece of the source. */
  feed(piece: string): void {
    for (let at = 0; at < piece.length; )
      at = this.place === 'text' ? this.#readText(piece, at) : this.#readInTag(piece, at);
  }

  #readText(piece: string, from: number): number {
    const closer = this.#closer;
    if (closer !== undefined) {
      closer.lastIndex = from;
      if (!closer.test(piece)) return piece.length;
      this.#closer = undefined;
      return closer.lastIndex;
    }
    PLAIN_TAGS.lastIndex = from;
    PLAIN_TAGS.test(piece);
    const open = piece.indexOf('<', PLAIN_TAGS.lastIndex);
    if (open === -1) return piece.length;
    COMMENT.lastIndex = open;
    if (COMMENT.test(piece)) {
      // What Outlook's conditional comments hold is markup.
      if (!piece.startsWith('[if', COMMENT.lastIndex)) this.#closer = /-->|--!>/g;
      return COMMENT.lastIndex;
    }
    TAG_OPEN.lastIndex = open;
    if (!TAG_OPEN.test(piece)) return open + 1;
    this.place = 'tag-name';
    this.#tagName = '';
    this.#isEndTag = piece[open + 1] === '/';
    return TAG_OPEN.lastIndex - 1;
  }

  #endTag(): void {
    this.place = 'text';
    this.#isAfterName = false;
    if (!this.#isEndTag && RAW_TEXT.has(this.#tagName.toLowerCase()))
      this.#closer = new RegExp(`</(?=${this.#tagName}[\\s/>])`, 'gi');
  }

  /** One character inside a tag, and those after it that change nothing; gives the offset to go on at. */
  #readInTag(piece: string, at: number): number {
    const { place } = this;
    if (place === 'quoted') {
      const end = piece.indexOf(this.#quote, at);
      if (end === -1) return piece.length;
      this.place = 'between';
      return end + 1;
    }
    const code = piece.charCodeAt(at);
    if (code === GREATER) {
      this.#endTag();
      return at + 1;
    }
    if (isSpace(code)) {
      this.#isAfterName = place === 'attribute-name' || (place === 'between' && this.#isAfterName);
      if (place !== 'before-value') this.place = 'between';
      return at + 1;
    }
    const mayHaveValue = place === 'attribute-name' || this.#isAfterName;
    this.#isAfterName = false;
    if (place === 'before-value') {
      this.#quote = piece[at] as string;
      this.place = this.#quote === '"' || this.#quote === "'" ? 'quoted' : 'unquoted';
    } else if (place === 'tag-name') {
      if (code === SLASH) this.place = 'between';
      else {
        const end = endOfName(piece, at + 1);
        this.#tagName += piece.slice(at, end);
        return end;
      }
    } else if (place !== 'unquoted') {
      if (code === SLASH) this.place = 'between';
      else if (code === EQUALS && mayHaveValue) this.place = 'before-value';
      else {
        this.place = 'attribute-name';
        return endOfName(piece, at + 1);
      }
    }
    return at + 1;
  }
}

const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;

/** Tab, line feed, form feed, carriage return, space (HTML 13.2.5). */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c;
}

const COMMENT = /<!--/y;
const TAG_OPEN = /<\/?[a-z]/iy;

/**
 * Text and whole tags, as nearly all are written, of elements whose content is no raw text: passed over at once. Matches
 * nothing where there are none. Not without end: while it matches, each tag takes memory.
 */
const PLAIN_TAGS: RegExp = /* @__PURE__ */ createPlainTags();

function createPlainTags(): RegExp {
  const space = '[\\t\\n\\f\\r ]';
  const rawText = `(?:${[...RAW_TEXT].map(inEitherCase).join('|')})(?:${space}|[/>])`;
  const attribute = `${space}+[\\w:.-]+(?:="[^"]*"|='[^']*')?`;
  return new RegExp(`(?:[^<]*</?(?!${rawText})[A-Za-z][\\w:-]*(?:${attribute})*${space}*/?>){0,100}`, 'y');
}

/** Where a run of characters ends that are part of a name whatever stands around them. */
function endOfName(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === GREATER || code === SLASH || isSpace(code)) return at;
  }
  return text.length;
}
