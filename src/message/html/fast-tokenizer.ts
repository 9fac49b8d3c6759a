import { type Token, type TokenHandler, Tokenizer } from './parse5.js';

// States in which a character may be passed over, as bits.
const TEXT = 1;
const SPACE = 2;
const DOUBLE_QUOTED = 4;
const SINGLE_QUOTED = 8;
const COMMENT = 16;
const NAME = 32;

const LINE_FEED = 0x0a;
const BLANK = 0x20;
const QUOTE = 0x22;
const EQUALS = 0x3d;
const GREATER = 0x3e;

/**
 * For each ASCII character the states that take it as it is and stay as they are (HTML 13.2.5). U+0000, CR and other
 * controls go the long way; what is not ASCII is plain everywhere.
 */
const PLAIN: Uint8Array = new Uint8Array(128);
for (let code = 0x09; code < 0x7f; code++) {
  const character = String.fromCharCode(code);
  if (code < 0x20 && character !== '\t' && character !== '\n') continue;
  PLAIN[code] =
    ('<&'.includes(character) ? 0 : TEXT) |
    (' \t\n'.includes(character) ? SPACE : 0) |
    ('"&'.includes(character) ? 0 : DOUBLE_QUOTED) |
    ("'&".includes(character) ? 0 : SINGLE_QUOTED) |
    ('<-'.includes(character) ? 0 : COMMENT) |
    (/[a-z0-9:_-]/.test(character) ? NAME : 0);
}

/**
 * parse5's tokenizer, passing over runs of characters where that takes one at a time: most of a mail is style attributes
 * and text. It does so only behind a character that parse5 itself has taken in the same state, and asks parse5 at every
 * character that leads to another, so which state follows which stays parse5's. The tokens are the same but for three things: white space behind a word stays in the word's token
 * (the tree builder does alike with both, because a word has brought it into a mode where white space is text; framesets,
 * which keep white space and drop words, hold no text); lines and columns are 0; attributes have places only where
 * `wantsPlaces` says so of the tag. test/message/html/fast-tokenizer.test.ts compares tokens and trees.
 *
 * Measured (bench/run.mjs): `compileHtml` of an 80 KB newsletter in half the time that it takes with parse5's own.
 */
export class FastTokenizer extends Tokenizer {
  readonly #wantsPlaces: (tagName: string) => boolean;
  /** Read by `getCurrentLocation`, which parse5's constructor calls: `#placeless` would not be there yet. */
  private placeless = false;

  constructor(handler: TokenHandler, wantsPlaces: (tagName: string) => boolean) {
    super({ sourceCodeLocationInfo: true }, handler);
    this.#wantsPlaces = wantsPlaces;
    // The source stays in memory anyway: cutting off what has been read makes the rest slower to read.
    this.preprocessor.bufferWaterline = Number.POSITIVE_INFINITY;
  }

  protected override getCurrentLocation(offset: number): Token.Location | null {
    if (this.placeless) return null;
    const startOffset = this.preprocessor.offset - offset;
    return { startLine: 0, startCol: 0, startOffset, endLine: 0, endCol: 0, endOffset: 0 };
  }

  protected override _createAttr(firstCharacter: string): void {
    const { tagName } = this.currentToken as Token.TagToken;
    this.placeless = !this.#wantsPlaces(tagName);
    super._createAttr(firstCharacter);
    this.placeless = false;
  }

  protected override _stateData(cp: number): void {
    super._stateData(cp);
    this.#extendText(cp);
  }

  protected override _stateRawtext(cp: number): void {
    super._stateRawtext(cp);
    this.#extendText(cp);
  }

