import { describe, expect, test } from 'vitest';
import type { TokenErrorCode } from '../../src/errors.js';
import { decodeClick } from '../../src/token/decode-click.js';
import { isLong } from '../runs.js';
import { FORGED, MISUSED } from './forging.cases.js';
import {
  CONSTANTS,
  cipher,
  encryptAny,
  header,
  keyrings,
  LINK,
  makeToken,
  outcomeOf,
  PAYLOAD,
  publicKeys,
  signAny,
} from './sample.js';

const withCipher = { ...CONSTANTS, encryptPayload: true };
const TOKENS = {
  HS256: await makeToken(keyrings.HS256),
  'HS256 of another link': await makeToken(keyrings.HS256, { ...LINK, linkId: 'foot', url: 'https://shop.example/b' }),
  'HS256 of another contact': await makeToken(keyrings.HS256, LINK, { contactId: 'c-18' }),
  ES256: await makeToken(keyrings.ES256),
  EdDSA: await makeToken(keyrings.EdDSA),
  JWE: await makeToken(keyrings.HS256, LINK, {}, withCipher),
  'JWE of another link': await makeToken(keyrings.HS256, { ...LINK, linkId: 'foot' }, {}, withCipher),
} as const;

/** Whether a bit is flipped: all are in the long run; else two or three of each character's or byte's, from one to the next others. */
const isTried = (at: number, bit: number): boolean => isLong || (at + bit) % 3 === 0;

/** Tokens that differ in one bit of one character, and are still strings of ASCII. */
function flipBits(token: string): string[] {
  const flipped: string[] = [];
  for (let at = 0; at < token.length; at++)
    for (let bit = 0; bit < 7; bit++)
      if (isTried(at, bit))
        flipped.push(token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ (1 << bit)) + token.slice(at + 1));
  return flipped;
}

/** Tokens that differ in one bit of what a segment stands for. */
function flipDecodedBits(token: string): string[] {
  return token.split('.').flatMap((segment, at, all) => {
    const bytes = Buffer.from(segment, 'base64url');
    const bits = [...Array(bytes.length * 8).keys()].filter((bit) => isTried(bit >> 3, bit & 7));
    return bits.map((bit) => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      return all.with(at, copy.toString('base64url')).join('.');
    });
  });
}

