/**
 * Where a place of an HTML source is, as far as masking needs to know (HTML 13.2.5): `text` stands for everything outside
 * tags, comments and raw text included.
 */
export type MarkupPlace = 'text' | 'tag-name' | 'between' | 'attribute-name' | 'before-value' | 'quoted' | 'unquoted';

/** Their content is text to its own end tag (HTML 13.2.6.4.7, "generic raw text" and "RCDATA"). */
const RAW_TEXT = /^(?:script|style|title|textarea|xmp|iframe|noembed|noframes)$/i;

/** Reads a source piece by piece and says where it is. */
export interface MarkupCursor {
  /** Goes on over the next piece of the source. */
  feed(piece: string): void;
  readonly place: MarkupPlace;
}

/** Starts before the first character of a document. */
export function createMarkupCursor(): MarkupCursor {
  let place: MarkupPlace = 'text';
  let quote = '';
  let tagName = '';
  let isEndTag = false;
  /** Behind an attribute's name and white space, where "=" still belongs to it. */
  let isAfterName = false;
  /** What the text ends with: of a comment, or of an element whose content is raw text. */
  let closer: RegExp | undefined;

  const readText = (piece: string, from: number): number => {
    if (closer !== undefined) {
      closer.lastIndex = from;
      if (!closer.test(piece)) return piece.length;
      const end = closer.lastIndex;
      closer = undefined;
      return end;
    }
    const open = piece.indexOf('<', from);
    if (open === -1) return piece.length;
    COMMENT.lastIndex = open;
    if (COMMENT.test(piece)) {
      // What Outlook's conditional comments hold is markup.
      closer = piece.startsWith('[if', COMMENT.lastIndex) ? undefined : /-->|--!>/g;
      return COMMENT.lastIndex;
    }
    TAG_OPEN.lastIndex = open;
    if (!TAG_OPEN.test(piece)) return open + 1;
    place = 'tag-name';
    tagName = '';
    isEndTag = piece[open + 1] === '/';
    return TAG_OPEN.lastIndex - 1;
  };

  const endTag = (): void => {
    place = 'text';
    isAfterName = false;
    if (!isEndTag && RAW_TEXT.test(tagName)) closer = new RegExp(`</(?=${tagName}[\\s/>])`, 'gi');
  };

  /** One character inside a tag, and those after it that change nothing; gives the offset to go on at. */
  const readInTag = (piece: string, at: number): number => {
    if (place === 'quoted') {
      const end = piece.indexOf(quote, at);
      if (end === -1) return piece.length;
      place = 'between';
      return end + 1;
    }
    const code = piece.charCodeAt(at);
    if (code === GREATER) {
      endTag();
      return at + 1;
    }
    if (isSpace(code)) {
      isAfterName = place === 'attribute-name' || (place === 'between' && isAfterName);
      if (place !== 'before-value') place = 'between';
      return at + 1;
    }
    const mayHaveValue = place === 'attribute-name' || isAfterName;
    isAfterName = false;
    if (place === 'before-value') {
      quote = piece[at] as string;
      place = quote === '"' || quote === "'" ? 'quoted' : 'unquoted';
    } else if (place === 'tag-name') {
      if (code === SLASH) place = 'between';
      else {
        const end = endOfName(piece, at + 1);
        tagName += piece.slice(at, end);
        return end;
      }
    } else if (place !== 'unquoted') {
      if (code === SLASH) place = 'between';
      else if (code === EQUALS && mayHaveValue) place = 'before-value';
      else {
        place = 'attribute-name';
        return endOfName(piece, at + 1);
      }
    }
    return at + 1;
  };

  return {
    feed(piece) {
      for (let at = 0; at < piece.length; ) at = place === 'text' ? readText(piece, at) : readInTag(piece, at);
    },
    get place() {
      return place;
    },
  };
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

/** Where a run of characters ends that are part of a name whatever stands around them. */
function endOfName(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === GREATER || code === SLASH || isSpace(code)) return at;
  }
  return text.length;
}
