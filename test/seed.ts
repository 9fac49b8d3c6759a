import fc from 'fast-check';
import { isLong, runs } from './runs.js';

/** The same random values in every run, so that a test gives the same answer every time; `npm run test:long` draws new ones, and more. */
fc.configureGlobal(isLong ? { numRuns: runs(100) } : { seed: 20_261_124 });
