/** CPU milliseconds of this process for one call, the least of several: noise only ever adds. */
function measure(run: () => void, repeats: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** How a cost grows with its input. */
export interface Growth {
  /** The slope of log(time) against log(size): 1 is linear, 2 quadratic. */
  readonly exponent: number;
  /** The largest size, and the CPU time it took. */
  readonly size: number;
  readonly milliseconds: number;
}

/** What is too quick to be told from noise is made larger. */
const LEAST_MILLISECONDS = 10;

/**
 * Times `run` at a size, twice and four times that, and fits the exponent. The size is `start`, or so many times larger that
 * it takes 10 ms, but at most `most`.
 */
export function fitGrowth(start: number, most: number, run: (size: number) => void, repeats = 2): Growth {
  let size = start;
  run(size);
  while (measure(() => run(size), 1) < LEAST_MILLISECONDS && size * 2 <= most) size *= 2;
  const sizes = [size, size * 2, size * 4];
  const times = sizes.map((each) =>
    Math.max(
      measure(() => run(each), repeats),
      0.01,
    ),
  );
  return {
    exponent: slope(sizes.map(Math.log), times.map(Math.log)),
    size: size * 4,
    milliseconds: times.at(-1) as number,
  };
}

/** Of the line that fits best (least squares). */
function slope(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const together = xs.reduce((sum, x, i) => sum + (x - meanX) * ((ys[i] as number) - meanY), 0);
  return together / xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
}

/** What the cost of any input may grow by, where no other limit is given. */
const MOST = 1.15;
const ATTEMPTS = 3;

/**
 * Throws unless the time grows with an exponent of at most `most`, 1.15 by default. Other work on the bot and the compiler's own warming up
 * disturb a fit, so one that is too steep is taken again: a cost that really grows faster is too steep every time.
 */
export function expectLinear(name: string, start: number, run: (size: number) => void, most = MOST): Growth {
  let least: Growth | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const growth = fitGrowth(start, 16 * start, run);
    if (least === undefined || growth.exponent < least.exponent) least = growth;
    if (least.exponent <= most) return least;
  }
  throw new Error(`${name}: time grows with exponent ${least?.exponent.toFixed(2)}, more than ${most.toFixed(2)}`);
}
