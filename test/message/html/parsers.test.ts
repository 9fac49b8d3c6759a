import fc from 'fast-check';
import type { Token } from 'parse5';
import { afterEach, expect, test, vi } from 'vitest';
import { NAMES, partOf, readFixture } from '../../fixtures/read-fixtures.js';
import { documents } from '../../property/documents.js';
import { runs } from '../../runs.js';
import { bothParsers, syntaxes, withoutElements } from './both-parsers.js';

test.each(NAMES.filter((name) => partOf(name) !== 'text'))(
  '%s: the plain parser finds what the fast one does',
  (name) => {
    for (const elements of [false, true]) {
      const { fast, plain } = bothParsers(readFixture(name), partOf(name) as 'html' | 'amp', elements);
      expect(plain).toEqual(fast);
    }
  },
);

test('and in random documents', () => {
  let links = 0;
  fc.assert(
    fc.property(documents, (source) => {
      const { fast, plain } = bothParsers(source);
      expect(plain).toEqual(fast);
      links += fast.occurrences.length;
    }),
    { numRuns: runs(300) },
  );
  expect(links).toBeGreaterThan(300);
});

afterEach(() => {
  vi.doUnmock('parse5');
  vi.resetModules();
  vi.restoreAllMocks();
});

/** How a later parse5 may differ: what the fast parser overrides is gone, called otherwise, or no longer called. */
const BREAKS: readonly [name: string, broken: (parse5: typeof import('parse5')) => object][] = [
  ['no parser class', () => ({ Parser: undefined })],
  ['no tokenizer class', () => ({ Tokenizer: undefined })],
  [
    'elements attached by another method',
    ({ Parser }) => ({
      Parser: class extends Parser<never> {
        constructor(...given: ConstructorParameters<typeof Parser<never>>) {
          super(...given);
          Object.defineProperty(this, '_attachElementToTree', { value: Parser.prototype._attachElementToTree });
        }
      },
    }),
  ],
  [
    'offsets that count otherwise',
    ({ Tokenizer }) => ({
      Tokenizer: class extends Tokenizer {
        protected override prepareToken(token: Token.Token): void {
          super.prepareToken(token);
          const places = (token.location as Token.LocationWithAttributes | null)?.attrs ?? {};
          for (const place of Object.values(places)) place.startOffset++;
        }
      },
    }),
  ],
];

test.each(BREAKS)('a parse5 with %s is noticed, and links are found all the same', async (_, broken) => {
  const actual = await vi.importActual<typeof import('parse5')>('parse5');
  vi.resetModules();
  vi.doMock('parse5', () => ({ ...actual, ...broken(actual) }));
  const warned: unknown[] = [];
  vi.spyOn(process, 'emitWarning').mockImplementation((...given: unknown[]) => void warned.push(given[0]));
  const { discoverHtml } = await import('../../../src/message/html/discover.js');
  const source = readFixture('newsletter.html');
  const { fast } = bothParsers(source);
  const found = withoutElements(discoverHtml(source, { part: 'html', syntaxes }));
  expect(found).toEqual(fast);
  expect(fast.occurrences.length).toBeGreaterThan(30);
  expect(warned).toEqual([expect.stringMatching(/^This version of parse5 is not known/)]);
});

test('the parse5 that is installed is read by the fast parser', async () => {
  const { chooseParser } = await import('../../../src/message/html/discover.js');
  const { parseFast: current } = await import('../../../src/message/html/fast-parser.js');
  expect(chooseParser()).toBe(current);
});
