/**
 * Gives back what one of the app's functions returned where a value is wanted and nobody waits. It is no answer if it is a
 * promise, which every check of it finds; but if that rejects as well, Node would end the process for it.
 */
export function unawaited<Value>(value: Value): Value {
  if (value instanceof Promise) value.catch(() => {});
  return value;
}
