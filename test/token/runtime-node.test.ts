import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCanonical } from '../../src/token/base64url.js';
import { createHmacSigner, decodeCanonical, decodeText, encodeText } from '../../src/token/runtime-node.js';
import * as web from '../../src/token/runtime-web.js';
import { runs } from '../runs.js';

const signerOf = (secret: Uint8Array) => {
  const signer = createHmacSigner?.(secret);
  if (signer === undefined) throw new Error('Node signs synchronously');
  return signer;
};
const byNode = (secret: Uint8Array, text: string) => createHmac('sha256', secret).update(text).digest('base64url');
const hex = (digits: string) => Buffer.from(digits, 'hex');

/** RFC 4231 §4.2 to §4.4, §4.7 and §4.8: key, text, HMAC-SHA-256. Text as Latin-1 that is ASCII, as tokens are. */
const VECTORS: readonly (readonly [key: Uint8Array, text: string, mac: string])[] = [
  [hex('0b'.repeat(20)), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  [
    Buffer.from('Jefe'),
    'what do ya want for nothing?',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    hex('aa'.repeat(131)),
    'Test Using Larger Than Block-Size Key - Hash Key First',
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
  [
    hex('aa'.repeat(131)),
    'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
    '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
  ],
];

describe('HMAC over one-shot hashes', () => {
  test.each(VECTORS)('RFC 4231, key %#', (key, text, mac) => {
    expect(signerOf(key).sign(text)).toBe(hex(mac).toString('base64url'));
  });

  test("gives createHmac's bytes for every key and text", () => {
    let long = 0;
    let wide = 0;
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 300 }),
            fc.constantFrom('x'.repeat(9_000), '\ud800', 'ü', '漢'),
          ),
          { maxLength: 4 },
        ),
        (secret, parts) => {
          const text = parts.join('');
          if (text.length > 7_000) long++;
          if (Buffer.byteLength(text) > text.length) wide++;
          const signer = signerOf(secret);
          // Twice: what one text leaves behind must not show in the next.
          expect(signer.sign(text)).toBe(byNode(secret, text));
          expect(signer.sign('short')).toBe(byNode(secret, 'short'));
        },
      ),
      { numRuns: runs(400) },
    );
    expect(long).toBeGreaterThan(20);
    expect(wide).toBeGreaterThan(50);
  });

  test('a signature has one spelling', () => {
    const signer = signerOf(hex('0b'.repeat(32)));
    const right = signer.sign('text');
    expect(signer.verify('text', right)).toBe(true);
    expect(signer.verify('texts', right)).toBe(false);
    for (let at = 0; at < right.length; at++) {
      // A character that is the same in its low byte, the neighbour, and one that takes three bytes.
      for (const other of [
        String.fromCharCode(right.charCodeAt(at) + 0x100),
        String.fromCharCode(right.charCodeAt(at) ^ 1),
        '漢',
      ])
        expect(signer.verify('text', right.slice(0, at) + other + right.slice(at + 1))).toBe(false);
    }
    for (const wrong of ['', right.slice(1), `${right}A`, `${right}=`, `ü${right.slice(2)}`])
      expect(signer.verify('text', wrong)).toBe(false);
    // What a refused one leaves behind must not help or hurt the next.
    expect(signer.verify('text', right)).toBe(true);
  });

  test('what is not ASCII is signed but never verified, also where it is long', () => {
    const signer = signerOf(hex('0b'.repeat(32)));
    for (const text of ['text', 'x'.repeat(9_000)]) {
      expect(signer.verify(text, signer.sign(text))).toBe(true);
      // The second is the same as ASCII in the low byte of each character.
      for (const other of [`ü${text}`, `${text}\u0141`, `${text}\ud800`])
        expect(signer.verify(other, signer.sign(other))).toBe(false);
    }
  });
});

describe('base64url in its one spelling', () => {
  const damage = fc.record({
    at: fc.nat(400),
    // Node's decoder passes over most of these, stops at one, and takes two for the other alphabet.
    by: fc.constantFrom(
      '',
      'A',
      '-',
      '_',
      '+',
      '/',
      '=',
      '==',
      ' ',
      '\n',
      '.',
      '%',
      '\u007f',
      '\u0000',
      'AAAA',
      '****',
    ),
    cut: fc.nat(3),
  });

  test('is decoded alike by both runtimes, and nothing else is decoded at all', () => {
    let good = 0;
    let bad = 0;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(damage, { maxLength: 2 }), (bytes, damages) => {
        let text = Buffer.from(bytes).toString('base64url');
        for (const { at, by, cut } of damages) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + by + text.slice(place + cut);
        }
        const wanted = isCanonical(text) ? decodeText(text) : undefined;
        if (wanted === undefined) bad++;
        else good++;
        expect(decodeCanonical(text)).toBe(wanted);
        expect(web.decodeCanonical(text)).toBe(wanted);
      }),
      { numRuns: runs(3_000) },
    );
    expect(good).toBeGreaterThan(500);
    expect(bad).toBeGreaterThan(500);
  });

  test('is written alike by both runtimes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', '\ud800', 'é'.repeat(15_000))),
        (text) => {
          expect(encodeText(text)).toBe(Buffer.from(text).toString('base64url'));
          expect(web.encodeText(text)).toBe(encodeText(text));
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test('also where it is longer than a token can be', () => {
    const long = Buffer.alloc(30_000, 'é').toString('base64url');
    expect(decodeCanonical(long)).toBe('é'.repeat(15_000));
    expect(decodeCanonical(`${long}+AAA`)).toBeUndefined();
    expect(decodeCanonical('')).toBeUndefined();
  });
});
