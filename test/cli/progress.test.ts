import { expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { Progress } from '../../src/cli/progress.js';

/** What a terminal is sent while 1,000 items are read in so many milliseconds. */
function draw(terminal: boolean, milliseconds: number, total: number | undefined): string[] {
  const drawn: string[] = [];
  let now = 0;
  const io = { progress: terminal, stderr: (text: string) => void drawn.push(text) } as unknown as Io;
  const progress = new Progress(io, 'clicks', () => now);
  for (let item = 1; item <= 1_000; item++) {
    now = (milliseconds * item) / 1_000;
    progress.show(item, item * 10, total);
  }
  progress.clear();
  progress.clear();
  return drawn;
}

test('a bar that grows, at most ten times a second, and goes away', () => {
  const drawn = draw(true, 1_000, 10_000);
  expect(drawn).toHaveLength(9);
  expect(drawn[0]).toBe('\r[#######.................]  30 %  300 clicks\u001b[K');
  expect(drawn[7]).toBe('\r[########################] 100 %  1,000 clicks\u001b[K');
  expect(drawn[8]).toBe('\r\u001b[K');
});

test('only a number where the length is not known, or is none', () => {
  for (const total of [undefined, 0]) expect(draw(true, 1_000, total)[0]).toBe('\r300 clicks\u001b[K');
});

test('nothing for a short job, and nothing outside a terminal', () => {
  expect(draw(true, 299, 10_000)).toEqual([]);
  expect(draw(false, 5_000, 10_000)).toEqual([]);
});

test('more than there was at first is not more than all', () => {
  expect(draw(true, 1_000, 5_000).at(-2)).toContain('] 100 %');
});
