import { Session } from 'node:inspector/promises';

/** A piece of work at two sizes; each size has a cost of its own. */
export interface Work {
  readonly name: string;
  /** The smallest size; eight times that is counted as well. */
  readonly start: number;
  readonly run: (size: number) => unknown;
}

/** How many blocks of our own code ran, for each of the two sizes. */
export interface Count {
  readonly name: string;
  readonly blocks: readonly number[];
}

// Counted by V8's precise coverage: exact, and independent of what else the machine does. It must start before the code
// is loaded, and it does not see inside built-ins: calls of them are counted, and regular expressions have a test of their own.
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const { WORKS } = await import('./works.js');

/** Blocks that ran since the last call, of the bundle that holds our source; what counts them, this file, is left out. */
async function take(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => url.startsWith('file:') && url.includes('/.growth/') && url !== import.meta.url)
    .flatMap(({ functions }) => functions)
    .flatMap(({ ranges }) => ranges)
    .reduce((sum, { count }) => sum + count, 0);
}

const counts: Count[] = [];
for (const { name, start, run } of WORKS) {
  const blocks: number[] = [];
  // The first run fills what is kept between calls and is left out.
  for (const size of [start, start, 8 * start]) {
    await run(size);
    blocks.push(await take());
  }
  counts.push({ name, blocks: blocks.slice(1) });
}
process.stdout.write(JSON.stringify(counts));
