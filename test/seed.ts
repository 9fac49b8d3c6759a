import fc from 'fast-check';

/** The same random values in every run, so that a test gives the same answer every time; `npm run test:long` draws new ones. */
fc.configureGlobal({ seed: 20_261_124 });
