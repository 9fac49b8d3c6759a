import { describe, expect, test } from 'vitest';
import { inOrder } from '../../../src/message/render/in-order.js';

/** Work that is done when it is told to be. */
function createWork() {
  const started: number[] = [];
  const finish = new Map<number, (result: number) => void>();
  const work = (item: number): Promise<number> => {
    started.push(item);
    return new Promise((resolve) => finish.set(item, resolve));
  };
  return { started, work, done: (item: number) => finish.get(item)?.(item * 10) };
}

const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

describe('at most so many are under way, and results keep the order', () => {
  test.each([1, 2, 3])('limit %i', async (limit) => {
    const { started, work, done } = createWork();
    const results = inOrder([1, 2, 3, 4], limit, work);
    const first = results.next();
    await turns();
    expect(started).toEqual([1, 2, 3].slice(0, limit));
    for (const item of [...started].reverse()) done(item);
    expect(await first).toEqual({ done: false, value: 10 });
    const rest: number[] = [];
    const reading = (async () => {
      for await (const result of results) rest.push(result);
    })();
    for (let i = 0; i < 4; i++) {
      await turns();
      for (const item of started) done(item);
    }
    await reading;
    expect(rest).toEqual([20, 30, 40]);
    expect(started).toEqual([1, 2, 3, 4]);
  });

  test('a list that is slow does not hold back what is ready', async () => {
    const never = new Promise<never>(() => {});
    async function* list() {
      yield 1;
      await never;
    }
    const results = inOrder(list(), 2, async (item) => item);
    expect(await results.next()).toEqual({ done: false, value: 1 });
  });

  test('a list that throws is over, but what it gave before still comes', async () => {
    let closed = 0;
    const list = {
      [Symbol.iterator]: () => {
        let at = 0;
        return {
          next() {
            if (at++ === 2) throw new RangeError('page 3');
            return { done: false, value: at };
          },
          return() {
            closed++;
            return { done: true, value: 0 };
          },
        };
      },
    };
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of inOrder(list, 5, async (each) => each)) seen.push(item);
    })();
    await expect(reading).rejects.toThrow('page 3');
    expect([seen, closed]).toEqual([[1, 2], 0]);
  });

  test('work that fails throws in its turn, and the list is closed', async () => {
    let closed = 0;
    function* list() {
      try {
        for (let item = 1; ; item++) yield item;
      } finally {
        closed++;
      }
    }
    const seen: number[] = [];
    const work = async (item: number): Promise<number> => {
      if (item >= 2) throw new RangeError(`item ${item}`);
      return item;
    };
    const reading = (async () => {
      for await (const item of inOrder(list(), 3, work)) seen.push(item);
    })();
    await expect(reading).rejects.toThrow('item 2');
    expect([seen, closed]).toEqual([[1], 1]);
  });

  test('a caller who stops closes the list', async () => {
    let closed = 0;
    async function* list() {
      try {
        for (let item = 1; ; item++) yield item;
      } finally {
        closed++;
      }
    }
    for await (const item of inOrder(list(), 2, async (each) => each)) if (item === 3) break;
    expect(closed).toBe(1);
  });
});
