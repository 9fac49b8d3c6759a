/**
 * Measures functions against each other in one process: short rounds, each function once a round, in an order that
 * turns, so that what disturbs the machine disturbs all of them alike. Time is the process's own CPU time (its helper
 * threads included: compiler, garbage collector), which other processes do not add to. A ratio is taken within each
 * round, and what is reported is the median of the rounds' ratios with the tenth and ninetieth percentile.
 */
const ROUND_MS = 30;
/** Long enough for the compiler to have done its work. */
const WARM_UP_MS = 250;

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
 * Runs the functions in turn and gives, for each, CPU milliseconds per call. `per` divides, where one call does several
 * of the same.
 */
export async function race(functions, { rounds = 31, roundMs = ROUND_MS } = {}) {
  const names = Object.keys(functions);
  const times = {};
  for (const name of names) times[name] = await timesFor(functions[name], roundMs);
  // Once more, now that all of them are compiled, each knowing of the others.
  for (const name of names) await timed(functions[name], Math.ceil((times[name] * WARM_UP_MS) / roundMs));
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

/** How many times the second's time the first takes, round by round. */
export function ratios(spent, name, base) {
  return spreadOf(spent[name].map((time, round) => time / spent[base][round]));
}