async function tally(
  tokens: Iterable<string>,
  keys = keyrings.HS256,
): Promise<Map<TokenErrorCode | 'accepted', number>> {
  const counts = new Map<TokenErrorCode | 'accepted', number>();
  for (const token of tokens) {
    const outcome = await outcomeOf(token, keys);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

test('the tokens that are altered below are good before', async () => {
  for (const token of Object.values(TOKENS)) expect(await outcomeOf(token)).toBe('accepted');
});

describe.each(Object.entries(TOKENS))('%s', (_, token) => {
  // What ends the token, or the query behind it, changes nothing that is signed.
  const known = new Set(Object.values<string>(TOKENS));

  test('with a bit of any character flipped is refused', async () => {
    // A bit makes "?", "#" or "/" of some characters: the token is what stands on one side of them, and cut short.
    const counts = await tally(flipBits(token));
    expect(counts.get('accepted')).toBeUndefined();
    expect([...counts.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(token.length * 2);
  });

  test('with a bit of any byte that it stands for flipped is refused', async () => {
    const counts = await tally(flipDecodedBits(token));
    expect(counts.get('accepted')).toBeUndefined();
    expect((counts.get('token-signature') ?? 0) + (counts.get('token-decryption') ?? 0)).toBeGreaterThan(130);
  });

  test('cut short anywhere is refused, and made longer is read as what was signed', async () => {
    const cut = [...Array(token.length).keys()].map((length) => token.slice(0, length));
    expect((await tally(cut)).get('accepted')).toBeUndefined();
    // What stands behind a whole token or before it was never signed: it is dropped, and the token is the one that was signed.
    const around = ['A', '=', '==', '.', '\u0000', ' ', '%00', 'AA', 'AAA', 'AAAA', '\u00e9'].map((end) => token + end);
    const click = await decodeClick(token, { keys: keyrings.HS256 });
    for (const each of around) expect(await decodeClick(each, { keys: keyrings.HS256 })).toEqual(click);
  });

  test('with a segment of another token in any place is refused', async () => {
    const swapped = new Set<string>();
    const segments = token.split('.');
    for (const other of known)
      for (const segment of other.split('.'))
        for (let at = 0; at < segments.length; at++) swapped.add(segments.with(at, segment).join('.'));
    for (const one of known) swapped.delete(one);
    expect(swapped.size).toBeGreaterThan(20);
    expect((await tally(swapped)).get('accepted')).toBeUndefined();
  });

  test('with its segments in another order, left out or twice, is refused', async () => {
    const segments = token.split('.');
    const orders = segments.flatMap((segment, at) => [
      segments.toSpliced(at, 1).join('.'),
      segments.toSpliced(at, 0, segment).join('.'),
      ...segments.map((other, to) => segments.with(at, other).with(to, segment).join('.')),
      segments.with(at, '').join('.'),
    ]);
    expect((await tally(orders.filter((order) => !order.includes(token)))).get('accepted')).toBeUndefined();
  });
});

test.each(FORGED)('forged: %s', async (_, token, code) => {
  expect(await outcomeOf(token)).toBe(code);
  expect(await outcomeOf(`https://click.brand.example/c/${token}`)).not.toBe('accepted');
  expect(await outcomeOf(token, publicKeys)).not.toBe('accepted');
});

test.each(MISUSED)('made with our keys, and no click: %s', async (_, token, code) => {
  expect(await outcomeOf(token)).toBe(code);
});

describe('encrypted', () => {
  const jwe = (inner: string) => cipher.encrypt(inner);
  const CASES: readonly (readonly [string, string, TokenErrorCode])[] = [
    ['nothing', '', 'token-malformed'],
    ['text', 'https://shop.example/', 'token-malformed'],
    ['claims without a signature', PAYLOAD, 'token-malformed'],
    ['a forged token', signAny(header(), PAYLOAD, 'a'.repeat(32)), 'token-signature'],
    ["another purpose's token", signAny(header({ typ: 'JWT' }), PAYLOAD), 'token-type'],
    ['an encrypted token', TOKENS.JWE, 'token-malformed'],
    ['a token and more', `${TOKENS.HS256} `, 'token-malformed'],
    ['a token and one more character', `${TOKENS.HS256}A`, 'token-signature'],
  ];
  test.each(CASES)('%s', async (_, inner, code) => {
    expect(await outcomeOf(await jwe(inner))).toBe(code);
  });

  const HEADERS: readonly (readonly [string, object, TokenErrorCode])[] = [
    ['alg A256KW', { alg: 'A256KW' }, 'token-algorithm'],
    ['alg DIR', { alg: 'DIR' }, 'token-algorithm'],
    ['enc A128GCM', { enc: 'A128GCM' }, 'token-algorithm'],
    ['enc A256CBC-HS512', { enc: 'A256CBC-HS512' }, 'token-algorithm'],
    ['typ JWT', { typ: 'JWT' }, 'token-type'],
    ['typ of a signed token', { typ: '2' }, 'token-type'],
    ['compressed', { zip: 'DEF' }, 'token-malformed'],
    ['jwk', { jwk: { kty: 'oct' } }, 'token-malformed'],
    ['jku', { jku: 'https://evil.example/' }, 'token-malformed'],
    ['p2c', { p2c: 1_000_000_000 }, 'token-malformed'],
    ['crit', { crit: ['zip'] }, 'token-critical'],
    ['key id a list', { kid: ['e1'] }, 'token-decryption'],
    ['key id of an object', { kid: 'constructor' }, 'token-decryption'],
  ];
  test.each(HEADERS)('with our key and the header of others: %s', async (_, members, code) => {
    const plain = { alg: 'dir', enc: 'A256GCM', kid: 'e1', typ: '2e' };
    expect(await outcomeOf(encryptAny(JSON.stringify(plain), TOKENS.HS256))).toBe('accepted');
    expect(await outcomeOf(encryptAny(JSON.stringify({ ...plain, ...members }), TOKENS.HS256))).toBe(code);
  });

  test('with an encrypted key, other lengths, or a second spelling of any part', async () => {
    const [head = '', , iv = '', text = '', tag = ''] = TOKENS.JWE.split('.');
    const spelled = [
      [head, 'AAAA', iv, text, tag],
      [head, '', '', text, tag],
      [head, '', `${iv}AAAA`, text, tag],
      [head, '', iv, '', tag],
      [head, '', iv, text, ''],
      [head, '', iv, text, tag.slice(0, 16)],
      [head, '', iv, text, tag.slice(0, -1) + nextLetter(tag.at(-1) as string)],
      [head, '', `${iv.slice(0, -1)}+`, text, tag],
    ];
    for (const parts of spelled) expect(await outcomeOf(parts.join('.'))).toBe('token-malformed');
  });

  test('without a cipher, or under a key id it does not know', async () => {
    expect(await outcomeOf(TOKENS.JWE, publicKeys)).toBe('token-encrypted');
    const [head = '', ...rest] = TOKENS.JWE.split('.');
    const other = Buffer.from(head, 'base64url').toString().replace('"e1"', '"e2"');
    expect(await outcomeOf([Buffer.from(other).toString('base64url'), ...rest].join('.'))).toBe('token-decryption');
  });
});

/** The character that stands for the next number: what differs is a bit that a decoder drops. */
function nextLetter(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return letters[letters.indexOf(letter) + 1] as string;
}
