import { type Token, type TokenHandler, Tokenizer } from './parse5.js';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const FORM_FEED = 0x0c;
const BLANK = 0x20;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const DASH = 0x2d;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;

/** ASCII characters that names of tags and attributes take as they are and go on with (HTML 13.2.5.8 and .33). */
const NAME: Uint8Array = new Uint8Array(128);
for (let code = 0; code < 128; code++) NAME[code] = /[a-z0-9:_-]/.test(String.fromCharCode(code)) ? 1 : 0;

/** What the parser that listens can do without. */
export interface TokenNeeds {
  /** The places of a tag's attributes are asked for. */
  readonly wantsPlaces: (tagName: string) => boolean;
  /** Nobody reads the attributes of a start tag, but for those that `readsAlways` names. @default none */
  readonly isUnread?: ((tagName: string) => boolean) | undefined;
  readonly readsAlways?: ((name: string) => boolean) | undefined;
}

/**
 * parse5's tokenizer, passing over runs of characters where that takes one at a time: most of a mail is style attributes
 * and text. It does so only behind a character that parse5 itself has taken in the same state, and asks parse5 at every
 * character that leads to another, so which state follows which stays parse5's. The tokens are the same but for these: white
 * space behind a word stays in the word's token (the tree builder does alike with both, because a word has brought it into a
 * mode where white space is text; framesets, which keep white space and drop words, hold no text); lines and columns are 0,
 * and texts have no place; attributes have places only where `wantsPlaces` says so of the tag, and are left out where nobody
 * reads them. test/message/html/fast-tokenizer.test.ts compares tokens and trees.
 *
 * Ends of runs are looked for with `indexOf`, which goes over characters some twenty times as fast as a loop does, and
 * remembered, so that no character is searched twice for the same thing.
 */
export class FastTokenizer extends Tokenizer {
  readonly #needs: TokenNeeds;
  /** Read by `getCurrentLocation`, which parse5's constructor calls: `#placeless` would not be there yet. */
  private placeless = false;
  readonly #nextLess = new Search('<');
  readonly #nextQuote = new Search('"');
  readonly #nextApostrophe = new Search("'");
  readonly #nextAmpersand = new Search('&');
  readonly #nextDashes = new Search('--');
  /** U+0000 is replaced, and CR read as LF, depending on what follows it: both are parse5's to take (HTML 13.2.3.5). */
  readonly #nextNull = new Search('\0');
  readonly #nextReturn = new Search('\r');

  constructor(handler: TokenHandler, needs: TokenNeeds) {
    super({ sourceCodeLocationInfo: true }, handler);
    this.#needs = needs;
    // The source stays in memory anyway: cutting off what has been read makes the rest slower to read.
    this.preprocessor.bufferWaterline = Number.POSITIVE_INFINITY;
  }

  protected override getCurrentLocation(offset: number): Token.Location | null {
    // -1 is for the text that may come next.
    if (this.placeless || offset < 0) return null;
    const startOffset = this.preprocessor.offset - offset;
    return { startLine: 0, startCol: 0, startOffset, endLine: 0, endCol: 0, endOffset: 0 };
  }

  protected override _createAttr(firstCharacter: string): void {
    const { tagName } = this.currentToken as Token.TagToken;
    this.placeless = !this.#needs.wantsPlaces(tagName);
    super._createAttr(firstCharacter);
    this.placeless = false;
  }

