import { TokenError } from '../../src/errors.js';
import { createClickHandler } from '../../src/redirect/handler.js';
import { audienceOf } from '../../src/token/audience.js';
import { decodeClick } from '../../src/token/decode-click.js';
import { parseUrl } from '../../src/url/parse.js';
import {
  CONSTANTS,
  encode,
  encryptAny,
  header,
  keyrings,
  LINK,
  macOf,
  makeToken,
  PAYLOAD,
  signAny,
  TRACKING_URL,
} from './sample.js';

/** What a run of fuzzing came to. */
export interface FuzzReport {
  /** How often each code came up. */
  readonly codes: ReadonlyMap<string, number>;
  /** What must not be: accepted, redirected, or failed without a type. */
  readonly wrong: readonly string[];
}

/** Numbers from 0 to 1 by a seed (mulberry32), so that a failure can be run again. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const NASTY = [
  '.',
  '..',
  '=',
  '+',
  '/',
  '?',
  '#',
  '%2e',
  '\u0000',
  '\n',
  '\r\n',
  ' ',
  '\ud800',
  '\u00e9',
  '\ufeff',
  '"',
  '\\',
  '{',
  '[',
  'A',
  '_',
  '-',
  '__proto__',
  'https://evil.example/',
  '@',
  '0',
  '1e999',
  'null',
  ',',
];

/** The head of a payload that is right in all else. */
const HEAD = `x${audienceOf(TRACKING_URL)}A`;

/** Makes inputs that are near to tokens in many ways, and none that is one. */
async function createInputs(seed: number): Promise<() => string> {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <Item>(list: readonly Item[]): Item => list[below(list.length)] as Item;
  const good = [
    await makeToken(keyrings.HS256),
    await makeToken(keyrings.HS256, { linkId: 'x', url: 'https://a.example/', tags: { a: 'b' } }, {}, { part: 'text' }),
    await makeToken(keyrings.ES256),
    await makeToken(keyrings.HS256, LINK, {}, { ...CONSTANTS, encryptPayload: true }),
  ];
  const alter = (text: string): string => {
    const at = below(text.length + 1);
    const to = at + below(text.length - at + 1);
    const ways = [
      () => text.slice(0, at) + pick(NASTY) + text.slice(at),
      () => text.slice(0, at) + pick(NASTY) + text.slice(at + 1),
      () => text.slice(0, at) + text.slice(to),
      () => text.slice(0, to) + text.slice(at),
      () => text.slice(at, to),
      () => text.slice(0, at) + String.fromCharCode(below(random() < 0.9 ? 128 : 65_536)) + text.slice(at + 1),
    ];
    return pick(ways)();
  };
  const some = (text: string): string => {
    let altered = text;
    for (let times = 1 + below(3); times > 0; times--) altered = alter(altered);
    return altered;
  };
  // Characters that no token has are dropped wherever they stand, and a letter in another script's form is that letter (NFKC):
  // what then holds a whole token is one that was damaged.
  const holdsKnown = (input: string): boolean => isWhole(input) || isWhole(input.normalize('NFKC'));
  const isWhole = (text: string): boolean => {
    const clean = text
      .replace(/%2e/gi, '.')
      .replace(/%[\da-f]{2}/gi, '')
      .replace(/[^\w.-]/g, '');
    return good.some((token) => clean.includes(token));
  };
  const noise = () => Array.from({ length: below(60) }, () => pick(NASTY)).join('');
  // Claims that a key of ours did sign and that are no click: `0` at the end makes sure of that.
  const noClick = () => `${some(PAYLOAD)}{`;
  const ways: readonly (() => string)[] = [
    () => some(pick(good)),
    () => some(pick(good)),
    noise,
    () =>
      pick(good)
        .split('.')
        .map((part) => (random() < 0.5 ? part : some(part)))
        .join('.'),
    () =>
      [...pick(good).split('.'), ...pick(good).split('.')]
        .sort(() => random() - 0.5)
        .slice(0, 1 + below(6))
        .join('.'),
    () => macOf(`${encode(some(header()))}.${encode(PAYLOAD)}`, 'no key of ours, and of 32 bytes too'),
    () => signAny(`${some(header())}{`, PAYLOAD),
    () => signAny(header(), noClick()),
    // Signed, and of a manifest that nobody has.
    () => signAny(header(), JSON.stringify(pick([HEAD, [HEAD], [1, HEAD]]))),
    () =>
      signAny(
        header({ [pick(['typ', 'alg', 'kid', 'crit', 'jwk'])]: pick(['', 'none', 'JWT', 0, null, '3', [], {}]) }),
        PAYLOAD,
      ),
    () =>
      signAny(
        header(),
        JSON.stringify([
          // A destination in full.
          196,
          pick([
            'javascript:alert(1)',
            'https://u@a.example/',
            '//a.example',
            'ftp://a',
            'https://a.example/\r\n',
            0,
            {},
          ]),
          pick([HEAD, HEAD, HEAD, 'x', ['x'], 0, null]),
          pick([0, 0, -1, '', null, 1e99]),
        ]),
      ),
    () => encryptAny(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: 'e1', typ: '2e' }), noise()),
    () => 'a'.repeat(below(40_000)),
  ];
  return () => {
    for (;;) {
      const input = pick(ways)();
      if (!holdsKnown(input)) return input;
    }
  };
}

/** Reads inputs, every tenth of them by the handler, and reports what came of it. */
export async function fuzz(seed: number, runs: number): Promise<FuzzReport> {
  const next = await createInputs(seed);
  const codes = new Map<string, number>();
  const wrong: string[] = [];
  const count = (error: unknown, input: string): void => {
    if (error instanceof TokenError) codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
    else wrong.push(`${String(error)}: ${JSON.stringify(input)}`);
  };
  let input = '';
  const keys = keyrings.HS256;
  const handler = createClickHandler({
    trackingUrl: TRACKING_URL,
    keys,
    onClick: () => wrong.push(`redirected: ${JSON.stringify(input)}`),
    onError: (error) => count(error, input),
  });
  for (let run = 0; run < runs; run++) {
    input = next();
    const url = run % 2 === 0 ? input : `https://click.brand.example/c/${input}`;
    if (run % 10 === 0 && parseUrl(`https://click.brand.example/c/${input}`) !== undefined) {
      const response = await handler(new Request(`https://click.brand.example/c/${input}`));
      if (response.status !== 404 || response.headers.has('location')) wrong.push(`answered: ${JSON.stringify(input)}`);
      continue;
    }
    try {
      await decodeClick(url, { keys });
      wrong.push(`accepted: ${JSON.stringify(input)}`);
    } catch (error) {
      count(error, input);
    }
  }
  return { codes, wrong };
}

/** Every code that a token alone can bring about with the keys of the tests. */
export const REACHED = [
  'token-malformed',
  'token-too-long',
  'token-algorithm',
  'token-type',
  'token-key-unknown',
  'token-critical',
  'token-signature',
  'token-decryption',
  'token-version',
  'token-claims',
  'token-destination',
  'token-link-unknown',
];
