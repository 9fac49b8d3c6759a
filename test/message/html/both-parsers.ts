import { type Discovery, discoverBy } from '../../../src/message/html/discover.js';
import { parseFast } from '../../../src/message/html/fast-parser.js';
import { parsePlain } from '../../../src/message/html/plain-parser.js';
import { chooseSyntaxes } from '../../../src/message/merge-tags/choose.js';

export const syntaxes = chooseSyntaxes();

/** What each parser finds, in the same words. */
export function bothParsers(source: string, part: 'html' | 'amp' = 'html', elements = false) {
  const [fast, plain] = [parseFast, parsePlain].map((parse) => discoverBy(parse, source, { part, syntaxes, elements }));
  return { fast: withoutElements(fast as Discovery), plain: withoutElements(plain as Discovery) };
}

/**
 * A discovery that can be compared: of elements, the name alone. Where the body ends is left out: of a body without a start
 * tag, or with two end tags, parse5's tree says something else than its tokens, and only a honeypot's place hangs on it.
 */
export const withoutElements = ({ occurrences, bodyEnd: _, ...rest }: Discovery) => ({
  ...rest,
  occurrences: occurrences.map(({ element, ...occurrence }) => ({ ...occurrence, tag: element?.name })),
});
