import { encode, header, outcomeOf, signAny } from '../token/sample.js';

/** Reads a token, whatever comes of it. */
export const readToken = (token: string): Promise<unknown> => outcomeOf(token);

/** Tokens of a given length that are dear to read where something takes the square. */
export const TOKENS: readonly (readonly [string, (size: number) => string])[] = [
  ['letters', (size) => 'a'.repeat(size)],
  ['dots', (size) => '.'.repeat(size)],
  ['slashes', (size) => '/'.repeat(size)],
  ['question marks', (size) => '?'.repeat(size)],
  ['a long payload that nobody signed', (size) => `${encode(header())}.${'a'.repeat(size)}.${'a'.repeat(43)}`],
  ['a long signature', (size) => `${encode(header())}.aaaa.${'a'.repeat(size)}`],
  [
    'five long parts',
    (size) =>
      Array(5)
        .fill('a'.repeat(size / 5))
        .join('.'),
  ],
  ['deep JSON, signed', (size) => signAny(header(), '['.repeat(size / 3) + ']'.repeat(size / 3))],
  [
    'tags full of quotes and colons, signed',
    (size) => signAny(header(), `["https://a.example/",["x",0,{"k":"${'\\":'.repeat(size / 5)}"}],0]`),
  ],
  [
    'a destination of percent signs, signed',
    (size) => signAny(header(), `["https://a.example/${'%'.repeat(size / 2)}","x",0]`),
  ],
  [
    'a destination that goes up, signed',
    (size) => signAny(header(), `["https://a.example/${'../'.repeat(size / 6)}","x",0]`),
  ],
];
