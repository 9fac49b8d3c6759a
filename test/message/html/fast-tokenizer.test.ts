import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  type DefaultTreeAdapterMap,
  Parser,
  parse,
  serialize,
  type Token,
  type TokenHandler,
  Tokenizer,
  TokenizerMode,
} from 'parse5';
import { describe, expect, it } from 'vitest';
import { FastTokenizer } from '../../../src/message/html/fast-tokenizer.js';
import { runs } from '../../runs.js';

/** A token without what the fast tokenizer leaves out: lines, columns, and where one piece of text ends and the next begins. */
interface Seen {
  readonly type: string;
  readonly text: string;
  readonly attrs?: readonly (readonly [name: string, value: string, start: number, end: number])[];
  readonly range?: readonly [number, number];
}

type Make = (handler: TokenHandler) => Tokenizer;

const plain: Make = (handler) => new Tokenizer({ sourceCodeLocationInfo: true }, handler);
const fast: Make = (handler) => new FastTokenizer(handler, { wantsPlaces: () => true });

function tokensOf(source: string, make: Make, state: Tokenizer['state']): Seen[] {
  const seen: Seen[] = [];
  const text = (token: Token.CharacterToken): void => {
    const last = seen.at(-1);
    if (last?.type === 'text') seen[seen.length - 1] = { type: 'text', text: last.text + token.chars };
    else seen.push({ type: 'text', text: token.chars });
  };
  const rangeOf = (token: Token.Token): [number, number] => [
    token.location?.startOffset ?? -1,
    token.location?.endOffset ?? -1,
  ];
  const tag = (type: string) => (token: Token.TagToken) => {
    const places = token.location?.attrs;
    const attrs = token.attrs.map(({ name, value }) => {
      const place = places?.[name];
      return [name, value, place?.startOffset ?? -1, place?.endOffset ?? -1] as const;
    });
    seen.push({ type, text: `${token.tagName}${token.selfClosing ? '/' : ''}`, attrs, range: rangeOf(token) });
  };
  const tokenizer = make({
    onStartTag: tag('start'),
    onEndTag: tag('end'),
    onComment: (token) => seen.push({ type: 'comment', text: token.data, range: rangeOf(token) }),
    onDoctype: (token) =>
      seen.push({ type: 'doctype', text: `${token.name} ${token.publicId}`, range: rangeOf(token) }),
    onEof: (token) => seen.push({ type: 'eof', text: '', range: rangeOf(token) }),
    onCharacter: text,
    onNullCharacter: text,
    onWhitespaceCharacter: text,
    onParseError: null,
  });
  tokenizer.state = state;
  tokenizer.lastStartTagName = 'style';
  tokenizer.write(source, true);
  return seen;
}

function treeOf(source: string): string {
  class FastParser extends Parser<DefaultTreeAdapterMap> {
    constructor() {
      super({ scriptingEnabled: false });
      this.tokenizer = new FastTokenizer(this, { wantsPlaces: () => true });
    }
  }
  const parser = new FastParser();
  parser.tokenizer.write(source, true);
  return serialize(parser.document);
}

/** Pieces that lead into every state the tokenizer passes over runs in, and out of it by every door. */
const PIECES = [
  '<a href="https://shop.example/?a=1&amp;b=2&copy=3">',
  '<p style="color: red;\r\n margin: 0">',
  "<td title='it''s &lt; x'>",
  '<A HREF=https://x.example/y>',
  '<td\n  align="center" style="margin: 0" id="x"\n>',
  '<img src="a" alt="b"  src="c" />',
  '<td a="1"b="2" c:d-e="3"\t \r\n f="',
  '" g="4" H="5" i="6&7">',
  '</a>',
  '<br/>',
  '<table>',
  '<tr><td>',
  '</table>',
  '<select><option>',
  '<frameset>',
  '</body>',
  '<!-- a - b -- c > d < e <!-- f --!>',
  '<!--[if mso]><v:roundrect href="x"><![endif]-->',
  '-->',
  '<!',
  '<?x y?>',
  '<!doctype html>',
  '<style>a > b { c: "d & e" }\n</style>',
  '<title>x &amp; y</title>',
  '<textarea>\n z',
  '<pre>\n\n',
  '<plaintext>',
  '<svg><![CDATA[ x ]]>',
  '<math><mi>',
  '<script>if (a < b && c) "<!--<script>"</script>',
  '<template>',
  '<colgroup> x ',
  'words and more  words',
  ' ',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\f',
  '\0',
  '&',
  '&amp',
  '&notit;',
  '&#x3D;',
  '&#0;',
  'é',
  '東京',
  '😀',
  '\ud83d',
  '\ude00',
  '\u00a0',
  '"',
  "'",
  '=',
  '`',
  '<',
  '>',
  '-',
  '/',
  'x',
];

