/** A longer text is worked out each time: what a stranger made long is not kept. */
const MAX_LENGTH = 500;

/**
 * Returns a function that remembers what it made of each text, and forgets all of it once there are `most`. For texts of
 * which there are few, asked for at every click: one that is known costs a single look-up, where `createLru` moves it to the
 * end and weighs more in a bundle. What it makes is never undefined.
 */
export function remembering<Value>(most: number, make: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    if (kept.size >= most) kept.clear();
    if (text.length <= MAX_LENGTH) kept.set(text, value);
    return value;
  };
}
