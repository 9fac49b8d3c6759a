/** What a token can hold: whole seconds since 1970 that are a `Date` with a common year. */
export function isTimeOfSending(value: unknown): value is Date {
  return value instanceof Date && value.getTime() >= 0 && value.getTime() < Date.UTC(10_000);
}