  protected override _stateData(cp: number): void {
    super._stateData(cp);
    if (cp === LESS) this.#openTag();
    else if (cp !== AMPERSAND && this.#isAsWritten(cp)) this.#extendText(cp);
  }

  protected override _stateRawtext(cp: number): void {
    super._stateRawtext(cp);
    if (cp !== LESS && this.#isAsWritten(cp)) this.#extendText(cp);
  }

  /** A lone dash and "<" are text to a comment, whatever states they lead through (HTML 13.2.5.45 to .50). */
  protected override _stateComment(cp: number): void {
    super._stateComment(cp);
    if (cp === LESS || cp === DASH || !this.#isAsWritten(cp)) return;
    const { html } = this.preprocessor;
    const end = this.#runUpTo(this.#nextDashes);
    this.#extendTo(end === html.length && html.charCodeAt(end - 1) === DASH ? end - 1 : end);
  }

  protected override _stateAttributeValueDoubleQuoted(cp: number): void {
    super._stateAttributeValueDoubleQuoted(cp);
    if (cp !== QUOTE && cp !== AMPERSAND && this.#isAsWritten(cp)) this.#extendTo(this.#runOfText(this.#nextQuote));
  }

  protected override _stateAttributeValueSingleQuoted(cp: number): void {
    super._stateAttributeValueSingleQuoted(cp);
    if (cp !== APOSTROPHE && cp !== AMPERSAND && this.#isAsWritten(cp))
      this.#extendTo(this.#runOfText(this.#nextApostrophe));
  }

  protected override _stateTagName(cp: number): void {
    if (!isName(cp)) {
      super._stateTagName(cp);
      return;
    }
    const token = this.currentToken as Token.TagToken;
    const { preprocessor } = this;
    const { html } = preprocessor;
    const start = preprocessor.pos;
    const end = endOfName(html, start + 1);
    token.tagName += html.slice(start, end);
    const next = html.charCodeAt(end);
    if (next !== GREATER && next !== BLANK && next !== LINE_FEED) {
      preprocessor.pos = end - 1;
      return;
    }
    preprocessor.pos = end;
    super._stateTagName(next);
    if (next === GREATER) return;
    this.#passSpace();
    this.#takeAttributes();
  }

  protected override _stateBeforeAttributeName(cp: number): void {
    if (isName(cp)) {
      this.preprocessor.pos--;
      if (this.#takeAttributes()) return;
      this.preprocessor.pos++;
    }
    super._stateBeforeAttributeName(cp);
  }

  protected override _stateAttributeName(cp: number): void {
    super._stateAttributeName(cp);
    if (!isName(cp)) return;
    const { preprocessor } = this;
    const start = preprocessor.pos + 1;
    const end = endOfName(preprocessor.html, start);
    if (end > start) this.currentAttr.name += preprocessor.html.slice(start, end);
    preprocessor.pos = end - 1;
  }

  /** Goes on behind a "<" as far as the name of a tag, without a round through parse5's loop for each character. */
  #openTag(): void {
    const { preprocessor } = this;
    const { html } = preprocessor;
    const next = html.charCodeAt(preprocessor.pos + 1);
    if (isLetter(next)) {
      preprocessor.pos++;
      super._stateTagOpen(next);
    } else if (next === SLASH && isLetter(html.charCodeAt(preprocessor.pos + 2))) {
      preprocessor.pos++;
      super._stateTagOpen(SLASH);
      preprocessor.pos++;
      super._stateEndTagOpen(html.charCodeAt(preprocessor.pos));
    }
  }

  /**
   * Takes the attributes that follow and are written `name="value"`, in plain characters, and the end of the tag behind them.
   * Says whether there was one. parse5 is asked at every character where its state changes.
   */
  #takeAttributes(): boolean {
    const { preprocessor } = this;
    const { html } = preprocessor;
    const isUnread = this.#isUnread();
    for (let taken = false; ; taken = true) {
      const start = preprocessor.pos + 1;
      const equals = endOfName(html, start);
      if (equals === start || html.charCodeAt(equals) !== EQUALS || html.charCodeAt(equals + 1) !== QUOTE) return taken;
      const end = this.#nextQuote.from(html, equals + 2);
      if (end === html.length) return taken;
      // parse5 is before a name, and behind an attribute that is left out it is before the next.
      if (isUnread && this.#needs.readsAlways?.(html.slice(start, equals)) !== true) preprocessor.pos = end;
      else {
        preprocessor.pos = equals + 1;
        if (this.#runOfText(this.#nextQuote) !== end) {
          preprocessor.pos = start - 1;
          return taken;
        }
        preprocessor.pos = start;
        this._createAttr(html.slice(start, equals));
        preprocessor.pos = equals;
        super._stateAttributeName(EQUALS);
        // The quote that opens the value leads to a state that the one that closes it leaves again.
        this.runStart = equals + 2;
        this.runEnd = end;
        preprocessor.pos = end;
        super._stateAttributeValueDoubleQuoted(QUOTE);
        const next = html.charCodeAt(end + 1);
        if (next !== GREATER && next !== BLANK && next !== LINE_FEED) return true;
        preprocessor.pos = end + 1;
        super._stateAfterAttributeValueQuoted(next);
        if (next === GREATER) return true;
      }
      const behind = this.#passSpace();
      if (html.charCodeAt(behind) !== GREATER) continue;
      preprocessor.pos = behind;
      super._stateBeforeAttributeName(GREATER);
      return true;
    }
  }

  #extendText(cp: number): void {
    if (isSpace(cp)) this.#extendTo(endOfSpace(this.preprocessor.html, this.preprocessor.pos + 1));
    else this.#extendTo(this.#runOfText(this.#nextLess));
  }

  #isUnread(): boolean {
    return this.#needs.isUnread?.((this.currentToken as Token.TagToken).tagName) === true;
  }

  /** CR is read as LF, and what follows it matters; U+0000 is replaced. Everything else is what the source has. */
  #isAsWritten(cp: number): boolean {
    return cp >= 0x80 || (cp > 0 && this.preprocessor.html.charCodeAt(this.preprocessor.pos) === cp);
  }

  /** Adds to the run that parse5 is about to take from the source (its `runStart` to `runEnd`). */
  #extendTo(end: number): void {
    this.runEnd = end;
    this.preprocessor.pos = end - 1;
  }

  /** Where the run ends that goes on behind the current character: before what is searched for, or what parse5 has to take. */
  #runUpTo(search: Search): number {
    const { html, pos } = this.preprocessor;
    return Math.min(
      search.from(html, pos + 1),
      this.#nextNull.from(html, pos + 1),
      this.#nextReturn.from(html, pos + 1),
    );
  }

