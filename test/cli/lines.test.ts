import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BadLine, LineSplitter, MAX_LINE } from '../../src/cli/lines.js';
import { runs } from '../runs.js';

function split(bytes: Uint8Array, cuts: readonly number[]): (string | BadLine)[] {
  const splitter = new LineSplitter();
  const lines: (string | BadLine)[] = [];
  let from = 0;
  for (const to of [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    // The same buffer again and again, as a reader may do it.
    const piece = bytes.slice(from, to);
    lines.push(...splitter.push(piece));
    piece.fill(0x78);
    from = to;
  }
  return [...lines, ...splitter.finish()];
}

test('lines are those of the whole text, wherever the bytes are cut', () => {
  let cutCharacters = 0;
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '日', '😀', '\n', '\r\n', '\ufeff', '') });
  fc.assert(
    fc.property(text, fc.array(fc.nat(200), { maxLength: 8 }), (whole, cuts) => {
      const bytes = new TextEncoder().encode(whole);
      const model = whole.replace(/^\ufeff/, '').split('\n');
      if (model.at(-1) === '') model.pop();
      const expected = model.map((line) => line.replace(/\r$/, ''));
      const found = split(bytes, cuts);
      // A byte order mark alone is a file with an empty line or with none.
      if (whole === '\ufeff') expect(['', undefined]).toContain(found[0]);
      else expect(found).toEqual(expected);
      cutCharacters += cuts.some((cut) => ((bytes[cut % (bytes.length + 1)] ?? 0) & 0xc0) === 0x80) ? 1 : 0;
    }),
    { numRuns: runs(1_000) },
  );
  expect(cutCharacters).toBeGreaterThan(100);
});

test('a line that is too long is given up, and the next one read', () => {
  const long = 'x'.repeat(MAX_LINE + 1);
  for (const [text, cuts] of [
    [`a\n${long}\nb`, []],
    [`${long}\nb`, [10, MAX_LINE, MAX_LINE + 1]],
    [`a\nb\n${long}`, [1, 2, 3, 1_000]],
    [`a\n${'y'.repeat(MAX_LINE)}\nb\n`, [1_000]],
  ] as const)
    expect(
      split(new TextEncoder().encode(text), cuts).map((line) =>
        typeof line === 'string' && line.length > 1 ? 'long' : line,
      ),
    ).toEqual(
      text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => (line === long ? { fault: 'is too long' } : line.length > 1 ? 'long' : line)),
    );
});

test('what is kept of a line without an end stays small', () => {
  const splitter = new LineSplitter();
  const piece = new Uint8Array(1 << 16).fill(0x78);
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 2_000; i++) splitter.push(piece);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * MAX_LINE);
  expect(splitter.push(new TextEncoder().encode('\nb\n'))).toEqual([{ fault: 'is too long' }, 'b']);
});
