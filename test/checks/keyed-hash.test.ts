import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHashKey, type HashKey, keyedHash } from '../../src/checks/keyed-hash.js';
import { runs } from '../runs.js';

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** HalfSipHash with any number of rounds, written after the reference code's macros. */
function halfSipHash(bytes: readonly number[], [k0, k1]: HashKey, rounds: number, lastRounds: number): number {
  const v = [k0, k1, k0 ^ 0x6c796765, k1 ^ 0x74656462] as [number, number, number, number];
  const round = (): void => {
    v[0] = (v[0] + v[1]) | 0;
    v[1] = rotate(v[1], 5) ^ v[0];
    v[0] = rotate(v[0], 16);
    v[2] = (v[2] + v[3]) | 0;
    v[3] = rotate(v[3], 8) ^ v[2];
    v[0] = (v[0] + v[3]) | 0;
    v[3] = rotate(v[3], 7) ^ v[0];
    v[2] = (v[2] + v[1]) | 0;
    v[1] = rotate(v[1], 13) ^ v[2];
    v[2] = rotate(v[2], 16);
  };
  const padded = [...bytes];
  while (padded.length % 4 !== 3) padded.push(0);
  padded.push(bytes.length & 255);
  for (let i = 0; i < padded.length; i += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = padded.slice(i, i + 4);
    const word = a | (b << 8) | (c << 16) | (d << 24);
    v[3] ^= word;
    for (let k = 0; k < rounds; k++) round();
    v[0] ^= word;
  }
  v[2] ^= 0xff;
  for (let k = 0; k < lastRounds; k++) round();
  return (v[1] ^ v[3]) >>> 0;
}

test('the model gives the first vectors of the reference code (vectors.h, hsip32)', () => {
  const key: HashKey = [0x03020100, 0x07060504];
  expect(halfSipHash([], key, 2, 4)).toBe(0x5b9f35a9);
  expect(halfSipHash([0], key, 2, 4)).toBe(0xb85a4727);
  expect(halfSipHash([0, 1], key, 2, 4)).toBe(0x03a662fa);
});

test('is HalfSipHash-1-3, whatever the length', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { maxLength: 40 }), fc.nat(), fc.nat(), (bytes, k0, k1) => {
      const scratch = Uint8Array.from([...bytes, 1, 2, 3]);
      expect(keyedHash(scratch, bytes.length, [k0, k1])).toBe(halfSipHash(bytes, [k0, k1], 1, 3));
    }),
    { numRuns: runs(500) },
  );
});

test('keys are drawn', () => {
  expect(createHashKey()).toHaveLength(2);
  for (const word of createHashKey()) expect(word).toBe(word >>> 0);
});
