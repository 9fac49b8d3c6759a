/** How many times as many values the properties draw in `npm run test:long`, which sets it; 1 elsewhere. */
const TIMES = Number(process.env['CLICKSTAMP_TEST_RUNS'] ?? 1);

/** Whether this is `npm run test:long`: random values are new ones in every run then, and whole lists are gone through. */
export const isLong: boolean = TIMES > 1;

/** How many values a property draws: `count` in `npm test`, 20 times as many in `npm run test:long`. */
export const runs = (count: number): number => count * TIMES;
