import type { ClickFailure } from './options.js';

/**
 * Calls one of the app's functions and gives what it returns, at once where that is no promise. A promise that takes longer
 * than `limitMs` is given up: the result rejects with an error that names the function. What the function does after that is lost.
 */
export function withinTime<Value>(
  name: ClickFailure,
  limitMs: number,
  call: () => Value | Promise<Value>,
): Value | Promise<Value> {
  const value = call();
  if (!isThenable(value)) return value;
  return new Promise<Value>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${name} did not answer within ${limitMs} milliseconds.`)),
      limitMs,
    );
    const settle =
      <Given>(by: (given: Given) => void) =>
      (given: Given): void => {
        clearTimeout(timer);
        by(given);
      };
    value.then(settle(resolve), settle(reject));
  });
}

export function isThenable<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return value !== null && typeof value === 'object' && typeof (value as { then?: unknown }).then === 'function';
}
