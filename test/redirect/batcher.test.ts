import { describe, expect, test, vi } from 'vitest';
import { type BatcherOptions, createBatcher } from '../../src/redirect/batcher.js';
import { waitFor } from '../wait-for.js';

interface Item {
  readonly id: number;
}
const items = (count: number, from = 0): Item[] => Array.from({ length: count }, (_, i) => ({ id: from + i }));
const ids = (records: readonly Item[]): number[] => records.map(({ id }) => id);

/** A promise that the test settles. */
function deferred() {
  let resolve = (): void => {};
  let reject = (_: Error): void => {};
  const promise = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

/** A store that fails for as long as it is told to, and what it was given. */
function createStore(failing = 0) {
  const stored: number[] = [];
  const writes: number[][] = [];
  let left = failing;
  return {
    stored,
    writes,
    write: async (records: readonly Item[]): Promise<void> => {
      writes.push(ids(records));
      if (left-- > 0) throw new Error('the store is away');
      stored.push(...ids(records));
    },
  };
}

describe('writes', () => {
  test('nothing while records are added, then all, in order, at most `size` in a call', async () => {
    const { write, writes, stored } = createStore();
    const batcher = createBatcher({ write, size: 4, withinMs: 0 });
    for (const item of items(10)) batcher.add(item);
    expect([writes.length, batcher.held]).toEqual([0, 10]);
    await waitFor(() => expect(stored).toEqual(ids(items(10))));
    expect(writes).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
    expect(batcher.held).toBe(0);
  });

  test('a full batch does not wait for the time', async () => {
    const { write, stored } = createStore();
    const batcher = createBatcher({ write, size: 3, withinMs: 3_600_000 });
    for (const item of items(4)) batcher.add(item);
    await waitFor(() => expect(stored).toEqual([0, 1, 2]));
    await batcher.close();
    expect(stored).toEqual([0, 1, 2, 3]);
  });

  test('one call at a time, and what came meanwhile after it', async () => {
    const { promise, resolve } = deferred();
    const calls: number[][] = [];
    const batcher = createBatcher({
      write: (records: readonly Item[]) => {
        calls.push(ids(records));
        return promise;
      },
      size: 2,
      withinMs: 0,
    });
    for (const item of items(5)) batcher.add(item);
    await waitFor(() => expect(calls).toEqual([[0, 1]]));
    const flushed = batcher.flush();
    await new Promise((tick) => setTimeout(tick, 5));
    expect(calls).toEqual([[0, 1]]);
    resolve();
    await flushed;
    expect(calls).toEqual([[0, 1], [2, 3], [4]]);
  });

  test('a writer that returns no promise, changes its array, or adds records itself', async () => {
    const seen: number[] = [];
    const batcher = createBatcher<Item>({
      write: (records) => {
        seen.push(...ids(records));
        (records as Item[]).length = 0;
        if (seen.length < 3) batcher.add({ id: seen.length });
      },
      withinMs: 0,
    });
    batcher.add({ id: 0 });
    await waitFor(() => expect(seen).toEqual([0, 1, 2]));
    await batcher.close();
  });
});

describe('a store that is away', () => {
  test('gets the same records again, and each is stored once', async () => {
    const { write, writes, stored } = createStore(2);
    const batcher = createBatcher({ write, size: 2, withinMs: 0 });
    for (const item of items(3)) batcher.add(item);
    await waitFor(() => expect(stored).toEqual([0, 1, 2]));
    expect(writes).toEqual([[0, 1], [0, 1], [0, 1], [2]]);
    await batcher.close();
  });

  test('one that throws before it returns', async () => {
    let calls = 0;
    const batcher = createBatcher<Item>({
      write: () => {
        if (calls++ === 0) throw new Error('at once');
      },
      withinMs: 0,
    });
    batcher.add({ id: 1 });
    await waitFor(() => expect(calls).toBe(2));
    await batcher.close();
  });

  test('the oldest are dropped, and onDrop is told how many', async () => {
    const { write, stored } = createStore();
    const drops: number[] = [];
    const batcher = createBatcher({ write, size: 5, keep: 5, onDrop: (count) => drops.push(count) });
    for (const item of items(12)) batcher.add(item);
    expect(batcher.held).toBe(5);
    await batcher.flush();
    expect(drops).toEqual([7]);
    expect(stored).toEqual([7, 8, 9, 10, 11]);
  });

  test('a batch that failed is dropped first; one that is being written is not', async () => {
    const { promise, reject } = deferred();
    const stored: number[] = [];
    const calls: number[][] = [];
    let dropped = 0;
    const batcher = createBatcher<Item>({
      write: (records) => {
        calls.push(ids(records));
        if (calls.length === 1) return promise;
        return stored.push(...ids(records));
      },
      size: 2,
      keep: 3,
      withinMs: 0,
      onDrop: (count) => {
        dropped += count;
      },
    });
    for (const item of items(3)) batcher.add(item);
    await waitFor(() => expect(calls).toEqual([[0, 1]]));
    batcher.add({ id: 3 }); // 2 goes: 0 and 1 may be stored already
    reject(new Error('away'));
    await promise.catch(() => {});
    await new Promise((tick) => setTimeout(tick));
    batcher.add({ id: 4 }); // 0 goes
    await batcher.close();
    expect(stored).toEqual([1, 3, 4]);
    expect(dropped).toBe(2);
  });

  test('flush rejects with the error of the store and keeps what it has', async () => {
    const { write, stored } = createStore(1);
    const batcher = createBatcher({ write, withinMs: 3_600_000 });
    batcher.add({ id: 1 });
    await expect(batcher.flush()).rejects.toThrow('the store is away');
    expect(batcher.held).toBe(1);
    await batcher.flush();
    expect([stored, batcher.held]).toEqual([[1], 0]);
    await batcher.flush();
  });

  test('close gives up after five attempts, and says what is lost', async () => {
    const { write, writes } = createStore(Number.POSITIVE_INFINITY);
    const drops: number[] = [];
    const batcher = createBatcher({ write, size: 2, onDrop: (count) => drops.push(count) });
    for (const item of items(3)) batcher.add(item);
    await expect(batcher.close()).rejects.toThrow('the store is away');
    expect([drops, writes.length, batcher.held]).toEqual([[3], 5, 0]);
    await batcher.flush();
    expect(writes.length).toBe(5);
  });
});

describe('a clean stop', () => {
  test('writes what is left, and counts what comes after it as dropped', async () => {
    const { write, stored } = createStore(1);
    const drops: number[] = [];
    const batcher = createBatcher({ write, withinMs: 3_600_000, onDrop: (count) => drops.push(count) });
    for (const item of items(3)) batcher.add(item);
    const closed = batcher.close();
    batcher.add({ id: 9 });
    expect(batcher.close()).toBe(closed);
    await closed;
    expect([stored, drops]).toEqual([[0, 1, 2], [1]]);
  });

  test('with nothing to write', async () => {
    const write = vi.fn();
    const batcher = createBatcher({ write });
    await batcher.flush();
    await batcher.close();
    expect(write).not.toHaveBeenCalled();
  });

  test('an onDrop that throws or rejects stops nothing', async () => {
    for (const onDrop of [
      () => {
        throw new Error('no');
      },
      () => Promise.reject(new Error('no')),
    ]) {
      const { write, stored } = createStore();
      const batcher = createBatcher({ write, size: 1, keep: 1, onDrop });
      for (const item of items(3)) batcher.add(item);
      await batcher.close();
      expect(stored).toEqual([2]);
    }
  });
});

describe('mistakes', () => {
  const write = () => {};
  const CASES: readonly [options: unknown, message: string][] = [
    [undefined, 'createBatcher options: must be an object, not undefined'],
    [{}, 'write: must be a function, not undefined'],
    [{ write, onDrop: 1 }, 'onDrop: must be a function, not a number'],
    [{ write, size: 0 }, 'size: must be a whole number from 1 to 100000'],
    [{ write, size: 1.5 }, 'size: must be a whole number from 1 to 100000'],
    [{ write, withinMs: -1 }, 'withinMs: must be a whole number from 0 to 3600000'],
    [{ write, withinMs: '5' }, 'withinMs: must be a whole number from 0 to 3600000, not a string'],
    [{ write, keep: Number.NaN }, 'keep: must be a whole number from 1 to 10000000, not NaN'],
    [{ write, size: 10, keep: 9 }, 'keep: must be at least `size`'],
    [{ write, sizes: 10 }, 'createBatcher options: unknown option "sizes", did you mean "size"?'],
  ];
  test.each(CASES)('%j', (options, message) => {
    expect(() => createBatcher(options as BatcherOptions)).toThrow(new TypeError(message));
  });

  test('a record that is none', () => {
    const batcher = createBatcher({ write });
    for (const record of [undefined, null, 'c-17'])
      expect(() => batcher.add(record as never)).toThrow(
        /^record: must be an object, not (?:undefined|null|a string)$/,
      );
  });
});
