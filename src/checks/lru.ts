/** Keeps what was used last, up to a total weight. */
export interface Lru<Value> {
  /** Returns what is kept under the key, which from now on was used last. */
  get(key: string): Value | undefined;
  /**
   * Keeps the value, and gives up those not used for longest. One that is too heavy by itself is not kept.
   *
   * @param weight - 1 where it is left out, so that the total is a number of values
   */
  set(key: string, value: Value, weight?: number): void;
  /** Gives up what is kept under the key, if anything is. */
  delete(key: string): void;
}

/**
 * Makes an empty cache.
 *
 * @param maxWeight - in the unit of the weights that `set` is given, such as bytes; 0 keeps nothing that weighs anything
 */
export function createLru<Value>(maxWeight: number): Lru<Value> {
  // A map keeps the order of insertion, so what was used last stands at its end.
  const entries = new Map<string, { readonly value: Value; readonly weight: number }>();
  let total = 0;

  function remove(key: string): void {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, weight = 1) {
      remove(key);
      if (weight > maxWeight) return;
      entries.set(key, { value, weight });
      total += weight;
      for (const oldest of entries.keys()) {
        if (total <= maxWeight) break;
        remove(oldest);
      }
    },
    delete: remove,
  };
}
