/**
 * Measures functions against each other in one process: short rounds, each function once a round, in an order that
 * turns, so that what disturbs the machine disturbs all of them alike. Time is the process's own CPU time (its helper
 * threads included: compiler, garbage collector), which other processes do not add to.
 */
const ROUND_MS = 30;
/** Long enough for the compiler to have done its work. */
const WARM_UP_MS = 600;
/** Functions take turns at warming up, too. */
const WARM_UP_TURNS = 4;

/** CPU time of this process in milliseconds. */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function timed(run, times) {
  const start = cpuTime();
  for (let i = 0; i < times; i++) {
    const result = run();
    // A peer that gives a promise is waited for; ours and the floor pay no microtask where they give none.
    if (result instanceof Promise) await result;
  }
  return cpuTime() - start;
}

/** How often to run a function for a round to last long enough; warms it up, too. */
async function timesFor(run, roundMs) {
  let times = 1;
  for (;;) {
    const spent = await timed(run, times);
    if (spent >= roundMs) return times;
    times = Math.max(times + 1, Math.ceil(times * Math.min(8, (1.2 * roundMs) / Math.max(spent, 0.1))));
  }
}

/** The value below which this part of the list lies. */
export function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

/** Median with the tenth and ninetieth percentile. */
export function spreadOf(values) {
  return { median: percentile(values, 0.5), low: percentile(values, 0.1), high: percentile(values, 0.9) };
}

/**
 * Runs the functions in turn and gives, for each, CPU milliseconds per call, round by round. They get used to each other
 * first, because the compiler treats code that serves several callers differently.
 */
export async function race(functions, { rounds = 31, roundMs = ROUND_MS, warmUpMs = WARM_UP_MS } = {}) {
  const names = Object.keys(functions);
  const times = {};
  for (let share = 0; share < WARM_UP_TURNS; share++)
    for (const name of names) await timed(functions[name], await timesFor(functions[name], warmUpMs / WARM_UP_TURNS));
  for (const name of names) times[name] = await timesFor(functions[name], roundMs);
  const spent = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(round + i) % names.length];
      spent[name].push((await timed(functions[name], times[name])) / times[name]);
    }
  }
  return spent;
}

/**
 * How many times the base's time a function takes. `calm` is the quotient of the two lower quartiles, what it is where
 * nothing disturbs, and what marks are held against; the rest is of the quotients round by round.
 */
export function ratioOf(spent, name, base) {
  const rounds = spreadOf(spent[name].map((time, round) => time / spent[base][round]));
  return { calm: percentile(spent[name], 0.25) / percentile(spent[base], 0.25), ...rounds };
}

/** The other way round: how many times as fast. */
export function speedOf(spent, name, base) {
  const { calm, median, low, high } = ratioOf(spent, name, base);
  return { calm: 1 / calm, median: 1 / median, low: 1 / high, high: 1 / low };
}

/** The exponent of the power law that fits times to sizes best (least squares on logarithms): 1 is linear. */
export function exponentOf(points) {
  const logs = points.map(({ size, time }) => [Math.log(size), Math.log(time)]);
  const mean = (at) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
