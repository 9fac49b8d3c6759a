import { usageError } from './options.js';

/**
 * Gives back what one of the app's functions returned where a value is wanted and nobody waits. It is no answer if it is a
 * promise, which every check of it finds; but if that rejects as well, Node would end the process for it.
 */
export function unawaited<Value>(value: Value): Value {
  if (value instanceof Promise) value.catch(() => {});
  return value;
}

/** The same where a promise would be taken for a "no" to every question. Throws `TypeError` naming the option. */
export function answerOf<Value>(option: string, value: Value): Value {
  if (unawaited(value) instanceof Promise) throw usageError(option, 'must answer at once', value);
  return value;
}
