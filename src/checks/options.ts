/** Checks of what callers pass in: a mistake throws `TypeError` at once, naming the option. */

/** Gives the candidate nearest to a mistyped word (at most a third of it wrong), or undefined. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(Math.min(word.length, 40) / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase().slice(0, 60), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours each cost 1. */
export function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (previous[j - 2] as number) + 1);
      next.push(cost);
    }
    previous = row;
    row = next;
  }
  return row[b.length] as number;
}

/** Says what type a value is of, and never what it is: it may be a key, a token, an address or a contact id. */
export function describeType(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Promise) return 'a promise (await it)';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : 'a Date';
  if (ArrayBuffer.isView(value)) return 'bytes';
  if (typeof value === 'string') return value === '' ? 'an empty string' : 'a string';
  if (Number.isNaN(value)) return 'NaN';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A constant of this package, in quotes. */
export function quote(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** A name that the app gave a member, as a message may show it: an address or a key may stand there by mistake. */
export function shownMember(name: string): string {
  return /^(?!.*\d{3})[A-Za-z][\w.-]{0,29}$/.test(name) ? name : '…';
}

/** A `TypeError` that a caller caused, as against one that something inside caused. */
class UsageError extends TypeError {}

/** Says whether an error is a caller's mistake: those reach the caller, whatever else fails must not stop the mail. */
export function isUsageError(error: unknown): boolean {
  return error instanceof UsageError;
}

/** A caller's mistake: `TypeError` with the option's name first. */
export function usageError(option: string, wants: string, ...value: [unknown?]): TypeError {
  return new UsageError(
    value.length > 0 ? `${option}: ${wants}, not ${describeType(value[0])}` : `${option}: ${wants}`,
  );
}

/** Says of options that belong to another call, by their names, where that is. */
export type MisplacedOptions = ReadonlyMap<string, string>;

/**
 * Throws for anything but a plain object with known keys; `where` names the call or option, as in `rewriteLinks options`.
 */
export function checkKeys(
  where: string,
  options: unknown,
  known: readonly string[],
  elsewhere?: MisplacedOptions,
): asserts options is object {
  if (options === null || typeof options !== 'object' || Array.isArray(options))
    throw usageError(where, 'must be an object', options);
  // No list of names is made: this is asked of every click and copy.
  for (const key in options) {
    if (known.includes(key) || !Object.hasOwn(options, key)) continue;
    const home = elsewhere?.get(key);
    const near = home === undefined ? didYouMean(key, known) : undefined;
    const hint = near === undefined ? `; ${home ?? `known are ${known.join(', ')}`}` : `, did you mean ${quote(near)}?`;
    throw new UsageError(
      `${where}: unknown option${/^(?!.*\d\d)[A-Za-z]\w{0,29}$/.test(key) ? ` ${quote(key)}` : ''}${hint}`,
    );
  }
}

/** Throws unless the value is undefined or one of the list. */
export function checkOneOf(option: string, value: unknown, allowed: readonly unknown[]): void {
  if (value === undefined || allowed.includes(value)) return;
  const near =
    typeof value === 'string'
      ? didYouMean(
          value,
          allowed.filter((each) => typeof each === 'string'),
        )
      : undefined;
  throw usageError(
    option,
    `must be one of ${allowed.map(quote).join(', ')}${near === undefined ? '' : ` (did you mean ${quote(near)}?)`}`,
    value,
  );
}

/** Throws unless the value is undefined or of the type. Empty strings are refused: an id of '' is never meant. */
export function checkType(option: string, value: unknown, type: 'string' | 'boolean' | 'function' | 'array'): void {
  if (value === undefined) return;
  const good = type === 'array' ? Array.isArray(value) : typeof value === type;
  if (!good) throw usageError(option, `must be ${type === 'array' ? 'an array' : `a ${type}`}`, value);
  if (type === 'string' && value === '') throw usageError(option, 'must not be empty');
}

/** Throws unless the value is undefined or a finite number in the range, both ends included. */
export function checkNumber(option: string, value: unknown, min: number, max: number = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !(value >= min && value <= max))
    throw usageError(option, `must be a number from ${min} to ${max}`, ...unlessNumber(value));
}

/** Throws unless the value is undefined or a whole number in the range, both ends included. */
export function checkWhole(option: string, value: unknown, min: number, max: number = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined || (Number.isInteger(value) && (value as number) >= min && (value as number) <= max)) return;
  throw usageError(option, `must be a whole number from ${min} to ${max}`, ...unlessNumber(value));
}

/** A number that is out of range is still one. */
function unlessNumber(value: unknown): [unknown?] {
  return typeof value === 'number' && !Number.isNaN(value) ? [] : [value];
}

/** A copy of a caller's pattern that remembers nothing: `g` and `y` make one go on where it stopped. The caller's own stays as it is. */
export function withoutStickyFlags(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
}
