import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/checks/sha256.js';
import { runs } from '../runs.js';

const native = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

test.each([0, 1, 3, 54, 55, 56, 63, 64, 65, 119, 120, 1_000, 100_000])(
  'of %i characters is what OpenSSL says',
  (length) => {
    expect(sha256('a'.repeat(length))).toBe(native('a'.repeat(length)));
  },
);

test('of any text is what OpenSSL says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(native(text));
    }),
    { numRuns: runs(300) },
  );
});
