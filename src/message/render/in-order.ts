import { usageError } from '../../checks/options.js';

/** What a caller may pass where there are many of something. */
export type Many<Item> = Iterable<Item> | AsyncIterable<Item>;

/**
 * Works on the items of a list and yields the results in its order, with at most `limit` of them under way. The next
 * item is asked for only when there is room, so memory stays flat however long the list is; the list is closed when the
 * caller stops.
 */
export async function* inOrder<Item, Result>(
  items: Many<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const iterator = iteratorOf(items);
  const underway: Promise<Result>[] = [];
  let isDone = false;
  let failure: { readonly error: unknown } | undefined;
  let pulling: Promise<false> | undefined;
  const pull = async (): Promise<void> => {
    try {
      const next = await iterator.next();
      if (next.done === true) isDone = true;
      else underway.push(unheard(work(await next.value)));
    } catch (error) {
      // A list that throws is over, as in a `for await`. What was asked for before still comes.
      isDone = true;
      failure = { error };
    }
  };
  const pulled = (): false => {
    pulling = undefined;
    return false;
  };
  try {
    for (;;) {
      if (!isDone && underway.length < limit) pulling ??= pull().then(pulled);
      const [first] = underway;
      if (first === undefined && pulling === undefined) break;
      const isReady = first !== undefined && (pulling === undefined || (await Promise.race([pulling, settled(first)])));
      if (isReady) {
        underway.shift();
        yield await first;
      } else await pulling;
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    if (!isDone) await iterator.return?.();
  }
}

/** Whoever is not asked for any more may fail without being an unhandled rejection. */
function unheard<Result>(result: Promise<Result>): Promise<Result> {
  result.catch(() => {});
  return result;
}

function settled(result: Promise<unknown>): Promise<true> {
  return result.then(
    () => true,
    () => true,
  );
}

function iteratorOf<Item>(items: Many<Item>): Iterator<Item | PromiseLike<Item>> | AsyncIterator<Item> {
  const list = items as Partial<Iterable<Item> & AsyncIterable<Item>> | null | undefined;
  const iterator = list?.[Symbol.asyncIterator]?.() ?? list?.[Symbol.iterator]?.();
  if (iterator === undefined || typeof items === 'string')
    throw usageError('recipients', 'must be a list or an async list of recipients', items);
  return iterator;
}