const sources = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 6, unit: 'binary' })), {
    minLength: 4,
    maxLength: 24,
    size: 'max',
  })
  .map((pieces) => pieces.join(''));

const STATES = [
  TokenizerMode.DATA,
  TokenizerMode.RCDATA,
  TokenizerMode.RAWTEXT,
  TokenizerMode.SCRIPT_DATA,
  TokenizerMode.PLAINTEXT,
];

describe('FastTokenizer', () => {
  it("gives parse5's tokens, at parse5's places, in every state", () => {
    const counts = { attributes: 0, comments: 0, text: 0 };
    fc.assert(
      fc.property(sources, fc.constantFrom(...STATES), (source, state) => {
        const wanted = tokensOf(source, plain, state);
        expect(tokensOf(source, fast, state)).toEqual(wanted);
        for (const { type, text, attrs } of wanted) {
          if ((attrs?.length ?? 0) > 0) counts.attributes++;
          if (type === 'comment' && text.length > 3) counts.comments++;
          if (type === 'text' && text.length > 3) counts.text++;
        }
      }),
      { numRuns: runs(400) },
    );
    expect(Math.min(counts.attributes, counts.comments, counts.text)).toBeGreaterThan(80);
  });

  it("leads to parse5's tree", () => {
    let large = 0;
    fc.assert(
      fc.property(sources, (source) => {
        const wanted = serialize(parse(source, { scriptingEnabled: false }));
        // A frameset keeps white space and drops words: of a word's token it drops the white space behind it, too.
        const compared = (tree: string): string => (wanted.includes('<frameset') ? tree.replace(/\s+/g, '') : tree);
        expect(compared(treeOf(source))).toBe(compared(wanted));
        if (wanted.length > 200) large++;
      }),
      { numRuns: runs(400) },
    );
    expect(large).toBeGreaterThan(80);
  });

  it('does so for a whole newsletter, and one of more than 65,536 characters', () => {
    const html = readFileSync(new URL('../../../fixtures/emails/newsletter.html', import.meta.url), 'utf8');
    for (const source of [html, html.repeat(30), html.replaceAll('\n', '\r\n'), html.replaceAll('\n', '\r')]) {
      expect(tokensOf(source, fast, TokenizerMode.DATA)).toEqual(tokensOf(source, plain, TokenizerMode.DATA));
      expect(treeOf(source)).toBe(serialize(parse(source, { scriptingEnabled: false })));
    }
  });

  it('leaves out attributes that nobody reads, and nothing else', () => {
    const unread = new Set(['p', 'td']);
    const sparing: Make = (handler) =>
      new FastTokenizer(handler, {
        wantsPlaces: (name) => !unread.has(name),
        isUnread: (name) => unread.has(name),
        readsAlways: (name) => name === 'id',
      });
    const withoutUnread = (tokens: readonly Seen[]): readonly Seen[] =>
      tokens.map((token) => (unread.has(token.text.replace('/', '')) ? { ...token, attrs: [] } : token));
    let left = 0;
    fc.assert(
      fc.property(sources, (source) => {
        const wanted = tokensOf(source, plain, TokenizerMode.DATA);
        const found = tokensOf(source, sparing, TokenizerMode.DATA);
        expect(withoutUnread(found)).toEqual(withoutUnread(wanted));
        for (const [at, { attrs }] of wanted.entries()) left += (attrs?.length ?? 0) - (found[at]?.attrs?.length ?? 0);
        const named = (tokens: readonly Seen[]) =>
          tokens.map(({ attrs }) => (attrs ?? []).flatMap(([name, value]) => (name === 'id' ? [value] : [])));
        expect(named(found)).toEqual(named(wanted));
      }),
      { numRuns: runs(400) },
    );
    expect(left).toBeGreaterThan(80);
  });

  it('gives places to the attributes that it was asked for, and to no others', () => {
    const places = new Map<string, boolean>();
    const nothing = (): void => {};
    const tokenizer = new FastTokenizer(
      {
        onStartTag: (token) => places.set(token.tagName, token.location?.attrs !== undefined),
        onEndTag: nothing,
        onComment: nothing,
        onDoctype: nothing,
        onEof: nothing,
        onCharacter: nothing,
        onNullCharacter: nothing,
        onWhitespaceCharacter: nothing,
      },
      { wantsPlaces: (tagName) => tagName === 'a' },
    );
    tokenizer.write('<p class="x"><a href="y"><td class="z">', true);
    expect([...places]).toEqual([
      ['p', false],
      ['a', true],
      ['td', false],
    ]);
  });
});