  /** The same where a character reference ends it, too. */
  #runOfText(search: Search): number {
    const { html, pos } = this.preprocessor;
    return Math.min(this.#runUpTo(search), this.#nextAmpersand.from(html, pos + 1));
  }

  /** Goes on to the last of the spaces that follow; gives the offset behind it. */
  #passSpace(): number {
    const { preprocessor } = this;
    const end = endOfSpace(preprocessor.html, preprocessor.pos + 1);
    preprocessor.pos = end - 1;
    return end;
  }
}

/** Looks for a text in a source that is read from its start to its end, and remembers where the next one is. */
class Search {
  readonly #text: string;
  #next = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset of the first one that starts there or later; the length of the source where there is none. */
  from(source: string, at: number): number {
    if (this.#next >= at) return this.#next;
    const next = source.indexOf(this.#text, at);
    this.#next = next === -1 ? source.length : next;
    return this.#next;
  }
}

function isName(code: number): boolean {
  return code >= 0 && code < 0x80 && NAME[code] === 1;
}

/** Where the characters end, from an offset on, that are plain in a name. */
function endOfName(html: string, start: number): number {
  let at = start;
  while (isName(html.charCodeAt(at))) at++;
  return at;
}

/** White space of HTML without CR, which is not read as it is written. */
function isSpace(code: number): boolean {
  return code === BLANK || code === LINE_FEED || code === TAB || code === FORM_FEED;
}

function endOfSpace(html: string, start: number): number {
  let at = start;
  while (isSpace(html.charCodeAt(at))) at++;
  return at;
}

/** In either case: what a tag's name begins with. */
function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}
