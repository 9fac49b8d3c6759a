import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BufferText, bufferTextOf, documented } from '../../src/token/buffer-text.js';
import { runs } from '../runs.js';

const SIZE = 64;

/** What becomes of a text: the number of bytes, the bytes, and what is read of them. */
function outcomes({ writeUtf8, writeLatin1, writeBase64url, readUtf8, readBase64url }: BufferText, ...args: Written) {
  return [writeUtf8, writeLatin1, writeBase64url].map((write) => {
    const buffer = Buffer.alloc(SIZE, '.');
    const end = args[1] + write(buffer, ...args);
    return [end, buffer.toString('hex'), readUtf8(buffer, args[1], end), readBase64url(buffer, 0, end)];
  });
}

type Written = [text: string, at: number, length: number];

test('the methods of the runtime do what the documented ones do', () => {
  const direct = bufferTextOf(Buffer.prototype);
  expect(direct).not.toBe(documented);
  let cut = 0;
  let wide = 0;
  const units = ['a', 'Z', '9', '-', '_', '+', '/', '=', '.', ' ', 'é', '漢', '😀', '\ud800', '\0'];
  const text = fc.oneof(fc.string({ unit: fc.constantFrom(...units) }), fc.base64String({ maxLength: 100 }));
  fc.assert(
    fc.property(text, fc.nat(SIZE - 1), fc.nat(SIZE), (each, at, most) => {
      const length = Math.min(most, SIZE - at);
      if (Buffer.byteLength(each) > length) cut++;
      if (Buffer.byteLength(each) > each.length) wide++;
      expect(outcomes(direct, each, at, length)).toEqual(outcomes(documented, each, at, length));
    }),
    { numRuns: runs(500) },
  );
  expect([cut > 50, wide > 50]).toEqual([true, true]);
});

test('a runtime whose buffers lack one of them takes the documented ones', () => {
  const { utf8Slice: _, ...fewer } = Object.getOwnPropertyDescriptors(Buffer.prototype) as Record<
    string,
    PropertyDescriptor
  >;
  expect(bufferTextOf(Object.create(null, fewer))).toBe(documented);
  expect(outcomes(documented, 'aé', 1, 2)[0]).toEqual([2, '2e61'.padEnd(2 * SIZE, '2e'), 'a', 'LmE']);
});
