/**
 * What a request says about who made it, in the order of the bits in which clicks keep it: a new one is added at the end.
 * docs/bots.md explains each.
 */
export const REQUEST_SIGNALS = [
  'method',
  'head',
  'user-agent',
  'user-agent-empty',
  'prefetch',
  'prerender',
  'not-navigation',
  'network',
  'provider-verdict',
  'many-contacts',
  'second-source',
] as const;

/** What a click's request says about who made it. Each has a heading in docs/bots.md. */
export type RequestSignal = (typeof REQUEST_SIGNALS)[number];

/** Packs signals into a number: bit `i` is `REQUEST_SIGNALS[i]`. */
export function signalBits(signals: readonly RequestSignal[]): number {
  let bits = 0;
  for (const signal of signals) bits |= 1 << REQUEST_SIGNALS.indexOf(signal);
  return bits;
}

/** Unpacks what `signalBits` packed. */
export function signalsOf(bits: number): RequestSignal[] {
  return REQUEST_SIGNALS.filter((_, bit) => (bits & (1 << bit)) !== 0);
}

/** Says whether a value is the name of a signal. */
export function isRequestSignal(value: unknown): value is RequestSignal {
  return (REQUEST_SIGNALS as readonly unknown[]).includes(value);
}
