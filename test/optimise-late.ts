import { LATE, optimiseAfter } from './optimise.js';

optimiseAfter(LATE);
