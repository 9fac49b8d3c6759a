import { setFlagsFromString } from 'node:v8';

/** Most of what unit tests call is soon left for other functions. It is never optimised, which saves a sixth of the CPU. */
export const LATE = 9;

const isNode20 = process.versions.v8.startsWith('11.');

/**
 * Sets how long V8 waits before it optimises a function: 1 is its default, 2 twice as long. Node 20 counts the bytecode
 * that ran, later versions count calls.
 */
export function optimiseAfter(factor: number): void {
  setFlagsFromString(
    isNode20
      ? `--interrupt-budget=${Math.round(67_584 * factor)}`
      : `--invocation-count-for-turbofan=${Math.round(3_000 * factor)}`,
  );
}