  protected override _stateComment(cp: number): void {
    super._stateComment(cp);
    if (this.#isPlain(cp, COMMENT)) this.#extend(COMMENT);
  }

  protected override _stateAttributeValueDoubleQuoted(cp: number): void {
    super._stateAttributeValueDoubleQuoted(cp);
    if (this.#isPlain(cp, DOUBLE_QUOTED)) this.#extend(DOUBLE_QUOTED);
  }

  protected override _stateAttributeValueSingleQuoted(cp: number): void {
    super._stateAttributeValueSingleQuoted(cp);
    if (this.#isPlain(cp, SINGLE_QUOTED)) this.#extend(SINGLE_QUOTED);
  }

  protected override _stateTagName(cp: number): void {
    super._stateTagName(cp);
    if (!this.#isPlain(cp, NAME)) return;
    (this.currentToken as Token.TagToken).tagName += this.#passOver(NAME);
    const { preprocessor } = this;
    const next = preprocessor.html.charCodeAt(preprocessor.pos + 1);
    if (next !== GREATER && next !== BLANK && next !== LINE_FEED) return;
    preprocessor.pos++;
    super._stateTagName(next);
    if (next === GREATER) return;
    this.#skip(SPACE);
    this.#takeAttributes();
  }

  protected override _stateBeforeAttributeName(cp: number): void {
    if (cp < 0x80 && this.#isPlain(cp, NAME)) {
      this.preprocessor.pos--;
      if (this.#takeAttributes()) return;
      this.preprocessor.pos++;
    }
    super._stateBeforeAttributeName(cp);
  }

  protected override _stateAttributeName(cp: number): void {
    super._stateAttributeName(cp);
    if (this.#isPlain(cp, NAME)) this.currentAttr.name += this.#passOver(NAME);
  }

  /**
   * Takes the attributes that follow and are written `name="value"`, in plain characters, and the end of the tag behind them.
   * Says whether there was one. parse5 is asked at every character where its state changes.
   */
  #takeAttributes(): boolean {
    const { preprocessor } = this;
    const { html } = preprocessor;
    for (let taken = false; ; taken = true) {
      const start = preprocessor.pos + 1;
      const equals = endOfRun(html, start, NAME);
      if (equals === start || html.charCodeAt(equals) !== EQUALS || html.charCodeAt(equals + 1) !== QUOTE) return taken;
      const end = endOfRun(html, equals + 2, DOUBLE_QUOTED);
      if (html.charCodeAt(end) !== QUOTE) return taken;
      preprocessor.pos = start;
      this._createAttr(html.slice(start, equals));
      preprocessor.pos = equals;
      super._stateAttributeName(EQUALS);
      preprocessor.pos = equals + 1;
      super._stateBeforeAttributeValue(QUOTE);
      this.runStart = equals + 2;
      this.runEnd = end;
      preprocessor.pos = end;
      super._stateAttributeValueDoubleQuoted(QUOTE);
      const next = html.charCodeAt(end + 1);
      if (next !== GREATER && next !== BLANK && next !== LINE_FEED) return true;
      preprocessor.pos = end + 1;
      super._stateAfterAttributeValueQuoted(next);
      if (next === GREATER) return true;
      const behind = this.#skip(SPACE);
      if (html.charCodeAt(behind) !== GREATER) continue;
      preprocessor.pos = behind;
      super._stateBeforeAttributeName(GREATER);
      return true;
    }
  }

  #extendText(cp: number): void {
    if (this.#isPlain(cp, SPACE)) this.#extend(SPACE);
    else if (this.#isPlain(cp, TEXT)) this.#extend(TEXT);
  }

  /** CR is read as LF, and what follows it matters: not plain. */
  #isPlain(cp: number, state: number): boolean {
    if (cp >= 0x80) return state !== SPACE;
    return ((PLAIN[cp] as number) & state) !== 0 && this.preprocessor.html.charCodeAt(this.preprocessor.pos) === cp;
  }

  /** Adds to the run that parse5 is about to take from the source (its `runStart` to `runEnd`). */
  #extend(state: number): void {
    this.runEnd = this.#skip(state);
  }

  #passOver(state: number): string {
    const { html, pos } = this.preprocessor;
    const end = this.#skip(state);
    return end === pos + 1 ? '' : html.slice(pos + 1, end);
  }

  /** Goes on to the last of the characters that are plain in a state; gives the offset behind it. */
  #skip(state: number): number {
    const { preprocessor } = this;
    const end = endOfRun(preprocessor.html, preprocessor.pos + 1, state);
    preprocessor.pos = end - 1;
    return end;
  }
}

/** Where the characters end, from an offset on, that are plain in a state. */
function endOfRun(html: string, start: number, state: number): number {
  let at = start;
  for (; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code < 0x80 ? ((PLAIN[code] as number) & state) === 0 : state === SPACE) break;
  }
  return at;
}
